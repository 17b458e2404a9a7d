"""Who may go back to a backup where the vault is whole, damaged, gone, or not what it seems."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from db.problem import NotAsSeen
from db.vault import vault, vault_file
from db.vault.rotation import rotate
from lado_desktop.casework.audit.lines import AuditQuery, page
from lado_desktop.casework.custody import backups
from lado_desktop.casework.custody.notices import mark_as_read
from lado_desktop.casework.people import adults
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.unlocking.opening import begin_shift, open_shift
from tests.attacks.vaults import ACT, THEIRS, of_two
from tests.commands.said import Do
from tests.whole_vault import NOW, PASSPHRASE


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
        return list(found), (*shift.gone_back, *shift.notices)

    def restored_by(self) -> tuple[str, list[str]]:
        """Return who the audit page names for the last restore, and its facts' labels."""
        shift = open_shift(self.folder, PASSPHRASE)
        found = page(shift, AuditQuery(group="backups")).lines
        shift.store.close()
        line = next(each for each in found if each.what == "Went back to a backup")
        return line.officer, [each.label for each in line.changes]

    def reads(self, passphrase: str) -> None:
        """Have an officer read what they are shown."""
        shift = open_shift(self.folder, passphrase)
        mark_as_read(shift)
        shift.store.close()


@pytest.fixture(scope="module")
def service_as(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], OurVault]:
    made: dict[str, OurVault] = {}

    def make(role: str) -> OurVault:
        if role not in made:
            folder = tmp_path_factory.mktemp(role) / "vault"
            sheet, backup = of_two(folder, role)
            made[role] = OurVault(folder, backup, " ".join(sheet.groups))
        return made[role]

    return make


@pytest.fixture
def service(
    service_as: Callable[[str], OurVault], tmp_path: Path, account: Path
) -> Callable[[str], OurVault]:
    """Copy such a vault, with the backup where a removed officer would have it.

    The account never saw it.
    """

    def copied(role: str) -> OurVault:
        made = service_as(role)
        shutil.rmtree(account, ignore_errors=True)
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
        # Unlocking is not reading: it is shown until it is read, to each.
        assert ours.names(passphrase)[1] == (shown,)
        ours.reads(passphrase)
        assert ours.names(passphrase)[1] == ()
    officer, facts = ours.restored_by()
    assert (officer, "Account" in facts) == ("The recovery sheet", True)


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


@pytest.mark.parametrize("known_by", ["a backup", "the account's note"])
def test_an_older_data_file_brings_back_no_right_that_was_taken_away(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], account: Path, known_by: str
) -> None:
    ours = service("cover")
    earlier = (ours.folder / "data-1.db").read_bytes()
    shift = open_shift(ours.folder, PASSPHRASE)
    with shift.store.writing(ACT) as session:
        session.scalars(select(Officer).where(Officer.name == "Cora Clerk")).one().role = "auditor"
    if known_by == "a backup":
        backups.back_up(shift, "asked for")
    shift.store.close()
    if known_by == "a backup":
        shutil.rmtree(account)
    else:
        shutil.rmtree(ours.folder / "backups")
    (ours.folder / "data-1.db").write_bytes(earlier)
    code, said = _back(do, tmp_path, ours, THEIRS)
    refused = "is not part of your role" if known_by == "a backup" else "--by-sheet"
    assert (code, refused in said) == (1, True)


def test_whoever_has_the_right_still_goes_back_to_the_newest_where_the_data_file_is_older(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault]
) -> None:
    ours = service("cover")
    earlier = (ours.folder / "data-1.db").read_bytes()
    shift = open_shift(ours.folder, PASSPHRASE)
    newest = backups.back_up(shift, "asked for")
    shift.store.close()
    (ours.folder / "data-1.db").write_bytes(earlier)
    newer = replace(ours, backup=Path(shutil.copy(newest, tmp_path)))
    assert _back(do, tmp_path, newer, THEIRS) == (0, "")
    assert ours.names()[0] == ["Featherstone", "Afterwards"]


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


def test_an_empty_folder_asks_for_no_right_and_says_who_opened_the_backup(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault]
) -> None:
    ours = service("contact_officer")
    elsewhere = OurVault(tmp_path / "new", ours.backup, ours.sheet)
    assert _back(do, tmp_path, elsewhere, THEIRS) == (0, "")
    names, (shown,) = elsewhere.names()
    assert (names, "by Cora Clerk. What" in shown) == (["Featherstone"], True)
    assert elsewhere.restored_by()[0] == "Cora Clerk"


EMPTIED = ["emptied", "renamed", "renamed, with backups elsewhere"]


def _empty(ours: OurVault, how: str) -> None:
    if how == "emptied":
        shutil.rmtree(ours.folder)
        ours.folder.mkdir()
        return
    ours.folder.rename(ours.folder.with_name("put away"))
    if "elsewhere" in how:
        shutil.rmtree(ours.folder.with_name("put away") / "backups")


@pytest.mark.parametrize("how", EMPTIED)
def test_where_this_account_knows_of_a_vault_an_emptied_folder_gives_no_right(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], how: str
) -> None:
    ours = service("contact_officer")
    ours.names()
    _empty(ours, how)
    code, said = _back(do, tmp_path, ours, THEIRS)
    assert (code, "is not part of your role" in said) == (1, True)
    assert not list(ours.folder.glob("data-*"))
    assert _back(do, tmp_path, ours, ours.sheet, "--by-sheet") == (0, "")
    names, shown = ours.names()
    assert names == ["Featherstone"]
    assert "by the recovery sheet. Lines" in shown[0]


@pytest.mark.parametrize("how", EMPTIED)
def test_an_officer_with_the_right_by_todays_keys_restores_what_is_gone(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], how: str
) -> None:
    ours = service("cover")
    ours.names()
    _empty(ours, how)
    assert _back(do, tmp_path, ours, THEIRS) == (0, "")
    names, (shown,) = ours.names()
    assert (names, "by Cora Clerk. Lines" in shown) == (["Featherstone"], True)


@pytest.mark.parametrize("how", EMPTIED)
@pytest.mark.parametrize("by", ["passphrase", "sheet"])
def test_an_emptied_folder_is_not_filled_under_earlier_keys(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], how: str, by: str
) -> None:
    ours = service("cover")
    gone = vault.unlock(ours.folder, THEIRS).slot_id or ""
    renewed = rotate(vault.unlock(ours.folder, PASSPHRASE), PASSPHRASE, ACT, [gone])
    begin_shift(renewed.unlocked, NOW).store.close()
    _empty(ours, how)
    given = (THEIRS,) if by == "passphrase" else (ours.sheet, "--by-sheet")
    code, said = _back(do, tmp_path, ours, *given)
    assert (code, "under later keys" in said) == (1, True)
    assert not list(ours.folder.glob("data-*"))


def test_a_backup_beside_the_given_one_knows_of_later_keys(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], account: Path
) -> None:
    ours = service("cover")
    gone = vault.unlock(ours.folder, THEIRS).slot_id or ""
    renewed = rotate(vault.unlock(ours.folder, PASSPHRASE), PASSPHRASE, ACT, [gone])
    shift = begin_shift(renewed.unlocked, NOW)
    shutil.copy(backups.back_up(shift, "asked for"), ours.backup.parent)
    shift.store.close()
    shutil.rmtree(account)
    code, said = _back(do, tmp_path, OurVault(tmp_path / "new", ours.backup, ""), THEIRS)
    assert (code, "These keys are earlier ones" in said) == (1, True)


@pytest.mark.parametrize("key", ["passphrase", "sheet"])
def test_the_second_place_knows_of_later_keys(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], account: Path, key: str
) -> None:
    """The files of before the new keys are back, and the backups beside them are gone."""
    ours = service("cover")
    share = tmp_path / "share"
    share.mkdir()
    assert do("backup", ours.folder, "--to", share).code == 0
    earlier = {path: path.read_bytes() for path in ours.folder.iterdir() if path.is_file()}
    gone = vault.unlock(ours.folder, THEIRS).slot_id or ""
    renewed = rotate(vault.unlock(ours.folder, PASSPHRASE), PASSPHRASE, ACT, [gone])
    shift = begin_shift(renewed.unlocked, NOW)
    backups.back_up(shift, "asked for")
    shift.store.close()
    for left_over in (account, ours.folder):
        shutil.rmtree(left_over)
    ours.folder.mkdir()
    for path, content in earlier.items():
        path.write_bytes(content)
    given = (THEIRS,) if key == "passphrase" else (ours.sheet, "--by-sheet")
    code, said = _back(do, tmp_path, ours, *given)
    assert (code, "These keys are earlier ones" in said) == (1, True)


def test_no_new_vault_is_made_where_this_account_knows_of_one(
    do: Do, service: Callable[[str], OurVault]
) -> None:
    ours = service("cover")
    ours.names()
    _empty(ours, "renamed")
    said = do("new", ours.folder, "--practice", "bromley", "--officer", "Somebody Else")
    assert (said.code, "its files are gone" in said.err) == (1, True)


def _swapped(do: Do, tmp_path: Path, ours: OurVault, account: Path) -> None:
    """Have somebody restore on a computer of their own, and put that over the vault's folder."""
    kept = account.with_name(f"{account.name}-kept")
    account.rename(kept)
    elsewhere = OurVault(tmp_path / "theirs", ours.backup, ours.sheet)
    assert _back(do, tmp_path, elsewhere, THEIRS) == (0, "")
    shutil.rmtree(account, ignore_errors=True)
    kept.rename(account)
    shutil.rmtree(ours.folder)
    elsewhere.folder.rename(ours.folder)


def test_a_vault_restored_elsewhere_and_put_here_is_asked_about(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], account: Path
) -> None:
    ours = service("contact_officer")
    ours.names()
    _swapped(do, tmp_path, ours, account)
    with pytest.raises(NotAsSeen, match="this account saw line"):
        ours.names()


def test_a_vault_restored_elsewhere_is_shown_with_a_name_to_an_account_that_never_saw_it(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], account: Path
) -> None:
    ours = service("contact_officer")
    ours.names()
    _swapped(do, tmp_path, ours, account)
    shutil.rmtree(account)
    assert "by Cora Clerk" in ours.names()[1][0]


def test_an_older_vault_put_back_is_not_for_the_weakest_role_to_accept(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault]
) -> None:
    ours = service("contact_officer")
    earlier = {path: path.read_bytes() for path in ours.folder.iterdir() if path.is_file()}
    ours.names()
    for path, content in earlier.items():
        path.write_bytes(content)
    anchor = re.findall(r"--anchor (\S+)", do("verify", ours.folder).err)[0]
    given = tmp_path / "given"
    given.write_text(THEIRS)
    accept = ("accept", ours.folder, "--anchor", anchor, "--password-file", given)
    said = do(*accept, with_password=False)
    assert (said.code, "is not part of your role" in said.err) == (1, True)
    with pytest.raises(NotAsSeen):
        ours.names()


def test_a_vault_under_earlier_keys_is_asked_about_in_the_command_and_accepted_by_its_anchor(
    do: Do, tmp_path: Path, service: Callable[[str], OurVault], account: Path
) -> None:
    ours = service("cover")
    earlier = {path.name: path.read_bytes() for path in ours.folder.iterdir() if path.is_file()}
    gone = vault.unlock(ours.folder, THEIRS).slot_id or ""
    renewed = rotate(vault.unlock(ours.folder, PASSPHRASE), PASSPHRASE, ACT, [gone])
    begin_shift(renewed.unlocked, NOW).store.close()
    (ours.folder / "data-2.db").unlink()
    for name, content in earlier.items():
        (ours.folder / name).write_bytes(content)
    for command in ("verify", "accept"):
        said = do(command, ours.folder)
        assert (said.code, "under later keys" in said.err) == (1, True)
    anchor = re.findall(r"--anchor (\S+)", do("verify", ours.folder).err)[0]
    assert do("accept", ours.folder, "--anchor", "1:" + "0" * 20).code == 1
    assert do("accept", ours.folder, "--anchor", anchor).code == 0
    said = do("verify", ours.folder)
    assert (said.code, said.err) == (0, "")
    # The others are shown who opened it.
    (shown,) = ours.names(THEIRS)[1]
    assert "was opened by Ottilie Marsh although it was not as it was last seen" in shown
