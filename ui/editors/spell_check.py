"""Words of a text that the dictionary does not know, underlined; what may be meant, by a key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from lado_desktop.casework.settings.spelling import Mistake
from lado_desktop.domain.problem import CaseworkError
from ui.editors.spelling import Spelling
from ui.editors.text_position import from_qt, to_qt

NEXT = "F7"


class _Underliner(QSyntaxHighlighter):
    """Underlines paragraph by paragraph. The word that is being typed is left alone."""

    def __init__(self, text: QPlainTextEdit, spelling: Spelling) -> None:
        super().__init__(text.document())
        self._text, self._spelling = text, spelling

    def highlightBlock(self, words: str) -> None:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(_colour())
        typed_at = self._typed_at(words)
        for mistake in self._spelling.mistakes(words):
            if not mistake.start < typed_at <= mistake.end:
                start, end = (to_qt(words, at) for at in (mistake.start, mistake.end))
                self.setFormat(start, end - start, look)

    def _typed_at(self, words: str) -> int:
        """Where in this paragraph somebody is typing; -1 where nobody is."""
        cursor = self._text.textCursor()
        here = cursor.block() == self.currentBlock() and self._text.hasFocus()
        return from_qt(words, cursor.positionInBlock()) if here else -1


def _colour() -> QColor:
    return QGuiApplication.palette().color(QPalette.ColorRole.BrightText)


class SpellCheck(QObject):
    """Checks one text from when it is first shown. F7 goes to the next mistake and says more.

    The suggestions are in the text's context menu too, opened with the mouse or the menu key.
    """

    def __init__(self, text: QPlainTextEdit, spelling: Spelling) -> None:
        super().__init__(text)
        self._text, self._spelling = text, spelling
        self._underliner: _Underliner | None = None
        self._word_at = (-1, -1)
        text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        text.customContextMenuRequested.connect(self._open_menu)
        text.cursorPositionChanged.connect(self._look_again)
        text.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._underliner is None:
            QTimer.singleShot(0, self, self._begin)
        if event.type() == QEvent.Type.FocusOut and self._underliner is not None:
            self._underliner.rehighlightBlock(self._text.textCursor().block())
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_F7
        ):
            self.go_to_next()
            return True
        return super().eventFilter(watched, event)

    def go_to_next(self) -> None:
        """Mark the next word that is not known, round from the end, and open its menu."""
        cursor = self._text.textCursor()
        text = self._text.toPlainText()
        found = self._spelling.mistakes(text)
        if not found or self._text.isReadOnly():
            return
        at = from_qt(text, cursor.selectionEnd())
        self._mark(next((each for each in found if each.start >= at), found[0]))
        self._open_menu(self._text.cursorRect().bottomLeft())

    def menu(self, at: QPoint) -> QMenu:
        """Return the menu of a place in the text: what may be meant there first."""
        menu = self._text.createStandardContextMenu()
        mistake = self._mistake_at(at)
        if mistake is None or self._text.isReadOnly():
            return menu
        first = menu.actions()[0]  # what Qt offers for any text: undo, cut, copy
        lines = [
            (word, partial(self._replace, mistake, word))
            for word in self._spelling.suggestions(mistake.word)
        ]
        if not lines:
            nothing = menu.addAction("No suggestion")
            nothing.setEnabled(False)
            menu.insertAction(first, nothing)
        lines.append((f"Add “{mistake.word}” to the service's words", partial(self._add, mistake)))
        for words, do in lines:
            line = menu.addAction(words.replace("&", "&&"))
            line.triggered.connect(lambda _on, do=do: do())
            menu.insertAction(first, line)
        following = menu.addAction("Next mistake", QKeySequence(NEXT), self.go_to_next)
        menu.insertAction(first, following)
        menu.insertSeparator(first)
        return menu

    def _begin(self) -> None:
        if self._underliner is None:
            self._underliner = _Underliner(self._text, self._spelling)
            self._spelling.changed.connect(self._underliner.rehighlight)
            self._spelling.load()

    def _look_again(self) -> None:
        """Check the word that somebody left: while it was typed it was left alone."""
        cursor = self._text.textCursor()
        here = (cursor.blockNumber(), cursor.positionInBlock())
        before, self._word_at = self._word_at, here
        if self._underliner is None or not self._text.hasFocus():
            return
        if here[0] != before[0] or abs(here[1] - before[1]) != 1:
            left = self._text.document().findBlockByNumber(before[0])
            for block in (left, cursor.block()):
                if block.isValid():
                    self._underliner.rehighlightBlock(block)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu(at)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._text.viewport().mapToGlobal(at))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def _mistake_at(self, at: QPoint) -> Mistake | None:
        marked = self._text.textCursor()
        place = marked.selectionStart()
        if not marked.hasSelection():
            place = self._text.cursorForPosition(at).position()
        text = self._text.toPlainText()
        index = from_qt(text, place)
        found = self._spelling.mistakes(text)
        return next((each for each in found if each.start <= index <= each.end), None)

    def _mark(self, mistake: Mistake) -> None:
        cursor, text = self._text.textCursor(), self._text.toPlainText()
        cursor.setPosition(to_qt(text, mistake.start))
        cursor.setPosition(to_qt(text, mistake.end), QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)

    def _replace(self, mistake: Mistake, word: str) -> None:
        self._mark(mistake)
        self._text.textCursor().insertText(word)

    def _add(self, mistake: Mistake) -> None:
        try:
            self._spelling.add(mistake.word)
        except CaseworkError as error:
            self._text.setToolTip(str(error))
