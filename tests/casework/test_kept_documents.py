"""Documents kept with a contact or a meeting."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from db.documents.sealed_file import FOLDER
from db.problem import DocumentLost, NotSaved
from db.records.audit import verify
from db.records.audit_query import lines
from db.records.reconciling import disagreements
from db.records.tables import AUDIT
from lado_desktop.casework.audit.verifying import verify as verify_all
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.documents.kept_documents import KeptAlready
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.sent.content_kind import NotKept, content_kind
from lado_desktop.casework.sent.file_sort import file_sort
from lado_desktop.casework.sent.given_file import GivenFile, NotAccepted, given, read_given
from lado_desktop.casework.sent.read_file import MOST_BYTES
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import undo
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.kept_document import KINDS
from lado_desktop.domain.problem import CaseworkError, NotFound, Refused
from lado_desktop.domain.record import new_id
from tests import beneath
from tests.casework.compound_file import message

LETTER = given("Wren's letter.pdf", b"%PDF-1.7 He lifted the child.")
NOTE = given("note.txt", b"By one arm.")


def _sealed(shift: Shift) -> dict[str, bytes]:
    return beneath.sealed(shift.store)


def test_a_document_is_kept_viewed_and_copied_out_and_each_is_a_line_of_the_audit(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    contact = log()
    first = kept_documents.keep(shift, "contact", contact.id, LETTER)
    second = kept_documents.keep(shift, "contact", contact.id, NOTE)
    (newest, oldest) = kept_documents.documents_of(shift, "contact", contact.id)
    assert (newest.document.number, oldest.document.number) == (2, 1)
    assert (oldest.kind, oldest.document.name, oldest.added_by, oldest.document.size) == (
        *("PDF", "Wren's letter.pdf", "Ottilie Marsh"),
        len(LETTER.content),
    )
    assert kept_documents.view(shift, first.id) == LETTER.content
    assert kept_documents.copy_out(shift, second.id) == NOTE.content
    assert kept_documents.file_name(contact.reference, newest.document) == (
        "2627-0001-document-2.txt"
    )
    with shift.reading() as session:
        of_it = lines(session, AUDIT.c.target_kind == "kept_document")
        assert [line.action for line in of_it] == ["create", "create", "view", "export"]
        assert verify(session).sound
        assert disagreements(session) == []
        written = " ".join(str(line.detail) for line in of_it)
    assert "lifted" not in written
    sealed = _sealed(shift)
    assert all(b"lifted" not in content for content in sealed.values())
    digests = {id: sha256(content).hexdigest() for id, content in sealed.items()}
    assert digests == {each.id.hex: each.sealed_sha256 for each in (first, second)}
    assert first.added_at == datetime(2026, 11, 23, 9, 5)  # noqa: DTZ001  (local, as it is shown)
    assert KINDS[first.content_kind].shown_as == "pdf"


def test_a_document_of_a_meeting_is_its_own(shift: Shift, allegation: Contact) -> None:
    day = date(2026, 11, 30)
    planned = {"kind_of": "pot_initial", "planned_for": day}
    meeting = meetings.plan(shift, [allegation.id], planned)
    kept_documents.keep(shift, "meeting", meeting.id, LETTER)
    assert len(kept_documents.documents_of(shift, "meeting", meeting.id)) == 1
    assert kept_documents.documents_of(shift, "contact", allegation.id) == []


def test_what_is_not_kept_is_refused_in_a_sentence_and_leaves_no_file(
    shift: Shift, log: Callable[..., Contact], tmp_path: Path
) -> None:
    contact = log()
    kept_documents.keep(shift, "contact", contact.id, LETTER)
    again = GivenFile("another name.pdf", LETTER.content)
    with pytest.raises(KeptAlready, match="document 1"):
        kept_documents.keep(shift, "contact", contact.id, again)
    with pytest.raises(NotKept, match="program"):
        kept_documents.keep(shift, "contact", contact.id, given("photo.jpg", b"MZ\x90"))
    with pytest.raises(NotAccepted, match="empty"):
        given("a.pdf", b"")
    with pytest.raises(NotAccepted, match="larger than 25 MB"):
        given("a.pdf", bytes(MOST_BYTES + 1))
    with pytest.raises(NotAccepted, match="folder"):
        read_given(tmp_path)
    with pytest.raises(NotFound):
        kept_documents.keep(shift, "meeting", contact.id, NOTE)
    contacts.record_in_error(shift, contact.id, "Twice")
    with pytest.raises(CaseworkError, match="in error"):
        kept_documents.keep(shift, "contact", contact.id, NOTE)
    assert len(_sealed(shift)) == 1


def test_a_name_is_data_only(shift: Shift, log: Callable[..., Contact], tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"..\xff\nWren \xe2\x80\xae fdp.exe")
    odd.write_bytes(NOTE.content)
    assert read_given(odd).name == ".. Wren fdp.exe"
    hostile = given("../../etc/passwd\x00" + "x" * 300, NOTE.content)
    kept = kept_documents.keep(shift, "contact", log().id, hostile)
    assert len(kept.name) <= 200
    assert list(_sealed(shift)) == [kept.id.hex]
    assert kept_documents.file_name("2627/0001", kept) == "2627-0001-document-1.txt"


def test_recorded_in_error_it_stays_marked_and_is_not_undone(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    kept = kept_documents.keep(shift, "contact", log().id, LETTER)
    assert "Keep document" not in [step.act for step in undo.undoable(shift)]
    with pytest.raises(Refused):
        kept_documents.record_in_error(shift, kept.id, "  ")
    with pytest.raises(Refused, match="1,000 characters or fewer"):
        kept_documents.record_in_error(shift, kept.id, "x" * 1_001)
    kept_documents.record_in_error(shift, kept.id, "Another child's letter")
    (line,) = kept_documents.documents_of(shift, "contact", kept.contact_id)  # type: ignore[arg-type]
    assert line.document.in_error_on == shift.today
    assert line.document.in_error_reason == "Another child's letter"
    assert kept_documents.view(shift, kept.id) == LETTER.content
    with pytest.raises(CaseworkError, match="already"):
        kept_documents.record_in_error(shift, kept.id, "Again")


def test_a_file_waits_for_the_one_new_contact_that_it_belongs_to(shift: Shift) -> None:
    draft = new_id()
    kept_documents.set_aside(shift, LETTER, draft)
    kept_documents.set_aside(shift, NOTE)
    assert [each.draft_id for each in kept_documents.waiting(shift)] == [draft, None]


def test_a_file_waits_for_the_contact_that_is_begun_from_it(shift: Shift) -> None:
    first = kept_documents.set_aside(shift, LETTER)
    with pytest.raises(KeptAlready, match="begun already"):
        kept_documents.set_aside(shift, LETTER)
    second = kept_documents.set_aside(shift, NOTE)
    assert [each.id for each in kept_documents.waiting(shift)] == [first.id, second.id]
    kept_documents.leave_out(shift, second.id)
    assert list(_sealed(shift)) == [first.id.hex]
    contact = contacts.log(
        shift, {"received_on": shift.today, "intake": "enquiry"}, [first.id, second.id]
    )
    assert kept_documents.waiting(shift) == []
    (line,) = kept_documents.documents_of(shift, "contact", contact.id)
    assert (line.document.id, line.document.number) == (first.id, 1)
    with pytest.raises(NotFound):
        kept_documents.leave_out(shift, first.id)


@pytest.mark.vault_only("A file is damaged, and put back from beside the backups.")
def test_a_lost_file_is_reported_by_reference_and_nothing_else_is_lost(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    contact = log()
    kept = kept_documents.keep(shift, "contact", contact.id, LETTER)
    (path,) = (beneath.folder(shift.store) / FOLDER).glob("*")
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    checked = verify_all(shift)
    assert not checked.sound
    assert checked.sentences[-1] == "The file of document 1 of 2627-0001 is damaged."
    with pytest.raises(DocumentLost, match="Document 1 of 2627-0001 cannot be read"):
        kept_documents.view(shift, kept.id)
    # With a whole one beside the backups it is put back, and the audit says so.
    beside = beneath.folder(shift.store) / "backups" / FOLDER
    beside.mkdir(parents=True)
    data[-1] ^= 1
    (beside / path.name).write_bytes(data)
    assert kept_documents.view(shift, kept.id) == LETTER.content
    assert verify_all(shift).sound
    with shift.reading() as session:
        told = lines(session, AUDIT.c.action == "documents lacking")
    assert [dict(line.detail or {}) for line in told] == [
        {"lacking": ["document 1 of 2627-0001 is damaged"], "put back": []},
        {"lacking": [], "put back": ["document 1 of 2627-0001 is damaged"]},
    ]


def test_a_document_whose_key_is_missing_says_so(shift: Shift, log: Callable[..., Contact]) -> None:
    kept = kept_documents.keep(shift, "contact", log().id, LETTER)
    with shift.act("file.leave_out") as session:
        kept_documents.erase_key(session, kept.id)
    with pytest.raises(CaseworkError, match="its key is missing"):
        kept_documents.view(shift, kept.id)


@pytest.mark.parametrize(
    "trouble, left",
    [(NotFound("contact"), 0), (NotSaved("NOT SAVED"), 2)],
    ids=["a refusal", "a commit of which nobody knows"],
)
def test_a_row_that_is_refused_leaves_no_file_and_one_that_may_be_there_keeps_it(
    shift: Shift,
    log: Callable[..., Contact],
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception,
    left: int,
) -> None:
    contact = log()

    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr("db.records.audit.write", fail)
    with pytest.raises(type(trouble)):
        kept_documents.keep(shift, "contact", contact.id, LETTER)
    with pytest.raises(type(trouble)):
        kept_documents.set_aside(shift, LETTER)
    monkeypatch.undo()
    assert len(_sealed(shift)) == left
    assert kept_documents.documents_of(shift, "contact", contact.id) == []


MAIL = b"Return-Path: <a@b.example>\r\nX-Odd: one\r\n two\r\nFrom: a@b.example\r\n\r\nHello"
SENT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "content, kind",
    [
        (b"\n%PDF-1.4", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (MAIL, "email"),
        (message("Concern", "D", "d@n.example", "Text", SENT), "outlook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "other"),
        (b"PK\x03\x04 broken", "other"),
        (b"{\\rtf1", "rtf"),
        (b"\x00\x00\x00\x20ftypmp42", "film"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "sound"),
        ("Just a note: as it was said – é".encode(), "text"),
        (b"\x00\x01\x02", "other"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_file_is_is_told_by_its_content(content: bytes, kind: str) -> None:
    assert content_kind(content) == kind


def _zip(*names: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for name in names:
            file.writestr(name, "mimetype" if name == "mimetype" else "Text")
    return packed.getvalue()


@pytest.mark.parametrize(
    "content, kind, code",
    [
        (_zip("[Content_Types].xml", "word/document.xml"), "word", "word"),
        (_zip("xl/workbook.xml"), "sheet", "sheet"),
        (_zip("word/letter.txt", "notes.txt"), "packed", "packed"),
        (b"<!DOCTYPE html><p>Hello", "text", "web"),
        (b"<html>\n%PDF-1.4", "pdf", "pdf"),
        (b"MZ\x90 and %PDF-1.4", "", "program"),
        (b"#!/bin/sh\n", "", "program"),
        (MAIL, "email", "email"),
    ],
)
def test_a_file_is_kept_as_what_its_readers_know_it_for(
    content: bytes, kind: str, code: str
) -> None:
    assert file_sort(content).code == code
    if kind:
        assert content_kind(content) == kind
    else:
        with pytest.raises(NotKept, match="program"):
            content_kind(content)
