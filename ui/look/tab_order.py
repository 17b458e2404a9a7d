"""The order of Tab for what is made later than what it stands among."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_within(widget: QWidget) -> list[QWidget]:
    """Return what Tab stops at within a widget, in the order of its making."""
    # Not by nextInFocusChain: PySide takes what that returns for a part of what it is asked of.
    return [
        each
        for each in widget.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
    ]


def put_after(place: QWidget, made: Iterable[QWidget]) -> None:
    """Let Tab come to what was just made where `place` is, in this order.

    `place` is a widget that takes no focus itself, as a label or the ground of a group.
    """
    # Qt orders only what takes the focus, and puts what is made last at the end.
    place.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    last = place
    for each in made:
        QWidget.setTabOrder(last, each)
        last = each
    place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
