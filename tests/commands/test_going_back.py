"""Who may go back to a backup where the vault is whole, damaged, gone, or not what it seems."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from db.records.audit import ActDone
from db.vault import slots, vault, vault_file
from db.vault.rotation import rotate
from lado_desktop.casework.custody import backups
from lado_desktop.casework.people import adults
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.record import new_id
from lado_desktop.unlocking.opening import begin_shift, open_shift
from tests import beneath
from tests.commands.said import Do
from tests.whole_vault import NOW, PASSPHRASE, QUICK, made_vault

THEIRS = "walnut glacier hums beneath ladders"
ACT = ActDone("Try", None, NOW)


@dataclass(frozen=True)
class OurVault:
    """A vault with a LADO and a colleague, a backup of one adult, and a second adult after it."""

    folder: Path
    backup: Path
    sheet: str

    def names(self, passphrase: str = PASSPHRASE) -> tuple[list[str | None], tuple[str, ...]]:
        """Return the adults' names and what the officer is shown at opening."""
        shift = open_shift(self.folder, passphrase)
        with shift.reading() as session:
            found = session.scalars(select(Adult.family_name).order_by(Adult.id)).all()
        shift.store.close()
        return list(found), shift.notices


@pytest.fixture(scope="module")
def service_as(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], OurVault]:
    made: dict[str, OurVault] = {}

    def make(role: str) -> OurVault:
        if role not in made:
            folder = tmp_path_factory.mktemp(role) / "vault"
            sheet = made_vault(folder)
            shift = open_shift(folder, PASSPHRASE)
            colleague = Officer(id=new_id(), name="Cora Clerk", role=role)
            code = slots.add_officer(
                beneath.vault_of(shift.store),
                *(vault.unlock(folder, PASSPHRASE), colleague.id, "Officer 2", ACT),
                QUICK,
                lambda session: session.add(colleague),
            )
            shift.store.close()
            begin_shift(slots.claim(folder, code, THEIRS, ACT), NOW).store.close()
            shift = open_shift(folder, PASSPHRASE)
            adults.add(shift, {"family_name": "Featherstone"})
            backup = backups.back_up(shift, "asked for")
            adults.add(shift, {"family_name": "Afterwards"})
            shift.store.close()
            made[role] = OurVault(folder, backup, " ".join(sheet.groups))
        return made[role]

    return make


@pytest.fixture
def service(service_as: Callable[[str], OurVault], tmp_path: Path) -> Callable[[str], OurVault]:
    """Copy such a vault, with the backup where a removed officer would have it."""

    def copied(role: str) -> OurVault:
        made = service_as(role)
        folder = Path(shutil.copytree(made.folder, tmp_path / "vault"))
        kept = Path(shutil.copy(made.backup, tmp_path))
        return OurVault(folder, kept, made.sheet)

    return copied


def _back(do: Do, tmp_path: Path, service: OurVault, key: str, *more: str) -> tuple[int, str]:
    given = tmp_path / "given"
    given.write_text(key)
    where = ("restore", service.backup, service.folder, "--password-file", given, *more)
    said = do(*where, with_password=False)
    return said.code, said.err


def _damage(service: OurVault, what: str) -> None:
    for name in what.split(" and "):
        state, _, file = name.partition(" ")
        path = service.folder / file
        if state == "damaged":
            path.write_bytes(b"x" if file == "vault.json" else b"x" * path.stat().st_size)
        elif state == "torn":
            whole = path.read_bytes()
            path.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) // 2))
        else:
            path.unlink()


STATES = [
    "damaged vault.json",
    "missing vault.json",
    "damaged data-1.db",
    "torn data-1.db",
    "missing data-1.db",
    "missing vault.json and missing data-1.db",
    "damaged vault.json and damaged data-1.db",
]


@pytest.mark.parametrize("state", STATES)
def test_damage_gives_the_weakest_role_no_right_to_go_back(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], state: str
) -> None:
    ours = service("contact_officer")
    _damage(ours, state)
    before = {path.name: path.stat().st_size for path in ours.folder.iterdir()}
    code, said = _back(do, tmp_path, ours, THEIRS)
    assert code == 1
    asked_for = "--by-sheet" if "vault.json" in state else "is not part of your role"
    assert asked_for in said
    assert not list(ours.folder.glob("kept-until-*"))
    after = {path.name: path.stat().st_size for path in ours.folder.iterdir()}
    assert before.items() <= after.items()


@pytest.mark.parametrize("state", STATES[:-1])
def test_the_recovery_sheet_goes_back_and_every_officer_is_shown_it(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], state: str
) -> None:
    ours = service("contact_officer")
    _damage(ours, state)
    assert _back(do, tmp_path, ours, ours.sheet, "--by-sheet")[0] == 0
    for passphrase in (PASSPHRASE, THEIRS):
        names, (shown,) = ours.names(passphrase)
        assert names == ["Featherstone"]
        assert re.search(r"went back to the backup of .{15,30}, by the recovery sheet\.", shown)
        assert ours.names(passphrase)[1] == ()


def test_where_all_is_damaged_the_sheet_leads_into_an_empty_folder(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault]
) -> None:
    ours = service("contact_officer")
    _damage(ours, STATES[-1])
    code, said = _back(do, tmp_path, ours, ours.sheet, "--by-sheet")
    assert (code, "in an empty folder instead" in said) == (1, True)
    elsewhere = OurVault(tmp_path / "new", ours.backup, ours.sheet)
    assert _back(do, tmp_path, elsewhere, ours.sheet, "--by-sheet") == (0, "")
    assert elsewhere.names()[0] == ["Featherstone"]


@pytest.mark.parametrize("state", ["damaged data-1.db", "torn data-1.db", "missing data-1.db"])
def test_an_officer_with_the_right_goes_back_where_the_data_file_alone_is_damaged(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], state: str
) -> None:
    ours = service("cover")
    _damage(ours, state)
    assert _back(do, tmp_path, ours, THEIRS) == (0, "")
    names, (shown,) = ours.names()
    assert names == ["Featherstone"]
    assert "by Cora Clerk. What was recorded after the backup is not in it" in shown


def test_what_is_gone_is_shown_by_its_lines(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault]
) -> None:
    ours = service("cover")
    assert _back(do, tmp_path, ours, THEIRS) == (0, "")
    names, (shown,) = ours.names()
    assert names == ["Featherstone"]
    assert "Lines 13 to 14 are not in it" in shown


@pytest.mark.parametrize("backups_are", ["there", "removed", "named as newer"])
def test_a_right_that_the_newest_backup_no_longer_knows_of_is_none(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], backups_are: str
) -> None:
    ours = service("cover")
    shift = open_shift(ours.folder, PASSPHRASE)
    with shift.store.writing(ACT) as session:
        session.scalars(select(Officer).where(Officer.name == "Cora Clerk")).one().role = "auditor"
    backups.back_up(shift, "asked for")
    shift.store.close()
    _damage(ours, "damaged data-1.db")
    if backups_are == "removed":
        shutil.rmtree(ours.folder / "backups")
    elif backups_are == "named as newer":
        shutil.copy(ours.backup, ours.folder / "backups" / "2099-01-01T000000Z.ladobak")
    code, said = _back(do, tmp_path, ours, THEIRS)
    refused = "--by-sheet" if backups_are == "removed" else "is not part of your role"
    assert (code, refused in said) == (1, True)


@pytest.mark.parametrize(
    "state",
    [
        *("damaged vault.json", "missing vault.json", "missing data-2.db", "earlier vault.json"),
        *("renamed data-2.db", "renamed data-2.db and no backups"),
        *(
            "missing vault.json and missing data-2.db",
            "damaged vault.json and an earlier data file",
        ),
        *("earlier vault.json and an earlier data file", "a forged vault.json of later keys"),
    ],
)
def test_a_removed_officer_does_not_come_back_under_earlier_keys(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], state: str
) -> None:
    ours = service("cover")
    earlier = (ours.folder / "vault.json").read_text()
    data = (ours.folder / "data-1.db").read_bytes()
    unlocked = vault.unlock(ours.folder, PASSPHRASE)
    gone = vault.unlock(ours.folder, THEIRS).slot_id or ""
    rotated = rotate(unlocked, PASSPHRASE, ACT, [gone])
    shift = begin_shift(rotated.unlocked, NOW)
    backups.back_up(shift, "asked for")
    shift.store.close()
    if "earlier vault.json" in state or "renamed" in state:
        (ours.folder / "vault.json").write_text(earlier)
    if "renamed" in state:
        (ours.folder / "data-2.db").rename(ours.folder / "data-1.db")
    if "no backups" in state:
        shutil.rmtree(ours.folder / "backups")
    if "an earlier data file" in state:
        (ours.folder / "data-1.db").write_bytes(data)
    if "forged" in state:
        forged = replace(vault_file.parse(earlier), key_gen=99, database="data-9.db")
        (ours.folder / "vault.json").write_text(forged.text(unlocked.master_key))
        (ours.folder / "data-9.db").write_bytes(data)
    elif not {"renamed", "earlier"} & set(state.split()):
        _damage(ours, state)
    elif state.startswith("damaged vault.json"):
        _damage(ours, "damaged vault.json")
    for key, how in ((THEIRS, ()), (ours.sheet, ("--by-sheet",))):
        if how and "no backups" in state:
            continue  # nothing in the folder shows that the sheet is an earlier one
        code, said = _back(do, tmp_path, ours, key, *how)
        assert (code, said != "") == (1, True)
    assert not list(ours.folder.glob("kept-until-*"))


def test_two_restores_are_shown_as_all_that_is_gone_by_both(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault]
) -> None:
    ours = service("cover")
    shift = open_shift(ours.folder, PASSPHRASE)
    for name in ("Third", "Fourth", "Fifth"):
        adults.add(shift, {"family_name": name})
    shift.store.close()
    for _ in range(2):
        assert _back(do, tmp_path, ours, THEIRS) == (0, "")
    _, (shown,) = ours.names()
    assert "Lines 13 to 18 are not in it" in shown


def test_a_restore_that_is_refused_keeps_the_notice_of_an_earlier_one(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault]
) -> None:
    ours = service("contact_officer")
    assert _back(do, tmp_path, ours, ours.sheet, "--by-sheet")[0] == 0
    assert _back(do, tmp_path, ours, THEIRS)[0] == 1
    assert "went back" in ours.names(THEIRS)[1][0]


def test_an_empty_folder_asks_for_no_right_and_says_what_opened_the_backup(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault]
) -> None:
    ours = service("contact_officer")
    elsewhere = OurVault(tmp_path / "new", ours.backup, ours.sheet)
    assert _back(do, tmp_path, elsewhere, THEIRS) == (0, "")
    names, (shown,) = elsewhere.names()
    assert (names, "by a passphrase of the backup's day" in shown) == (["Featherstone"], True)
