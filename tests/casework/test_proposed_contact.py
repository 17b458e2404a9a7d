from __future__ import annotations

import random
from datetime import UTC, date, datetime
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.sent.any_file import read_any
from lado_desktop.casework.sent.plain_html import plain_html
from lado_desktop.casework.sent.proposed_contact import ProposedContact, propose
from lado_desktop.casework.sent.read_file import CUT, MOST_BYTES, Unreadable
from lado_desktop.casework.shift import Shift
from tests.casework.compound_file import message

SENT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)


def _propose(shift: Shift, content: bytes) -> ProposedContact:
    return propose(shift, read_any(content))


def _mail(text: str = "He lifted the child by one arm.", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    said = {
        "From": "Dana Fox <d.fox@northgate.example>",
        "Subject": "A concern about a member of staff",
        "Date": "Fri, 20 Nov 2026 14:05:00 +0000",
        **headers,
    }
    for name, value in said.items():
        mail[name] = value
    mail.set_content(text)
    return mail


def _word(*paragraphs: str, rows: str = "", beginning: str = "") -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{beginning}<w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}{rows}</w:body></w:document>"
    )
    return _packed({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def _packed(files: dict[str, str]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return written.getvalue()


def _row(*cells: str) -> str:
    said = "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in cells)
    return f"<w:tbl><w:tr>{said}</w:tr></w:tbl>"


def _pdf(*pages: str) -> bytes:
    written = BytesIO()
    canvas = Canvas(written)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def test_an_email_proposes_day_hour_way_and_words_and_can_be_logged_as_it_is(shift: Shift) -> None:
    mail = _mail()
    mail.add_attachment(b"MZ", maintype="application", subtype="x", filename="rota.exe")
    proposed = _propose(shift, mail.as_bytes())
    assert dict(proposed.values) == {
        "received_on": date(2026, 11, 20),
        "received_time": "14:05",
        "method": "mailbox",
        "summary": "From: Dana Fox <d.fox@northgate.example>\nSent: 20 November 2026 at 14:05\n"
        "Subject: A concern about a member of staff\nAttached: rota.exe\n\n"
        "He lifted the child by one arm.",
    }
    assert proposed.sentence == (
        "E-mail read. Check what it proposes before you save. "
        "1 file is attached and was not opened."
    )
    contact = contacts.log(shift, {**proposed.values, "intake": "referral"})
    assert contact.reference == "2627-0001"


def test_an_outlook_message_reads_the_same(shift: Shift) -> None:
    content = message(
        *("Concern", "Dana Fox", "d.fox@northgate.example", "He lifted\r\nthe child.", SENT),
        attached="rota.pdf",
    )
    proposed = _propose(shift, content)
    assert proposed.read.sender == '"Dana Fox" <d.fox@northgate.example>'
    assert proposed.read.text == "He lifted\nthe child."
    assert proposed.read.attachments == ("rota.pdf",)
    assert proposed.values["received_time"] == "14:05"


def test_an_html_mail_is_read_for_its_words_alone(shift: Shift) -> None:
    mail = _mail()
    mail.set_content(
        "<html><head><title>x</title><style>p{}</style></head><body><p>He <b>lifted</b> her.</p>"
        "<script>alert(1)</script><img src='http://tracker.example/x'><div>By one&nbsp;arm"
        "</div></body></html>",
        subtype="html",
    )
    assert _propose(shift, mail.as_bytes()).read.text == "He lifted her.\n\nBy one arm"
    assert plain_html("<p>a</p>" * 3) == "a\n\na\n\na"


def test_a_mail_from_the_future_or_without_a_day_counts_as_of_today(shift: Shift) -> None:
    ahead = _propose(shift, _mail(Date="Fri, 20 Nov 2099 14:05:00 +0000").as_bytes())
    assert ahead.values["received_on"] == shift.today
    assert "received_time" not in ahead.values
    odd = _propose(shift, b"From: a@b.example\nDate: last week\n\nHello")
    assert odd.values["received_on"] == shift.today


def test_a_summer_mail_is_dated_by_london(shift: Shift) -> None:
    late = _propose(shift, _mail(Date="Tue, 30 Jun 2026 23:30:00 +0000").as_bytes())
    assert late.values["received_on"] == date(2026, 7, 1)
    assert late.values["received_time"] == "00:30"


def test_a_word_form_gives_its_words_and_the_rows_of_its_tables(shift: Shift) -> None:
    rows = _row("Name of setting:", "Northgate Nursery") + _row("One", "Two", "Three")
    proposed = _propose(shift, _word("Referral form", "What happened &amp; when", rows=rows))
    assert proposed.read.kind == "Word document"
    assert proposed.values["summary"] == (
        "Referral form\nWhat happened & when\nName of setting: | Northgate Nursery\n"
        "One | Two | Three"
    )
    assert "method" not in proposed.values


def test_a_pdf_gives_the_words_of_its_pages(shift: Shift) -> None:
    proposed = _propose(shift, _pdf("He lifted the child.", "By one arm."))
    assert proposed.values["summary"] == "He lifted the child.\n\nBy one arm."


def test_a_text_that_is_too_long_is_cut_and_says_so(shift: Shift) -> None:
    summary = _propose(shift, _mail("word " * 20_000).as_bytes()).values["summary"]
    assert summary.endswith(CUT)
    assert len(summary) < 30_000


def _locked_pdf() -> bytes:
    written = BytesIO()
    with pikepdf.open(BytesIO(_pdf("Secret"))) as document:
        document.save(written, encryption=pikepdf.Encryption(user="a", owner="b"))
    return written.getvalue()


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DEEP = "<w:sdt>" * 500 + "</w:sdt>" * 500


@pytest.mark.parametrize(
    "content, says",
    [
        (b"", "is empty"),
        (b"x" * (MOST_BYTES + 1), "larger than 25 MB"),
        (b"\x7fELF\x02\x01", "This is a program, and it was not read"),
        (b"Just a note", "not an e-mail, a PDF or a Word document"),
        (b"From: a@b.example\n\n", "No text was found in this e-mail"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "Office document in the old form, and it is damaged",
        ),
        (b"%PDF-1.7\nnothing", "PDF is damaged and"),
        (_locked_pdf(), "protected by a password"),
        (_pdf(""), "pictures of pages and no text"),
        (b"PK\x03\x04 nothing", "a packed file .such as .zip., and it is damaged"),
        (_packed({"xl/workbook.xml": "<x/>"}), "This is an Excel workbook, and it was not read"),
        (_word("&b;", beginning=BOMB), "Word document is damaged"),
        (_word(rows=DEEP), "Word document is damaged"),
        (_packed({"word/document.xml": "<w:p>"}), "Word document is damaged"),
        (_packed({"word/document.xml": " " * (MOST_BYTES + 1)}), "too large to be read"),
        (_word(), "No text was found in this word document"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    shift: Shift, content: bytes, says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        _propose(shift, content)


@pytest.mark.logs
def test_no_broken_file_does_more_than_be_refused(shift: Shift) -> None:
    whole = [
        _mail().as_bytes(),
        message("Concern", "D", "d@n.example", "He lifted the child.", SENT, "a.pdf"),
        _word("He lifted the child.", rows=_row("a", "b")),
        _pdf("He lifted the child."),
    ]
    chance = random.Random(2026)
    for content in whole:
        for _ in range(40):
            broken = bytearray(content)
            for _ in range(chance.randint(1, 30)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            cut = bytes(broken[: chance.randint(8, len(broken))])
            assert _refusal(shift, cut).endswith(".")


def _refusal(shift: Shift, content: bytes) -> str:
    """The sentence with which a file is refused, or the one that says it was read."""
    try:
        return _propose(shift, content).read.kind + "."
    except Unreadable as refused:
        return str(refused)
