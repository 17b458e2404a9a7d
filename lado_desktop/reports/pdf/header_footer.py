"""Header, footer and watermark of every page, all of them artifacts."""

from __future__ import annotations

from datetime import datetime

from lado_desktop.reports.blocks import Document
from lado_desktop.reports.pdf.fonts import Face, width
from lado_desktop.reports.pdf.lines import Line, set_lines
from lado_desktop.reports.pdf.style import (
    ACCENT,
    GHOST,
    MARGIN,
    MEASURE,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RULE,
    SMALL,
)
from lado_desktop.reports.pdf.tagged_canvas import TaggedCanvas
from lado_desktop.reports.pdf.tags import FOOTER, HEADER, Mark

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

HEADER_LINE = PAGE_HEIGHT - 46
_SPACE = 3.0
"""The least space between a title and its version."""
FOOTER_LINES = (50.0, 38.0, 26.0)


def moment_in_words(moment: datetime) -> str:
    """Return day and time as printed: 22 November 2026 at 09:05, in any system language."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year} at {moment:%H:%M}"


def watermark(canvas: TaggedCanvas, document: Document) -> None:
    """Draw "Practice data" or "Draft", or both, pale and aslant across the page."""
    words = ["Practice data"] * document.practice_data + ["Draft"] * document.draft
    if words:
        text = " – ".join(words)
        size = min(84.0, 620 / width(text, "bold"))
        canvas.across(_one_line(text, "bold", size), PAGE_WIDTH / 2, PAGE_HEIGHT / 2, 52, GHOST)


def header(canvas: TaggedCanvas, document: Document, marking: Mark = HEADER) -> None:
    """Draw the protective marking on the left and the reference on the right.

    `marking` is the marking's node: it is read aloud once, on the first page.
    """
    left = _one_line(document.marking, "bold", SMALL, MEASURE * 0.5)
    right = _one_line(document.reference, "regular", SMALL, MEASURE - left.width - 12)
    canvas.write(left, MARGIN, HEADER_LINE, ACCENT, marking)
    canvas.write(right, MARGIN + MEASURE - right.width, HEADER_LINE, MUTED, HEADER)
    canvas.rule(MARGIN, MARGIN + MEASURE, HEADER_LINE - 8, RULE, 0.5)


def footer(canvas: TaggedCanvas, document: Document, page: int, pages: int) -> None:
    """Draw title, version and page number; time and officer; the audit anchor.

    Time and anchor are never cut, and each has its own line. A title that does not fit beside
    version and page number is cut, since the first page has it in full.
    """
    version = f" · version {document.version}" if document.version else ""
    printed = f"Printed on {moment_in_words(document.printed_at)}"
    if document.printed_by:
        printed += f" by {document.printed_by}"
    anchor = f"Audit anchor {document.anchor}" if document.anchor else ""
    canvas.rule(MARGIN, MARGIN + MEASURE, FOOTER_LINES[0] + 13, RULE, 0.5)
    _pair(canvas, FOOTER_LINES[0], document.title, f"Page {page} of {pages}", version)
    _pair(canvas, FOOTER_LINES[1], printed)
    _pair(canvas, FOOTER_LINES[2], anchor)


def _pair(canvas: TaggedCanvas, y: float, left: str, right: str = "", kept: str = "") -> None:
    """Write a line of the footer, and cut the end of `left` where there is no room."""
    end = _one_line(right, "regular", SMALL)
    room = MEASURE - end.width - 12
    tail = _one_line(kept, "regular", SMALL).width + _SPACE
    start = _one_line(left, "regular", SMALL, room - tail)
    canvas.write(_one_line(start.typed + kept, "regular", SMALL, room), MARGIN, y, MUTED, FOOTER)
    canvas.write(end, MARGIN + MEASURE - end.width, y, MUTED, FOOTER)


def _one_line(text: str, face: Face, size: float, measure: float = 1e6) -> Line:
    """Set a text on one line, cut with an ellipsis where there is no room."""
    flat = " ".join(text.split())
    (line, *more) = set_lines(flat, face, size, measure)
    if not more:
        return line
    room = measure - width("…", face) * size
    return set_lines(set_lines(flat, face, size, room)[0].typed.rstrip() + "…", face, size, 1e6)[0]
