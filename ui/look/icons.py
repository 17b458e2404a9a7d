"""The drawn signs of the window: Lucide icons (ISC licence, see resources/icons/LICENSE).

An icon is painted in the palette's current colour, so that light, dark and
contrast themes need no second set.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

TONES = {
    "text": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Accent,
    "on_accent": QPalette.ColorRole.HighlightedText,
    "danger": QPalette.ColorRole.BrightText,
    "warn": QPalette.ColorRole.LinkVisited,
}
"""What an icon's colour means, and the palette's role that gives it."""


@cache
def names() -> frozenset[str]:
    """Return the names of the icons that there are."""
    folder = files("resources").joinpath("icons")
    return frozenset(
        each.name.removesuffix(".svg") for each in folder.iterdir() if each.name.endswith(".svg")
    )


@cache
def _drawing(name: str) -> str:
    return files("resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")


def draw(painter: QPainter, rect: QRect | QRectF, name: str, colour: QColor) -> None:
    """Paint an icon in a colour, as lists do beside a word."""
    svg = _drawing(name).replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(rect))


_clones: list[QIconEngine] = []


class _Engine(QIconEngine):
    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = TONES["muted" if mode is QIcon.Mode.Disabled else self._tone]
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        draw(painter, square, self._name, QGuiApplication.palette().color(role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        # Qt owns a clone and never says so to Python, which would free it. Clones are rare.
        _clones.append(_Engine(self._name, self._tone))
        return _clones[-1]


def icon(name: str, tone: str = "text") -> QIcon:
    """Return an icon by its Lucide name, in a tone of `TONES`. Raises KeyError for neither."""
    if name not in names():
        raise KeyError(name)
    if tone not in TONES:
        raise KeyError(tone)
    return QIcon(_Engine(name, tone))
