"""What stood in each field when somebody began to type there, and what was typed over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.forms.field_row import FieldRow

_MOST = 120
"""Letters of a value that are read out in a sentence."""


class Begun:
    """Tells what is typed from what was shown, and says where the record came to say more."""

    def __init__(self, rows: Mapping[str, FieldRow]) -> None:
        self._rows = rows
        self._typed: dict[str, Any] = {}
        self._unknown: set[str] = set()
        self._unseen: set[str] = set()
        """Brought back from a draft, and not compared yet with what the record says now."""

    def standing(self) -> dict[str, Any]:
        """What was typed and differs from what was shown, readable or not, by field name."""
        return {
            name: typed
            for name, row in self._rows.items()
            if name in self._typed and (typed := row.editor.typed()) != self._typed[name]
        }

    def known(self) -> dict[str, Any]:
        """What stood in the fields typed into, as a draft keeps it."""
        return {name: self._typed[name] for name in self.standing() if name not in self._unknown}

    def begin(self, name: str) -> None:
        """Take what stands in a field as what is shown there."""
        self._typed[name] = self._rows[name].editor.typed()

    def begin_all(self) -> None:
        """Take what stands in every field as what is shown there."""
        for name in self._rows:
            self.begin(name)
        self._unknown.clear()
        self._unseen.clear()

    def lay_over(self, draft: Mapping[str, Any], begun: Mapping[str, Any]) -> None:
        """Bring a draft back; `begun` is what its fields said, as far as it was kept."""
        for name, typed in draft.items():
            if name not in self._rows:
                continue
            self._rows[name].editor.show_typed(typed)
            self._unseen.add(name)
            if name in begun:
                self._typed[name] = begun[name]
            else:
                self._unknown.add(name)

    def compare(self, name: str, value: Any, *, differs: bool) -> None:
        """Say beside a field typed into that the record now says something else than it did."""
        if name not in self._rows or not (differs or name in self._unseen):
            return
        self._unseen.discard(name)
        row = self._rows[name]
        typed = row.editor.typed()
        row.editor.show_value(value)
        now, words = row.editor.typed(), row.editor.words()
        row.editor.show_typed(typed)
        if name in self._unknown:
            self._unknown.remove(name)
            self._typed[name] = now
        row.show_changed("" if now in (self._typed[name], typed) else _changed_words(words))


def _changed_words(now: str) -> str:
    if not now:
        return "Emptied by a later change since this was typed. Saving puts back what you typed."
    said = now if len(now) <= _MOST else f"{now[:_MOST].rstrip()}…"
    return f"Changed since this was typed. It now says “{said}”. Saving puts yours in its place."
