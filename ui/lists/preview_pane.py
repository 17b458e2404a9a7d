"""The record that is marked in a list, in short, beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from lado_desktop.casework.lists.preview import Preview, preview
from lado_desktop.domain.problem import NotFound
from ui.desk import Desk
from ui.look.theme import TYPE
from ui.search.lookup import Lookup

REST_MS = 100
"""How long the mark rests on a row before its record is read."""
READ_MS = 2000
"""A preview shown for this long counts as read and is written to the audit."""
_LABEL_LETTERS = 14


class PreviewPane(QTextBrowser):
    """One text to be read and copied: the record's head, its facts, what hangs on it.

    The words of the record are shown as plain text: nothing of them is read as markup.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lookup = Lookup(desk.looking, REST_MS, self)
        self._shown: Preview | None = None
        self._wanted: tuple[str, UUID] | None = None
        self._lookup.failed.connect(self._say_failed)
        self._seen = QTimer(self, singleShot=True, interval=READ_MS)
        self._seen.timeout.connect(self._was_seen)
        self.setProperty("surface", "preview")
        self.setProperty("reading", "true")
        self.setAccessibleName("Preview of the marked row")
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_record(self, kind: str, id: UUID | None) -> None:
        """Show a record once the mark has rested on it; none for no record."""
        self._seen.stop()
        self._wanted = None if id is None else (kind, id)
        if id is None:
            self._lookup.forget()
            self.show_preview(None)
            return
        shift = self._desk.shift

        def read() -> Preview | None:
            try:
                return preview(shift, kind, id)
            except NotFound:
                return None

        self._lookup.ask(read, self._show_read)

    def rest(self) -> None:
        """Read nothing more: the vault may be closed after it."""
        self._lookup.forget()
        self._seen.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the page what is not reading: Escape among it."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def show_preview(self, found: Preview | None) -> None:
        """Show this at once, or nothing."""
        if found != self._shown:
            self._shown = found
            self._write()

    def _show_read(self, found: Preview | None) -> None:
        self.show_preview(found)
        if found is not None:
            self._seen.start()

    def _say_failed(self, sentence: str) -> None:
        self.show_preview(None)
        self._desk.notices.warn(sentence)

    def _was_seen(self) -> None:
        if self._wanted is not None and self.isVisible():
            self._desk.journal.previewed(*self._wanted)

    def _write(self) -> None:
        self.clear()
        found = self._shown
        if found is None:
            return
        document = self.document()
        size = self.fontInfo().pixelSize()
        document.setDefaultFont(self.font())
        document.setDocumentMargin(size)
        writer = _Writer(QTextCursor(document), self.palette(), self.fontMetrics())
        worded = self._desk.shift.worded
        writer.line(found.title, TYPE["heading"] / TYPE["body"], bold=True, first=True)
        if found.under:
            writer.line(found.under, tone=QPalette.ColorRole.PlaceholderText)
        writer.facts([(worded(name), said) for name, said in found.facts])
        for passage in found.passages:
            writer.line(worded(passage.heading), bold=True, above=1.2)
            for each in passage.lines:
                writer.line(each)
        self.moveCursor(QTextCursor.MoveOperation.Start)


class _Writer:
    """Writes lines of plain words, each in its dress."""

    def __init__(self, cursor: QTextCursor, palette: QPalette, metrics: QFontMetrics) -> None:
        self._cursor, self._palette, self._metrics = cursor, palette, metrics
        self._size = cursor.document().defaultFont().pixelSize()

    def line(
        self,
        words: str,
        scale: float = 1.0,
        *,
        bold: bool = False,
        tone: QPalette.ColorRole = QPalette.ColorRole.Text,
        above: float = 0.35,
        first: bool = False,
    ) -> None:
        """Write a paragraph: `scale` of the size of the body, `above` it so many of its heights."""
        block = QTextBlockFormat()
        block.setTopMargin(0 if first else round(above * self._size))
        if not first:
            self._cursor.insertBlock()
        self._cursor.setBlockFormat(block)
        self._cursor.insertText(words, self._dress(scale, bold, tone))

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Write labels in one column, and beside them what is known."""
        if not facts:
            return
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(0)
        form.setTopMargin(self._size * 0.6)
        labels = QTextLength(
            QTextLength.Type.FixedLength, self._labels([name for name, _ in facts])
        )
        form.setColumnWidthConstraints([labels, QTextLength()])
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        apart = QTextTableCellFormat()
        apart.setBottomPadding(self._size * 0.3)
        label = QTextTableCellFormat(apart)
        label.setRightPadding(self._size * 0.8)
        table = self._cursor.insertTable(len(facts), 2, form)
        for row, (name, said) in enumerate(facts):
            muted = self._dress(1, False, QPalette.ColorRole.PlaceholderText)
            plain = self._dress(1, False, QPalette.ColorRole.Text)
            for column, (words, dress) in enumerate(((name, muted), (said, plain))):
                cell = table.cellAt(row, column)
                cell.setFormat(apart if column else label)
                cell.firstCursorPosition().insertText(words, dress)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _labels(self, names: Sequence[str]) -> int:
        """How wide the labels are: whole where they are short, and never cut within a word."""
        letter = self._metrics.averageCharWidth()
        words = max(
            self._metrics.horizontalAdvance(word) for each in names for word in each.split()
        )
        whole = max(self._metrics.horizontalAdvance(each) for each in names)
        return max(words, min(whole, _LABEL_LETTERS * letter)) + 2 * letter

    def _dress(self, scale: float, bold: bool, tone: QPalette.ColorRole) -> QTextCharFormat:
        dress = QTextCharFormat()
        dress.setProperty(QTextCharFormat.Property.FontPixelSize, round(scale * self._size))
        dress.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        dress.setForeground(QBrush(self._palette.color(tone)))
        return dress
