from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from db.problem import (
    InUse,
    NoSuchSlot,
    NotSaved,
    VaultMissing,
    WrongPassphrase,
    WrongSheet,
)
from db.records import slot_officers
from db.records.audit import ActDone, verify
from db.secrets import sheet
from db.secrets.keys import Stretching
from db.sqlcipher.store import SqlCipherStore
from db.vault import slots, vault
from db.vault.opening import open_vault
from db.vault.rotation import rotate
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.record import new_id

MakeAct = Callable[..., ActDone]
PASSPHRASE = "cobalt ferret quietly juggles turnips"
ANOTHER = "seven walnuts orbit the lighthouse"
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
FAST = Stretching(memory_kib=64 * 1024, passes=1)


@contextmanager
def _open(unlocked: Unlocked) -> Iterator[SqlCipherStore]:
    store = unlocked.open()
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def leaver(unlocked: Unlocked, act: MakeAct) -> Unlocked:
    """A second officer, in a vault with five people in it."""
    with _open(unlocked) as store:
        with store.writing(act()) as session:
            session.add_all(Adult(family_name=f"Okafor {n}") for n in range(5))
        code = slots.add_officer(store, unlocked, new_id(), "Officer 2", act(), FAST)
    return slots.claim(unlocked.folder, code, ANOTHER, act())


def test_after_an_officer_left_what_they_knew_opens_nothing(
    unlocked: Unlocked, leaver: Unlocked, act: MakeAct
) -> None:
    kept_by_leaver = (unlocked.folder / "vault.json").read_text()
    with _open(unlocked) as store:
        anchor = store.head()
    renewed = rotate(unlocked, PASSPHRASE, act(), removed=[str(leaver.slot_id)]).unlocked
    assert renewed.master_key != unlocked.master_key
    names = sorted(path.name for path in renewed.folder.glob("data-*"))
    assert names == ["data-2.db"]
    with pytest.raises(WrongPassphrase):
        vault.unlock(renewed.folder, ANOTHER)
    again = vault.unlock(renewed.folder, PASSPHRASE)
    assert again.key == renewed.key
    with _open(again) as store, store.reading() as session:
        assert len(session.scalars(select(Adult)).all()) == 5
        # The audit goes on in one chain across the keys.
        verdict = verify(session, [anchor])
        assert verdict.sound
        assert verdict.lines == anchor[0] + 1
        assert slot_officers.officer_of(session, str(leaver.slot_id)) is None

    (renewed.folder / "vault.json").write_text(kept_by_leaver)
    with pytest.raises(VaultMissing, match="earlier copy"):
        open_vault(vault.unlock(renewed.folder, ANOTHER), NOW)
    typed = " ".join(sheet.groups(renewed.master_key))
    with _open(vault.unlock_with_sheet(renewed.folder, typed)) as store:
        assert store.head()[0] == anchor[0] + 1


def test_the_others_take_up_a_new_passphrase_by_a_code(
    unlocked: Unlocked, leaver: Unlocked, act: MakeAct
) -> None:
    rotated = rotate(unlocked, PASSPHRASE, act())
    assert set(rotated.codes) == {leaver.slot_id}
    code = rotated.codes[str(leaver.slot_id)]
    assert code not in repr(rotated)
    taken = slots.claim(unlocked.folder, code, "eleven candid otters knit scarves", act())
    assert (taken.slot_id, taken.key) == (leaver.slot_id, rotated.unlocked.key)


def test_a_renewed_sheet_takes_the_place_of_the_old_one(unlocked: Unlocked, act: MakeAct) -> None:
    old = " ".join(sheet.groups(unlocked.master_key))
    renewed = rotate(unlocked, PASSPHRASE, act()).unlocked
    with pytest.raises(WrongSheet):
        vault.unlock_with_sheet(unlocked.folder, old)
    new = " ".join(sheet.groups(renewed.master_key))
    assert vault.unlock_with_sheet(unlocked.folder, new).key == renewed.key


def test_a_refused_rotation_leaves_the_vault_as_it_was(
    unlocked: Unlocked, leaver: Unlocked, act: MakeAct, monkeypatch: pytest.MonkeyPatch
) -> None:
    def names() -> list[str]:
        return sorted(path.name for path in unlocked.folder.glob("data-*.db"))

    before = (unlocked.folder / "vault.json").read_text()
    with pytest.raises(WrongPassphrase):
        rotate(unlocked, ANOTHER, act())
    with pytest.raises(NoSuchSlot, match="Nobody removes themselves"):
        rotate(unlocked, PASSPHRASE, act(), removed=[str(unlocked.slot_id)])
    with pytest.raises(NoSuchSlot):
        rotate(unlocked, PASSPHRASE, act(), removed=["nobody"])
    with _open(unlocked), pytest.raises(InUse):
        rotate(unlocked, PASSPHRASE, act())

    def no_room(_path: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("db.sqlcipher.copying.sync", no_room)
    with pytest.raises(NotSaved, match="Nothing was changed"):
        rotate(unlocked, PASSPHRASE, act())
    monkeypatch.undo()
    assert (unlocked.folder / "vault.json").read_text() == before
    assert names() == ["data-1.db"]
    opened = open_vault(vault.unlock(unlocked.folder, PASSPHRASE), NOW)
    opened.store.close()
    assert not list(unlocked.folder.glob("unfinished*"))
