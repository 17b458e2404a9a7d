"""One field on the page: its label, its editor, the help under it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lado_desktop.domain.fields.field import Field
from ui.editors.editor import Editor
from ui.editors.growing_text import GrowingText, reading_text
from ui.forms.scrolled import scroll_area_of
from ui.look.labels import label, small

NOTHING = "Not recorded"


class FieldRow(QWidget):
    """A field's label above its editor. Help and problems are in words under it."""

    def __init__(
        self, field: Field, make: Callable[[QWidget], Editor], parent: QWidget | None = None
    ) -> None:
        """`make` makes the editor within the widget that it is given.

        What is made within its parent is styled once; what moves there is styled again.
        """
        super().__init__(parent)
        self.field = field
        self.editor = make(self)
        self.reading: GrowingText | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.label = label(field.label, parent=self)
        self.label.setProperty("weight", "strong")
        self.label.setBuddy(self.editor.control)
        self.needed = small("needed", parent=self) if field.required else None
        self._column.addLayout(self._heading())
        self._column.addWidget(self.editor)
        says = bool(field.help) and not self.editor.says_own_help
        self.help = small(field.help, parent=self) if says else None
        if self.help is not None:
            self._column.addWidget(self.help)
        self._column.addStretch()
        self._wrong, self._new, self._beside = "", "", ""
        if self.editor.says_when_left:
            self.editor.left.connect(self._look)
            self.editor.edited.connect(lambda: self.show_problem(""))
        self.editor.name_control(f"{field.label}, needed" if field.required else field.label)
        self._describe()

    @property
    def readable(self) -> Any:
        """Its value, or None where what is typed cannot be read."""
        try:
            return self.editor.value()
        except ValueError:
            return None

    @cached_property
    def problem(self) -> QLabel:
        """What is wrong with it."""
        return self._said("danger")

    @cached_property
    def changed(self) -> QLabel:
        """That the record has changed since somebody typed, or that a file proposed the value."""
        return self._said("warn")

    @cached_property
    def beside(self) -> QLabel:
        """What the law or the record says beside the value."""
        return self._said("muted")

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong; an empty sentence clears it."""
        if sentence != self._wrong:
            self._wrong = sentence
            self.problem.setText(sentence)
            self.problem.setVisible(bool(sentence))
            self.editor.mark_problem(bool(sentence))
            self._describe()

    def show_changed(self, sentence: str) -> None:
        """Show that the value needs a second look; an empty sentence clears it."""
        if sentence != self._new:
            self._new = sentence
            self.changed.setText(sentence)
            self.changed.setVisible(bool(sentence))
            self._describe()

    def show_beside(self, sentence: str) -> None:
        """Show a note beside the value; an empty sentence clears it."""
        if sentence != self._beside:
            self._beside = sentence
            self.beside.setText(sentence)
            self.beside.setVisible(bool(sentence))
            self._describe()

    def take_focus(self, *, select: bool = True) -> None:
        """Put the focus on the field and bring it into sight with its label.

        With `select` the next letter replaces the value, as after Tab.
        """
        reasons = Qt.FocusReason
        reason = reasons.TabFocusReason if select else reasons.OtherFocusReason
        (self.reading or self.editor.control).setFocus(reason)
        self._come_into_sight()
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            # Made a moment ago: its place is known once it is laid out.
            QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        if (area := scroll_area_of(self)) is not None:
            area.ensureWidgetVisible(self, 0, 24)

    def set_read_only(self, read_only: bool) -> None:
        """Show the value as text that can be selected, or as the editor again."""
        if self.reading is not None:
            self._column.removeWidget(self.reading)
            self.reading.hide()
            self.reading.deleteLater()
            self.reading = None
        if read_only:
            words = self.editor.words()
            self.reading = reading_text(words or NOTHING)
            self.reading.setProperty("tone", "" if words else "muted")
            self.reading.setAccessibleName(self.field.label)
            self._column.insertWidget(1, self.reading)
        self.editor.setVisible(not read_only)
        for each in (self.needed, self.help):
            if each is not None:
                each.setVisible(not read_only)
        self.label.setVisible(read_only or not self.editor.says_own_label)
        self.label.setBuddy(self.reading or self.editor.control)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if self.editor.says_own_label:
            self.label.hide()
        self.label.setWordWrap(True)
        row.addWidget(self.label, 0 if self.needed else 1)
        if self.needed is not None:
            row.addWidget(self.needed, 1)
        return row

    def _said(self, tone: str) -> QLabel:
        """A line under the field, made when there is something to say: most never have."""
        made = small("", tone, self)
        if tone == "danger":
            made.setProperty("weight", "strong")
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.insertWidget(self._column.count() - 1, made)
        return made

    def _look(self) -> None:
        """Say what cannot be read, while it is still fresh in mind."""
        try:
            self.editor.value()
        except ValueError as error:
            self.show_problem(str(error))

    def _describe(self) -> None:
        said = (self._wrong, self._new, self._beside, self.field.help)
        self.editor.describe(" ".join(part for part in said if part))
