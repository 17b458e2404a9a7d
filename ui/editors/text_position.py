"""Convert places in a text between Python, which counts characters, and Qt.

Qt counts UTF-16 units: an emoji, or any other character beyond U+FFFF, counts twice there. A place
that comes from Qt and goes back to Qt needs no conversion.
"""

from __future__ import annotations


def to_qt(text: str, index: int) -> int:
    """Return Qt's position of the character at an index of a text."""
    return index + sum(letter > "\uffff" for letter in text[:index])


def from_qt(text: str, position: int) -> int:
    """Return the index of the character at Qt's position in a text.

    A position within a character is that of the next one; one after the end is the end.
    """
    units = 0
    for index, letter in enumerate(text):
        if units >= position:
            return index
        units += 2 if letter > "\uffff" else 1
    return len(text)
