"""Files that are dropped anywhere on a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_VIRTUAL = "FileGroupDescriptor"
"""What Outlook drags instead of a file."""


class FileDrop(QObject):
    """Handles what is dropped before the box under the mouse inserts its path."""

    files_dropped = Signal(list)
    """The paths; none of a mail program's own."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._watched = watched
        watched.setAcceptDrops(True)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._watched:
            handle = self._watched.windowHandle()
            if event.type() == QEvent.Type.Show and handle is not None:
                handle.installEventFilter(self)
            return False
        # What is dragged over a window comes to it before any of its widgets.
        if not isinstance(event, QDropEvent):
            return False
        paths = files_of(event.mimeData())
        if paths is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.files_dropped.emit(paths)
        return True


def files_of(dragged: QMimeData) -> list[Path] | None:
    """Return the files that are dragged, none of a mail program's own; None for other things."""
    if dragged.hasUrls():
        urls = [url for url in dragged.urls() if url.isLocalFile()]
        return [Path(url.toLocalFile()) for url in urls] or None
    if any(_VIRTUAL in name for name in dragged.formats()):
        return []
    return None
