"""Editors of days and times: typed as an officer writes them, said back in words underneath."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.domain.fields.field import Field
from lado_desktop.domain.time.partial_date import PartialDate
from lado_desktop.domain.time.typed_day import (
    day_words,
    echo_day,
    typed_day,
    typed_partial_date,
    typed_time,
)
from ui.editors.editor import Editor
from ui.look.buttons import sign_button
from ui.look.icons import icon
from ui.look.labels import small

Today = Callable[[], date]


class TypedEditor(Editor):
    """A line that is read as it is typed; leaving the field shows why it cannot be read.

    What was typed stays as it was typed.
    """

    says_own_help = True
    example = ""
    letters = 24
    """How wide the line is, in letters."""

    def __init__(self, field: Field, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._today = today
        self._shown: tuple[str, Any] = ("", None)
        self.line = QLineEdit(self)
        self.line.textChanged.connect(self._on_text)
        self.watch(self.line)
        self.echo = small("", parent=self)
        self.echo.setMinimumHeight(self.echo.fontMetrics().height())
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addWidget(self.line)
        self.row.addStretch()
        self.column.addLayout(self.row)
        self.column.addWidget(self.echo)
        self._fit()

    @property
    def control(self) -> QWidget:
        return self.line

    def show_value(self, value: Any) -> None:
        with self.showing():
            self._shown = ("" if value is None else self.write(value), value)
            self.line.setText(self._shown[0])
        self._say_back(finished=True)

    def value(self) -> Any:
        text = self.line.text().strip()
        if text == self._shown[0]:
            return self._shown[1]
        try:
            return self.read(text) if text else None
        except ValueError as error:
            sentence = str(error)
            raise ValueError(f"{self.field.label}: {sentence[:1].lower()}{sentence[1:]}") from None

    def typed(self) -> Any:
        return self.line.text()

    def show_typed(self, typed: Any) -> None:
        with self.showing():
            self.line.setText(typed)
        self._say_back(finished=True)

    def words(self) -> str:
        return self.echo_of(self._shown[1]) if self._shown[1] is not None else ""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._say_back(finished=False)
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        self._say_back(finished=True)
        super().leave()

    def describe(self, words: str) -> None:
        super().describe(" ".join(part for part in (words, f"{self.example}.") if part))

    def read(self, text: str) -> Any:
        """Return the value of a text. Raises ValueError with a sentence."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return a value as it would be typed."""
        raise NotImplementedError

    def echo_of(self, value: Any) -> str:
        """Return a value in words."""
        raise NotImplementedError

    def _fit(self) -> None:
        self.line.setFixedWidth(self.fontMetrics().averageCharWidth() * self.letters + 24)

    def _on_text(self) -> None:
        if not self._showing:
            self._say_back(finished=False)
        self.say_edited()

    def _say_back(self, *, finished: bool) -> None:
        """Say the value in words; of an empty line say what may be typed, or the field's help."""
        text = self.line.text().strip()
        if not text:
            self.echo.setText(self.field.help if finished else self.example)
            return
        try:
            said = self.echo_of(self.read(text))
        except ValueError as error:
            said = str(error) if finished else ""
        self.echo.setText("" if said.casefold() == text.casefold() else said)


class DayEditor(TypedEditor):
    """A whole day: `3/4/26`, `3 apr`, `yesterday`; or picked from a calendar."""

    example = "For example 27/3/26, 27 mar or yesterday"

    def __init__(self, field: Field, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(field, today, parent)
        self.pick = sign_button(
            "calendar", f"Calendar for {field.label}", self._open_calendar, parent=self
        )
        self.row.insertWidget(1, self.pick)

    def read(self, text: str) -> date:
        return typed_day(text, self._today(), future=not self.field.not_future)

    def write(self, value: date) -> str:
        return day_words(value)

    def echo_of(self, value: date) -> str:
        return echo_day(value)

    def _open_calendar(self) -> None:
        try:
            shown = self.value() or self._today()
        except ValueError:
            shown = self._today()
        Calendar(self, shown, self._picked).open_below(self.line)

    def _picked(self, day: date) -> None:
        self.line.setText(day_words(day))
        self.line.setFocus()


class PartialDateEditor(TypedEditor):
    """A date as far as it is known: `3 apr 2021`, `mar 2021`, `2021`, `about 2021`."""

    example = "For example 27 mar 2021, mar 2021, 2021 or about 2021"

    def read(self, text: str) -> PartialDate:
        return typed_partial_date(text, self._today(), not_future=self.field.not_future)

    def write(self, value: PartialDate) -> str:
        return value.words

    def echo_of(self, value: PartialDate) -> str:
        if value.day is None:
            return value.words[:1].upper() + value.words[1:]
        return ("About " if value.about else "") + echo_day(value.first_day)


class TimeEditor(TypedEditor):
    """A time of day: `14:05`, `2.05pm`."""

    example = "For example 14:05 or 2:05pm"
    letters = 10

    def read(self, text: str) -> str:
        return typed_time(text)

    def write(self, value: str) -> str:
        return value

    def echo_of(self, value: str) -> str:
        return value

    def words(self) -> str:
        return self.line.text()


class Calendar(QFrame):
    """A month to pick a day from, under its line. Goes when a day is picked or Esc is pressed."""

    def __init__(self, parent: QWidget, shown: date, picked: Callable[[date], None]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "menu")
        self._picked = picked
        self.month = QCalendarWidget()
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        )
        # Qt draws Saturday and Sunday in red, which here would mean that something is wrong.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, self.month.weekdayTextFormat(Qt.DayOfWeek.Monday))
        for name, sign, spoken in (
            ("qt_calendar_prevmonth", "chevron-left", "Month before"),
            ("qt_calendar_nextmonth", "chevron-right", "Month after"),
        ):
            step = self.month.findChild(QToolButton, name)
            if step is not None:
                step.setIcon(icon(sign))
                step.setAccessibleName(spoken)
        self.month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.month.clicked.connect(self._take)
        self.month.activated.connect(self._take)
        letters = self.fontMetrics()
        self.month.setMinimumSize(40 * letters.averageCharWidth(), 13 * letters.lineSpacing())
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self.month)

    def open_below(self, widget: QWidget) -> None:
        """Show it under a widget, or over it where there is no room below; never off the screen."""
        room = widget.screen().availableGeometry()
        line = QRect(widget.mapToGlobal(QPoint()), widget.size())
        place = QRect(line.bottomLeft() + QPoint(0, 2), self.sizeHint())
        if place.bottom() > room.bottom():
            place.moveBottom(min(line.top() - 2, room.bottom()))
        place.moveTop(max(place.top(), room.top()))
        place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width() + 1)))
        self.setGeometry(place)
        self.show()
        self.month.setFocus()

    def _take(self, day: QDate) -> None:
        self._picked(date(day.year(), day.month(), day.day()))
        self.close()
