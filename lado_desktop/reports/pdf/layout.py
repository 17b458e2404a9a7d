"""Lays out blocks as a strip of pieces, with the structure tree in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lado_desktop.reports.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    KeepTogether,
    Numbered,
    PageBreak,
    Prose,
    Table,
)
from lado_desktop.reports.pdf.figures import figure_pieces
from lado_desktop.reports.pdf.fonts import Face
from lado_desktop.reports.pdf.lines import Line, paragraphs, set_lines
from lado_desktop.reports.pdf.pieces import Piece, bind, bind_ends
from lado_desktop.reports.pdf.script import clean
from lado_desktop.reports.pdf.style import (
    ACCENT,
    BODY,
    INK,
    LEADING,
    MARGIN,
    MEASURE,
    MUTED,
    SECTION,
    SMALL,
    TITLE,
    Colour,
)
from lado_desktop.reports.pdf.tables import facts_pieces, table_pieces
from lado_desktop.reports.pdf.tagged_canvas import TaggedCanvas
from lado_desktop.reports.pdf.tags import Node, Tag

PRACTICE = "Practice data: every person and event here is invented."
DRAFT = "Draft: not approved."

INDENT = 22.0
HEADING_SIZES = {1: TITLE, 2: SECTION, 3: BODY}
HEADING_GAPS = {1: 24.0, 2: 22.0, 3: 14.0}
HEADING_UNDER = {1: 9.0, 2: 5.0, 3: 2.0}
"""The space below a heading, which is close to its text."""
BLOCK_GAP = 9.0
PARAGRAPH_GAP = 6.0
ITEM_GAP = 3.0


def lay_out(document: Document, root: Node) -> list[Piece]:
    """Return a document as one list of pieces, not yet cut into pages; fill its tree `root`."""
    return [*_opening(document, root), *_blocks(document.blocks, root)]


def _opening(document: Document, root: Node) -> list[Piece]:
    """Lay out service, title and particulars, with the watermark's words as text."""
    top = _titled(document, root) if document.letterhead is None else _letterhead(document, root)
    if warned := warnings(document):
        top += _text(warned, "P", root, size=SMALL, face="bold", gap=3.0)

    def underline(canvas: TaggedCanvas, edge: float) -> None:
        canvas.rule(MARGIN, MARGIN + MEASURE, edge, ACCENT, 1.2)

    return bind([*top, Piece(4.0, underline, gap=9.0)])


def _titled(document: Document, root: Node) -> list[Piece]:
    top: list[Piece] = []
    if document.service:
        top += _text(document.service, "P", root, size=SMALL, face="bold", colour=ACCENT)
    top += _after_gap(_heading(Heading(document.title, 1), root), 6.0)
    if document.subtitle:
        top += _text(document.subtitle, "P", root, size=BODY, colour=MUTED, gap=2.0)
    if told := particulars(document):
        top += _text(told, "P", root, size=SMALL, colour=MUTED, gap=3.0)
    return top


def warnings(document: Document) -> str:
    """Return the warnings of a document: practice data, a draft, a copy."""
    notices = [PRACTICE] * document.practice_data + [DRAFT] * document.draft + [document.notice]
    return " ".join(each for each in notices if each)


def particulars(document: Document) -> str:
    """Return reference and version, for below the title."""
    parts = (
        f"Reference {document.reference}" if document.reference else "",
        f"Version {document.version}" if document.version else "",
    )
    return "  ·  ".join(part for part in parts if part)


def _letterhead(document: Document, root: Node) -> list[Piece]:
    top = _text(document.service, "P", root, size=SECTION, face="bold", colour=ACCENT)
    for line in document.letterhead or ():
        top += _text(line, "P", root, size=SMALL, colour=MUTED)
    return top


def _blocks(blocks: Sequence[Block], root: Node) -> list[Piece]:
    strip: list[Piece] = []
    above: Block | None = None
    turning = False
    for block in blocks:
        if isinstance(block, PageBreak):
            turning = True
            continue
        pieces = _block(block, root)
        if isinstance(above, Heading) and not above.in_text:
            pieces = _after_gap(pieces, HEADING_UNDER[above.level])
        above = block
        if turning and pieces:
            pieces[0] = replace(pieces[0], new_page=True)
            turning = False
        strip += pieces
    return strip


def _block(block: Block, root: Node) -> list[Piece]:
    pieces: list[Piece] = []
    match block:
        case Heading():
            pieces = _heading(block, root)
        case Prose():
            pieces = _prose(block, root)
        case Bullets(items):
            pieces = _items([("•", item) for item in items], Node("L", root, numbering="Disc"))
        case Numbered(items, start):
            numbered = [(f"{number}.", item) for number, item in enumerate(items, start)]
            pieces = _items(numbered, Node("L", root, numbering="Decimal"))
        case Facts():
            pieces = _after_gap(facts_pieces(block, root), BLOCK_GAP)
        case Table():
            pieces = _after_gap(table_pieces(block, root), BLOCK_GAP + 3.0)
        case Figure():
            pieces = _after_gap(figure_pieces(block, root), BLOCK_GAP + 3.0)
        case KeepTogether(blocks):
            pieces = bind(_blocks(blocks, root))
        case PageBreak():
            pass
    return pieces


def _prose(prose: Prose, root: Node) -> list[Piece]:
    pieces: list[Piece] = []
    for number, part in enumerate(paragraphs(prose.text)):
        gap = PARAGRAPH_GAP if number else BLOCK_GAP
        pieces += bind_ends(_text(part, "P", root, gap=gap))
    return [replace(piece, bound=True) for piece in pieces] if prose.leads else pieces


def _heading(heading: Heading, root: Node) -> list[Piece]:
    tags: dict[int, Tag] = {1: "H1", 2: "H2", 3: "H3"}
    level = heading.level
    text = clean(heading.text).replace("\n", " ")
    pieces = _text(
        text,
        tags[level],
        root,
        size=BODY if heading.in_text else HEADING_SIZES[level],
        face="bold",
        colour=INK if level == 1 else ACCENT,
        gap=BLOCK_GAP if heading.in_text else HEADING_GAPS[level],
    )
    first = pieces[0]

    def draw(canvas: TaggedCanvas, top: float) -> None:
        canvas.bookmark(text, level - 1, top)
        first.draw(canvas, top)

    return [replace(piece, bound=True) for piece in [replace(first, draw=draw), *pieces[1:]]]


def _items(items: Sequence[tuple[str, str]], parent: Node) -> list[Piece]:
    """Lay out a list's items, each with its label hanging to the left.

    The first two and the last two stay together, so that no item is alone on a page.
    """
    strip: list[Piece] = []
    for number, (label, text) in enumerate(items):
        node = Node("LI", parent)
        (mark,) = set_lines(label, "regular", BODY, INDENT)
        lead = Node("Lbl", node)
        pieces = _text(
            text,
            "LBody",
            node,
            indent=INDENT,
            gap=ITEM_GAP if number else PARAGRAPH_GAP,
        )
        item = bind_ends([_labelled(pieces[0], mark, lead), *pieces[1:]])
        if number in (0, len(items) - 2) and len(items) > 1:
            item = [replace(piece, bound=True) for piece in item]
        strip += item
    return strip


def _labelled(piece: Piece, label: Line, node: Node) -> Piece:
    def draw(canvas: TaggedCanvas, top: float) -> None:
        # A number of two digits begins further left, so that the distance to the text is the same.
        at = MARGIN + min(6.0, INDENT - 4.0 - label.width)
        canvas.write(label, at, top - BODY * 1.1, ACCENT, node)
        piece.draw(canvas, top)

    return replace(piece, draw=draw)


def _after_gap(pieces: list[Piece], gap: float) -> list[Piece]:
    return [replace(pieces[0], gap=gap), *pieces[1:]] if pieces else []


def _text(
    text: str,
    tag: Tag,
    parent: Node,
    *,
    size: float = BODY,
    face: Face = "regular",
    colour: Colour = INK,
    gap: float = 0.0,
    indent: float = 0.0,
) -> list[Piece]:
    """Lay out a paragraph, one piece for each line. Arabic and Hebrew are set flush right."""
    node = Node(tag, parent)
    leading = LEADING if size <= BODY else 1.25

    def piece(line: Line, above: float) -> Piece:
        room = MEASURE - indent
        left = MARGIN + indent + (room - line.width if line.right_to_left and tag == "P" else 0.0)

        def draw(canvas: TaggedCanvas, top: float) -> None:
            canvas.write(line, left, top - size * (leading + 0.75) / 2, colour, node)

        return Piece(size * leading, draw, gap=above)

    lines = set_lines(text, face, size, MEASURE - indent)
    return [piece(line, 0.0 if number else gap) for number, line in enumerate(lines)]
