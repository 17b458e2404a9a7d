"""A file that somebody dropped or chose: its bytes and its name, read once and closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lado_desktop.casework.sent.read_file import MOST_BYTES
from lado_desktop.domain.fields.field import LINE_LIMIT
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.problem import CaseworkError


class NotAccepted(CaseworkError):
    """The file was not taken in, and the sentence says why."""


@dataclass(frozen=True)
class GivenFile:
    """A file as it was handed over. Its representation shows nothing of it."""

    name: str = field(repr=False)
    """What it was called: data, never a path here."""
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
    """Return a file of this name and content, both as they may be kept. Raises NotAccepted."""
    if not content:
        raise NotAccepted("This file is empty.")
    if len(content) > MOST_BYTES:
        raise NotAccepted(
            f"This file is larger than {MOST_BYTES // 1_000_000} MB, the most that is kept with a "
            "case. Keep the part that matters, or note where the whole of it lies."
        )
    # A name of bytes that are no text comes with half characters, which the gate drops.
    return GivenFile(one_line(name)[:LINE_LIMIT].strip() or "File without a name", content)
