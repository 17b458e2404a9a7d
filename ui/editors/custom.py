"""The second of two escapes from the declared editors (the first is a section's `shown_when`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lado_desktop.domain.fields.field import Field
from ui.desk import Desk
from ui.editors.editor import Editor


@dataclass(frozen=True)
class Custom:
    """A hand-written editor for one field, by the field's name."""

    field: str
    make: Callable[[Desk, Field], Editor]
