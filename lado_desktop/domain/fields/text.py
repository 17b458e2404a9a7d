"""Cleans every typed, pasted or imported text before it is stored."""

from __future__ import annotations

import re
import unicodedata

# Word ends a line with a vertical tab, other programs with the rest.
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# Other control characters, lone surrogates, and direction marks, with which one name can be made to
# look like another.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Normalise a text for storage: NFC, with line feeds as the only line endings.

    Control characters, lone surrogates and direction marks are removed. Its field limits the
    length.
    """
    return unicodedata.normalize("NFC", _DROPPED.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Clean a text to one line. Each run of white space becomes one space."""
    return re.sub(r"[ \t\n]+", " ", clean(text)).strip(" ")
