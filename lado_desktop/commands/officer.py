"""The commands for officers: list, add, claim, remove, new keys, passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from lado_desktop.commands.program import (
    DONE,
    REFUSED,
    PasswordFile,
    app,
    sheet_written,
    shift_by,
    shift_on,
)
from lado_desktop.shell import new_file, passphrase_from

SheetFile = Annotated[Path, Parameter(help="File for the new recovery sheet: .pdf, or else text.")]

officer = App(name="officer", help="Who may open a vault: list, add, take-up, remove.")
app.command(officer)


@officer.command(name="list")
def list_(vault: Path, *, password_file: PasswordFile = None) -> int:
    """Say who may open the vault."""
    # The store and casework.
    from lado_desktop.casework.settings.officers import keyholders

    with shift_on(vault, password_file) as shift:
        for one in keyholders(shift):
            who = one.officer.name if one.officer else "nobody any more"
            role = shift.label("officer_role", one.officer.role) if one.officer else ""
            until = f"code until {one.code_until}" if one.code_until else "passphrase"
            print("  ".join(filter(None, (who, role, until))))
    return DONE


@officer.command
def add(
    vault: Path,
    *,
    name: Annotated[str, Parameter(help="The officer's name.")],
    role: Annotated[str, Parameter(help="The officer's role.")] = "lado",
    password_file: PasswordFile = None,
) -> int:
    """Add an officer, and print the one-time code by which the passphrase is chosen."""
    # The store and casework.
    from lado_desktop.casework.settings import officers

    with shift_on(vault, password_file) as shift:
        code = officers.add(shift, name, role)
    print(code)
    print("Give this code to the officer and to nobody else. It holds for 14 days, once.")
    return DONE


@officer.command
def take_up(
    vault: Path,
    *,
    code_file: Annotated[str, Parameter(help="File with the code on its first line.")],
    password_file: PasswordFile = None,
) -> int:
    """Claim a slot by its code: the passphrase chosen now opens the vault from then on."""
    # The store.
    from datetime import UTC, datetime

    from db.records.audit import ActDone
    from db.vault.slots import claim
    from lado_desktop.casework.settings.officers import words_in

    code, passphrase = passphrase_from(code_file), passphrase_from(password_file)
    claim(
        vault, code, passphrase, ActDone("officer.take_up_code", None, datetime.now(UTC)), words_in
    )
    print("The passphrase opens the vault from now on. The code is used up.")
    return DONE


@officer.command
def remove(
    vault: Path,
    *,
    name: Annotated[str, Parameter(help="The officer's name.")],
    sheet: SheetFile,
    password_file: PasswordFile = None,
) -> int:
    """Remove an officer: the vault gets new keys, a new sheet, and codes for the others."""
    return _renew(vault, password_file, sheet, name)


@app.command
def renew_keys(vault: Path, *, sheet: SheetFile, password_file: PasswordFile = None) -> int:
    """Give the vault new keys and a new recovery sheet, where the sheet was seen or lost."""
    return _renew(vault, password_file, sheet, None)


def _renew(vault: Path, password_file: str | None, sheet: Path, leaving: str | None) -> int:
    # The store and casework.
    from lado_desktop.casework.settings import officers
    from lado_desktop.casework.settings.new_keys import note_sheet_stored, renew
    from lado_desktop.unlocking.opening import RecoverySheet

    passphrase = passphrase_from(password_file)
    # The file first: if it cannot be written, the new keys would have no sheet.
    with new_file(sheet) as file, shift_by(vault, passphrase) as shift:
        gone = None if leaving is None else officers.keyholder_named(shift, leaving)
        renewed = renew(shift, passphrase, gone)
        made_at = shift.clock.now().replace(tzinfo=None)
        made = RecoverySheet(tuple(renewed.groups), shift.vault_id, made_at, renewed.sheet)
        written = sheet_written(made, sheet, shift.practice.authority, file)
        if written:
            note_sheet_stored(shift)
    for name, code in renewed.codes:
        print(f"{name}: {code}")
    print("The vault has new keys. Each code above holds for 14 days, once, for that officer.")
    print("Put the new recovery sheet into the safe; the old one opens only earlier backups.")
    return DONE if written else REFUSED


@app.command
def passphrase(
    vault: Path,
    *,
    new_password_file: Annotated[str, Parameter(help="File with the new passphrase.")],
    password_file: PasswordFile = None,
) -> int:
    """Change one's own passphrase."""
    # The store and casework.
    from lado_desktop.casework.settings.officers import change_passphrase

    old, new = passphrase_from(password_file), passphrase_from(new_password_file)
    with shift_by(vault, old) as shift:
        change_passphrase(shift, old, new)
    print("The passphrase is changed. Backups made until now keep the earlier one.")
    return DONE
