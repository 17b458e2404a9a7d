"""The state of a form without its widgets: the record, what was typed over it, and its draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lado_desktop.casework.today.drafts import Draft
from lado_desktop.domain.fields.field import is_blank
from lado_desktop.domain.record import Record

_MOST = 120
"""Letters of a value that are read out in a sentence."""


Amend = Callable[[UUID, int, Mapping[str, Any]], Record]
"""An act on (key, version, changes). Returns the record as it is then."""


class FormState:
    """Knows by field name what the record says, what was shown, and what is typed now.

    `baseline` has the record's values. `typed` has the text, texts or tick of each editor, which
    need not be readable as a value. `version` is that of the record that was shown last.
    """

    def __init__(self, id: UUID | None = None) -> None:
        self.id = id
        """The record that the form is about; None for a new one."""
        self.version = 0
        self.baseline: dict[str, Any] = {}
        self.typed: dict[str, Any] = {}
        self.drafted_at: datetime | None = None
        """When the draft that was brought back had been saved; None where none was."""
        self._before: dict[str, Any] = {}
        """What each editor showed before somebody typed there."""
        self._unknown: set[str] = set()
        """Fields of a draft that does not say what they showed before."""
        self._unseen: set[str] = set()
        """Fields of a draft that were not compared yet with what the record says now."""

    @property
    def edits(self) -> dict[str, Any]:
        """What was typed and differs from what was shown, readable or not."""
        return {
            name: self.typed[name]
            for name, before in self._before.items()
            if self.typed[name] != before
        }

    @property
    def draft(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What a draft stores: the edits, and what was shown before in each, where it is known."""
        edits = self.edits
        return edits, {name: self._before[name] for name in edits if name not in self._unknown}

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return those of the form's values that differ from the record's."""
        return {
            name: value
            for name, value in values.items()
            if not is_same(value, self.baseline.get(name))
        }

    def amend(self, act: Amend, values: Mapping[str, Any]) -> None:
        """Give an act what differs of the form's values, and take the version that it returns."""
        if self.id is None:
            raise ValueError("The form is about no record yet.")
        self.version = act(self.id, self.version, self.changes(values)).version

    def show(self, name: str, value: Any, typed: Any) -> None:
        """Make a value the baseline of a field. `typed` is what its editor makes of it."""
        self.baseline[name] = value
        self.typed[name] = self._before[name] = typed

    def settle(self) -> None:
        """Take what is typed as shown: it was saved, or is about to be replaced."""
        self._before = dict(self.typed)
        self._unknown.clear()
        self._unseen.clear()
        self.drafted_at = None

    def lay_over(self, draft: Draft) -> dict[str, Any]:
        """Take a draft as typed. Returns its values for those fields that the form has."""
        typed = {name: value for name, value in draft.values.items() if name in self.typed}
        self.typed.update(typed)
        self._unseen.update(typed)
        self._unknown.update(typed.keys() - draft.before.keys())
        self._before.update({name: draft.before[name] for name in typed if name in draft.before})
        self.drafted_at = draft.saved_at
        return typed

    def must_compare(self, name: str, value: Any) -> bool:
        """Tell whether a value of the record is news to the person who typed in its field."""
        return name in self._unseen or not is_same(value, self.baseline.get(name))

    def compare(self, name: str, value: Any, shown: Any, words: str) -> str:
        """Make a value the baseline of a field under what is typed there.

        `shown` is what its editor makes of the value, `words` how it reads. Returns the warning to
        show beside the field, or "" where the record did not change since somebody typed.
        """
        self.baseline[name] = value
        self._unseen.discard(name)
        if name in self._unknown:
            self._unknown.remove(name)
            self._before[name] = shown
        if shown in (self._before[name], self.typed[name]):
            return ""
        return _changed_words(words)


def _changed_words(now: str) -> str:
    if not now:
        return "Emptied by a later change since this was typed. Saving puts back what you typed."
    said = now if len(now) <= _MOST else f"{now[:_MOST].rstrip()}…"
    return f"Changed since this was typed. It now says “{said}”. Saving puts yours in its place."


def value_of(values: Mapping[str, Any] | object, name: str) -> Any:
    """Return the value of a field in values by name, or in a loaded record."""
    value = values.get(name) if isinstance(values, Mapping) else getattr(values, name, None)
    # A many-valued field of a loaded record is a view on its rows.
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return list(value)
    return value


def is_same(one: Any, other: Any) -> bool:
    """Tell whether two values of a field mean the same. All empty values do."""
    if is_blank(one) and is_blank(other):
        return True
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    if isinstance(one, bool) or isinstance(other, bool):
        return bool(one) == bool(other)
    return bool(one == other)
