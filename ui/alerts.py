"""Everything that the program says to the person: a quiet bar, and questions with verbs on buttons.

Errors in what is typed are shown beside the field (see `forms`), never here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.domain.problem import CaseworkError
from ui.look.buttons import Act, button, sign_button
from ui.look.icons import icon
from ui.look.labels import asked, label, restyle, small

_READING_MS = 8000
_SIGNS = {
    "done": ("circle-check", "text"),
    "note": ("info", "accent"),
    "warn": ("triangle-alert", "text"),
}


class NoticeBar(QFrame):
    """A strip that says one thing at a time, without taking the focus. Hidden while it has nothing.

    What was done goes by itself; what has to be known stays until it is dismissed. A warning about
    the vault comes back after any other message until the person puts it away.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.worded: Callable[[str], str] = str
        """Says a sentence in the service's words."""
        self._sign = QLabel()
        self.said = label("")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act: Act | None = None
        self._of_page = False
        self._of_vault = ""
        """The warning about the vault that nobody has dismissed yet."""
        self.verb = button("", self._do, role="link")
        away = sign_button("x", "Put this message away", self._put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.said, 1)
        row.addWidget(self.verb)
        row.addWidget(away)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.clear)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; nothing while it is hidden."""
        return "" if self.isHidden() else self.said.text()

    def say(self, sentence: str, *, of_page: bool = False) -> None:
        """Say what was done. Goes after eight seconds; what is `of_page`, with the page too.

        What the act says that opens a page is seen on that page.
        """
        self._show("done", sentence)
        self._of_page = of_page
        self.timer.start(_READING_MS)

    def offer(self, sentence: str, verb: str, act: Act) -> None:
        """Say what was done and offer one act on it, such as taking it back. Stays."""
        self._show("done", sentence)
        self._act = act
        self.verb.setText(verb)
        self.verb.show()

    def note(self, sentence: str, *, of_page: bool = False) -> None:
        """Say something that the person should know. Stays; what is `of_page`, with the page."""
        self._show("note", sentence)
        self._of_page = of_page

    def warn(self, sentence: str, *, everywhere: bool = False) -> None:
        """Say that something did not happen, or needs attention. Stays while the page is in front.

        What is said of the vault stays `everywhere`.
        """
        if everywhere and sentence not in self._of_vault:
            sentence = self._of_vault = f"{self._of_vault}\n{sentence}".strip()
        self._show("warn", sentence)
        self._of_page = not everywhere

    def turn_page(self) -> None:
        """Dismiss the message of the page before."""
        if self._of_page:
            self.clear()

    def clear(self) -> None:
        """Hide the message; a warning about the vault is shown again."""
        self._empty()
        if self._of_vault:
            self._show("warn", self._of_vault)

    def _put_away(self) -> None:
        if self.said.text() == self.worded(self._of_vault):
            self._of_vault = ""
        self.clear()

    def _empty(self) -> None:
        self._of_page = False
        self.timer.stop()
        self._act = None
        self.verb.hide()
        self.hide()

    def _show(self, kind: str, sentence: str) -> None:
        self._empty()
        sentence = self.worded(sentence)
        restyle(self, "surface", kind)
        name, tone = _SIGNS[kind]
        side = self.fontMetrics().height()
        self._sign.setPixmap(icon(name, tone).pixmap(QSize(side, side)))
        self.said.setText(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _do(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()


_LAID_OUT = (QEvent.Type.Show, QEvent.Type.LayoutRequest)


class Question(QDialog):
    """A question to be answered first. The button has the verb; Esc changes nothing."""

    def __init__(
        self,
        parent: QWidget,
        question: str,
        *,
        verb: str,
        leave: str = "Cancel",
        detail: str = "",
        grave: bool = False,
    ) -> None:
        super().__init__(parent)
        # A title has nothing of a record: it shows in the taskbar.
        self.setWindowTitle("LADO Desktop")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.body.addWidget(label(question, size="heading"))
        if detail:
            self.body.addWidget(label(detail))
        self.yes = button(verb, self.accept, role="danger" if grave else "primary")
        self.no = button(leave, self.reject)
        # A grave act is not one careless Enter away.
        (self.no if grave else self.yes).setDefault(True)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch()
        self._row.addWidget(self.yes)
        self._row.addWidget(self.no)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(24)
        outer.addLayout(self.body)
        outer.addLayout(self._row)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)

    def offer(self, words: str, act: Act) -> None:
        """Offer something else to do instead, between yes and leaving: then one line each."""

        def instead() -> None:
            self.reject()
            act()

        self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        self._row.insertWidget(self._row.indexOf(self.no), button(words, instead))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter answers from anywhere in it, as in every form; never a grave question."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enter and control and not self.no.isDefault():
            self.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Be as high as the words are once they are wrapped: their hint is that of fewer lines."""
        if event.type() not in _LAID_OUT:
            return super().event(event)
        done = super().event(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            high = layout.totalHeightForWidth(self.width())
            if high > self.height():
                self.resize(self.width(), high)
        return done


def ask(
    parent: QWidget,
    question: str,
    *,
    verb: str,
    then: Callable[[], object],
    detail: str = "",
    leave: str = "Cancel",
    grave: bool = False,
) -> Question:
    """Ask, and call `then` if the verb is chosen. Returns at once; the dialog is modal."""
    asked = Question(parent, question, verb=verb, leave=leave, detail=detail, grave=grave)
    asked.accepted.connect(then)
    asked.open()
    (asked.no if grave else asked.yes).setFocus()
    return asked


class ReasonAsked(Question):
    """A question that is answered with a reason in words."""

    def __init__(
        self,
        parent: QWidget,
        question: str,
        *,
        words: str,
        verb: str,
        then: Callable[[str], object],
        detail: str = "",
    ) -> None:
        super().__init__(parent, question, verb=verb, detail=detail)
        self._words = words
        self._then = then
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setAccessibleName(words)
        self.reason.setFixedHeight(self.fontMetrics().lineSpacing() * 5)
        name = asked(words, self.reason)
        self._refused = small("", "danger")
        self._refused.hide()
        for each in (name, self.reason, self._refused):
            self.body.addWidget(each)

    def accept(self) -> None:
        """Do it for the reason given and close; where that is refused, say so and stay open."""
        said = self.reason.toPlainText().strip()
        if not said:
            self._refuse(f"{self._words} is needed.")
            return
        try:
            self._then(said)
        except CaseworkError as error:
            self._refuse(str(error))
            return
        super().accept()

    def _refuse(self, sentence: str) -> None:
        self._refused.setText(sentence)
        self._refused.show()
        restyle(self.reason, "problem", "true")
        self.reason.setFocus()


def ask_reason(
    parent: QWidget,
    question: str,
    *,
    words: str,
    verb: str,
    then: Callable[[str], object],
    detail: str = "",
) -> ReasonAsked:
    """Ask for a reason that is needed, labelled `words`, and call `then` with it.

    A CaseworkError that `then` raises is shown under the reason, which stays editable.
    """
    asked = ReasonAsked(parent, question, words=words, verb=verb, then=then, detail=detail)
    asked.open()
    asked.reason.setFocus()
    return asked
