"""Shows the practice vault in a window, or prints its documents without a display."""

from __future__ import annotations

import sys
from pathlib import Path

from lado_desktop.app_paths import practice_folder
from lado_desktop.casework.shift import Shift
from lado_desktop.demo.invented import three_years
from lado_desktop.demo.practice_vault import PASSPHRASE, practice_vault
from lado_desktop.printing import print_audit, print_record, print_summary
from lado_desktop.shell import write_over
from lado_desktop.unlocking.opening import open_shift
from lado_desktop.unlocking.vault_unlocking import open_window
from ui.platform import why_no_window

PRINTS = Path("practice-prints")


def demonstrate(folder: Path | None, print_to: Path | None) -> int:
    """Open the practice vault in a window, or print its documents. Returns the exit code.

    Prints where a folder is given for it, or no window can open. Raises CaseworkError, and
    WrongUsage where the prints cannot be written.
    """
    folder = (folder or practice_folder()).absolute()
    why = why_no_window() if print_to is None else None
    if why is not None:
        _say(f"{why}\nSo the practice service is printed instead.")
    if not folder.exists():
        _say("Building a service of invented people (once).")
    vault = practice_vault(folder)
    _say(f"Practice vault: {folder}\nPassphrase: {PASSPHRASE}")
    if print_to is None and why is None:
        return open_window(vault)
    shift = open_shift(folder, PASSPHRASE)
    try:
        _print_into(print_to or PRINTS, shift)
    finally:
        shift.store.close()
    return 0


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def _print_into(folder: Path, shift: Shift) -> None:
    contact, meeting = three_years.to_show(shift)
    ended = three_years.ended_to_show(shift)
    planned = three_years.planned_to_show(shift)
    year = three_years.YEAR
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (
        (f"minutes {meeting}", print_record(shift, "minutes", meeting)),
        (f"actions {meeting}", print_record(shift, "actions", meeting)),
        (f"case {contact}", print_record(shift, "case", contact)),
        (f"audit {contact}", print_audit(shift, contact)),
        (f"letter advice {contact}", print_record(shift, "advice", contact)),
        (f"letter invitation {planned}", print_record(shift, "invitation", planned)),
        (f"letter outcome {ended}", print_record(shift, "outcome", ended)),
        (f"letter concluded {ended}", print_record(shift, "concluded", ended)),
        (f"figures {year.replace('/', '-')}", print_summary(shift, year)),
    ):
        write_over(folder / f"{name}.pdf", content)
        _say(f"  {name}.pdf")
    _say(f"Printed into {folder.absolute()}")
