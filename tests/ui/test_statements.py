"""How often each page asks the store: on a vault with rows in every table, at most its limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import event, select

from db.schema import sample
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.undo import undoable
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS
from tests import beneath
from tests.samples.loaded import opened
from ui.contact.allegation import AllegationPart
from ui.contact.closing import ClosingPart
from ui.contact.decision import DecisionPart
from ui.contact.work import WorkPart
from ui.page import Page
from ui.pages.audit import AuditPage
from ui.pages.binned import BinnedPage
from ui.pages.contact import ContactPage
from ui.pages.contacts import ContactsPage
from ui.pages.meeting import MeetingPage
from ui.pages.settings import SettingsPage
from ui.pages.today import TodayPage
from ui.parts.documents import DocumentsPart
from ui.records.record_page import RecordPage
from ui.route import Place
from ui.worker import Worker

LIMITS: dict[str, tuple[type[Page], int]] = {
    "contact": (ContactPage, 12),
    "meeting": (MeetingPage, 16),
    "contacts": (ContactsPage, 4),
    "today": (TodayPage, 9),
    "audit": (AuditPage, 8),
    "settings": (SettingsPage, 10),
    "binned": (BinnedPage, 10),
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


MORE = (DecisionPart, AllegationPart, WorkPart, ClosingPart, DocumentsPart)
SHOWN_AGAIN = {"contact": 23, "meeting": 23}
"""The most for a save with its page shown again: act, draft and page with all its parts."""


@pytest.mark.parametrize("noun", SHOWN_AGAIN)
def test_a_save_with_its_page_shown_again_asks_at_most_so_many_statements(
    shift: Shift, asked: list[str], show: Callable[..., Page], noun: str
) -> None:
    place = _place(shift, noun) if noun == "contact" else Place(noun, _not_approved(shift))
    page = show(LIMITS[noun][0], place)
    assert isinstance(page, RecordPage)
    first = page.part
    for part in MORE if noun == "contact" else ():
        page.show_tab(part)  # type: ignore[attr-defined] # of a page with tabs
    page.show_part(first)
    form = first.form  # type: ignore[attr-defined] # of the first part of either
    form.editor("place").show_typed("The sports hall")
    assert form.is_edited
    limit, count = SHOWN_AGAIN[noun], _asked(asked, page.save)
    print(f"a save of a {noun}: {count} statements, at most {limit}")  # noqa: T201 - as above
    assert not form.is_edited
    assert 0 < count <= limit, "\n".join(asked)


def _not_approved(shift: Shift) -> UUID | None:
    with shift.reading() as session:
        return session.scalars(select(Meeting.id).where(Meeting.approved_on.is_(None))).first()


UNDO_LIST, SAVE = 6, 6
"""The most statements for the undo list, and for the act that saves a changed field."""


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
