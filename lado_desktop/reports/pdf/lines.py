"""Text set into lines of a given width.

The cost is in step with the length of the text, however it is spaced: a word wider than the line
is broken where it must be.
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
    """One line: its text as typed and as drawn from left to right, and its width in points.

    A line that was wrapped ends in its space, which the width does not count.
    """

    typed: str
    drawn: str
    width: float
    face: Face
    size: float
    right_to_left: bool = False

    @property
    def told(self) -> bool:
        """Whether the file must give the text to readers, because what is drawn differs.

        So too for characters beyond U+FFFF, which ReportLab's own font tables cannot name.
        """
        return self.typed != self.drawn or bool(_ASTRAL.search(self.typed))

    @property
    def incomplete(self) -> bool:
        """Whether a square is drawn for one of its characters, which no font has."""
        return self.drawn.count(MISSING) > self.typed.count(MISSING)

    @property
    def turned(self) -> bool:
        """Whether some of it runs from right to left."""
        return turns(self.typed)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of running text, parted by blank lines; single line breaks stay inside."""
    return [part.strip("\n") for part in _BLANK_LINES.split(clean(text)) if part.strip()]


def set_lines(text: str, face: Face, size: float, measure: float) -> list[Line]:
    """The text in lines at most `measure` points wide; no text at all is one empty line."""
    rtl = right_to_left(text)
    return [
        _line(words, face, size, rtl=rtl)
        for typed in clean(text).split("\n")
        for words in _wrapped(typed, face, measure / size)
    ]


def widest_word(text: str, face: Face, size: float) -> float:
    """The width in points of the widest stretch that a line would rather not break."""
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
    """The words of each line; `measure` in em."""
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
    """The word itself where it fits, else in parts that do."""
    if word.width <= measure:
        return [word]
    parts, start, used = [], 0, 0.0
    for at, char in enumerate(word.typed):
        wide = width(seen(shaped(char, face)), face)
        if used + wide > measure and at > start and not unicodedata.combining(char):
            parts.append(_word(word.typed[start:at], face))
            start, used = at, 0.0
        used += wide
    parts.append(_word(word.typed[start:], face))
    return [half for part in parts for half in _halved(part, face, measure)]


def _halved(word: _Word, face: Face, measure: float) -> list[_Word]:
    """The word in halves until they fit: joined Arabic letters can be wider than lone ones."""
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
