"""The gate that every typed, pasted or imported text passes before it is kept."""

from __future__ import annotations

import re
import unicodedata

# Word ends a line with a vertical tab, other programs with these.
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# The other control characters, halves of characters, and what turns the direction of the text that
# follows, by which a name may be made to look like another.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return the text as it may be kept: composed (NFC), with plain line ends only.

    Control characters, half characters and direction marks are gone. How long it may be is its
    field's to say.
    """
    return unicodedata.normalize("NFC", _DROPPED.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Return the clean text on one line, each run of spaces, tabs and line ends made one space."""
    return re.sub(r"[ \t\n]+", " ", clean(text)).strip(" ")
