"""Who may open a vault, from a shell."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.secrets import sheet
from db.vault import vault as vaults
from lado_desktop.commands.program import sheet_written
from lado_desktop.unlocking.opening import RecoverySheet, open_shift
from tests.commands.said import Do
from tests.whole_vault import PASSPHRASE

HERS = "thistle anchor velvet forty-two"


@pytest.mark.slow
def test_an_officer_is_added_by_a_code_and_works_in_her_own_name(
    do: Do, vault: Path, tmp_path: Path
) -> None:
    added = do("officer", "add", vault, "--name", "Ada Moss", "--role", "cover")
    assert (added.code, added.err) == (0, "")
    code, hers = tmp_path / "code", tmp_path / "hers"
    code.write_text(added.out.splitlines()[0])
    hers.write_text(HERS)
    listed = do("officer", "list", vault).out.splitlines()
    assert [line.split("  ")[0] for line in listed] == ["Ottilie Marsh", "Ada Moss"]
    assert (listed[0].split("  ")[-1], "code until" in listed[1]) == ("passphrase", True)
    arguments = ("officer", "take-up", vault, "--code-file", code, "--password-file", hers)
    taken = do(*arguments, with_password=False)
    assert (taken.code, taken.err) == (0, "")
    again = do(*arguments, with_password=False)
    assert (again.code, "taken up already" in again.err) == (1, True)
    shift = open_shift(vault, HERS)
    shift.store.close()
    assert (shift.officer.name, shift.officer.role) == ("Ada Moss", "cover")
    assert "Ada" not in (vault / "vault.json").read_text()
    assert do("verify", vault).code == 0


def test_a_role_that_is_none_adds_nobody(do: Do, vault: Path) -> None:
    said = do("officer", "add", vault, "--name", "Ada Moss", "--role", "pirate")
    assert (said.code, said.out) == (1, "")
    assert len(do("officer", "list", vault).out.splitlines()) == 1


def test_ones_own_passphrase_is_changed(do: Do, vault: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.write_text("too short")
    weak = do("passphrase", vault, "--new-password-file", new)
    assert (weak.code, "15 characters" in weak.err) == (1, True)
    vaults.unlock(vault, PASSPHRASE)  # it still opens
    new.write_text(HERS)
    assert do("passphrase", vault, "--new-password-file", new).code == 0
    assert do("verify", vault).code == 1
    assert do("verify", vault, "--password-file", new, with_password=False).code == 0


@pytest.mark.slow
def test_an_officer_who_is_removed_opens_nothing_and_the_others_get_codes(
    do: Do, vault: Path, tmp_path: Path
) -> None:
    code, hers = tmp_path / "code", tmp_path / "hers"
    hers.write_text(HERS)
    for name in ("Ada Moss", "Bert Fenn"):
        code.write_text(do("officer", "add", vault, "--name", name).out.splitlines()[0])
        if name == "Ada Moss":
            arguments = ("officer", "take-up", vault, "--code-file", code, "--password-file", hers)
            do(*arguments, with_password=False)
    sheet = tmp_path / "sheet.txt"
    nobody = do("officer", "remove", vault, "--name", "Nobody", "--sheet", sheet)
    assert (nobody.code, sheet.exists()) == (1, False)
    removed = do("officer", "remove", vault, "--name", "ada moss", "--sheet", sheet)
    assert (removed.code, removed.err) == (0, "")
    assert removed.out.startswith("Bert Fenn: ")
    assert "RECOVERY SHEET" in sheet.read_text()
    assert do("verify", vault, "--password-file", hers, with_password=False).code == 1
    listed = do("officer", "list", vault).out
    assert ("Ada Moss" in listed, "Bert Fenn" in listed) == (False, True)
    assert do("verify", vault).code == 0


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.txt"])
def test_a_sheet_that_cannot_be_written_is_printed_and_the_way_on_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    made = RecoverySheet(
        tuple(sheet.groups(bytes(32))),
        "0" * 32,
        datetime(2026, 11, 23, 9, 5, tzinfo=UTC),
        sheet.page(bytes(32), "0" * 32, date(2026, 11, 23)),
    )
    path = tmp_path / name
    path.touch()
    with path.open("rb") as closed_to_writing:
        assert not sheet_written(made, path, "Bromley", closed_to_writing)
    said = capsys.readouterr()
    assert made.text in said.out
    assert "copy it by hand now" in said.err
    assert "renew-keys" in said.err
    assert not path.exists()
    with path.open("wb") as file:
        assert sheet_written(made, path, "Bromley", file)
    assert capsys.readouterr().out == ""
    assert path.stat().st_size >= len(made.text)
