"""The registers of the practice service: entries over three years, some late and some open."""

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
"""The day on which an entry of these is done with."""
_OF_THE_STORY = frozenset({"on", "due_in", "after", "then", "in_error"})


class Registers:
    """Lets the entries of the file come in, kept by one officer."""

    def __init__(self, diary: Diary, officer: Officer) -> None:
        self._diary = diary
        self._officer = officer

    def lives(self) -> Iterator[Life]:
        """Return one life for each entry."""
        for register, told in invented("practice_registers").items():
            for said in told:
                yield self._entry(register, said)

    @property
    def _shift(self) -> Shift:
        return replace(self._diary.shift, officer=self._officer)

    def _entry(self, register: str, said: Mapping[str, Any]) -> Life:
        kind = REGISTERS[register].record
        yield self._diary.at(said["on"], 15)
        today = self._diary.today
        values = {name: value for name, value in said.items() if name not in _OF_THE_STORY}
        values[kind.day_field] = today
        if "due_in" in said:
            values["due_on"] = today + timedelta(days=said["due_in"])
        entry = by_kind.add(self._shift, kind, values)
        if "in_error" in said:
            yield self._diary.after(1)
            entries.record_in_error(self._shift, kind, entry.id, said["in_error"])
        if "after" in said:
            yield self._diary.after(said["after"])
            then = dict(said.get("then", {}))
            if register in _ENDS:
                then[_ENDS[register]] = self._diary.today
            by_kind.amend(self._shift, kind, entry.id, entry.version, then)
