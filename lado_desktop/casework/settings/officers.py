"""Who may open the vault: its officers, their passphrases and the codes of those to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.custody import Keys
from db.records.slot_officers import officer_of
from db.records.tables import meta_value
from lado_desktop.casework.contacts import restrictions
from lado_desktop.casework.settings import posts
from lado_desktop.casework.settings.in_post import working_today
from lado_desktop.casework.settings.settings import PRACTICE
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.practice.practice import practice_named, practice_names
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import new_id


class NoSuchOfficer(CaseworkError):
    """No officer of this name may open the vault, or the name or role is none."""


@dataclass(frozen=True)
class Keyholder:
    """An officer with a place in the vault."""

    slot_id: str
    officer: Officer | None
    """In the role of today. None where the place is nobody's any more."""
    code_until: date | None
    """The last day on which the code can be taken up; None where there is a passphrase."""


def keyholders(shift: Shift) -> list[Keyholder]:
    """Return who may open the vault, in the order in which they were added."""
    found = []
    with shift.reading() as session:
        for slot in keys_of(shift).slots():
            officer_id = officer_of(session, slot.id)
            officer = session.scalar(select(Officer).where(Officer.id == officer_id))
            if officer is not None:
                officer = working_today(session, officer, shift.today)
            found.append(Keyholder(slot.id, officer, slot.until))
    return found


def keyholder_named(shift: Shift, name: str) -> Keyholder:
    """Return who bears a name. Raises NoSuchOfficer, also where several do."""
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
    """End an officer's post today, in the step that removes the key (`new_keys.renew`).

    Raises CaseworkError where a restricted contact would be seen by nobody.
    """
    restrictions.check_may_go(session, officer, today)
    posts.end_all(session, officer.id, today)


def add(shift: Shift, name: str, role: str) -> str:
    """Add an officer and return the one-time code by which the passphrase is chosen.

    The code is kept nowhere. Raises NoSuchOfficer where there is no name, or no such role, and
    NotSaved; nobody is added then.
    """
    name = one_line(name)
    if not name:
        raise NoSuchOfficer("The officer's name is needed.")
    if role not in code_lists()["officer_role"]:
        raise NoSuchOfficer(f"The role must be one of: {', '.join(code_lists()['officer_role'])}.")
    officer = Officer(id=new_id(), name=name, role=role)
    keys = keys_of(shift)
    # The slot can be read without a passphrase, so it bears a number and no name.
    label = f"Officer {len(keys.slots()) + 1}"
    act = shift.doing("officer.add")
    return keys.add_officer(officer.id, label, act, lambda session: session.add(officer))


def change_passphrase(shift: Shift, old: str, new: str) -> None:
    """Change one's own passphrase. Raises WrongPassphrase, WeakPassphrase."""
    act = shift.doing("passphrase.change")
    keys_of(shift).change_passphrase(old, new, act, known_words(shift))


def known_words(shift: Shift) -> Iterable[str]:
    """Return the words that alone make no passphrase."""
    return (shift.practice.authority, shift.practice.name, shift.officer.name)


def words_in(session: Session, slot_id: str) -> list[str]:
    """Return those words of a vault that nobody works in yet, for a new officer's passphrase."""
    practice = meta_value(session, PRACTICE)
    officer_id = officer_of(session, slot_id)
    name = session.scalar(select(Officer.name).where(Officer.id == officer_id))
    authority = practice_named(practice).authority if practice in practice_names() else None
    return [word for word in (practice, authority, name) if word]


def keys_of(shift: Shift) -> Keys:
    """Return the keys of the vault."""
    keys = shift.store.custody.keys
    if keys is None:
        raise ValueError("This shift was begun without the keys of its vault.")
    return keys
