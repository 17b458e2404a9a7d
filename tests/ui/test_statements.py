"""How often each page asks the store: on a vault with rows in every table, at most its limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import event, select

from db.schema import sample
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.undo import undoable
from lado_desktop.domain.kinds.meeting import MeetingContact
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS
from tests import beneath
from tests.samples.loaded import opened
from ui.forms.form_view import FormView
from ui.page import Page
from ui.pages.audit import AuditPage
from ui.pages.binned import BinnedPage
from ui.pages.contact import ContactPage
from ui.pages.contacts import ContactsPage
from ui.pages.meeting import MeetingPage
from ui.pages.settings import SettingsPage
from ui.pages.today import TodayPage
from ui.records.record_page import RecordPage
from ui.route import Place
from ui.worker import Worker

LIMITS: dict[str, tuple[type[Page], int]] = {
    "contact": (ContactPage, 12),
    "meeting": (MeetingPage, 16),
    "contacts": (ContactsPage, 4),
    "today": (TodayPage, 12),
    "audit": (AuditPage, 8),
    "settings": (SettingsPage, 18),
    "binned": (BinnedPage, 40),
}
"""For each page the most statements that opening it may take."""


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    with opened(sample.samples()[-1], tmp_path / "vault") as shift:
        yield shift


@pytest.fixture
def asked(shift: Shift) -> Iterator[list[str]]:
    """Gets each statement that the store is asked, but what begins and ends a transaction."""
    found: list[str] = []

    def note(_1: Any, _2: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            found.append(" ".join(statement.split()))

    engines = (beneath.writer(shift.store), beneath.readers(shift.store))
    for each in engines:
        event.listen(each, "before_cursor_execute", note)
    yield found
    for each in engines:
        event.remove(each, "before_cursor_execute", note)


def _fullest(shift: Shift) -> UUID:
    """Return the contact that has rows of the most kinds."""
    kinds: dict[UUID, set[type[Record]]] = {}
    with shift.reading() as session:
        met = set(session.scalars(select(MeetingContact.contact_id)))
        for kind in RECORDS.values():
            if "contact_id" in kind.__table__.c:
                for id in session.scalars(select(kind.__table__.c.contact_id)):
                    kinds.setdefault(id, set()).add(kind)
    return max(kinds.keys() & met, key=lambda each: (len(kinds[each]), each))


def _place(shift: Shift, noun: str) -> Place:
    with shift.reading():
        pass  # as on the page before: what is restricted is known
    if noun == "contact":
        return Place(noun, _fullest(shift))
    if noun == "meeting":
        of = select(MeetingContact.meeting_id).where(MeetingContact.contact_id == _fullest(shift))
        with shift.reading() as session:
            return Place(noun, session.scalars(of).first())
    return Place(noun)


@pytest.mark.parametrize("noun", LIMITS)
def test_a_page_asks_at_most_so_many_statements(
    qtbot: QtBot,
    shift: Shift,
    asked: list[str],
    worker: Worker,
    show: Callable[..., Page],
    noun: str,
) -> None:
    kind, limit = LIMITS[noun]
    place = _place(shift, noun)
    asked.clear()
    show(kind, place)
    qtbot.waitUntil(lambda: not worker.busy)
    print(f"{noun}: {len(asked)} statements, at most {limit}")  # noqa: T201 - shown with -s
    assert 0 < len(asked) <= limit, "\n".join(asked)


@pytest.mark.parametrize(("noun", "kind"), [("contact", ContactPage), ("meeting", MeetingPage)])
def test_a_save_with_its_page_shown_again_asks_at_most_so_many_statements(
    shift: Shift,
    asked: list[str],
    show: Callable[..., Page],
    noun: str,
    kind: type[RecordPage],
) -> None:
    page = cast(RecordPage, show(kind, _place(shift, noun)))
    form = page.part.findChild(FormView)
    assert form is not None
    form.editor("place").show_typed("The sports hall")
    assert page.part.is_edited
    count = _asked(asked, page.save)
    print(f"a save of a {noun} and its page: {count} statements, at most {SHOWN_AGAIN}")
    assert 0 < count <= SHOWN_AGAIN, "\n".join(asked)


UNDO_LIST, SAVE = 6, 12
"""The most statements for the undo list, and for the act that saves a changed field."""
SHOWN_AGAIN = 2


def test_the_undo_list_asks_as_often_for_ten_acts_as_for_one(
    shift: Shift, asked: list[str]
) -> None:
    one, many = _asked(asked, lambda: undoable(shift, 1)), _asked(asked, lambda: undoable(shift))
    assert len(undoable(shift)) > 1
    print(f"the undo list: {many} statements, at most {UNDO_LIST}")  # noqa: T201 - shown with -s
    assert one == many <= UNDO_LIST


def test_a_save_asks_at_most_so_many_statements(shift: Shift, asked: list[str]) -> None:
    contact = open_contact(shift, _fullest(shift)).contact
    changes = {"place": "The sports hall"}
    count = _asked(asked, lambda: contacts.amend(shift, contact.id, contact.version, changes))
    print(f"a save: {count} statements, at most {SAVE}")  # noqa: T201 - shown with -s
    assert 0 < count <= SAVE, "\n".join(asked)


def _asked(asked: list[str], act: Callable[[], object]) -> int:
    asked.clear()
    act()
    return len(asked)
