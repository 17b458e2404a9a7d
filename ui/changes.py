"""The whole event system: what was saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """Tells every open page that a record was saved, so that it can show it again.

    `saved` carries the record's kind ("contact", "meeting") and its key; the key is None where
    many were saved at once, as by an import.
    """

    saved = Signal(str, object)
