"""Buttons: their words are verbs; a sign alone always has a spoken name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QToolButton

from ui.icons import icon

Act = Callable[[], object]
_TONES = {"primary": "on_accent", "danger": "danger", "link": "accent"}


def button(words: str, act: Act, *, role: str = "", sign: str = "") -> QPushButton:
    """Return a button. `role` is primary, quiet, danger, link or none; `sign` an icon's name."""
    made = QPushButton(words)
    if role:
        made.setProperty("role", role)
    if sign:
        made.setIcon(icon(sign, _TONES.get(role, "text")))
    made.setAutoDefault(False)
    made.clicked.connect(lambda _on: act())
    return made


def sign_button(sign: str, spoken: str, act: Act, *, quiet: bool = True) -> QToolButton:
    """Return a button that shows an icon alone; `spoken` is its name and tooltip."""
    made = QToolButton()
    made.setIcon(icon(sign))
    made.setAccessibleName(spoken)
    made.setToolTip(spoken)
    if quiet:
        made.setProperty("role", "quiet")
    made.clicked.connect(lambda _on: act())
    return made
