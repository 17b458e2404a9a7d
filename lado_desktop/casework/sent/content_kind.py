"""What sort of file some bytes are, told by the bytes: what the file is called tells nothing."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lado_desktop.domain.problem import CaseworkError

_BEGINNINGS = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF8", "gif"),
    (0, b"{\\rtf", "rtf"),
    (4, b"ftyp", "film"),
    (8, b"WAVE", "sound"),
)
"""At which byte, what stands there, and what it tells."""

_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_MAIL = "__properties_version1.0".encode("utf-16-le")
_OF_WORD = "WordDocument".encode("utf-16-le")
_PACKED = b"PK\x03\x04"
_PDF_BEGINS_WITHIN = 1_024
_LOOKED_AT = 65_536
_WITHIN = (("word/", "word"), ("xl/", "sheet"), ("ppt/", "slides"))
_HEADER = re.compile(
    rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:From|Subject|Date|To|Received|Message-ID|MIME-Version|Return-Path):",
    re.IGNORECASE,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class NotKept(CaseworkError):
    """The file is not kept, and the sentence says why."""


def content_kind(content: bytes) -> str:
    """Return one of KINDS. Raises NotKept for a program."""
    if content.startswith(_PROGRAMS):
        raise NotKept("This file is a program. Programs are not kept with a case.")
    return _by_its_beginning(content) or _by_its_words(content)


def container(content: bytes) -> str:
    """Return what a file is packed as: `pdf`, `packed` or `compound`; nothing for another."""
    if b"%PDF-" in content[:_PDF_BEGINS_WITHIN]:
        return "pdf"
    if content.startswith(_PACKED):
        return "packed"
    return "compound" if content.startswith(_COMPOUND) else ""


def _by_its_beginning(content: bytes) -> str:
    match container(content):
        case "pdf":
            return "pdf"
        case "packed":
            return _packed(content)
        case "compound":
            return _compound(content)
    return next((kind for at, said, kind in _BEGINNINGS if content.startswith(said, at)), "")


def _by_its_words(content: bytes) -> str:
    if _CONTROL.search(content[:_LOOKED_AT]):
        return "other"
    return "email" if _HEADER.match(content[:_LOOKED_AT]) else "text"


def _packed(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
    except (BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        return "other"
    if "[Content_Types].xml" in names:
        for folder, kind in _WITHIN:
            if any(name.startswith(folder) for name in names):
                return kind
    return "packed"


def _compound(content: bytes) -> str:
    if _OF_MAIL in content:
        return "outlook"
    return "old_word" if _OF_WORD in content else "other"
