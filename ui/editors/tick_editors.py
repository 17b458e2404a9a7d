"""Editors of yes or no, and of any number of codes of a list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from lado_desktop.domain.fields.field import Field
from ui.editors.editor import Editor
from ui.look.buttons import button
from ui.look.labels import small
from ui.look.tab_order import put_after
from ui.look.wrapping import in_lines

_FEW = 8
"""A list of no more than these is always shown whole."""


class TickEditor(Editor):
    """Yes or no. Its label is beside the box."""

    says_own_label = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = QCheckBox(field.label, self)
        self.box.toggled.connect(self.say_edited)
        self.watch(self.box)
        self.column.addWidget(self.box)

    @property
    def control(self) -> QWidget:
        return self.box

    def show_value(self, value: Any) -> None:
        with self.showing():
            self.box.setChecked(bool(value))

    def value(self) -> Any:
        return self.box.isChecked()

    def typed(self) -> Any:
        return self.box.isChecked()

    def show_typed(self, typed: Any) -> None:
        self.show_value(typed)

    def words(self) -> str:
        return "Yes" if self.box.isChecked() else "No"


class ChoicesEditor(Editor):
    """Any number of codes. Arrow keys go from box to box, Space ticks, Tab goes on.

    Of a long list only what is ticked shows until the whole is asked for, and only what shows is
    made. A code that is no longer offered shows where a record has it.
    """

    wide = True

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
        self._labels = dict(known or codes)
        self._made: dict[str, QCheckBox] = {}
        self._ordered = 0
        self._offered = set(codes)
        self._kept: list[str] = []
        self._name, self._described = field.label, ""
        self._whole = len(codes) <= _FEW
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(0)
        self._none = small("None ticked", parent=self)
        self.more = button("", self._turn, role="link", parent=self)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._none)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(not self._whole)
        self._arrange()

    @property
    def control(self) -> QWidget:
        """The whole list; it hands the focus on to the box at which Tab stops."""
        return self

    @property
    def boxes(self) -> dict[str, QCheckBox]:
        """The box of each code."""
        return {code: self._box(code) for code in self._labels}

    def show_value(self, value: Any) -> None:
        chosen = list(value or [])
        with self.showing():
            known = [code for code in chosen if code in self._labels]
            self._offered.update(known)
            # A code that nobody knows any more is kept, unseen, with what is ticked.
            self._kept = [code for code in chosen if code not in self._labels]
            for code in {*known, *self._made}:
                self._box(code).setChecked(code in chosen)
        self._arrange()

    def value(self) -> Any:
        return self._ticked() + self._kept

    def typed(self) -> Any:
        return self.value()

    def show_typed(self, typed: Any) -> None:
        self.show_value(typed)

    def words(self) -> str:
        return "\n".join(self._labels[code] for code in self._ticked())

    def name_control(self, words: str) -> None:
        self.setAccessibleName(words)
        self._name = words
        for code, box in self._made.items():
            self._describe_box(code, box)
        self._say()

    def describe(self, words: str) -> None:
        self.setAccessibleDescription(words)
        self._described = words
        for code, box in self._made.items():
            self._describe_box(code, box)
        self.more.setAccessibleDescription(words)

    def mark_problem(self, wrong: bool) -> None:
        """The sentence beneath says it; boxes are not framed."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QCheckBox) and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_Left: -1,
            }
            step = steps.get(Qt.Key(event.key()))
            if step is not None and event.type() == QEvent.Type.KeyPress:
                self._step(watched, step)
                return True
        if isinstance(watched, QCheckBox) and event.type() == QEvent.Type.FocusIn:
            self._stop_at(watched)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        # Long words are broken to the width there is, so they must not ask for it.
        return QSize(self.fontMetrics().averageCharWidth() * 20, super().minimumSizeHint().height())

    def _box(self, code: str) -> QCheckBox:
        """The box of a code, made when it is wanted first."""
        if code not in self._made:
            self._made[code] = box = QCheckBox(self._labels[code], self)
            self._describe_box(code, box)
            box.toggled.connect(self._on_toggle)
            self.watch(box)
        return self._made[code]

    def _order(self) -> None:
        """Let Tab come to the boxes in their order, whenever each was made."""
        put_after(self._none, [self._made[code] for code in self._labels if code in self._made])
        self._ordered = len(self._made)

    def _describe_box(self, code: str, box: QCheckBox) -> None:
        box.setAccessibleName(f"{self._name}: {self._labels[code]}")
        box.setAccessibleDescription(self._described)

    def _ticked(self) -> list[str]:
        return [
            code for code in self._labels if code in self._made and self._made[code].isChecked()
        ]

    def _on_toggle(self) -> None:
        self._say()
        self.say_edited()

    def _turn(self) -> None:
        self._whole = not self._whole
        self._arrange()
        shown = self._shown()
        (shown[0] if self._whole and shown else self.more).setFocus()

    def _shown(self) -> list[QCheckBox]:
        shown = self._labels if self._whole else self._ticked()
        return [self._box(code) for code in shown if code in self._offered]

    def _columns_of(self, width: int) -> int:
        widest = max((self._room(label) for label in self._labels.values()), default=1)
        return max(1, min(3, (width + 24) // (widest + 24)))

    def _room(self, label: str) -> int:
        """The width of a box with these words."""
        return self.fontMetrics().horizontalAdvance(label) + self._around

    @cached_property
    def _around(self) -> int:
        """What a box needs beside its words: the square, and the room after it."""
        return QCheckBox().sizeHint().width() + 2 * self.fontMetrics().averageCharWidth()

    def _arrange(self) -> None:
        """Arrange the visible boxes in columns, read downwards."""
        shown = self._shown()
        self._columns = self._columns_of(self.width()) if shown else 1
        deep = -(-len(shown) // self._columns)
        for code, box in self._made.items():
            self._grid.removeWidget(box)
            room = self.width() - self._around
            box.setText(in_lines(self._labels[code], self.fontMetrics(), room))
            box.setVisible(box in shown)
        for place, box in enumerate(shown):
            self._grid.addWidget(box, place % deep, place // deep)
        if len(self._made) > self._ordered:
            self._order()
        for column in range(3):
            self._grid.setColumnStretch(column, int(column == self._columns - 1))
        if shown:
            self._stop_at(next((box for box in shown if box.hasFocus()), shown[0]))
        else:
            self.setFocusProxy(self.more)
        self._say()

    def _say(self) -> None:
        ticked = len(self._ticked())
        self._none.setVisible(not self._whole and not self._shown())
        self.more.setText(
            f"Show only what is ticked ({ticked})"
            if self._whole
            else f"Show all {len(self._offered)} to tick"
        )
        self.more.setAccessibleName(f"{self._name}: {self.more.text()}")

    def _step(self, box: QCheckBox, step: int) -> None:
        shown = self._shown()
        shown[(shown.index(box) + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, box: QCheckBox) -> None:
        """Let Tab stop at one box only: a list of twenty is one stop, not twenty."""
        self.setFocusProxy(box)
        for each in self._made.values():
            each.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if each is box else Qt.FocusPolicy.ClickFocus
            )
