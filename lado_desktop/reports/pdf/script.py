"""Turns typed text in reading order into the characters drawn from left to right.

Arabic letters get their joined forms. Right-to-left text is reordered (Unicode's bidirectional
algorithm). Invisible characters are left out and unknown ones become squares. The typed text goes
with the drawn text, so that a PDF reader finds names as typed.
"""

from __future__ import annotations

import re
import unicodedata

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display

from lado_desktop.reports.pdf.fonts import MISSING, Face, glyph

_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(
    # C0 and C1 controls, and direction marks. These alone could make a printed line read otherwise
    # than its record.
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u200d]")
_UNSEEN = re.compile("[\xad\u061c\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")

_RESHAPER = ArabicReshaper(
    {
        "delete_harakat": False,
        "support_zwj": True,
        "ARABIC LIGATURE ALLAH": False,  # one shape for four letters is lost on a text search
    }
)


def clean(text: str) -> str:
    """Remove control characters, and replace lone surrogates.

    Every kind of line break becomes a newline, and a tab four spaces. Accents are composed (NFC),
    because one composed letter is drawn better than a letter and a mark.
    """
    text = _BREAKS.sub("\n", text.replace("\t", "    "))
    return unicodedata.normalize("NFC", _BROKEN.sub("\ufffd", _CONTROLS.sub("", text)))


def turns(text: str) -> bool:
    """Tell whether any of the text runs from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text))


def right_to_left(text: str) -> bool:
    """Tell whether the text has right-to-left letters and no left-to-right ones.

    A name alone in Arabic runs from the right. An English sentence that begins with one does not.
    """
    return turns(text) and not any(unicodedata.bidirectional(char) == "L" for char in text)


def shaped(word: str, face: Face) -> str:
    """Return a word with joined Arabic letters, and squares for unknown characters.

    It is still in reading order and has its invisible characters, which control the order.
    """
    if _ARABIC.search(word):
        word = _RESHAPER.reshape(word)
    return "".join(char if glyph(char, face) or _UNSEEN.match(char) else MISSING for char in word)


def seen(text: str) -> str:
    """Return a text without its invisible characters."""
    return _UNSEEN.sub("", text)


def turned(text: str, *, base_right_to_left: bool) -> str:
    """Return a line of shaped text in the order drawn from left to right."""
    if not turns(text):
        return seen(text)
    return seen(str(get_display(text, base_dir="R" if base_right_to_left else "L")))
