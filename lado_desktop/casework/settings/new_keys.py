"""Renews the vault's keys and officers' codes, and checks passphrases."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from db.records.tables import meta_value, set_meta_value
from lado_desktop.casework.custody import backups
from lado_desktop.casework.settings.officers import (
    Keyholder,
    end_posts,
    keyholders,
    keys_of,
    known_words,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import day_words

_SHEET_OF = "sheet_unseen"
"""The day of the keys whose recovery sheet nobody has seen yet."""


@dataclass(frozen=True)
class NewKeys:
    """The result of renewing the keys. Codes and sheet are shown once and stored nowhere."""

    codes: Sequence[tuple[str, str]] = field(repr=False)
    """Name and one-time code of each other officer."""
    groups: Sequence[str] = field(repr=False)
    """The new recovery sheet's key, in 14 groups of 4."""
    sheet: str = field(repr=False)
    """The whole new recovery sheet as plain text."""


def renew(shift: Shift, passphrase: str, leaving: Keyholder | None = None) -> NewKeys:
    """Give the open vault new keys and a new recovery sheet, without an officer who leaves.

    The officer's own passphrase is asked for and stays. Every other officer gets a one-time code. A
    backup is made before, if there was work, and another under the new keys. Call it off the GUI
    thread. Raises NotAllowed, WrongPassphrase, NoSuchSlot, NotSaved; the keys are then unchanged.
    """
    act = shift.doing("officer.remove") if leaving else shift.doing("keys.renew")
    backups.back_up_if_changed(shift, "before new keys")
    names = {one.slot_id: one.officer.name for one in keyholders(shift) if one.officer}
    removed = [leaving.slot_id] if leaving else []

    def edit(session: Session) -> None:
        set_meta_value(session, _SHEET_OF, shift.today.isoformat())
        if leaving is not None and leaving.officer is not None:
            end_posts(session, leaving.officer, shift.today)

    fresh = keys_of(shift).renew(passphrase, act, removed, shift.today, edit)
    made = NewKeys(
        [(names.get(slot_id, "Nobody any more"), code) for slot_id, code in fresh.codes.items()],
        fresh.groups,
        fresh.sheet,
    )
    if not shift.practice_data:
        # Even if the backup fails, the new sheet and codes must be shown: they exist nowhere else.
        with suppress(CaseworkError, OSError):
            backups.back_up(shift, "after new keys")
    return made


def note_sheet_stored(shift: Shift) -> None:
    """Note that the new recovery sheet was stored. Raises NotAllowed.

    Until then each opening warns that the old sheet is useless. A window that was locked or ended
    too early never showed the new one.
    """
    with shift.act("keys.renew") as session:
        set_meta_value(session, _SHEET_OF, "")


def unseen_sheet_notice(session: Session) -> str | None:
    """Return the warning that nobody has seen the current keys' recovery sheet, or None."""
    day = meta_value(session, _SHEET_OF)
    if not day:
        return None
    return (
        f"The vault got new keys on {day_words(date.fromisoformat(day))}, and nobody noted that "
        "their recovery sheet was put away. The sheet in the safe no longer opens it: renew the "
        "recovery sheet under Settings, Security."
    )


def new_code(shift: Shift, keyholder: Keyholder) -> str:
    """Give another officer a one-time code that replaces a passphrase or an older code.

    Raises NotAllowed, NoSuchSlot, NotSaved.
    """
    act = shift.doing("officer.new_code")
    return keys_of(shift).renew_code(keyholder.slot_id, act)


def passphrase_problem(shift: Shift, typed: str) -> str | None:
    """Return why a passphrase is unsuitable for this officer; None where it is suitable."""
    return keys_of(shift).problem(typed, known_words(shift))
