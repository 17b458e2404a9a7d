"""The order of Tab for widgets that are made later than those around them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_STOPS = Qt.FocusPolicy.TabFocus


def put_after(place: QWidget, made: Iterable[QWidget]) -> None:
    """Let Tab come to what was just made where `place` is, in this order.

    `place` is a widget that takes no focus itself, as a label or the ground of a group.
    """
    # Qt orders only what takes the focus, and follows a widget that hands it on.
    moved = [each for each in made if _has_own_place(each) and each.window() is place.window()]
    before = [(each, each.focusPolicy(), each.focusProxy()) for each in (place, *moved)]
    for each, _, proxy in before:
        if proxy is not None:
            each.setFocusProxy(None)  # type: ignore[arg-type] # takes it away
        each.setFocusPolicy(_STOPS)
    last = place
    for each in moved:
        QWidget.setTabOrder(last, each)
        last = each
    for each, policy, proxy in before:
        each.setFocusPolicy(policy)
        if proxy is not None:
            each.setFocusProxy(proxy)


def put_within(place: QWidget) -> None:
    """Let Tab come to all that was just made within `place` where that is.

    Also what takes no focus: it may be the place of something that is made later still.
    """
    put_after(place, place.findChildren(QWidget))


def _has_own_place(widget: QWidget) -> bool:
    """Whether it is not a part of a control that takes the focus for it, as the line of a box."""
    proxy = widget.focusProxy()
    return proxy is None or widget.isAncestorOf(proxy)
