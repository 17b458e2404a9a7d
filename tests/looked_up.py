"""Somebody who types a name waits for the answer, and reads it."""

from PySide6.QtWidgets import QWidget

from tests.waiting import until_shown
from ui.search.lookup import Lookup


def look_up(within: QWidget) -> None:
    """Wait until all that was typed within a widget is looked up."""
    lookups = within.findChildren(Lookup)
    until_shown(lambda: not any(each.is_waiting for each in lookups))
