"""The page of each noun, and the order of the navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from lado_desktop.domain.records import PAGES, RECORDS
from lado_desktop.domain.registers import BY_KIND
from ui.page import Page
from ui.route import Place


@dataclass(frozen=True)
class Entry:
    """One line of the navigation: its noun, its word with a mnemonic, its icon."""

    noun: str
    words: str
    icon: str


ENTRIES = (
    Entry("today", "&Today", "sun"),
    Entry("contacts", "&Contacts", "phone-incoming"),
    Entry("allegations", "&Allegations", "shield-alert"),
    Entry("meetings", "&Meetings", "calendar-days"),
    Entry("people", "&People", "users"),
    Entry("actions", "Act&ions", "list-checks"),
    Entry("reports", "&Reports", "chart-column"),
    Entry("registers", "Re&gisters", "folder"),
)
"""The navigation from top to bottom; Ctrl+1 is the first."""

BELONGS_TO = {
    **{kind: RECORDS[kind].page_under for kind in PAGES},
    "allegation": "allegations",
    "figure": "reports",
}
"""The line of the navigation to which a record's page belongs."""

OTHERS = frozenset({"audit", "binned", "settings", "practice"})
"""Pages that are in a menu only."""


_LONGEST = 20
"""Letters of a service's word for which the navigation has room."""


def entry_words(entry: Entry, worded: Callable[[str], str]) -> str:
    """Return the word of a line of the navigation as the service says it.

    A word for which there is no room stays the program's own.
    """
    own = _plain(entry)
    said = worded(own)
    return said if len(said) <= _LONGEST else own


def menu_words(worded: Callable[[str], str], taken: str) -> list[str]:
    """Return the words of every line for a menu, each with a letter that no other line has.

    `taken` are the letters of the menu's other lines.
    """
    used, found = set(taken), []
    kept = [entry.words for entry in ENTRIES if entry_words(entry, worded) == _plain(entry)]
    used |= {words[words.index("&") + 1].lower() for words in kept}
    for entry in ENTRIES:
        words = entry_words(entry, worded)
        if words == _plain(entry):
            found.append(entry.words)
            continue
        at = next((at for at, each in enumerate(words) if each.lower() not in used | {" "}), 0)
        used.add(words[at].lower())
        found.append(f"{words[:at]}&{words[at:]}")
    return found


def _plain(entry: Entry) -> str:
    return entry.words.replace("&", "")


def entry_of(place: Place) -> str:
    """Return the noun of the navigation line that a place belongs to."""
    return BELONGS_TO.get(place.noun, place.noun)


def has_page(noun: str) -> bool:
    """Tell whether a noun has a page in the window."""
    return noun in {*BELONGS_TO, *OTHERS, *(entry.noun for entry in ENTRIES)}


def page_class(noun: str) -> type[Page]:
    """Return the page of a noun: `meeting` is `ui.pages.meeting.MeetingPage`.

    An entry of any register is shown by `ui.pages.register_entry`.

    A page is imported when it is first opened, so that Today is on screen before the rest is
    read. Raises KeyError where the window has no such page.
    """
    if not has_page(noun):
        raise KeyError(noun)
    page = "register_entry" if noun in BY_KIND else noun
    name = page.title().replace("_", "")
    found = getattr(import_module(f"ui.pages.{page}"), f"{name}Page")
    if not (isinstance(found, type) and issubclass(found, Page)):
        raise KeyError(noun)
    return found


class History:
    """The places one was at, for Back and Forward."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def place(self) -> Place | None:
        """Where one is."""
        return self._places[self._at] if self._places else None

    def can_go_back(self) -> bool:
        """Tell whether there is a place before this one."""
        return self.beside(-1) is not None

    def can_go_on(self) -> bool:
        """Tell whether one has come back from somewhere."""
        return self.beside(1) is not None

    def visit(self, place: Place) -> None:
        """Go to a new place; what one had come back from is forgotten."""
        if place != self.place:
            self._places[self._at + 1 :] = [place]
            self._at += 1

    def put(self, place: Place) -> None:
        """Let this place be known as another: a new record that has got its key."""
        if self._places:
            self._places[self._at] = place

    def beside(self, by: int) -> Place | None:
        """Return the route this many steps forward, or back where negative."""
        at = self._at + by
        return self._places[at] if 0 <= at < len(self._places) else None

    def step(self, by: int) -> None:
        """Go to the place so many steps on, or back."""
        self._at += by

    def lose(self, by: int) -> None:
        """Leave out the place beside this one, which is no longer there."""
        del self._places[self._at + by]
        self._at -= by < 0
