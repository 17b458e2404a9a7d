"""The manual beside the page: opened by F1 at the page's place, searched, offline."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout

from ui.look.buttons import sign_button
from ui.look.labels import label
from ui.manual.page_style import blocks, dress
from ui.manual.text import INDEX, ManualText, slug
from ui.search.answers import Answer, AnswerList


class ManualPanel(QFrame):
    """One page of the manual, with a search over all of them. Esc goes back to work."""

    left = Signal()
    """Somebody has read enough."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setProperty("surface", "manual")
        self.text = ManualText(folder)
        self.place = ""
        self._been: list[str] = []
        self.back = sign_button("arrow-left", "Back in the manual", self.go_back)
        self.contents = sign_button("house", "The manual's first page", lambda: self.open(INDEX))
        self.words = QLineEdit()
        self.words.setPlaceholderText("Search the manual")
        self.words.setAccessibleName("Search the manual")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._find)
        self.words.returnPressed.connect(self._open_hit)
        self.hits = AnswerList("Found in the manual")
        self.hits.chosen.connect(self._open_found)
        self.said = label("", tone="muted")
        self.said.setContentsMargins(16, 4, 16, 4)
        self.page = QTextBrowser()
        self.page.setAccessibleName("Manual")
        self.page.setOpenLinks(False)
        self.page.setProperty("surface", "manual")
        self.page.anchorClicked.connect(self._follow)
        away = sign_button("x", "Close the manual (Esc)", self.left.emit)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(4)
        for each in (self.back, self.contents):
            row.addWidget(each)
        row.addWidget(self.words, 1)
        row.addWidget(away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.hits, 1)
        column.addWidget(self.page, 1)
        self._find("")

    def open(self, place: str) -> None:
        """Show a place of the manual: `contacts`, or `contacts#decide` at that heading.

        Where there is no such page, the first one is shown.
        """
        if self.place and place != self.place:
            self._been.append(self.place)
        self._show(place)

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._been:
            self._show(self._been.pop())

    def start(self) -> None:
        """Put the focus on the text, so that the arrows scroll it."""
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.words.text():
                self.words.clear()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.words.hasFocus() and self.hits.answers:
            self.hits.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self.place:
            self._show(self.place)

    def _show(self, place: str) -> None:
        name, _, heading = place.partition("#")
        if name not in self.text.pages:
            name, heading, place = INDEX, "", INDEX
        self.place = place
        self.words.clear()
        self.back.setEnabled(bool(self._been))
        document = self.page.document()
        document.setMarkdown(
            self.text.pages.get(name, ""), QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        )
        dress(document, self.palette(), self.font())
        self._scroll_to(heading)

    def _scroll_to(self, heading: str) -> None:
        cursor = QTextCursor(self.page.document())
        for block in blocks(self.page.document()):
            if block.blockFormat().headingLevel() and slug(block.text()) == heading:
                cursor.setPosition(block.position())
                break
        self.page.setTextCursor(cursor)
        bar = self.page.verticalScrollBar()
        if cursor.position():
            bar.setValue(bar.value() + self.page.cursorRect(cursor).top() - 8)
        else:
            bar.setValue(0)

    def _follow(self, link: QUrl) -> None:
        """Go where a link of the manual leads. Nothing outside the manual is ever opened."""
        if link.isRelative() and link.path().endswith(".md"):
            place = link.path().removesuffix(".md")
            self.open(f"{place}#{link.fragment()}" if link.hasFragment() else place)
        elif link.isRelative() and link.hasFragment():
            self.open(f"{self.place.partition('#')[0]}#{link.fragment()}")

    def _find(self, words: str) -> None:
        searched = bool(words.strip())
        found = self.text.find(words) if searched else []
        self.hits.show_answers(Answer(hit.title, hit.words, hit.place) for hit in found)
        self.hits.setVisible(bool(found))
        self.page.setVisible(not found)
        self.said.setVisible(searched and not found)
        self.said.setText("Nothing found. Try fewer words, or another word for it.")

    def _open_hit(self) -> None:
        if self.hits.answers:
            self.hits.choose()

    def _open_found(self, place: object) -> None:
        words = self.words.text()
        self.open(str(place))
        self._mark(words)
        self.start()

    def _mark(self, words: str) -> None:
        """Select the first match below the current position."""
        first = next(iter(words.split()), "")
        if first:
            start = self.page.textCursor()
            self.page.setTextCursor(start)
            self.page.find(first)
