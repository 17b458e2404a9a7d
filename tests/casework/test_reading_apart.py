"""What somebody sent is read in the cage, and honest files read the same there as outside it."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pikepdf
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from lado_desktop.casework.sent.any_file import read_any
from lado_desktop.casework.sent.read_file import ReadFile, Unreadable
from lado_desktop.casework.sent.reading_apart import CAGE, read_apart
from tests.casework.compound_file import message

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
SENT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
WORDS = "He lifted the child by one arm."


def _mail(text: str = f"{WORDS}\nשלום", charset: str = "utf-8", cte: str | None = None) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Dana Fox <d.fox@northgate.example>", "Ó Súilleabháin"
    mail["Date"] = "Fri, 20 Nov 2026 14:05:00 +0000"
    mail.set_content(text, charset=charset, cte=cte)
    mail.add_attachment(b"MZ", maintype="application", subtype="x", filename="röta.exe")
    return mail.as_bytes()


def _html() -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Concern"
    mail.set_content("<p>He <b>lifted</b> the child &ndash; &#233;.</p><td>x</td>", subtype="html")
    return mail.as_bytes()


def _enclosed() -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "=?koi8-r?B?8NLJ18XU?= =?iso-2022-jp?B?GyRCRnxLXBsoQg==?="
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("Inner words")
    mail.set_content(WORDS)
    mail.add_attachment(inner)
    return mail.as_bytes()


def _large_mail() -> bytes:
    mail = EmailMessage()
    mail["From"] = "Dana Fox <d.fox@northgate.example>"
    mail.set_content(WORDS)
    noise = random.Random(7).randbytes(18_200_000)
    mail.add_attachment(noise, maintype="image", subtype="png", filename="scan.png")
    return mail.as_bytes()


def _mails() -> list[bytes]:
    return [
        _mail(),
        _mail("Naïve – “quoted”", "windows-1252"),
        _mail("Привет, ребёнок", "koi8-r"),
        _mail("日本の子供", "iso-2022-jp"),
        _mail("中文的孩子", "gb18030"),
        _mail("日本の子供", "shift_jis"),
        _mail("Dziecko, źdźbło €", "iso-8859-16", "base64"),
        _mail("한국의 아이", "euc-kr", "quoted-printable"),
        _mail(WORDS, "utf-16", "base64"),
        _html(),
        _enclosed(),
        _large_mail(),
    ]


def _messages() -> list[bytes]:
    bodies = (WORDS, "日本", "Привет", "שלום", "مرحبا", "é" * 9_000, "a\r\nb", "“x”", "€ – £")
    return [
        *(message("Concern", "Dana", "d.fox@a.example", body, SENT) for body in bodies),
        message("日本", "Ó Súilleabháin", "o@a.example", WORDS, SENT, "röta.docx"),
        message("Concern", "D", "d@a.example", WORDS, SENT - timedelta(days=9_000)),
        message("Long " * 200, "D", "d@a.example", WORDS * 3_000, SENT, "rota.pdf"),
    ]


def _pdf(*pages: tuple[str, str], size: tuple[float, float] = A4, rotated: int = 0) -> bytes:
    written = BytesIO()
    canvas = Canvas(written, pagesize=size, pageCompression=1)
    for font, text in pages:
        canvas.setFont(font, 11)
        canvas.rotate(rotated)
        canvas.drawString(72, 500, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _with_pikepdf(content: bytes, change: Callable[[pikepdf.Pdf, BytesIO], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as made:
        change(made, out)
    return out.getvalue()


def _font_renamed(made: pikepdf.Pdf, out: BytesIO) -> None:
    """Name a font that no computer has, and none within the file."""
    for each in made.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
            each["/BaseFont"] = pikepdf.Name("/NorthgateSans-Bold")
    made.save(out)


def _pdfs() -> list[bytes]:
    font = min(FONTS.glob("*.ttf"))
    pdfmetrics.registerFont(TTFont("Shipped", str(font)))
    for name in ("HeiseiMin-W3", "STSong-Light"):
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    plain = _pdf(("Helvetica", WORDS))
    modes = pikepdf.ObjectStreamMode.generate
    return [
        plain,
        _pdf(("Times-Roman", WORDS), ("Courier", WORDS), ("Symbol", "abc")),
        _pdf(("Shipped", "Ó Súilleabháin – Łukaszewicz")),
        _pdf(("HeiseiMin-W3", "日本の子供")),
        _pdf(("STSong-Light", "中文的孩子")),
        _pdf(*[("Helvetica", f"{WORDS} {page}") for page in range(59)]),
        _pdf(("Helvetica", WORDS), size=landscape(A4)),
        _pdf(("Helvetica", WORDS), rotated=15),
        _with_pikepdf(plain, lambda made, out: made.save(out, object_stream_mode=modes)),
        _with_pikepdf(plain, lambda made, out: made.save(out, linearize=True)),
        _with_pikepdf(
            plain,
            lambda made, out: made.save(out, encryption=pikepdf.Encryption(owner="a", user="")),
        ),
        _with_pikepdf(plain, _font_renamed),
    ]


def _word(fill: Callable[[docx.document.Document], object]) -> bytes:
    document, written = docx.Document(), BytesIO()
    fill(document)
    document.save(written)
    return written.getvalue()


def _paragraph(text: str) -> Callable[[docx.document.Document], object]:
    return lambda document: document.add_paragraph(text)


def _table(rows: int) -> Callable[[docx.document.Document], object]:
    def fill(document: docx.document.Document) -> None:
        table = document.add_table(rows, 3)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"Cell {number}"

    return fill


def _packed_word(encoding: str) -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0" encoding="{encoding}"?><w:document xmlns:w="{main}">'
    xml += "<w:body><w:p><w:r><w:t>Naïve</w:t></w:r></w:p></w:body></w:document>"
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", xml.encode(encoding))
    return written.getvalue()


def _words() -> list[bytes]:
    texts = (WORDS, "שלום", "日本", "a\tb\nc", "é" * 20_000)
    return [
        *(_word(_paragraph(text)) for text in texts),
        _word(lambda document: document.add_heading(WORDS)),
        _word(lambda document: document.add_paragraph(WORDS, style="List Bullet")),
        _word(_table(4)),
        _word(_table(60)),
        _word(lambda document: [document.add_paragraph(WORDS) for _ in range(900)]),
        _packed_word("iso-8859-1"),
        _packed_word("windows-1252"),
    ]


KINDS = {"e-mail": _mails, "Outlook": _messages, "PDF": _pdfs, "Word": _words}


def _outcome(read: Callable[[bytes], ReadFile], content: bytes) -> ReadFile | str:
    try:
        return read(content)
    except Unreadable as error:
        return str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_each_kind_reads_the_same_in_the_cage(kind: str) -> None:
    content = KINDS[kind]()[3]
    assert read_apart(content) == read_any(content)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_twelve_honest_files_of_each_kind_read_the_same_in_the_cage(
    kind: str,
) -> None:
    contents = KINDS[kind]()
    same = [
        isinstance(outside := _outcome(read_any, content), ReadFile)
        and outside == _outcome(read_apart, content)
        for content in contents
    ]
    assert same == [True] * 12


def test_the_cage_says_the_same_sentences() -> None:
    for content in (b"%PDF-1.7 and nothing", b"", b"MZ", b"PK\x03\x04 cut off"):
        assert _outcome(read_apart, content) == _outcome(read_any, content)


def test_a_reading_that_takes_too_long_or_breaks_off_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Unreadable, match="took too long"):
        read_apart(_mail(), replace(CAGE, seconds=0.01))
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Unreadable, match="broke off"):
        read_apart(_mail())
    monkeypatch.setattr(sys, "executable", "/nowhere")
    with pytest.raises(Unreadable, match="does not offer the protection"):
        read_apart(_mail())


@pytest.mark.slow
def test_an_email_that_needs_too_much_memory_is_not_called_damaged() -> None:
    # Each line is text of its own while the line ends are changed.
    mail = EmailMessage()
    mail["Subject"] = "Concern"
    mail.set_content("xy\v" * 5_600_000, cte="base64")
    with pytest.raises(Unreadable, match="too much memory"):
        read_apart(mail.as_bytes())


@pytest.mark.slow
def test_a_document_that_swells_is_a_sentence() -> None:
    main = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    head, tail = b"<w:document " + main + b"><w:body>", b"</w:body></w:document>"
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", head + b"<w:p/>" * 4_000_000 + tail)
    with pytest.raises(Unreadable, match=r"too much memory|broke off|took too long"):
        read_apart(written.getvalue())
