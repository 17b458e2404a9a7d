"""What every page of the window has: a title, one primary act, a body, and what the window asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lado_desktop.casework.sent.proposed_contact import ProposedContact
from ui.desk import Desk
from ui.look.buttons import Button
from ui.look.icons import icon
from ui.look.labels import label, title
from ui.preferences import Preferences
from ui.records.attach_files import Keeper
from ui.route import Place


@dataclass(frozen=True)
class Printable:
    """A document that a page can show: the name suggested for its file, and how it is drawn.

    The file name carries a reference, never a name. `draw` runs in the background.
    """

    file_name: str
    draw: Callable[[], bytes]
    issue: Callable[[], bytes] | None = None
    """Files the document as issued and returns its bytes: called when it is printed or saved."""
    word: Callable[[], bytes] | None = None
    """Draws the same document for Word; None where it is for paper alone."""


@dataclass(frozen=True)
class Kept:
    """A record that a page shows: what the officer calls it, its kind and key."""

    words: str
    kind: str
    id: UUID


class Page(QWidget):
    """One page. It builds its widgets, fills them, and tells the window where to go next."""

    going = Signal(object)
    """A Place that the window is to open."""
    printing = Signal(object)
    """A Printable that the window is to show."""
    looking_back = Signal()
    """Somebody wants the history of the page's record."""
    settled = Signal(object)
    """A Shift: the service's settings were changed, and it is the one to work on with."""
    titled = Signal(str)
    """What the window's title says: the page's own word or a reference, never a name."""
    manual = "index"
    """The place of the manual that F1 opens: a page of it, or `page#heading`."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.place = place
        self.called = ""
        self.take_proposed: Callable[[ProposedContact], object] | None = None
        """Set by the page of a new contact: fills in what a file proposes."""
        self.is_open = True
        """Whether it can be come back to: what was left for good hears of nothing more."""
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(12)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        column.addLayout(self._head)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        self.heading: QLabel | None = None
        self.primary_button: QPushButton | None = None

    def headed(
        self,
        words: str,
        primary: QAction | None = None,
        *others: QAction,
        beside: QWidget | None = None,
    ) -> None:
        """Give the page its title, and at the right its one primary act after lesser ones.

        `beside` is among these: a button with a menu.
        """
        self.heading = title(self.desk.shift.worded(words))
        self._head.addWidget(self.heading, 1)
        self.word(*others, *([primary] if primary else []))
        if primary is not None and (why_not := getattr(primary, "why_not", "")):
            self.body.addWidget(label(why_not, tone="muted"))
        for act in others:
            self._head.addWidget(act_button(act))
        if beside is not None:
            self._head.addWidget(beside)
        if primary is not None:
            self.primary_button = act_button(primary, "primary")
            self._head.addWidget(self.primary_button)

    def beside_title(self, chooser: QWidget) -> None:
        """Put the chooser of one of several lists beside the title."""
        self._head.setStretch(0, 0)
        self._head.insertSpacing(1, 8)
        self._head.insertWidget(2, chooser)
        self._head.insertStretch(3, 1)

    def say_title(self, words: str) -> None:
        """Tell the window what its title says: a reference or the page's word, never a name."""
        self.called = self.desk.shift.worded(words)
        self.titled.emit(self.called)

    def word(self, *acts: QAction) -> None:
        """Say what acts do in the service's words."""
        for act in acts:
            act.setText(self.desk.shift.worded(act.text()))

    @property
    def to_come_back(self) -> Place:
        """Where one comes back to after a lock: overridden by a page that is of no record."""
        return self.place

    def recall(self, preferences: Preferences) -> None:
        """Overridden by a page that was left in some state worth finding again."""

    def start(self) -> None:
        """Overridden: show what is true now, and put the focus where work begins."""

    def acts(self) -> list[QAction]:
        """Overridden: the page's own acts, for the menu Record."""
        return []

    @property
    def minuting(self) -> bool:
        """Overridden by a page over which a meeting is held: it locks later."""
        return False

    @property
    def keeper(self) -> Keeper | None:
        """Overridden by a page whose record documents are kept with: which record it is."""
        return None

    @property
    def another(self) -> Place | None:
        """Overridden by a page for new records: the route of another new one."""
        return None

    def keep(self) -> None:
        """Overridden by a page with a form: save what is typed as a draft, now."""

    def records(self) -> list[Kept]:
        """Overridden by the page of a record: what it shows, its own record first."""
        return []

    def choose_columns(self) -> bool:
        """Overridden by a page with a list: let its columns be chosen. Tells whether it has one."""
        return False

    def document(self) -> Printable | None:
        """Overridden by a page with something to print."""
        return None


def act_button(act: QAction, role: str = "", parent: QWidget | None = None) -> Button:
    """Return a button that does what a menu line does, and is grey when it is."""
    button = Button(act.text(), parent)
    button.setProperty("role", role)
    button.steps = bool(act.property("steps"))
    if sign := act.property("sign"):
        button.setIcon(icon(sign, "on_accent" if role == "primary" else "text"))
    button.setEnabled(act.isEnabled())
    if why_not := getattr(act, "why_not", ""):
        button.forbid(why_not)
    button.clicked.connect(act.trigger)
    act.changed.connect(lambda: _say_act(button, act))
    return button


def _say_act(button: Button, act: QAction) -> None:
    button.setEnabled(act.isEnabled())
    button.setText(act.text())
