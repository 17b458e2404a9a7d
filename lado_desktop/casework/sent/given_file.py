"""A file that was dropped or chosen: name and bytes, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lado_desktop.casework.sent.read_file import MOST_BYTES
from lado_desktop.domain.fields.field import LINE_LIMIT
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.problem import CaseworkError


class NotAccepted(CaseworkError):
    """The file was not accepted; the message says why."""


@dataclass(frozen=True)
class GivenFile:
    """A file from an officer. Its repr shows neither name nor content."""

    name: str = field(repr=False)
    """The original name, as data. It is never used as a path."""
    content: bytes = field(repr=False)


def read_given(path: Path) -> GivenFile:
    """Read a file of at most 25 MB. Raises NotAccepted with the sentence to show."""
    try:
        if not path.is_file():
            raise NotAccepted("This is a folder, or no file at all. Drop the files themselves.")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotAccepted(f"The file cannot be read: {error.strerror}.") from error
    return given(path.name, content)


def given(name: str, content: bytes) -> GivenFile:
    """Return a file with a cleaned name. Raises NotAccepted."""
    if not content:
        raise NotAccepted("This file is empty.")
    if len(content) > MOST_BYTES:
        raise NotAccepted(
            f"This file is larger than {MOST_BYTES // 1_000_000} MB, the most that is kept with a "
            "case. Keep the part that matters, or note where the whole of it lies."
        )
    # A file name that is not valid text has lone surrogates, which `one_line` removes.
    return GivenFile(one_line(name)[:LINE_LIMIT].strip() or "File without a name", content)
