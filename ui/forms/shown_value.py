"""What a form is given to show, and whether two values of a field say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lado_desktop.domain.fields.field import is_blank
from ui.forms.field_row import FieldRow


def value_of(values: Mapping[str, Any] | object, name: str) -> Any:
    """Return the value of a field in values by name, or in a loaded record."""
    value = values.get(name) if isinstance(values, Mapping) else getattr(values, name, None)
    # A many-valued field of a loaded record is a view on its rows.
    return list(value) if value is not None and _is_many(value) else value


def readable_value(rows: Mapping[str, FieldRow], name: str) -> Any:
    """Return what stands in a field, or nothing where it is not there or cannot be read."""
    if name not in rows:
        return None
    try:
        return rows[name].editor.value()
    except ValueError:
        return None


def is_same(one: Any, other: Any) -> bool:
    """Tell whether two values of a field say the same, whatever says nothing."""
    if is_blank(one) and is_blank(other):
        return True
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    if isinstance(one, bool) or isinstance(other, bool):
        return bool(one) == bool(other)
    return bool(one == other)


def _is_many(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)
