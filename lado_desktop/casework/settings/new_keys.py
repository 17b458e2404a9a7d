"""New keys for the vault, new codes for its officers, and how strong a passphrase is."""

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
    """What came of renewing the keys. Codes and sheet are shown once and kept nowhere."""

    codes: Sequence[tuple[str, str]] = field(repr=False)
    """Of each other officer the name and the one-time code."""
    groups: Sequence[str] = field(repr=False)
    """The new recovery sheet's key, in 14 groups of 4."""
    sheet: str = field(repr=False)
    """The whole new recovery sheet as plain text."""


def renew(shift: Shift, passphrase: str, leaving: Keyholder | None = None) -> NewKeys:
    """Give the open vault new keys and a new recovery sheet, without the officer who leaves.

    One's own passphrase is asked for and stays; every other officer gets a one-time code. A backup
    is made before, where work was done, and one under the new keys after. To be called off the
    window's thread. Raises NotAllowed, WrongPassphrase, NoSuchSlot, NotSaved; the vault is then as
    it was.
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
        # Even where the backup fails, the new sheet and codes must be shown: nothing else has them.
        with suppress(CaseworkError, OSError):
            backups.back_up(shift, "after new keys")
    return made


def note_sheet_stored(shift: Shift) -> None:
    """Note that the new recovery sheet was seen, and is where it can be found. Raises NotAllowed.

    Until then each opening tells that the sheet in the safe is none any more: a window that was
    locked or ended meanwhile never showed the new one.
    """
    with shift.act("keys.renew") as session:
        set_meta_value(session, _SHEET_OF, "")


def unseen_sheet_notice(session: Session) -> str | None:
    """Return the sentence to read where nobody has seen the recovery sheet of the present keys."""
    day = meta_value(session, _SHEET_OF)
    if not day:
        return None
    return (
        f"The vault got new keys on {day_words(date.fromisoformat(day))}, and nobody noted that "
        "their recovery sheet was put away. The sheet in the safe no longer opens it: renew the "
        "recovery sheet under Settings, Security."
    )


def new_code(shift: Shift, keyholder: Keyholder) -> str:
    """Give another officer a one-time code in place of a forgotten passphrase or an older code.

    Raises NotAllowed, NoSuchSlot, NotSaved.
    """
    act = shift.doing("officer.new_code")
    return keys_of(shift).renew_code(keyholder.slot_id, act)


def passphrase_problem(shift: Shift, typed: str) -> str | None:
    """Return why a passphrase may not become this officer's; None where it may."""
    return keys_of(shift).problem(typed, known_words(shift))
