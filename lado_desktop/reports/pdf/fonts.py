"""The vendored fonts, and which of them draws each character.

Noto Sans draws Latin, Greek, Cyrillic and Vietnamese, and its companions Arabic and Hebrew. DejaVu
Sans draws arrows, ticks and mathematical signs. A character that none of them has becomes a white
square. A font file is read when one of its characters is first used: an English document reads two
or three.
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
"""Font files to try for a character, in order. Arabic and Hebrew have no italic."""


class Font(TTFont):  # type: ignore[misc]  # ReportLab ships no types
    """A vendored font whose text can be found in the file as it was typed.

    ReportLab maps a joined Arabic letter to its joined form, which nobody searches for. It cannot
    map characters beyond U+FFFF, and it maps unused codes to U+0000, which PDF/UA forbids (ISO
    14289-1 7.21.7). So the map is written again here.
    """

    def addObjects(self, pdf: Any) -> None:  # noqa: N802 - overrides ReportLab's
        """Write the font into the file, with a corrected map of its codes."""
        others = set(pdf.idToObject)
        super().addObjects(pdf)
        for key in pdf.idToObject.keys() - others:
            if key.startswith("toUnicodeCMap:"):
                pdf.idToObject[key].content = _mended(pdf.idToObject[key].content)


_LISTED = re.compile(r"\d+ beginbfchar\n(.*)\nendbfchar", re.DOTALL)
_LINE = re.compile("^(<[0-9A-F]{2}>) <([0-9A-F]{4,6})>$", re.MULTILINE)
_MOST_LISTED = 100
"""The most entries in one list of a CMap (Adobe Technical Note 5014)."""


def _mended(cmap: str) -> str:
    """Return the typed characters of a font's codes, without unused codes."""
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
    """Return the ReportLab font of a file, which is read and registered once."""
    found = Font(name, str(FOLDER / f"{name}.ttf"))
    registerFont(found)
    return found


@cache
def glyph(char: str, face: Face) -> tuple[str, float] | None:
    """Return the font that has this character, and its width in em; None where none has it."""
    for name in CHAINS[face]:
        shapes = font(name).face
        if ord(char) in shapes.charToGlyph:
            return name, shapes.getCharWidth(ord(char)) / 1000
    return None


def width(text: str, face: Face) -> float:
    """Return the width of a text in em. Some font must have each character."""
    return sum(found[1] for char in text if (found := glyph(char, face)))


def runs(text: str, face: Face) -> Iterator[tuple[str, str]]:
    """Split a text where the font changes: pairs of font name and text."""
    for name, chars in groupby(text, key=lambda char: (glyph(char, face) or ("", 0))[0]):
        if name:
            yield name, "".join(chars)
