"""Recognises a file's type by its bytes, never by its name."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile
from zlib import MAX_WBITS, decompressobj, error

_SHEETS = ("sheet", "old_sheet", "xml_sheet", "open_sheet", "web")
_WORDS = {
    "pdf": "a PDF",
    "word": "a Word document",
    "sheet": "an Excel workbook",
    "slides": "a PowerPoint presentation",
    "open_sheet": "an OpenDocument spreadsheet (.ods)",
    "open_text": "an OpenDocument text (.odt)",
    "packed": "a packed file (such as .zip)",
    "outlook": "an e-mail (Outlook)",
    "old_word": "a Word document in the old form (.doc)",
    "old_sheet": "an Excel workbook in the old form (.xls)",
    "old_slides": "a PowerPoint presentation in the old form (.ppt)",
    "locked": "protected by a password",
    "compound": "an Outlook e-mail or an Office document in the old form",
    "xml_sheet": "an Excel workbook saved as XML",
    "web": "a web page",
    "rtf": "a rich text document (.rtf)",
    "png": "a picture",
    "jpeg": "a picture",
    "gif": "a picture",
    "photo": "a photograph (.heic)",
    "database": "a database",
    "film": "a film or a sound recording",
    "sound": "a sound recording",
    "program": "a program",
    "email": "an e-mail",
    "text": "a text",
    "other": "a file of unknown kind",
}
_IN_COMPOUND = (
    ("__properties_version1.0", "outlook"),
    ("EncryptedPackage", "locked"),
    ("WordDocument", "old_word"),
    ("PowerPoint Document", "old_slides"),
    ("Workbook", "old_sheet"),
    ("Book\0", "old_sheet"),
)
"""A stream's name, and the type that it shows. E-mails come first: they may contain the others."""
_IN_PACKED = {
    "word/": ("word", b"wordprocessingml"),
    "xl/": ("sheet", b"spreadsheetml"),
    "ppt/": ("slides", b"presentationml"),
}
"""An Office document's folder of parts: its type, and the name of its content types."""
_TYPES = "[Content_Types].xml"
_MAIN_PARTS = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")
"""Content types or one of these parts make an Office document; other ZIPs may have the folder."""
_MOST_TYPES = 65_536
_OPEN = (
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "open_sheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "open_text"),
)
"""How an OpenDocument file begins, after its first 30 bytes."""
_XML_SHEET = (b"urn:schemas-microsoft-com:office:spreadsheet", b'progid="excel.sheet"')
_AT_FIRST = 2_000
_BEGINNINGS = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF8", "gif"),
    (0, b"{\\rtf", "rtf"),
    *((4, b"ftyp" + brand, "photo") for brand in (b"heic", b"heix", b"mif1", b"avif")),
    (4, b"ftyp", "film"),
    (0, b"7z\xbc\xaf\x27\x1c", "packed"),
    (0, b"\x1f\x8b", "packed"),
    (0, b"Rar!", "packed"),
    (0, b"SQLite format 3\0", "database"),
    (8, b"WAVE", "sound"),
)
"""Offset, bytes, and the type that they show."""

_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = b"PK\x03\x04"
_PDF_BEGINS_WITHIN = 1_024
_LOOKED_AT = 65_536
_HEADER = re.compile(
    rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:From|Subject|Date|To|Received|Message-ID|MIME-Version|Return-Path):",
    re.IGNORECASE,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True)
class FileSort:
    """A file's type, and what is wrong with it as a whole."""

    code: str
    fault: Literal["", "damaged"] = ""

    @property
    def words(self) -> str:
        """The type with its article: "an Excel workbook"."""
        return _WORDS[self.code]

    @property
    def is_workbook(self) -> bool:
        """A spreadsheet program can open it and save it as CSV."""
        return self.code in _SHEETS

    @property
    def damaged_words(self) -> str:
        """A sentence that it is damaged, with its type."""
        return f"This is {self.words}, and it is damaged: a part of it is missing."


def file_sort(content: bytes) -> FileSort:
    """Return a file's type from its bytes."""
    if content.startswith(_PROGRAMS):
        return FileSort("program")
    if b"%PDF-" in content[:_PDF_BEGINS_WITHIN]:
        return FileSort("pdf")
    if content.startswith(_PACKED):
        return _packed(content)
    if content.startswith(_COMPOUND):
        named = (kind for stream, kind in _IN_COMPOUND if stream.encode("utf-16-le") in content)
        found = next(named, "")
        return FileSort(found) if found else FileSort("compound", "damaged")
    begins = (kind for at, value, kind in _BEGINNINGS if content.startswith(value, at))
    return FileSort(next(begins, "") or _by_its_words(content))


def _by_its_words(content: bytes) -> str:
    start = content[:_AT_FIRST].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") and any(mark in start for mark in _XML_SHEET):
        return "xml_sheet"
    if start.startswith((b"<!doctype html", b"<html")):
        return "web"
    if _CONTROL.search(content[:_LOOKED_AT]):
        return "other"
    return "email" if _HEADER.match(content[:_LOOKED_AT]) else "text"


def _packed(content: bytes) -> FileSort:
    """Return the type of a ZIP by its entries, or by a search for names if its end is missing."""
    opened = next((kind for start, kind in _OPEN if content.startswith(start, 30)), "")
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
    except (BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        told = _first_part(content)
        found = (
            kind
            for folder, (kind, types) in _IN_PACKED.items()
            if types in told or folder.encode() in content
        )
        return FileSort(opened or next(found, "packed"), "damaged")
    inside = (
        kind
        for folder, (kind, _) in _IN_PACKED.items()
        if any(name.startswith(folder) for name in names)
        and (_TYPES in names or any(name in _MAIN_PARTS for name in names))
    )
    return FileSort(opened or next(inside, "packed"))


def _first_part(content: bytes) -> bytes:
    """Unpack the start of the first entry: the list of content types in an Office document."""
    names, more = (int.from_bytes(content[at : at + 2], "little") for at in (26, 28))
    with suppress(error):
        return decompressobj(-MAX_WBITS).decompress(content[30 + names + more :], _MOST_TYPES)
    return b""
