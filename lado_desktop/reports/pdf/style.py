"""Sizes, colours and margins of printed pages. Lengths in points."""

from __future__ import annotations

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


INK = _colour("1A2226")
MUTED = _colour("4F5D64")  # 6.8 : 1 on white
ACCENT = _colour("1F4E5F")
RULE = _colour("CDD7DB")
BAND = _colour("EAF0F2")
GHOST = _colour("EAEEF0")  # the watermark: plain to see, and text on it stays readable

TITLE, SECTION, BODY, SMALL = 20.0, 14.0, 10.5, 9.0
"""The four type sizes."""

LEADING = 1.45
"""The height of a line for each point of type size."""

PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89  # A4
MARGIN = 56.693  # 20 mm
MEASURE = PAGE_WIDTH - 2 * MARGIN
TOP = PAGE_HEIGHT - 76
BOTTOM = 76.0
DEPTH = TOP - BOTTOM
