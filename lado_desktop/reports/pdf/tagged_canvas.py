"""A ReportLab canvas on which every text, rule and band is tagged for PDF/UA.

Everything drawn is either the content of a structure node or an artifact. The canvas opens and
closes the marks, so nothing can be drawn outside one.
"""

from __future__ import annotations

import codecs
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from lado_desktop.reports.charts.chart_sheet import words_in
from lado_desktop.reports.pdf.fonts import MISSING, font, runs
from lado_desktop.reports.pdf.lines import Line
from lado_desktop.reports.pdf.style import Colour
from lado_desktop.reports.pdf.tags import LAYOUT, WATERMARK, Mark, Node


class TaggedCanvas:
    """Draws on one ReportLab canvas, page after page.

    `marks` lists the nodes marked on each page so far. `incomplete` is set as soon as a square is
    drawn for a character that no font has.
    """

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._open: Mark | None = None
        self._bookmarks = 0
        self.marks: list[list[Node]] = [[]]
        self.incomplete = False

    def write(self, line: Line, x: float, y: float, colour: Colour, mark: Mark) -> None:
        """Write a line with its baseline's left end at x, y."""
        if not line.drawn:
            return
        self.incomplete |= line.incomplete
        told = line.told
        if told and line.turned and isinstance(mark, Node):
            mark, told = Node("Span", mark, actual=line.typed), False
        self._switch(mark)
        if told:
            name = (codecs.BOM_UTF16_BE + line.typed.encode("utf-16-be")).hex().upper()
            self._canvas.addLiteral(f"/Span <</ActualText <{name}>>> BDC")
        text = self._canvas.beginText(x, y)
        text.setFillColorRGB(*colour)
        for name, chars in runs(line.drawn, line.face):
            text.setFont(font(name).fontName, line.size)
            text.textOut(chars)
        self._canvas.drawText(text)
        if told:
            self._canvas.addLiteral("EMC")

    def rule(self, left: float, right: float, y: float, colour: Colour, weight: float) -> None:
        """Draw a horizontal rule as an artifact."""
        self._switch(LAYOUT)
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(weight)
        self._canvas.line(left, y, right, y)

    def band(self, left: float, bottom: float, width: float, height: float, fill: Colour) -> None:
        """Draw a filled rectangle as an artifact."""
        self._switch(LAYOUT)
        self._canvas.setFillColorRGB(*fill)
        self._canvas.rect(left, bottom, width, height, stroke=0, fill=1)

    def picture(self, drawn: Drawing, left: float, bottom: float, scale: float, node: Node) -> None:
        """Draw a drawing as the content of a figure."""
        self._switch(node)
        node.box = (left, bottom, left + drawn.width * scale, bottom + drawn.height * scale)
        # Its texts are no `Line`s any more. A square in one may also have been typed.
        self.incomplete |= any(MISSING in text for text in words_in(drawn))
        self._canvas.saveState()
        self._canvas.translate(left, bottom)
        self._canvas.scale(scale, scale)
        renderPDF.draw(drawn, self._canvas, 0, 0)
        self._canvas.restoreState()

    def across(self, line: Line, x: float, y: float, degrees: float, colour: Colour) -> None:
        """Write a line turned about its middle x, y, as a watermark."""
        self._switch(WATERMARK)
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(degrees)
        self.write(line, -line.width / 2, -line.size * 0.35, colour, WATERMARK)
        self._canvas.restoreState()

    def bookmark(self, text: str, level: int, y: float) -> None:
        """Add an entry to the file's outline that leads here. Level 0 is the top."""
        self._bookmarks += 1
        key = f"heading-{self._bookmarks}"
        self._canvas.bookmarkHorizontal(key, 0, y)
        self._canvas.addOutlineEntry(text, key, level)

    def end_page(self) -> None:
        """End this page. What is drawn next is on another."""
        self._close()
        self._canvas.showPage()
        self.marks.append([])

    def _switch(self, mark: Mark) -> None:
        if mark is self._open:
            return
        self._close()
        self._open = mark
        if isinstance(mark, str):
            self._canvas.addLiteral(mark)
            return
        here = self.marks[-1]
        mark.kids.append((len(self.marks) - 1, len(here)))
        self._canvas.addLiteral(f"/{mark.tag} <</MCID {len(here)}>> BDC")
        here.append(mark)

    def _close(self) -> None:
        if self._open is not None:
            self._canvas.addLiteral("EMC")
            self._open = None
