"""Settings: the officer's own, the service's, its lists, its security, and what this program is."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QWidget

from lado_desktop.casework.shift import Shift
from ui.desk import Desk
from ui.forms.scrolled import Scrolled
from ui.page import Page
from ui.preferences import Preferences
from ui.route import Place
from ui.settings.about import About
from ui.settings.everybody import ServiceOwnSettings
from ui.settings.lists import ListSettingsView
from ui.settings.own import OwnSettings
from ui.settings.own_words import OwnWords
from ui.settings.posts import OfficerPosts
from ui.settings.security import Security


class SettingsPage(Page):
    """Seven parts, one in each tab. The service's settings are in force for everybody at once."""

    manual = "settings"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.headed("Settings")
        self.own = OwnSettings(desk.look)
        self.service = ServiceOwnSettings(desk.shift)
        self.lists = ListSettingsView(desk.shift)
        self.words = OwnWords(desk)
        self.posts = OfficerPosts(desk)
        self.security = Security(desk)
        self.tabs = QTabWidget()
        # It fills the room there is, for parts of any height: they scroll by themselves.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Parts of the settings")
        parts = {
            "You": self.own,
            "Service": self.service,
            "Lists": self.lists,
            "Spelling": self.words,
            "Officers": self.posts,
            "Security": self.security,
        }
        for words, part in parts.items():
            self.tabs.addTab(Scrolled(part, 0), words)
        self.body.addWidget(self.tabs, 1)
        self.service.editing.connect(lambda: self.going.emit(Place("practice")))
        self.service.settled.connect(self._settle_service)
        self.lists.settled.connect(self._settle_lists)
        self.security.settled.connect(self._settle_keys)
        self.say_title("Settings")

    def recall(self, preferences: Preferences) -> None:
        self.about = About(self.desk.shift, preferences.file)
        self.tabs.addTab(Scrolled(self.about, 0), "About")

    def start(self) -> None:
        self.words.look()
        self.posts.look()
        self.security.look()
        self.tabs.tabBar().setFocus()

    def acts(self) -> list[QAction]:
        return [*self.lists.acts(), *self.security.acts()]

    def _settle_service(self, shift: Shift) -> None:
        self.lists.show_shift(shift)
        self.service.show_shift(shift)
        self._take(shift)
        self.desk.notices.say("Saved for the service.")

    def _settle_lists(self, shift: Shift) -> None:
        self.service.show_shift(shift)
        self._take(shift)
        self.desk.notices.say("The list is changed.")

    def _settle_keys(self, shift: Shift) -> None:
        self.service.show_shift(shift)
        self.lists.show_shift(shift)
        self._take(shift)
        self.desk.notices.note("The vault has new keys. Put the new recovery sheet into the safe.")

    def _take(self, shift: Shift) -> None:
        self.settled.emit(shift)
        # The window has given the page a desk with the new shift meanwhile.
        self.security.take_desk(self.desk)
