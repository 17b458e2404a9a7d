"""The clock alone destroys nothing: what is put aside stays for 30 days of use."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.backups import backup, backup_file
from db.backups.restore import restore
from db.documents.sealed_file import FOLDER, UNCLAIMED, path_of
from db.records.audit import ActDone, record_event
from db.records.audit_query import lines
from db.records.tables import AUDIT
from db.vault.opening import open_vault
from db.vault.vault import Unlocked
from lado_desktop.domain.record import new_id
from tests.db.test_document_files import LETTER

NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
MakeAct = Callable[..., ActDone]
DAY = timedelta(days=1)


def _use(unlocked: Unlocked, day: float) -> None:
    open_vault(unlocked, NOW + day * DAY).store.close()


def _use_daily(unlocked: Unlocked, first: int, last: int) -> None:
    """Unlock once on each day. A bare line of the audit is what is counted."""
    opened = open_vault(unlocked, NOW + first * DAY)
    for day in range(first + 1, last + 1):
        act = ActDone("vault.unlock", None, NOW + day * DAY)
        with opened.store.writing(act) as session:
            record_event(session, act, "unlock")
    opened.store.close()


@pytest.fixture
def kept(unlocked: Unlocked, act: MakeAct) -> tuple[Unlocked, Path]:
    """A vault that went back to a backup today, and what that replaced."""
    _use(unlocked, 0)
    made = backup.make(unlocked, NOW, "by hand")
    restored = restore(made.path, unlocked.master_key, unlocked.folder, act(), unlocked)
    (path,) = unlocked.folder.glob("kept-until-*.db")
    return restored, path


@pytest.mark.parametrize("jump", [31, 300, 3_000])
def test_a_clock_that_is_set_on_removes_no_replaced_record(
    kept: tuple[Unlocked, Path], jump: int
) -> None:
    restored, path = kept
    for day in (0, jump, jump, jump + 1, jump + 2):
        _use(restored, day)
        assert path.exists()


def test_a_replaced_record_goes_after_30_days_of_use(kept: tuple[Unlocked, Path]) -> None:
    restored, path = kept
    _use_daily(restored, 0, 29)
    _use(restored, 30)
    assert path.exists(), "30 days are not over"
    _use(restored, 31)
    assert not path.exists()


def test_30_days_in_half_a_year_are_30_days(kept: tuple[Unlocked, Path]) -> None:
    restored, path = kept
    for day in range(0, 174, 6):
        _use_daily(restored, day, day)
    assert path.exists(), "29 days of use"
    for day in (174, 180):
        _use(restored, day)
    assert not path.exists()


def test_nothing_goes_at_the_first_opening_after_a_jump(kept: tuple[Unlocked, Path]) -> None:
    restored, path = kept
    _use_daily(restored, 0, 30)
    _use(restored, 60)
    assert path.exists()
    _use(restored, 60.1)
    assert not path.exists()


def _stray(unlocked: Unlocked) -> tuple[Path, Path]:
    """Put a document into the vault that no record names; return where it is and will be."""
    id = new_id()
    path = path_of(unlocked.folder / FOLDER, id)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(LETTER)
    _use(unlocked, 0)
    assert not path.exists()
    (aside,) = (unlocked.folder / FOLDER / UNCLAIMED).iterdir()
    return path, aside


def test_a_document_that_no_record_names_is_put_aside_for_30_days_of_use(
    unlocked: Unlocked,
) -> None:
    backup.make(unlocked, NOW, "by hand")
    _, aside = _stray(unlocked)
    for day in (31, 31, 400, 401):
        _use(unlocked, day)
    assert aside.read_bytes() == LETTER
    _use_daily(unlocked, 402, 430)
    _use(unlocked, 431)
    assert not aside.exists()


def _name_in(source: Path, target: Path, document: str) -> None:
    """Write a backup anew, with a manifest that names one more document."""
    with zipfile.ZipFile(source) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(parts[backup_file.MANIFEST])
    manifest["documents"].append(document)
    parts[backup_file.MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        for name, content in parts.items():
            file.writestr(name, content)


@pytest.mark.parametrize("where", ["beside the vault", "in the second place", "damaged", "away"])
def test_a_document_that_a_backup_names_never_goes(
    unlocked: Unlocked, tmp_path: Path, where: str
) -> None:
    made = backup.make(unlocked, NOW, "by hand").path
    path, aside = _stray(unlocked)
    second = tmp_path / "share"
    second.mkdir()
    named = second if where in ("in the second place", "away") else made.parent
    _name_in(made, named / made.name, path.stem)
    if where == "damaged":
        (named / made.name).write_bytes(b"x")
    opened = open_vault(unlocked, NOW)
    act = ActDone("backup.choose_second_place", None, NOW)
    opened.store.custody.backups.set_second_place(second, act)  # type: ignore[union-attr]
    opened.store.close()
    if where == "away":
        shutil.rmtree(second)
    _use_daily(unlocked, 0, 40)
    _use(unlocked, 41)
    assert aside.exists()


def test_what_is_put_aside_is_in_the_audit_by_numbers(unlocked: Unlocked) -> None:
    _stray(unlocked)
    opened = open_vault(unlocked, NOW)
    with opened.store.reading() as session:
        found = lines(session, AUDIT.c.action == "documents unclaimed")
    opened.store.close()
    assert [each.detail for each in found] == [{"put_aside": 1, "put_back": 0, "removed": 0}]
