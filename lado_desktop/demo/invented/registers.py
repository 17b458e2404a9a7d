"""Register entries of the practice service over three years, some late, some open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from lado_desktop.casework.registers import by_kind, entries
from lado_desktop.casework.shift import Shift
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.people import invented
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.registers import REGISTERS

_ENDS = {"requests": "answered_on", "escalations": "resolved_on"}
"""The day that finishes an entry."""
_OF_THE_STORY = frozenset({"on", "due_in", "after", "then", "in_error"})


class Registers:
    """Adds the entries of the file, by one officer."""

    def __init__(self, diary: Diary, officer: Officer) -> None:
        self._diary = diary
        self._officer = officer

    def lives(self) -> Iterator[Life]:
        """Yield one life for each entry."""
        for register, told in invented("practice_registers").items():
            for entry in told:
                yield self._entry(register, entry)

    @property
    def _shift(self) -> Shift:
        return replace(self._diary.shift, officer=self._officer)

    def _entry(self, register: str, invented_entry: Mapping[str, Any]) -> Life:
        kind = REGISTERS[register].record
        yield self._diary.at(invented_entry["on"], 15)
        today = self._diary.today
        values = {
            name: value for name, value in invented_entry.items() if name not in _OF_THE_STORY
        }
        values[kind.day_field] = today
        if "due_in" in invented_entry:
            values["due_on"] = today + timedelta(days=invented_entry["due_in"])
        entry = by_kind.add(self._shift, kind, values)
        if "in_error" in invented_entry:
            yield self._diary.after(1)
            entries.record_in_error(self._shift, kind, entry.id, invented_entry["in_error"])
        if "after" in invented_entry:
            yield self._diary.after(invented_entry["after"])
            then = dict(invented_entry.get("then", {}))
            if register in _ENDS:
                then[_ENDS[register]] = self._diary.today
            by_kind.amend(self._shift, kind, entry.id, entry.version, then)
