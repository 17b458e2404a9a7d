"""A document laid out as a strip of pieces, and the strip cut into pages.

A piece is what is never cut: a line of prose, a table row. It may be bound to the piece after it,
as a heading is to its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from lado_desktop.reports.pdf.tagged_canvas import TaggedCanvas


@dataclass(frozen=True, slots=True)
class Piece:
    """`height` and `gap` (the space above, dropped at the top of a page) in points.

    `draw` gets the canvas and the height of the piece's top edge. `bound` pieces go on the page of
    the piece after them. `head` is drawn first where this piece tops a page: a table's head row.
    `lower` gives the piece in less height, so that it ends a page that has not room for all of it;
    None where that is too little.
    """

    height: float
    draw: Callable[[TaggedCanvas, float], None]
    gap: float = 0.0
    bound: bool = False
    head: Piece | None = None
    new_page: bool = False
    lower: Callable[[float], Piece | None] | None = None


Page = list[tuple[Piece, float]]
"""The pieces of a page with the distance of each from the page's top edge, downwards."""


def bind(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces bound into one group, which ends with the last of them."""
    return [*(replace(piece, bound=True) for piece in pieces[:-1]), *pieces[-1:]]


def bind_ends(pieces: Sequence[Piece]) -> list[Piece]:
    """The first piece bound to the second and the last but one to the last: no lone lines."""
    ends = {0, len(pieces) - 2} if len(pieces) > 1 else set()
    return [replace(piece, bound=True) if at in ends else piece for at, piece in enumerate(pieces)]


def cut(strip: Iterable[Piece], depth: float) -> list[Page]:
    """The strip in pages `depth` high. A bound group higher than a page is cut where it must be."""
    pile = _Pile(depth)
    for group in _groups(strip):
        if group[0].new_page:
            pile.turn()
        fitting = group if pile.takes(group) else pile.lowered(group)
        if fitting is None:
            pile.turn()
        for piece in fitting or group:
            if not pile.takes([piece]):
                pile.turn()
            pile.place(piece)
    return pile.pages


class _Pile:
    """The pages so far, the last of them being filled."""

    def __init__(self, depth: float) -> None:
        self.pages: list[Page] = [[]]
        self._depth = depth
        self._used = 0.0

    def takes(self, group: Sequence[Piece]) -> bool:
        """Whether the page has room for all of these."""
        return self._used + sum(piece.gap + piece.height for piece in group) <= self._depth

    def lowered(self, group: Sequence[Piece]) -> list[Piece] | None:
        """The group with its last piece in what height is left, or None."""
        *before, last = group
        left = self._depth - self._used - last.gap
        left -= sum(piece.gap + piece.height for piece in before)
        lower = last.lower(left) if last.lower is not None else None
        return None if lower is None else [*before, replace(lower, gap=last.gap)]

    def turn(self) -> None:
        """Begin a new page, unless the last is still empty."""
        if self.pages[-1]:
            self.pages.append([])
            self._used = 0.0

    def place(self, piece: Piece) -> None:
        """Put the piece below what is there, at a page's top under its head."""
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
