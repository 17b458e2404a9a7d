"""How the window looks on this machine: colours, text size, previews; chosen and remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.look.theme import Mode, Theme
from ui.preferences import SIZES, Preferences


class Look(QObject):
    """The officer's choice of colours and text size. `changed` says that another one was made."""

    changed = Signal()
    previews_changed = Signal()
    """A preview beside the lists is wanted now, or is no more."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = preferences

    @property
    def mode(self) -> Mode:
        """Which colours were chosen."""
        return self._theme.mode

    @property
    def size(self) -> int:
        """The text size in per cent."""
        return self._theme.size

    def take_mode(self, mode: Mode) -> None:
        """Draw everything in these colours from now on."""
        self._preferences.mode = mode
        self._theme.apply(mode, self.size)
        self.changed.emit()

    def take_size(self, size: int) -> None:
        """Draw everything at this text size from now on, in per cent; one of SIZES."""
        self._preferences.size = size
        self._theme.apply(self.mode, size)
        self.changed.emit()

    @property
    def previews(self) -> bool:
        """Whether the marked row of a list is shown beside it, where there is room."""
        return self._preferences.previews

    def show_previews(self, shown: bool) -> None:
        """Show previews beside lists from now on, or show none."""
        self._preferences.previews = shown
        self.previews_changed.emit()

    def turn_previews(self) -> None:
        """Show previews from now on where there were none, or none where there were some."""
        self.show_previews(not self.previews)

    def step(self, by: int) -> None:
        """Change the text size by this many steps, at most to the largest or smallest."""
        place = min(SIZES, key=lambda size: abs(size - self.size))
        at = SIZES.index(place) + by
        if 0 <= at < len(SIZES):
            self.take_size(SIZES[at])
