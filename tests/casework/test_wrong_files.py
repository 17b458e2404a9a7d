"""A file of the wrong kind, empty, cut off or locked is named for what it is, by every reader."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pikepdf
import pytest
import xlsxwriter
from reportlab.pdfgen.canvas import Canvas

from db.backups.backup_file import text as text_of_backup
from db.problem import BackupRefused, VaultDamaged
from db.vault.vault_file import parse
from lado_desktop.casework.imports import importing
from lado_desktop.casework.imports.file import FileRefused
from lado_desktop.casework.sent.any_file import read_any
from lado_desktop.casework.sent.read_file import Unreadable
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice.practice_file import NotAPractice
from lado_desktop.figures.layout.practice_tables import practice_text
from tests.casework.compound_file import compound, message

NAME = "Marker-Surname"


class Wrong(NamedTuple):
    """A file, and words of what each reader says of it; empty where the reader reads it."""

    content: bytes
    as_document: str
    as_tracker: str
    as_practice: str


def packed(files: dict[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return out.getvalue()


def workbook() -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet().write_string(0, 0, NAME)
    book.close()
    return out.getvalue()


def pdf() -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, NAME)
    canvas.save()
    return out.getvalue()


def locked_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as made:
        made.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


XML = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
WORD = packed({"[Content_Types].xml": "<Types/>", "word/document.xml": XML})
MESSAGE = message(
    "Concern", NAME, "d.fox@example.org", "He said so.", datetime(2026, 11, 20, tzinfo=UTC)
)
SPREADSHEET = packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
XML_2003 = (
    b'<?xml version="1.0"?>\r\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
SEALED = b"From: a@example.org\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nMIIB\n"
IN_UTF_8 = "in UTF-8"

FILES = {
    "empty": Wrong(b"", "is empty", "is empty", "is empty"),
    "blank": Wrong(b"\n \r\n" * 99, "not an e-mail", "is empty", "is empty"),
    "Excel workbook": Wrong(
        workbook(), "an Excel workbook,", "an Excel workbook, not a CSV", "an Excel workbook,"
    ),
    "Excel workbook cut off": Wrong(
        workbook()[:-200], *["an Excel workbook, and it is damaged"] * 3
    ),
    "Excel workbook cut off early": Wrong(
        workbook()[:600], *["an Excel workbook, and it is damaged"] * 3
    ),
    "Excel workbook, old": Wrong(
        compound([("Workbook", b"x" * 5_000)], []), *["Excel workbook in the old form"] * 3
    ),
    "Excel workbook as XML": Wrong(XML_2003, *["Excel workbook saved as XML"] * 3),
    "photograph (HEIC)": Wrong(b"\0\0\0\x18ftypheic\0\0", *["a photograph (.heic)"] * 3),
    "archive (7z)": Wrong(b"7z\xbc\xaf\x27\x1c\0\4", *["a packed file"] * 3),
    "archive (gzip)": Wrong(b"\x1f\x8b\x08\0\0", *["a packed file"] * 3),
    "database": Wrong(b"SQLite format 3\0\x10\0", *["a database"] * 3),
    "spreadsheet (ODS)": Wrong(SPREADSHEET, *["an OpenDocument spreadsheet (.ods)"] * 3),
    "protected workbook": Wrong(
        compound([("EncryptedPackage", b"x" * 5_000)], []), *["protected by a password"] * 3
    ),
    "Word document": Wrong(WORD, "", "a Word document, not a CSV", "a Word document, not"),
    "Word document cut off": Wrong(WORD[:-30], *["a Word document, and it is damaged"] * 3),
    "Word document, old": Wrong(
        compound([("WordDocument", b"x" * 5_000)], []), *["Word document in the old form"] * 3
    ),
    "Outlook e-mail": Wrong(MESSAGE, "", "an e-mail (Outlook), not", "an e-mail (Outlook), not"),
    "Outlook e-mail cut off": Wrong(
        MESSAGE[:520], *["an Outlook e-mail or an Office document"] * 3
    ),
    "e-mail in an unknown character set": Wrong(
        b"From: a@example.org\nContent-Type: text/plain; charset=x-none\n\nHe said so.\n",
        "character set that is not known",
        "an e-mail, not",
        "an e-mail, not",
    ),
    "e-mail, encrypted": Wrong(SEALED, "is encrypted", "an e-mail, not", "an e-mail, not"),
    "PDF": Wrong(pdf(), "", "a PDF, not", "a PDF, not"),
    "PDF cut off": Wrong(pdf()[:40], "PDF is damaged", "a PDF, not", "a PDF, not"),
    "PDF, protected": Wrong(locked_pdf(), "protected by a password", "a PDF, not", "a PDF, not"),
    "web page": Wrong(b"<html><table>" + NAME.encode(), *["a web page"] * 3),
    "picture": Wrong(b"\x89PNG\r\n\x1a\n\xff\xfe\x00", *["a picture"] * 3),
    "program": Wrong(b"MZ\x90\x00", *["a program"] * 3),
    "packed files": Wrong(packed({"a.txt": NAME}), *["a packed file"] * 3),
    "UTF-16": Wrong("a = 1".encode("utf-16"), "not an e-mail", "UTF-16", IN_UTF_8),
    "Latin-1": Wrong("Zoë = 1".encode("latin-1"), "not an e-mail", IN_UTF_8, IN_UTF_8),
}
EACH = pytest.mark.parametrize("what", FILES)


def said(refused: type[Exception], read: Callable[[], object]) -> str:
    try:
        read()
    except refused as error:
        return str(error)
    return ""


@EACH
def test_a_reader_of_documents_names_what_it_does_not_read(what: str) -> None:
    wrong = FILES[what]
    sentence = said(Unreadable, lambda: read_any(wrong.content))
    assert wrong.as_document in sentence
    assert bool(wrong.as_document) == bool(sentence)
    assert "e-mail is damaged" not in sentence
    assert NAME not in sentence


@EACH
def test_an_import_names_what_is_no_tracker(shift: Shift, tmp_path: Path, what: str) -> None:
    path = tmp_path / "tracker.csv"
    path.write_bytes(FILES[what].content)
    sentence = said(FileRefused, lambda: importing.check(shift, path, "contacts"))
    assert FILES[what].as_tracker in sentence
    assert sentence
    assert NAME not in sentence


@EACH
def test_a_practices_file_that_is_none_is_named(what: str) -> None:
    sentence = said(NotAPractice, lambda: practice_text(FILES[what].content))
    assert FILES[what].as_practice in sentence
    assert sentence
    assert NAME not in sentence


@EACH
def test_a_backup_or_a_vault_that_is_none_is_refused(tmp_path: Path, what: str) -> None:
    path = tmp_path / "backup.zip"
    path.write_bytes(FILES[what].content)
    with pytest.raises(BackupRefused, match="damaged, incomplete, or not a backup"):
        text_of_backup(path, "manifest.json")
    with pytest.raises(VaultDamaged, match=r"vault\.json is damaged"):
        parse(FILES[what].content.decode("latin-1"))


def test_a_backup_whose_parts_are_encrypted_is_refused(tmp_path: Path) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("manifest.json", "{}")
    content = bytearray(out.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    path = tmp_path / "backup.zip"
    path.write_bytes(content)
    with pytest.raises(BackupRefused, match="not a backup of this program"):
        text_of_backup(path, "manifest.json")


def test_a_practices_file_may_begin_with_a_byte_order_mark() -> None:
    assert practice_text("\ufeff[service]".encode()) == "[service]"
