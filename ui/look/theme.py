"""How the window looks: Fusion with the program's palette: light, dark or the system's choice.

Sizes are those of 100 %; text size (80 to 200 %) multiplies every one of them. The type scale has
four sizes, and distances are multiples of four pixels.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from ui.look.colours import DARK, LIGHT, Colours, of_contrast_theme, palette_of

TYPE = {"small": 12, "body": 14, "heading": 17, "title": 23}
SMALLEST, LARGEST = 80, 200
FAMILY = "Noto Sans"
_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_SLANTED = ("NotoSans-Italic.ttf",)


class Mode(StrEnum):
    """Which colours are wanted."""

    FOLLOW = "follow"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Mode.FOLLOW: Qt.ColorScheme.Unknown,
    Mode.LIGHT: Qt.ColorScheme.Light,
    Mode.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The look of one application. `apply` sets it; `changed` says that the system changed it."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._system = app.palette()
        self._family = FAMILY if _load_fonts(_FONTS) else app.font().family()
        self.mode = Mode.FOLLOW
        self.size = 100
        self.colours = LIGHT
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self, mode: Mode = Mode.FOLLOW, size: int = 100) -> None:
        """Draw everything in these colours and at this text size, in per cent."""
        self.mode = mode
        self.size = max(SMALLEST, min(LARGEST, size))
        self._app.styleHints().setColorScheme(_SCHEMES[mode])
        self._draw()

    def pixels(self, at_100: int) -> int:
        """Return a distance at the present text size."""
        return round(at_100 * self.size / 100)

    def _follow(self) -> None:
        if self.mode is Mode.FOLLOW:
            self._draw()

    def _draw(self) -> None:
        self.colours = self._chosen()
        sheet = style_sheet(self.colours, self.size)
        # Qt styles every widget again, even where nothing changed.
        is_new = sheet != self._app.styleSheet()
        if is_new:
            # Replacing one sheet by another styles a widget once for each of its ancestors, which
            # freezes the window for seconds. From no sheet to one, Qt styles it once.
            self._app.setStyleSheet("")
        font = QFont(self._family)
        font.setPixelSize(self.pixels(TYPE["body"]))
        self._app.setFont(font)
        self._app.setPalette(palette_of(self.colours))
        if is_new:
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _chosen(self) -> Colours:
        hints = self._app.styleHints()
        wanted = hints.accessibility().contrastPreference()
        if wanted is Qt.ContrastPreference.HighContrast and self.mode is Mode.FOLLOW:
            return of_contrast_theme(self._system)
        if self.mode is Mode.FOLLOW:
            return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self.mode is Mode.DARK else LIGHT


def style_sheet(colours: Colours, size: int) -> str:
    """Fill in the template: `$accent` is a colour, `$32` a distance, `$type_title` a size of type.

    `$8-1px` is a distance less one pixel: edges do not scale, so their pixel is subtracted.
    """
    sheet = files("resources").joinpath("style.qss").read_text(encoding="utf-8")
    words = {name: str(colour) for name, colour in colours._asdict().items()}
    words["controls"] = _controls().as_posix()
    words["variant"] = "dark" if colours.dark else "light"
    words |= {f"type_{name}": f"{round(of * size / 100)}px" for name, of in TYPE.items()}

    def said(found: re.Match[str]) -> str:
        word, less = found[1], int(found[2] or 0)
        return (
            f"{max(1, round(int(word) * size / 100)) - less}px" if word.isdigit() else words[word]
        )

    return re.sub(r"\$(\w+)(?:-(\d)px)?", said, sheet)


def _controls() -> Path:
    return Path(str(files("resources").joinpath("icons", "controls")))


@cache
def load_slanted() -> None:
    """Load the slanted font, once: the manual alone has anything in it, and no start waits."""
    _load_fonts(_SLANTED)


def _load_fonts(names: tuple[str, ...]) -> bool:
    """Load fonts that come with the program, and tell whether they are there."""
    folder = files("resources").joinpath("fonts")
    loaded = [
        QFontDatabase.addApplicationFont(str(path))
        for name in names
        if (path := Path(str(folder.joinpath(name)))).is_file()
    ]
    return bool(loaded) and min(loaded) >= 0
