"""Sets text in lines of a given width.

The time is proportional to the length of the text. A word wider than the line is broken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lado_desktop.reports.pdf.fonts import MISSING, Face, width
from lado_desktop.reports.pdf.script import clean, right_to_left, seen, shaped, turned, turns

# A line may end after a space, and after a hyphen, dash or slash between two letters.
_WORDS = re.compile(r" +|[^ ]+")
_JOINTS = re.compile(r"(?<=[^\W\d_][-/–—])(?=[^\W\d_])")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BLANK_LINES = re.compile(r"\n[ \n]*\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text as typed and as drawn, and its width in points.

    A wrapped line ends in its space, which is not part of the width.
    """

    typed: str
    drawn: str
    width: float
    face: Face
    size: float
    right_to_left: bool = False

    @property
    def told(self) -> bool:
        """The file must give readers the typed text, because the drawn text differs.

        Also for characters beyond U+FFFF, which ReportLab's font tables lack.
        """
        return self.typed != self.drawn or bool(_ASTRAL.search(self.typed))

    @property
    def incomplete(self) -> bool:
        """A square is drawn for a character that no font has."""
        return self.drawn.count(MISSING) > self.typed.count(MISSING)

    @property
    def turned(self) -> bool:
        """Part of the line runs from right to left."""
        return turns(self.typed)


def paragraphs(text: str) -> list[str]:
    """Split a text into paragraphs at blank lines. Single line breaks stay."""
    return [part.strip("\n") for part in _BLANK_LINES.split(clean(text)) if part.strip()]


def set_lines(text: str, face: Face, size: float, measure: float) -> list[Line]:
    """Set a text in lines at most `measure` points wide. An empty text is one empty line."""
    rtl = right_to_left(text)
    return [
        _line(words, face, size, rtl=rtl)
        for typed in clean(text).split("\n")
        for words in _wrapped(typed, face, measure / size)
    ]


def widest_word(text: str, face: Face, size: float) -> float:
    """Return the width in points of the widest part without a good break."""
    return max((word.width * size for word in _words(clean(text), face)), default=0.0)


@dataclass(frozen=True, slots=True)
class _Word:
    typed: str
    shaped: str
    width: float  # in em

    @property
    def blank(self) -> bool:
        return self.typed.isspace()


def _word(typed: str, face: Face) -> _Word:
    drawn = shaped(typed, face)
    return _Word(typed, drawn, width(seen(drawn), face))


def _words(text: str, face: Face) -> Iterator[_Word]:
    for line in text.split("\n"):
        for stretch in _WORDS.findall(line):
            for typed in _JOINTS.split(stretch):
                yield _word(typed, face)


def _wrapped(text: str, face: Face, measure: float) -> Iterator[list[_Word]]:
    """Yield the words of each line; `measure` is in em."""
    line: list[_Word] = []
    used = 0.0
    for word in _words(text, face):
        if not word.blank and used + word.width > measure:
            if line:
                yield line
            *full, last = _broken(word, face, measure)
            yield from ([part] for part in full)
            line, used = [last], last.width
        else:
            line.append(word)
            used += word.width
    yield line


def _broken(word: _Word, face: Face, measure: float) -> list[_Word]:
    """Return a word itself if it fits, else in parts that do."""
    if word.width <= measure:
        return [word]
    parts, start, used = [], 0, 0.0
    for at, char in enumerate(word.typed):
        wide = width(seen(shaped(char, face)), face)
        # Never between a letter and its combining mark.
        if used + wide > measure and at > start and not unicodedata.combining(char):
            parts.append(_word(word.typed[start:at], face))
            start, used = at, 0.0
        used += wide
    parts.append(_word(word.typed[start:], face))
    return [half for part in parts for half in _halved(part, face, measure)]


def _halved(word: _Word, face: Face, measure: float) -> list[_Word]:
    """Halve a word until its parts fit. Joined Arabic letters can be wider than single ones."""
    if word.width <= measure or len(word.typed) == 1:
        return [word]
    middle = len(word.typed) // 2
    halves = _word(word.typed[:middle], face), _word(word.typed[middle:], face)
    return [part for half in halves for part in _halved(half, face, measure)]


def _line(words: list[_Word], face: Face, size: float, *, rtl: bool) -> Line:
    typed = "".join(word.typed for word in words)
    drawn = "".join(word.shaped for word in words)
    ink = drawn.rstrip(" ")
    tail = "" if rtl else drawn[len(ink) :]
    return Line(
        typed=typed,
        drawn=turned(ink, base_right_to_left=rtl) + tail,
        width=width(seen(ink), face) * size,
        face=face,
        size=size,
        right_to_left=rtl,
    )
