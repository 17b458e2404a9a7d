"""Documents on a record's page, and files dropped on the window."""

import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from db.documents.sealed_file import FOLDER
from db.records.audit_query import lines
from db.records.tables import AUDIT
from lado_desktop.casework.documents import issued_documents, kept_documents
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.sent.given_file import given
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from tests import beneath
from tests.ui.record_pages import cells, shown, type_into
from ui.alerts import Question, ReasonAsked
from ui.desk import Desk
from ui.pages.contact import ContactPage
from ui.pages.meeting import MeetingPage
from ui.pages.today import TodayPage
from ui.parts.documents import DocumentsPart
from ui.parts.short_table import ShortTable
from ui.records.attach_files import Keeper, keep_files
from ui.route import Place
from ui.viewing.document_view import DocumentView
from ui.viewing.print_preview import PrintPreview
from ui.window.window import Window

D = TypeVar("D", bound=QDialog)

MAIL = (
    b"From: Dana Fox <d.fox@northgate.example>\r\nSubject: A concern\r\n"
    b"Date: Fri, 20 Nov 2026 14:05:00 +0000\r\n\r\nHe lifted the child by one arm.\r\n"
)


def _pdf(text: str) -> bytes:
    written = BytesIO()
    canvas = Canvas(written)
    canvas.drawString(72, 720, text)
    canvas.save()
    return written.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files as on a council's disk."""
    found = tmp_path / "sent"
    found.mkdir()
    (found / "Wren's letter.pdf").write_bytes(_pdf("He lifted the child."))
    (found / "concern.eml").write_bytes(MAIL)
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    assert picture.save(str(found / "bruise.png"))
    (found / "bruise.png").rename(found / "bruise.jpg")
    (found / "readme.pdf").write_bytes(b"MZ\x90\x00")
    (found / "bomb.docx").write_bytes(b"PK\x03\x04 nothing")
    return found


def _in_sight(qtbot: QtBot, under: QWidget, kind: type[D]) -> D:
    """Return the first of this kind that is open within a page or a window."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in under.findChildren(kind)))
    return next(each for each in under.findChildren(kind) if each.isVisible())


def _settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.worker.busy)


def _actions(shift: Shift) -> list[str]:
    with shift.reading() as session:
        return [line.action for line in lines(session, AUDIT.c.target_kind == "kept_document")]


def _cell(table: ShortTable, row: int, column: int) -> str:
    return str(table.model().index(row, column).data())


@pytest.fixture
def part(qtbot: QtBot, desk: Desk, log: Callable[..., Contact], folder: Path) -> DocumentsPart:
    """The documents of a contact with four of them."""
    contact = log()
    page = shown(qtbot, ContactPage(desk, Place("contact", contact.id)))
    page.show_tab(DocumentsPart)
    assert "None yet" in page.of(DocumentsPart).kept.empty.text()
    assert page.keeper == Keeper("contact", contact.id, "2627-0001")
    keep_files(desk, page.keeper, sorted(folder.iterdir()))
    _settle(qtbot, desk)
    assert desk.notices.words == (
        "4 documents kept with 2627-0001. This file is a program. Programs are not kept with a "
        "case."
    )
    return page.of(DocumentsPart)


def test_documents_are_looked_at_from_memory_and_each_look_is_in_the_audit(
    qtbot: QtBot, desk: Desk, part: DocumentsPart, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    titles = []
    for row, name in enumerate(("concern.eml", "bruise.jpg", "bomb.docx", "Wren's letter.pdf")):
        assert _cell(part.table, row, 1) == name
        part.table.setCurrentCell(row, 0)
        part.table.setFocus()
        QTest.keyClick(part.table, Qt.Key.Key_Return)
        if name == "bomb.docx":
            _settle(qtbot, desk)
            assert "not shown here" in desk.notices.words
            continue
        kind = PrintPreview if name.endswith(".pdf") else DocumentView
        dialog: QDialog = _in_sight(qtbot, part, kind)
        titles.append(dialog.windowTitle())
        if isinstance(dialog, PrintPreview):
            assert dialog.document.pageCount() == 1
        elif isinstance(dialog, DocumentView) and isinstance(dialog.shown, QPlainTextEdit):
            assert "He lifted the child by one arm." in dialog.shown.toPlainText()
        else:
            assert _cell(part.table, row, 2) == "Picture (PNG)"
        dialog.reject()
    assert titles == [
        "2627-0001, document 4 – LADO Desktop",
        "2627-0001, document 3 – LADO Desktop",
        "2627-0001-document-1 – LADO Desktop",
    ]
    assert sorted(tmp_path.rglob("*")) == before
    assert _actions(desk.shift).count("view") == 3


def test_whoever_left_the_page_is_told_what_became_of_the_files(
    qtbot: QtBot,
    desk: Desk,
    log: Callable[..., Contact],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "ui.records.attach_files.ask_open_several",
        lambda *_: [folder / "concern.eml", folder / "readme.pdf"],
    )
    page = ContactPage(desk, Place("contact", log().id))
    page.of(DocumentsPart).ask_which()
    shiboken6.delete(page)
    with qtbot.waitSignal(desk.changes.saved):
        _settle(qtbot, desk)
    assert desk.notices.words.startswith("1 document kept with 2627-0001. This file is a program.")


def test_a_copy_goes_out_under_a_reference_and_one_kept_in_error_is_marked(
    qtbot: QtBot, desk: Desk, part: DocumentsPart, tmp_path: Path
) -> None:
    newest = kept_documents.documents_of(desk.shift, "contact", part.owner_id)[0].document
    part.save_copy(newest, tmp_path / "2627-0001-document-4")
    _settle(qtbot, desk)
    assert (tmp_path / "2627-0001-document-4.eml").read_bytes() == MAIL
    assert "not encrypted" in desk.notices.words
    assert _actions(desk.shift)[-1] == "export"

    part.table.setCurrentCell(0, 0)
    part.error.click()
    asked = _in_sight(qtbot, part, ReasonAsked)
    asked.reason.setPlainText("Another child's")
    asked.accept()
    kept = kept_documents.documents_of(desk.shift, "contact", part.owner_id)
    assert kept[0].document.in_error_reason == "Another child's"
    assert _cell(part.table, 0, 1) == "In error: concern.eml (Another child's)"
    assert not part.error.isEnabled()


def test_what_was_printed_is_there_too_and_a_meeting_has_documents_of_its_own(
    qtbot: QtBot, desk: Desk, allegation: Contact
) -> None:
    shift = desk.shift
    issued_documents.keep(shift, "case", allegation.id, allegation.reference, _pdf("Summary"))
    page = shown(qtbot, ContactPage(desk, Place("contact", allegation.id)))
    page.show_tab(DocumentsPart)
    part = page.of(DocumentsPart)
    assert cells(part.issued) == ["Case summary", "1", "23 Nov 2026, 09:05"]
    part.issued.opened.emit(0)
    assert _in_sight(qtbot, part, PrintPreview).document.pageCount() == 1
    planned = {"kind_of": "pot_initial", "planned_for": date(2026, 11, 30)}
    meeting = meetings.plan(shift, [allegation.id], planned)
    kept_documents.keep(shift, "meeting", meeting.id, given("plan.pdf", _pdf("Plan")))
    of_meeting = shown(qtbot, MeetingPage(desk, Place("meeting", meeting.id)))
    assert cells(of_meeting.documents.table)[:3] == ["1", "plan.pdf", "PDF"]
    last = of_meeting.jump.item(of_meeting.jump.count() - 1)
    assert last.text() == "Documents"
    of_meeting.jump.entered.emit(of_meeting.jump.count() - 1)
    assert of_meeting.documents.table.hasFocus()


def _drop(window: Window, *paths: Path) -> bool:
    """Drop files on the window as the system does, over a box that would take their paths."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    handle = window.windowHandle()
    assert handle is not None
    at = QPointF(window.search.mapTo(window, QPoint(5, 5)))
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at, copy, mime, left, none)
    QApplication.sendEvent(handle, entered)
    QApplication.sendEvent(handle, QDropEvent(at, copy, mime, left, none))
    return entered.isAccepted()


def _press(question: Question, words: str) -> None:
    for each in question.findChildren(QPushButton):
        if each.text() == words:
            each.click()
            return
    pytest.fail(f"no button says {words}")


def test_a_file_dropped_on_a_contact_is_kept_there_or_begins_another(
    qtbot: QtBot, window: Window, log: Callable[..., Contact], folder: Path
) -> None:
    contact = log()
    shift = window.desk.shift
    window.go(Place("contact", contact.id))
    assert _drop(window, folder / "Wren's letter.pdf")
    assert window.search.text() == ""
    _in_sight(qtbot, window, Question).accept()
    _settle(qtbot, window.desk)
    assert "1 document kept with 2627-0001." in window.notices.words
    assert len(kept_documents.documents_of(shift, "contact", contact.id)) == 1

    _drop(window, folder / "concern.eml")
    _press(_in_sight(qtbot, window, Question), "Start a new contact from it")
    qtbot.waitUntil(lambda: isinstance(window.page, ContactPage) and window.page.place.id is None)
    page = window.page
    assert isinstance(page, ContactPage)
    form = page.call.form
    assert form.editor("received_on").value() == date(2026, 11, 20)
    assert form.editor("received_time").value() == "14:05"
    assert form.editor("method").value() == "mailbox"
    assert "by one arm" in str(form.editor("summary").value())
    assert "Proposed by the file" in form.rows["method"].changed.text()
    assert page.call.files.isVisible()
    assert window.notices.words.startswith("E-mail read.")
    # Left and come back to, it is all there; another file goes under the notes or is left out.
    window.go(Place("today"))
    _drop(window, folder / "Wren's letter.pdf")
    _in_sight(qtbot, window, Question).reject()
    assert len(kept_documents.waiting(shift)) == 1
    _drop(window, folder / "Wren's letter.pdf")
    _press(_in_sight(qtbot, window, Question), "Put it there")
    qtbot.waitUntil(lambda: isinstance(window.page, ContactPage))
    page = window.page
    assert isinstance(page, ContactPage)
    said = str(page.call.form.editor("summary").value())
    assert said.index("by one arm") < said.index("He lifted the child.")
    type_into(page.call.form, "intake", "Enq")
    page.call.form.editor("intake").show_value("enquiry")
    assert page.save()
    qtbot.waitUntil(lambda: window.page is not None and window.page.place.id is not None)
    assert window.page is not None
    made = window.page.place.id
    assert made is not None
    kept = kept_documents.documents_of(shift, "contact", made)
    assert [line.document.name for line in kept] == ["Wren's letter.pdf", "concern.eml"]
    assert kept_documents.waiting(shift) == []


def test_what_cannot_be_read_is_refused_in_a_sentence_and_nothing_waits(
    qtbot: QtBot, window: Window, folder: Path
) -> None:
    for name, says in (
        ("bomb.docx", "a packed file (such as .zip), and it is damaged"),
        ("readme.pdf", "This is a program, and it was not read"),
        ("bruise.jpg", "This is a picture, and it was not read"),
    ):
        _drop(window, folder / name)
        _settle(qtbot, window.desk)
        assert says in window.notices.words
    window.files.take([])
    assert "Save it as .msg" in window.notices.words
    _drop(window, folder)
    _settle(qtbot, window.desk)
    assert "a folder" in window.notices.words
    shift = window.desk.shift
    assert kept_documents.waiting(shift) == []
    assert not list((beneath.folder(shift.store) / FOLDER).glob("*"))


def _buttons(page: ContactPage) -> list[QPushButton]:
    return page.call.files.findChildren(QPushButton)


def _new_contact(window: Window) -> ContactPage:
    assert isinstance(window.page, ContactPage)
    assert window.page.place.id is None
    return window.page


def test_a_file_of_another_matter_begins_a_contact_beside_the_one_that_is_begun(
    qtbot: QtBot, window: Window, folder: Path
) -> None:
    window.files.begin(folder / "concern.eml")
    qtbot.waitUntil(lambda: isinstance(window.page, ContactPage))
    first = _new_contact(window).place
    window.files.begin(folder / "Wren's letter.pdf")
    _press(_in_sight(qtbot, window, Question), "Begin another contact")
    qtbot.waitUntil(lambda: window.page is not None and window.page.place != first)
    call = _new_contact(window).call
    assert "by one arm" not in str(call.form.editor("summary").value())
    assert len(call.files.ids) == 1
    call.form.discard()
    window.go(Place("today"))
    assert isinstance(window.page, TodayPage)
    lines = window.page.drafts.findChildren(QPushButton)
    assert len(lines) == 2, "of the second the file alone is kept"
    window.go(first)
    call = _new_contact(window).call
    assert "by one arm" in str(call.form.editor("summary").value())
    assert len(call.files.ids) == 1


def test_where_there_is_no_cage_a_file_is_kept_unread_and_the_page_says_so(
    qtbot: QtBot, window: Window, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    window.files.begin(folder / "concern.eml")
    qtbot.waitUntil(lambda: isinstance(window.page, ContactPage))
    assert "does not offer the protection" in window.notices.words
    assert "kept with the contact" in window.notices.words
    call = _new_contact(window).call
    assert call.form.editor("summary").value() is None
    assert call.form.editor("received_on").value() == window.desk.shift.today
    assert len(call.files.ids) == 1


def test_a_file_that_waits_is_left_out_again(qtbot: QtBot, window: Window, folder: Path) -> None:
    window.files.begin(folder / "concern.eml")
    qtbot.waitUntil(lambda: isinstance(window.page, ContactPage))
    page = window.page
    assert isinstance(page, ContactPage)
    # What is laid into a shown widget is shown a moment later.
    qtbot.waitUntil(lambda: any(each.isVisible() for each in _buttons(page)))
    (leave,) = [each for each in _buttons(page) if each.isVisible()]
    assert leave.accessibleName() == "Leave out concern.eml"
    leave.click()
    assert not page.call.files.isVisible()
    assert kept_documents.waiting(window.desk.shift) == []
