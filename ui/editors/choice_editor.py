"""Editor of one code of a list: picked, or found by typing a part of its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from lado_desktop.domain.fields.field import Field
from ui.editors.editor import Editor
from ui.editors.open_list import OpenList
from ui.look.choice_box import ChoiceBox

NOT_RECORDED = "Not recorded"
_INDENT = 20
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_LEVEL = int(Qt.ItemDataRole.UserRole) + 1


class _Combo(ChoiceBox):
    """A list that is filled when it is wanted.

    `fill` fills it, and is called when its rows are wanted. While `is_lost` says that what is typed
    names no code, the arrows change nothing: the next code of the list is not what was meant.
    """

    def __init__(
        self, fill: Callable[[], None], is_lost: Callable[[], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._fill = fill
        self._is_lost = is_lost

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS and self._is_lost():
            event.accept()
            return
        super().keyPressEvent(event)

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def sizeHint(self) -> QSize:
        # The longest of its labels must not widen the page.
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        # Qt's own hint would make the list that drops down.
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = QSize(self.fontMetrics().averageCharWidth() * 18, self.fontMetrics().height())
        kind = QStyle.ContentsType.CT_ComboBox
        return QSize(
            words.width(), self.style().sizeFromContents(kind, option, words, self).height()
        )


class _Rows(QStyledItemDelegate):
    """Rows high enough for a finger; codes of the second level are indented."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        level = int(index.data(_LEVEL) or 0)
        option.text = "\u2003" * level + option.text

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + _INDENT, max(28, size.height()))


class ChoiceEditor(Editor):
    """One code of a list, or none. Typing filters the list; what names no code is not taken."""

    says_when_left = True

    def __init__(
        self,
        field: Field,
        codes: Mapping[str, str],
        parent: QWidget | None = None,
        *,
        known: Mapping[str, str] | None = None,
    ) -> None:
        """`codes` are offered; `known` has the words of those that are only read any more, too."""
        super().__init__(field, parent)
        self._known = known or codes
        self.popup: QListView | None = None
        self._rows = [("", NOT_RECORDED, 0)]
        for code, label in codes.items():
            second_level = code.partition(".")[0] in codes and "." in code
            self._rows.append((code, label, int(second_level)))
        self.combo = _Combo(self.fill, self._is_lost, self)
        # Not by setEditable, which makes the list that drops down at once: a page has many of them.
        self.combo.setLineEdit(QLineEdit(self.combo))
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setMaxVisibleItems(16)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line.setPlaceholderText(NOT_RECORDED)
        self.combo.currentIndexChanged.connect(self._on_index)
        self.combo.activated.connect(self._on_index)
        self.line.textEdited.connect(self.say_edited)
        self.watch(self.combo)
        self.column.addWidget(self.combo)

    @property
    def control(self) -> QWidget:
        return self.combo

    @property
    def line(self) -> QLineEdit:
        """Where the words of the code are typed."""
        return cast(QLineEdit, self.combo.lineEdit())

    def show_value(self, value: Any) -> None:
        places = [place for place, row in enumerate(self._rows) if row[0] == (value or "")]
        if places:
            self._show(places[0])
            return
        # A code that this service's list no longer offers is still read, and kept.
        self._rows.append((value, self._known.get(value, str(value)), 0))
        if self.combo.count():
            self._append(*self._rows[-1])
        self._show(len(self._rows) - 1)

    def value(self) -> Any:
        text = self.line.text().strip()
        if not text:
            return None
        places = self._places_of(text)
        if len(places) != 1:
            several = "several lines of the list have" if places else "no line of the list has"
            raise ValueError(
                f"{self.field.label}: {several} these words. Choose one, or leave it empty."
            )
        return self._rows[places[0]][0]

    def typed(self) -> Any:
        return self.line.text()

    def show_typed(self, typed: Any) -> None:
        self._show(max(self._place_of(typed), 0))
        self.line.setText(typed)

    def fill(self) -> None:
        """Put the codes into the list, the first time that it is wanted."""
        if self.combo.count():
            return
        typed = self.line.text()
        with self.showing():
            self.combo.setItemDelegate(_Rows(self.combo))
            for row in self._rows:
                self._append(*row)
            self.combo.setCurrentIndex(max(self._place_of(typed), 0))
            self.line.setText(typed)
        OpenList(self.combo.view(), self.combo, self.combo.hidePopup, self._take_row)

    def words(self) -> str:
        return self.line.text()

    def name_control(self, words: str) -> None:
        super().name_control(words)
        self.line.setAccessibleName(words)

    def describe(self, words: str) -> None:
        super().describe(words)
        self.line.setAccessibleDescription(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and self.popup is None:
            self.fill()
            self._let_type()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Complete what was typed where only one code has those words."""
        text = self.line.text().strip()
        if text and self._place_of(text) < 0:
            places = self._places_of(text)
            if len(places) == 1:
                self.combo.setCurrentIndex(places[0])
                self._write(places[0])
        super().leave()

    def _append(self, code: str, label: str, level: int) -> None:
        self.combo.addItem(label, code or None)
        self.combo.setItemData(self.combo.count() - 1, level, _LEVEL)

    def _show(self, place: int) -> None:
        with self.showing():
            if self.combo.count():
                self.combo.setCurrentIndex(place)
            self._write(place)

    def _let_type(self) -> None:
        """Find by typing. Made when it is first wanted: a page has many lists, few are typed in."""
        self.popup = QListView()
        self._found = QStandardItemModel(self.combo)
        finder = QCompleter(self._found, self.combo)
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        finder.setMaxVisibleItems(12)
        # Of its two shapes the words: the stubs know only one.
        finder.activated[str].connect(self._take)  # type: ignore[index]
        self.line.setCompleter(finder)
        self.line.textEdited.connect(self._rank)
        self._rank(self.line.text())
        finder.setPopup(self.popup)
        OpenList(self.popup, self.combo, self.popup.hide, lambda index: self._take(index.data()))
        # After setPopup, which replaces the list's delegate.
        self.popup.setItemDelegate(_Rows(self.popup))

    def _rank(self, typed: str) -> None:
        """List what has the typed words: first what begins with them, then a word of it that does.

        A code that is about the opposite often contains the words ("threshold not met").
        """
        wanted = typed.strip().casefold()
        ranked = []
        for place, (_, label, _) in enumerate(self._rows):
            at = label.casefold().find(wanted)
            if place and at >= 0:
                begins_word = at and not label[at - 1].isalnum()
                ranked.append((0 if at == 0 else 1 if begins_word else 2, place))
        self._found.clear()
        for _, place in sorted(ranked):
            line = QStandardItem(self._rows[place][1])
            line.setData(self._rows[place][2] if not wanted else 0, _LEVEL)
            self._found.appendRow(line)

    def _take(self, label: str) -> bool:
        place = self._place_of(label)
        self.combo.setCurrentIndex(place)
        self._write(place)
        self.say_edited()
        return True

    def _take_row(self, index: QModelIndex) -> bool:
        self.combo.setCurrentIndex(index.row())
        return True

    def _is_lost(self) -> bool:
        text = self.line.text().strip()
        return bool(text) and self._place_of(text) < 0

    def _place_of(self, text: str) -> int:
        """The place of the code with these words, large and small letters alike; -1 for none."""
        wanted = text.strip().casefold()
        for place, (_, label, _) in enumerate(self._rows):
            if place and label.casefold() == wanted:
                return place
        return -1

    def _places_of(self, text: str) -> list[int]:
        """The code that has these words, or those of which they are a part."""
        if (place := self._place_of(text)) >= 0:
            return [place]
        wanted = text.strip().casefold()
        return [
            place
            for place, (_, label, _) in enumerate(self._rows)
            if place and wanted in label.casefold()
        ]

    def _write(self, place: int) -> None:
        # An empty line with muted words tells at a glance what is not filled in.
        self.line.setText(self._rows[place][1] if place > 0 else "")
        self.line.setCursorPosition(0)

    def _on_index(self, place: int) -> None:
        if not self._showing:
            self._write(place)
            self.say_edited()
