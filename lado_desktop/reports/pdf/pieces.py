"""Cuts the strip of a document's pieces into pages.

A piece is never cut: a line of prose, a table row. It may be bound to the next piece, like a
heading to its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from lado_desktop.reports.pdf.tagged_canvas import TaggedCanvas


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece; `height` and `gap` (the space above, dropped at the top of a page) are in points.

    `draw` gets the canvas and the piece's top edge. A `bound` piece is on the page of the next
    piece. `head` is drawn first where this piece is at the top of a page: a table's head row.
    `lower` returns the piece in less height, to end a page, or None where that is too little.
    """

    height: float
    draw: Callable[[TaggedCanvas, float], None]
    gap: float = 0.0
    bound: bool = False
    head: Piece | None = None
    new_page: bool = False
    lower: Callable[[float], Piece | None] | None = None


Page = list[tuple[Piece, float]]
"""The pieces of a page, each with its distance from the page's top edge."""


def bind(pieces: Sequence[Piece]) -> list[Piece]:
    """Bind pieces into one group, which ends with the last of them."""
    return [*(replace(piece, bound=True) for piece in pieces[:-1]), *pieces[-1:]]


def bind_ends(pieces: Sequence[Piece]) -> list[Piece]:
    """Bind the first two pieces and the last two, so that no line is alone on a page."""
    ends = {0, len(pieces) - 2} if len(pieces) > 1 else set()
    return [replace(piece, bound=True) if at in ends else piece for at, piece in enumerate(pieces)]


def cut(strip: Iterable[Piece], depth: float) -> list[Page]:
    """Cut the strip into pages `depth` high. A bound group higher than a page is cut too."""
    pile = _Pile(depth)
    for group in _groups(strip):
        if group[0].new_page:
            pile.turn()
        fitting = group if pile.takes(group) else pile.lowered(group)
        if fitting is None:
            pile.turn()
        # A group higher than a page is cut where the page ends.
        for piece in fitting or group:
            if not pile.takes([piece]):
                pile.turn()
            pile.place(piece)
    return pile.pages


class _Pile:
    """The pages so far. The last one is being filled."""

    def __init__(self, depth: float) -> None:
        self.pages: list[Page] = [[]]
        self._depth = depth
        self._used = 0.0

    def takes(self, group: Sequence[Piece]) -> bool:
        """Tell whether the page has room for all of these."""
        return self._used + sum(piece.gap + piece.height for piece in group) <= self._depth

    def lowered(self, group: Sequence[Piece]) -> list[Piece] | None:
        """Return the group with its last piece in the height that is left, or None."""
        *before, last = group
        left = self._depth - self._used - last.gap
        left -= sum(piece.gap + piece.height for piece in before)
        lower = last.lower(left) if last.lower is not None else None
        return None if lower is None else [*before, replace(lower, gap=last.gap)]

    def turn(self) -> None:
        """Begin a new page, unless the last one is empty."""
        if self.pages[-1]:
            self.pages.append([])
            self._used = 0.0

    def place(self, piece: Piece) -> None:
        """Put a piece on the page; at its top, under its head."""
        page = self.pages[-1]
        if page:
            self._used += piece.gap
        elif piece.head is not None:
            page.append((piece.head, 0.0))
            self._used = piece.head.height
        page.append((piece, self._used))
        self._used += piece.height


def _groups(strip: Iterable[Piece]) -> Iterable[list[Piece]]:
    group: list[Piece] = []
    for piece in strip:
        if piece.new_page and group:
            yield group
            group = []
        group.append(piece)
        if not piece.bound:
            yield group
            group = []
    if group:
        yield group
