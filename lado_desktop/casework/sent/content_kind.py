"""The content kind of a file that is kept with a case, from its bytes."""

from __future__ import annotations

from lado_desktop.casework.sent.file_sort import file_sort
from lado_desktop.domain.kinds.kept_document import KINDS
from lado_desktop.domain.problem import CaseworkError

_KEPT_AS = {"open_sheet": "packed", "open_text": "packed", "xml_sheet": "text", "web": "text"}


class NotKept(CaseworkError):
    """The file cannot be kept; the message says why."""


def content_kind(content: bytes) -> str:
    """Return one of KINDS. Raises NotKept for a program."""
    sort = file_sort(content)
    if sort.code == "program":
        raise NotKept("This file is a program. Programs are not kept with a case.")
    if sort.fault:
        return "other"
    return sort.code if sort.code in KINDS else _KEPT_AS.get(sort.code, "other")
