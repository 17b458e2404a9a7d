"""A kept document looked at: its words or its picture, from memory. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.domain.problem import CaseworkError
from ui.look.buttons import button

LARGEST_PICTURE_MB = 256
"""The most bytes of an unpacked picture."""


class Unseen(CaseworkError):
    """The document cannot be shown, and the sentence says why."""


def picture_of(content: bytes) -> QImage:
    """Return a picture. Raises Unseen where it is damaged or too large."""
    QImageReader.setAllocationLimit(LARGEST_PICTURE_MB)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # as the camera was held
    picture = reader.read()
    if picture.isNull():
        raise Unseen("This picture is damaged or too large to be shown. Save a copy of it.")
    return picture


class DocumentView(QDialog):
    """Shows words to be read and copied, or a picture as wide as the window."""

    def __init__(
        self,
        shown: str | QImage,
        reference: str,
        save: Callable[[QWidget], object],
        parent: QWidget,
    ) -> None:
        """`reference` names the document in the title; `save` asks where to save a copy."""
        super().__init__(parent)
        self.setWindowTitle(f"{reference} – LADO Desktop")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.save = button("&Save a copy…", lambda: save(self), sign="download")
        self.done_with = button("&Close", self.reject, role="primary")
        self.shown = _words(shown) if isinstance(shown, str) else Picture(shown)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.setSpacing(8)
        bar.addStretch(1)
        bar.addWidget(self.save)
        bar.addWidget(self.done_with)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.shown, 1)
        screen = self.screen().availableSize()
        letter = self.fontMetrics().averageCharWidth()
        self.resize(min(screen.width() - 40, 110 * letter), screen.height() - 60)
        self.shown.setFocus(Qt.FocusReason.OtherFocusReason)


class Picture(QScrollArea):
    """A picture no wider than there is room, scrolled down where it is high."""

    def __init__(self, picture: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap.fromImage(picture)
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The picture")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._picture.size()
        room = QSize(self.viewport().width(), size.height())
        if size.width() > room.width():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        smooth = Qt.TransformationMode.SmoothTransformation
        keep = Qt.AspectRatioMode.KeepAspectRatio
        self._label.setPixmap(self._picture.scaled(size, keep, smooth))


def _words(words: str) -> QPlainTextEdit:
    made = QPlainTextEdit(words)
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setAccessibleName("The words of the document")
    flags = Qt.TextInteractionFlag
    made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return made
