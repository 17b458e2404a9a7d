from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from db.backups import backup, schedule
from db.backups.schedule import back_up, backup_state, drill, drill_is_due, is_changed, is_due
from db.problem import BackupRefused, NotSaved, VaultDamaged
from db.records.audit import ActDone
from db.records.tables import AUDIT
from db.schema import upgrade
from db.sqlcipher import integrity
from db.sqlcipher.store import SqlCipherStore
from db.vault.opening import open_vault
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult
from tests import beneath

MakeAct = Callable[..., ActDone]
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)


@pytest.fixture
def opened(unlocked: Unlocked, act: MakeAct) -> Iterator[SqlCipherStore]:
    store = unlocked.open()
    with store.writing(act()) as session:
        session.add(Adult(family_name="Okafor"))
    yield store
    store.close()


def _at(moment: datetime) -> ActDone:
    return ActDone("Backup", None, moment)


def _actions(store: SqlCipherStore) -> list[str]:
    with store.reading() as session:
        return list(session.scalars(select(AUDIT.c.action).order_by(AUDIT.c.seq)))


def test_a_backup_is_due_after_half_an_hour_of_change_alone(
    opened: SqlCipherStore, unlocked: Unlocked
) -> None:
    assert is_due(opened, NOW)
    back_up(opened, unlocked, _at(NOW), "by hand")
    assert not is_changed(opened)
    assert not is_due(opened, NOW + timedelta(days=1))
    with opened.writing(_at(NOW)) as session:
        session.add(Adult(family_name="Okafor"))
    assert is_changed(opened)
    assert not is_due(opened, NOW + timedelta(minutes=29))
    assert is_due(opened, NOW + timedelta(minutes=30))
    assert is_due(opened, NOW - timedelta(days=365))
    assert backup_state(opened).verified_at == NOW
    assert _actions(opened) == ["create", "backup", "create"]


def test_what_is_saved_while_a_backup_is_made_is_in_the_next(
    opened: SqlCipherStore, unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = backup.make

    def make_while_somebody_saves(*given: Any) -> backup.Backup:
        made = make(*given)
        with opened.writing(_at(NOW)) as session:
            session.add(Adult(family_name="Okafor"))
        return made

    monkeypatch.setattr(backup, "make", make_while_somebody_saves)
    back_up(opened, unlocked, _at(NOW), "by hand")
    monkeypatch.undo()
    assert is_changed(opened)
    back_up(opened, unlocked, _at(NOW + timedelta(minutes=1)), "by hand")
    assert not is_changed(opened)


def test_the_second_place_gets_each_backup_and_its_absence_is_reported(
    opened: SqlCipherStore, unlocked: Unlocked, tmp_path: Path
) -> None:
    second = tmp_path / "share"
    with pytest.raises(BackupRefused, match="may not write"):
        schedule.set_second_place(opened, second, _at(NOW))
    second.mkdir()
    schedule.set_second_place(opened, second, _at(NOW))
    assert backup_state(opened).second_is_late(NOW)
    made = back_up(opened, unlocked, _at(NOW), "by hand")
    (copied,) = backup.all_in(second)
    assert backup.verify(copied, unlocked.master_key) == made.manifest
    assert not backup_state(opened).second_is_late(NOW + timedelta(days=7))
    assert backup_state(opened).second_is_late(NOW + timedelta(days=7, seconds=1))

    second.rename(tmp_path / "away")
    back_up(opened, unlocked, _at(NOW + timedelta(days=1)), "by hand")
    stands = backup_state(opened)
    assert stands.verified_at == NOW + timedelta(days=1)
    assert stands.second_verified_at == NOW
    assert "did not reach the second place" in stands.second_trouble
    (tmp_path / "away").rename(second)
    back_up(opened, unlocked, _at(NOW + timedelta(days=2)), "by hand")
    assert backup_state(opened).second_trouble == ""


def test_backups_are_thinned_in_both_places(
    opened: SqlCipherStore, unlocked: Unlocked, tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    schedule.set_second_place(opened, tmp_path / "share", _at(NOW))
    own = unlocked.folder / "backups"
    own.mkdir()
    for folder in (own, tmp_path / "share"):
        for hours in range(60):
            moment = NOW - timedelta(days=20, hours=hours)
            (folder / f"{moment:%Y-%m-%dT%H%M%SZ}.ladobak").touch()
        (folder / "letter.ladobak").write_text("not ours to remove")
    for number in range(4):
        back_up(opened, unlocked, _at(NOW + timedelta(minutes=number)), "by hand")
    for folder in (own, tmp_path / "share"):
        assert len(backup.all_in(folder)) == 60 + 4 - 4 * 3
        assert (folder / "letter.ladobak").exists()


def test_the_first_backup_after_the_clock_was_set_on_removes_none(
    opened: SqlCipherStore, unlocked: Unlocked
) -> None:
    own = unlocked.folder / "backups"
    own.mkdir()
    for hours in range(60):
        (own / f"{NOW - timedelta(hours=hours):%Y-%m-%dT%H%M%SZ}.ladobak").touch()
    back_up(opened, unlocked, _at(NOW + timedelta(days=400)), "by hand")
    assert len(backup.all_in(own)) == 61
    back_up(opened, unlocked, _at(NOW + timedelta(days=401)), "by hand")
    assert len(backup.all_in(own)) == 62 - 3


def test_a_good_backup_is_reported_as_one_whatever_is_beside_it(
    opened: SqlCipherStore, unlocked: Unlocked, tmp_path: Path
) -> None:
    (tmp_path / "share").mkdir()
    schedule.set_second_place(opened, tmp_path / "share", _at(NOW))
    for folder in (unlocked.folder / "backups", tmp_path / "share"):
        for day in range(1, 13):  # so many that the oldest may go, and none can be read
            (folder / f"2020-01-{day:02}T000000Z.ladobak").mkdir(parents=True)
    back_up(opened, unlocked, _at(NOW), "by hand")
    made = back_up(opened, unlocked, _at(NOW + timedelta(minutes=1)), "by hand")
    stands = backup_state(opened)
    assert (stands.last_verified, stands.second_trouble) == (made.manifest.made_at, "")
    assert _actions(opened)[-1] == "backup"


def test_a_copy_that_the_second_place_did_not_take_leaves_nothing_there(
    opened: SqlCipherStore, unlocked: Unlocked, tmp_path: Path
) -> None:
    second = tmp_path / "share"
    in_the_way = second / f"{NOW:%Y-%m-%dT%H%M%SZ}.ladobak" / "something"
    in_the_way.mkdir(parents=True)
    (second / "2026-11-22T080000Z.new").write_bytes(b"half of a copy that was killed")
    (second / "letter.new").write_text("not ours to remove")
    schedule.set_second_place(opened, second, _at(NOW))
    back_up(opened, unlocked, _at(NOW), "by hand")
    assert "did not reach" in backup_state(opened).second_trouble
    assert [path.name for path in second.glob("*.new")] == ["letter.new"]


def test_the_drill_opens_the_newest_backup_and_leaves_nothing(
    opened: SqlCipherStore, unlocked: Unlocked
) -> None:
    assert drill_is_due(opened, NOW)
    with pytest.raises(BackupRefused, match="no backup yet"):
        drill(opened, unlocked, _at(NOW))
    back_up(opened, unlocked, _at(NOW), "by hand")
    newest = back_up(opened, unlocked, _at(NOW + timedelta(hours=1)), "by hand")
    assert drill(opened, unlocked, _at(NOW)) == newest.path
    assert not drill_is_due(opened, NOW + timedelta(days=29))
    assert drill_is_due(opened, NOW + timedelta(days=30))
    assert _actions(opened)[-1] == "drill"
    assert sorted(path.suffix for path in newest.path.parent.iterdir()) == [".ladobak"] * 2


def test_a_drill_on_a_damaged_or_foreign_backup_fails_and_is_audited(
    opened: SqlCipherStore, unlocked: Unlocked
) -> None:
    made = back_up(opened, unlocked, _at(NOW), "by hand")
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[:-5_000] + bytes(100) + whole[-4_900:])
    with pytest.raises(BackupRefused, match="damaged"):
        drill(opened, unlocked, _at(NOW))
    made.path.unlink()
    made.path.mkdir()
    with pytest.raises(BackupRefused, match="could not be opened"):
        drill(opened, unlocked, _at(NOW))
    made.path.rmdir()
    made.path.write_bytes(whole)
    with beneath.writer(opened).begin() as connection:
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(text("UPDATE audit SET chain = commit_hash WHERE seq = 1"))
    with pytest.raises(BackupRefused, match="not that of this vault"):
        drill(opened, unlocked, _at(NOW))
    assert _actions(opened)[-3:] == ["drill failed"] * 3


def test_before_the_tables_change_their_shape_a_proved_backup_is_made(
    opened: SqlCipherStore, unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.close()
    beneath.take_back(unlocked, upgrade.revisions()[-2])
    progress: list[tuple[int, int]] = []
    open_vault(unlocked, NOW, lambda *done: progress.append(done)).store.close()
    assert progress == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert beneath.shape_of(unlocked) == upgrade.head()
    (made,) = backup.all_in(backup.folder_of(unlocked.folder))
    assert backup.verify(made, unlocked.master_key).reason == "before an upgrade"
    beneath.take_back(unlocked, upgrade.revisions()[-2])

    def no_room(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("db.sqlcipher.copying.copy", no_room)
    with pytest.raises(NotSaved, match="backup was not made"):
        open_vault(unlocked, NOW)
    assert beneath.shape_of(unlocked) == upgrade.revisions()[-2]


def test_a_damaged_data_file_is_reported_at_unlock_with_the_newest_backup(
    opened: SqlCipherStore, unlocked: Unlocked
) -> None:
    with opened.writing(_at(NOW)) as session:
        session.add_all(Adult(family_name="Okafor", address="x" * 900) for _ in range(100))
    assert integrity.damage_anywhere(opened) == []
    back_up(opened, unlocked, _at(NOW), "by hand")
    opened.close()
    data = bytearray(unlocked.database.read_bytes())
    data[-5_000] ^= 1
    unlocked.database.write_bytes(data)
    with pytest.raises(VaultDamaged, match=r"newest backup, of 22 November 2026, 09:05 UTC"):
        open_vault(unlocked, NOW)
