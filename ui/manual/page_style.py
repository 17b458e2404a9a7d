"""How a page of the manual looks: Markdown says what a thing is, this says how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import (
    QBrush,
    QFont,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

_HEADINGS = {1: 1.64, 2: 1.21}
"""Levels of heading, and how much larger than the text each is."""
_LINE = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def dress(document: QTextDocument, palette: QPalette, font: QFont) -> None:
    """Give a page that was read from Markdown our sizes, distances and colours."""
    document.setDefaultFont(font)
    size = font.pixelSize()
    document.setDocumentMargin(round(1.4 * size))
    for table in _tables(document):
        _dress_table(table, palette, size)
    for block in blocks(document):
        _dress_block(block, size)
        for start, end, form in _pieces(block):
            _dress_piece(document, start, end, form, palette, size)


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Every paragraph, heading, list line and cell of a page, from top to bottom."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _dress_block(block: QTextBlock, size: int) -> None:
    level = block.blockFormat().headingLevel()
    cursor = QTextCursor(block)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(125, _LINE)
    if level:
        spaced.setTopMargin(0 if level == 1 else round(1.4 * size))
        spaced.setBottomMargin(round(0.5 * size))
    elif block.textList() is not None:
        spaced.setBottomMargin(round(0.3 * size))
    elif cursor.currentTable() is None:
        spaced.setBottomMargin(round(0.7 * size))
    cursor.mergeBlockFormat(spaced)


def _pieces(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Where each stretch of one format begins and ends: read whole before any is changed."""
    found = []
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        found.append((piece.position(), piece.position() + piece.length(), piece.charFormat()))
        pieces += 1
    return found


def _dress_piece(
    document: QTextDocument,
    start: int,
    end: int,
    form: QTextCharFormat,
    palette: QPalette,
    size: int,
) -> None:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    level = cursor.blockFormat().headingLevel()
    dressed = QTextCharFormat(form)
    # Qt's own heading sizes would be relative to the current font size.
    dressed.clearProperty(QTextFormat.Property.FontSizeAdjustment)
    pixels = round(_HEADINGS.get(level, 1.0) * size)
    dressed.setProperty(QTextFormat.Property.FontPixelSize, pixels)
    role = QPalette.ColorRole.Link if form.isAnchor() else QPalette.ColorRole.Text
    dressed.setForeground(QBrush(palette.color(role)))
    if level:
        dressed.setFontWeight(QFont.Weight.DemiBold)
    if form.fontFixedPitch():
        dressed.setBackground(QBrush(palette.color(QPalette.ColorRole.Midlight)))
    cursor.setCharFormat(dressed)


def _dress_table(table: QTextTable, palette: QPalette, size: int) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(palette.color(QPalette.ColorRole.Mid)))
    form.setBorderCollapse(True)
    form.setCellPadding(round(0.4 * size))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setTopMargin(round(0.4 * size))
    form.setBottomMargin(round(0.8 * size))
    table.setFormat(form)


def _tables(document: QTextDocument) -> list[QTextTable]:
    return [each for each in document.rootFrame().childFrames() if isinstance(each, QTextTable)]
