"""The vendored fonts, and which of them draws a given character.

Noto Sans draws Latin, Greek, Cyrillic and Vietnamese; its Arabic and Hebrew companions draw those
scripts; DejaVu Sans draws the arrows, ticks and mathematical signs that come in with pasted text.
A character that none of them has is drawn as a white square. A font file is read the first time
one of its characters is met: an English document reads two or three.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

import resources

Face = Literal["regular", "bold", "italic"]

MISSING = "□"
"""The sign for a character that no vendored font can draw."""

FOLDER = Path(resources.__path__[0]) / "fonts"

CHAINS: dict[Face, tuple[str, ...]] = {
    "regular": (
        "NotoSans-Regular",
        "NotoSansArabic-Regular",
        "NotoSansHebrew-Regular",
        "DejaVuSans",
    ),
    "bold": ("NotoSans-Bold", "NotoSansArabic-Bold", "NotoSansHebrew-Bold", "DejaVuSans"),
    "italic": (
        "NotoSans-Italic",
        "NotoSansArabic-Regular",
        "NotoSansHebrew-Regular",
        "DejaVuSans",
    ),
}
"""The files asked for a character, in order; neither Arabic nor Hebrew has an italic."""


class Font(TTFont):  # type: ignore[misc]  # ReportLab ships no types
    """A vendored font whose text is found in the file as it was typed.

    ReportLab tells a reader that a joined Arabic letter is its joined form, which nobody searches
    for, cannot tell of characters beyond U+FFFF, and lists codes that it gave to no character as
    U+0000, which PDF/UA forbids (ISO 14289-1 7.21.7). The list is written again here.
    """

    def addObjects(self, pdf: Any) -> None:  # noqa: N802 - overrides ReportLab's
        """Write the font into the file, then correct the characters of its codes."""
        others = set(pdf.idToObject)
        super().addObjects(pdf)
        for key in pdf.idToObject.keys() - others:
            if key.startswith("toUnicodeCMap:"):
                pdf.idToObject[key].content = _mended(pdf.idToObject[key].content)


_LISTED = re.compile(r"\d+ beginbfchar\n(.*)\nendbfchar", re.DOTALL)
_LINE = re.compile("^(<[0-9A-F]{2}>) <([0-9A-F]{4,6})>$", re.MULTILINE)
_MOST_LISTED = 100
"""In one list of a CMap (Adobe Technical Note 5014)."""


def _mended(cmap: str) -> str:
    """List the characters of a font's codes, as typed; a code that no text uses is left out."""
    listed = _LISTED.search(cmap)
    if listed is None:
        return cmap
    lines = [
        f"{code} <{_told(char)}>" for code, char in _LINE.findall(listed[1]) if char.strip("0")
    ]
    lists = [lines[at : at + _MOST_LISTED] for at in range(0, len(lines), _MOST_LISTED)]
    written = ["\n".join([f"{len(each)} beginbfchar", *each, "endbfchar"]) for each in lists]
    return cmap[: listed.start()] + "\n".join(written) + cmap[listed.end() :]


def _told(code: str) -> str:
    char = chr(int(code, 16))
    letters = unicodedata.normalize("NFKC", char) if "\ufb50" <= char <= "\ufefc" else ""
    if len(letters) == 1:  # two letters in one shape, as lam-alef, would be read back to front
        char = letters
    return char.encode("utf-16-be").hex().upper()


@cache
def font(name: str) -> Font:
    """The ReportLab font of that file name, read and registered once."""
    found = Font(name, str(FOLDER / f"{name}.ttf"))
    registerFont(found)
    return found


@cache
def glyph(char: str, face: Face) -> tuple[str, float] | None:
    """The font that has this character and its width in em, or None where no font has it."""
    for name in CHAINS[face]:
        shapes = font(name).face
        if ord(char) in shapes.charToGlyph:
            return name, shapes.getCharWidth(ord(char)) / 1000
    return None


def width(text: str, face: Face) -> float:
    """The width of text in em, every character of which some font has."""
    return sum(found[1] for char in text if (found := glyph(char, face)))


def runs(text: str, face: Face) -> Iterator[tuple[str, str]]:
    """The text cut where the font changes: pairs of font name and text."""
    for name, chars in groupby(text, key=lambda char: (glyph(char, face) or ("", 0))[0]):
        if name:
            yield name, "".join(chars)
