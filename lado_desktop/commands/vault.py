"""The commands for vaults: new, demo, verify, self-check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from lado_desktop.commands.program import (
    DONE,
    REFUSED,
    PasswordFile,
    app,
    begin_unlocking,
    say_each,
    sheet_written,
    shift_on,
)
from lado_desktop.shell import new_file, new_passphrase


@app.command
def new(
    vault: Annotated[Path, Parameter(help="The folder that the vault shall lie in.")],
    *,
    practice: Annotated[str, Parameter(help="The service's practice, such as bromley.")],
    officer: Annotated[str, Parameter(help="The first officer's name.")],
    role: Annotated[str, Parameter(help="The first officer's role.")] = "lado",
    sheet: Annotated[
        Path | None, Parameter(help="File for the recovery sheet: .pdf, or else text.")
    ] = None,
    password_file: PasswordFile = None,
) -> int:
    """Make a vault for a service and its first officer.

    Without --sheet the recovery sheet is printed here, once.
    """
    # The store, its keys and the practices.
    from lado_desktop.unlocking.opening import FirstOfficer, make_vault, practice_of

    service, first = practice_of(practice), FirstOfficer(officer, role)
    passphrase = new_passphrase(password_file)
    if sheet is None:
        print(make_vault(vault, passphrase, practice, first).text)
        return DONE
    # The file first: if it cannot be written, the vault would have no sheet.
    with new_file(sheet) as file:
        made = make_vault(vault, passphrase, practice, first)
        written = sheet_written(made, sheet, service.authority, file)
    print("The vault is made. Put the recovery sheet into the manager's safe.")
    return DONE if written else REFUSED


@app.command
def demo(
    folder: Annotated[Path | None, Parameter(help="Where the practice vault lies.")] = None,
    *,
    print_: Annotated[
        Path | None, Parameter(name="--print", help="Print its documents into this folder.")
    ] = None,
) -> int:
    """Open a service of invented people; print its documents where there can be no window."""
    # The whole invented service is built, by the acts of casework.
    from lado_desktop.demo.demo import demonstrate

    return demonstrate(folder, print_)


@app.command
def verify(
    vault: Path,
    *,
    anchor: Annotated[
        list[str] | None,
        Parameter(negative=(), help="A print's audit anchor, as 412:09ab…; may be said again."),
    ] = None,
    rebuild: Annotated[
        bool, Parameter(negative=(), help="Rebuild the search index before checking.")
    ] = False,
    password_file: PasswordFile = None,
) -> int:
    """Check the whole file of a vault, its documents, its audit, and every record against that.

    With --anchor also that the audit still has the line that was once printed.
    """
    # The store.
    from lado_desktop.casework.audit.verifying import anchor_of, rebuild_indexes
    from lado_desktop.casework.audit.verifying import verify as check_all

    anchors = [anchor_of(text) for text in anchor or ()]
    with shift_on(vault, password_file) as shift:
        if rebuild:
            rebuild_indexes(shift)
        found = check_all(shift, anchors)
    print(found.file_words, file=sys.stderr if found.damaged else sys.stdout)
    print(found.verdict, file=sys.stdout if found.verdict.sound else sys.stderr)
    say_each(found.differences)
    return DONE if found.sound else REFUSED


@app.command
def accept(
    vault: Path,
    *,
    anchor: Annotated[
        str | None, Parameter(help="The vault's anchor, as its refusal says it: 412:09ab…")
    ] = None,
    password_file: PasswordFile = None,
) -> int:
    """Open a vault that is not as it was last seen, so that other commands open it too.

    Without --anchor it says what is found. The audit names the officer, and the others are shown
    it.
    """
    # The store and casework.
    from datetime import UTC, datetime

    from lado_desktop.unlocking.opening import begin_shift

    unlocked = begin_unlocking(vault, password_file).result()
    shift = begin_shift(unlocked, datetime.now(UTC), accepted=anchor or "")
    shift.store.close()
    say_each((*shift.gone_back, *shift.notices))
    print("The vault is open to this account as it is now.")
    return DONE


@app.command(name="--self-check")
def self_check() -> int:
    """Check this installation: make a vault, save, read, search, print, close."""
    # Everything that the program is made of.
    from lado_desktop.self_check import steps

    for step in steps():
        print(step, flush=True)
    return DONE
