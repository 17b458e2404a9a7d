"""The settings of one machine: look, text size, how each list was left. Never a record's value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from ui.route import Place

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes that can be chosen, in percent."""
MINUTES = (2, 3, 5, 10, 15)
"""Minutes after which the window may lock by itself."""


class Preferences:
    """Reads and writes the settings in one ini file of the local folder."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def mode(self) -> str:
        """The chosen look: `follow`, `light` or `dark`."""
        return str(self._settings.value("look/mode", "follow"))

    @mode.setter
    def mode(self, mode: str) -> None:
        self._settings.setValue("look/mode", mode)

    @property
    def size(self) -> int:
        """The text size in percent; 100 where the file says something else."""
        said = str(self._settings.value("look/size", "100"))
        return int(said) if said.isdigit() and int(said) in SIZES else 100

    @size.setter
    def size(self, size: int) -> None:
        self._settings.setValue("look/size", size)

    @property
    def previews(self) -> bool:
        """Whether the marked row of a list is shown beside it."""
        return str(self._settings.value("look/previews", "yes")) == "yes"

    @previews.setter
    def previews(self, shown: bool) -> None:
        self._settings.setValue("look/previews", "yes" if shown else "no")

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, as Qt writes it down; empty at first."""
        value = self._settings.value("window/geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("window/geometry", geometry)

    @property
    def tour_put_away(self) -> bool:
        """Whether the three things to try are dismissed."""
        return str(self._settings.value("tour/put_away", "no")) == "yes"

    @tour_put_away.setter
    def tour_put_away(self, put_away: bool) -> None:
        self._settings.setValue("tour/put_away", "yes" if put_away else "no")

    @property
    def tour_done(self) -> tuple[str, ...]:
        """Which of the things to try were done: the names of acts."""
        said = str(self._settings.value("tour/done", ""))
        return tuple(each for each in said.split("|") if each)

    @tour_done.setter
    def tour_done(self, acts: tuple[str, ...]) -> None:
        self._settings.setValue("tour/done", "|".join(acts))

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a key or a click the window locks; one of MINUTES."""
        said = str(self._settings.value("lock/minutes", "5"))
        return int(said) if said.isdigit() and int(said) in MINUTES else 5

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self._settings.setValue("lock/minutes", minutes)

    @property
    def left_out_of_captures(self) -> bool:
        """Whether the windows are kept out of screenshots and shared screens, where that goes."""
        return str(self._settings.value("screen/left_out", "yes")) == "yes"

    @left_out_of_captures.setter
    def left_out_of_captures(self, left_out: bool) -> None:
        self._settings.setValue("screen/left_out", "yes" if left_out else "no")

    def leave_place(self, vault_id: str, place: Place, spot: str = "") -> None:
        """Write down where somebody was when the vault was locked, before the next start.

        `spot` is where within the page: a line that contains nothing of a record.
        """
        id, draft = (each.hex if each else "" for each in (place.id, place.draft))
        self._settings.setValue("lock/place", f"{vault_id} {place.noun} {id} {draft}")
        self._settings.setValue("lock/spot", spot)
        self._settings.sync()

    def take_spot(self) -> str:
        """Return where within its page somebody was at the lock, once."""
        spot = str(self._settings.value("lock/spot", ""))
        self._settings.remove("lock/spot")
        return spot

    def take_place(self, vault_id: str) -> Place | None:
        """Return which page was in front when this vault was locked, once."""
        said = str(self._settings.value("lock/place", ""))
        self._settings.remove("lock/place")
        vault, noun, id, draft = (*said.split(" "), "", "", "", "")[:4]
        # Not before the unlock page: it loads what tells one computer from another.
        from uuid import UUID  # noqa: PLC0415

        from ui.route import Place  # noqa: PLC0415

        if not noun or vault != vault_id:
            return None
        try:
            keys = [UUID(hex=each) if each else None for each in (id, draft)]
            return Place(noun, keys[0], draft=keys[1])
        except ValueError:
            return None

    def list_left(self, name: str) -> dict[str, str]:
        """Return how a list was left: sort, direction, widths, filters (codes alone)."""
        self._settings.beginGroup(f"list-{name}")
        left = {key: str(self._settings.value(key)) for key in self._settings.childKeys()}
        self._settings.endGroup()
        return left

    def leave_list(self, name: str, left: dict[str, str]) -> None:
        """Write down how a list was left."""
        self._settings.beginGroup(f"list-{name}")
        self._settings.remove("")
        for key, value in left.items():
            self._settings.setValue(key, value)
        self._settings.endGroup()
