"""What the window asks to open a vault by its recovery sheet. Imports wait, as in `openers`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.unlock.openers import BySheet, NotOpened, SheetOpening

if TYPE_CHECKING:
    from db.schema.upgrade import Progress
    from lado_desktop.casework.shift import Shift

Opened = Callable[[str, "Shift"], None]


def by_sheet(opened: Opened) -> BySheet:
    """Return the callables for the window; `opened` is called with the folder that was opened."""
    return BySheet(
        _letters_of, _wrong_signs, _sheet_problem, _officers, lambda given: _open(given, opened)
    )


def _letters_of(typed: str) -> str:
    # The keys, which no passphrase page needs.
    from db.secrets.sheet import letters_of

    return letters_of(typed)


def _wrong_signs(letters: str) -> str:
    # As above.
    from db.secrets.sheet import LETTERS

    return "".join(letter for letter in letters if letter not in LETTERS)


def _sheet_problem(typed: str) -> str | None:
    # As above.
    from db.problem import SheetMistyped
    from db.secrets import sheet

    try:
        sheet.read(typed)
    except SheetMistyped as error:
        return str(error)
    return None


def _officers(folder: str, typed: str, progress: Progress) -> Sequence[tuple[str, str]]:
    # The store and casework, as in `_open`.
    from lado_desktop.domain.problem import CaseworkError
    from lado_desktop.unlocking.by_sheet import holders

    try:
        return [(one.slot_id, one.name) for one in holders(Path(folder), typed, progress)]
    except CaseworkError as error:
        raise NotOpened(str(error)) from error


def _open(given: SheetOpening, opened: Opened) -> Shift:
    # As above.
    from lado_desktop.domain.problem import CaseworkError
    from lado_desktop.unlocking.by_sheet import open_by_sheet

    try:
        shift = open_by_sheet(Path(given.folder), given.typed, given.slot, given.passphrase)
    except CaseworkError as error:
        raise NotOpened(str(error)) from error
    opened(given.folder, shift)
    return shift
