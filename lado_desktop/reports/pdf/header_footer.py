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
"""At least the width of the space that parts a title from its version."""
FOOTER_LINES = (50.0, 38.0, 26.0)


def moment_in_words(moment: datetime) -> str:
    """The day and time as printed: 22 November 2026 at 09:05, in any system language."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year} at {moment:%H:%M}"


def watermark(canvas: TaggedCanvas, document: Document) -> None:
    """The words "Practice data" or "Draft", or both, pale and aslant across the page."""
    words = ["Practice data"] * document.practice_data + ["Draft"] * document.draft
    if words:
        text = " – ".join(words)
        size = min(84.0, 620 / width(text, "bold"))
        canvas.across(_one_line(text, "bold", size), PAGE_WIDTH / 2, PAGE_HEIGHT / 2, 52, GHOST)


def header(canvas: TaggedCanvas, document: Document, marking: Mark = HEADER) -> None:
    """The protective marking on the left, the reference on the right.

    `marking` is what the marking is in the tree: on the first page it is read out, once.
    """
    left = _one_line(document.marking, "bold", SMALL, MEASURE * 0.5)
    right = _one_line(document.reference, "regular", SMALL, MEASURE - left.width - 12)
    canvas.write(left, MARGIN, HEADER_LINE, ACCENT, marking)
    canvas.write(right, MARGIN + MEASURE - right.width, HEADER_LINE, MUTED, HEADER)
    canvas.rule(MARGIN, MARGIN + MEASURE, HEADER_LINE - 8, RULE, 0.5)


def footer(canvas: TaggedCanvas, document: Document, page: int, pages: int) -> None:
    """Title and version, page n of m; when it was printed and by whom; the audit anchor.

    Of the moment and the anchor nothing is ever cut off: each has a line to itself. Where title and
    version do not fit on one line with the page number, the title is cut: it heads the first page.
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
    """Write a line of the footer. Of `left` the end is cut where there is no room for all."""
    end = _one_line(right, "regular", SMALL)
    room = MEASURE - end.width - 12
    tail = _one_line(kept, "regular", SMALL).width + _SPACE
    start = _one_line(left, "regular", SMALL, room - tail)
    canvas.write(_one_line(start.typed + kept, "regular", SMALL, room), MARGIN, y, MUTED, FOOTER)
    canvas.write(end, MARGIN + MEASURE - end.width, y, MUTED, FOOTER)


def _one_line(text: str, face: Face, size: float, measure: float = 1e6) -> Line:
    """The text on one line, its end cut off with an ellipsis where there is no room."""
    flat = " ".join(text.split())
    (line, *more) = set_lines(flat, face, size, measure)
    if not more:
        return line
    room = measure - width("…", face) * size
    return set_lines(set_lines(flat, face, size, room)[0].typed.rstrip() + "…", face, size, 1e6)[0]
