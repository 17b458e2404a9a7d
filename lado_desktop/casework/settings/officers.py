"""The officers who may open the vault, their passphrases and enrolment codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.custody import Keys
from db.records.slot_officers import officer_of, officers_of
from db.records.tables import meta_value
from lado_desktop.casework.contacts import restrictions
from lado_desktop.casework.settings import posts
from lado_desktop.casework.settings.in_post import working_among
from lado_desktop.casework.settings.settings import PRACTICE
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.practice.practice import practice_named, practice_names
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import new_id


class NoSuchOfficer(CaseworkError):
    """No single officer has this name, or the name or role is invalid."""


@dataclass(frozen=True)
class Keyholder:
    """An officer with a key slot in the vault."""

    slot_id: str
    officer: Officer | None
    """In today's role. None where the slot belongs to nobody any more."""
    code_until: date | None
    """The last day on which the code can be claimed; None where there is a passphrase."""


def keyholders(shift: Shift) -> list[Keyholder]:
    """Return who may open the vault, oldest first."""
    slots = list(keys_of(shift).slots())
    with shift.reading() as session:
        holds = officers_of(session, [slot.id for slot in slots])
        officers = working_among(session, {*holds.values()}, shift.today)
    held = {slot: officers.get(officer_id) for slot, officer_id in holds.items()}
    return [Keyholder(slot.id, held.get(slot.id), slot.until) for slot in slots]


def keyholder_named(shift: Shift, name: str) -> Keyholder:
    """Return the keyholder of a name. Raises NoSuchOfficer for none or several."""
    wanted = one_line(name).casefold()
    found = [
        one
        for one in keyholders(shift)
        if one.officer is not None and one.officer.name.casefold() == wanted
    ]
    if len(found) != 1:
        raise NoSuchOfficer("No one officer of this name may open the vault.")
    return found[0]


def end_posts(session: Session, officer: Officer, today: date) -> None:
    """End an officer's posts today, in the transaction that removes the key (`new_keys.renew`).

    Raises CaseworkError where a restricted contact would be seen by nobody.
    """
    restrictions.check_may_go(session, officer, today)
    posts.end_all(session, officer.id, today)


def add(shift: Shift, name: str, role: str) -> str:
    """Add an officer, and return the one-time code for choosing a passphrase.

    The code is stored nowhere. Raises NoSuchOfficer for an empty name or unknown role, and
    NotSaved. Nobody is added then.
    """
    name = one_line(name)
    if not name:
        raise NoSuchOfficer("The officer's name is needed.")
    if role not in code_lists()["officer_role"]:
        raise NoSuchOfficer(f"The role must be one of: {', '.join(code_lists()['officer_role'])}.")
    officer = Officer(id=new_id(), name=name, role=role)
    keys = keys_of(shift)
    # Slots are readable without a passphrase, so the label is a number and not a name.
    label = f"Officer {len(keys.slots()) + 1}"
    act = shift.doing("officer.add")
    return keys.add_officer(officer.id, label, act, lambda session: session.add(officer))


def change_passphrase(shift: Shift, old: str, new: str) -> None:
    """Change the officer's own passphrase. Raises WrongPassphrase, WeakPassphrase."""
    act = shift.doing("passphrase.change")
    keys_of(shift).change_passphrase(old, new, act, known_words(shift))


def known_words(shift: Shift) -> Iterable[str]:
    """Return the words that must not be the whole passphrase."""
    return (shift.practice.authority, shift.practice.name, shift.officer.name)


def words_in(session: Session, slot_id: str) -> list[str]:
    """Return such words from a vault without a shift, for a new officer's passphrase."""
    practice = meta_value(session, PRACTICE)
    officer_id = officer_of(session, slot_id)
    name = session.scalar(select(Officer.name).where(Officer.id == officer_id))
    authority = practice_named(practice).authority if practice in practice_names() else None
    return [word for word in (practice, authority, name) if word]


def keys_of(shift: Shift) -> Keys:
    """Return the vault's keys. Raises ValueError where the engine has none."""
    keys = shift.store.custody.keys
    if keys is None:
        raise ValueError("This shift was begun without the keys of its vault.")
    return keys
