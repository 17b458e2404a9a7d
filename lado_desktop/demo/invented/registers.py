"""The registers of the practice service: entries over three years, some late and some open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from lado_desktop.casework.registers import (
    complaints,
    escalations,
    feedback,
    information_requests,
    safeguarding_alerts,
    training_sessions,
)
from lado_desktop.casework.registers import entries as register_entries
from lado_desktop.casework.shift import Shift
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.people import invented
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.register import RegisterEntry
from lado_desktop.domain.registers import REGISTERS

_ACTS: Mapping[str, tuple[Callable[..., RegisterEntry], Callable[..., RegisterEntry]]] = {
    "requests": (information_requests.add, information_requests.amend),
    "training": (training_sessions.add, training_sessions.amend),
    "feedback": (feedback.add, feedback.amend),
    "complaints": (complaints.add, complaints.amend),
    "alerts": (safeguarding_alerts.add, safeguarding_alerts.amend),
    "escalations": (escalations.add, escalations.amend),
}
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
        for register, entries in invented("practice_registers").items():
            for said in entries:
                yield self._entry(register, said)

    @property
    def _shift(self) -> Shift:
        return replace(self._diary.shift, officer=self._officer)

    def _entry(self, register: str, said: Mapping[str, Any]) -> Life:
        add, amend = _ACTS[register]
        kind = REGISTERS[register]
        yield self._diary.at(said["on"], 15)
        today = self._diary.today
        values = {name: value for name, value in said.items() if name not in _OF_THE_STORY}
        values[kind.day_field] = today
        if "due_in" in said:
            values["due_on"] = today + timedelta(days=said["due_in"])
        entry = add(self._shift, values)
        if "in_error" in said:
            yield self._diary.after(1)
            register_entries.record_in_error(self._shift, kind, entry.id, said["in_error"])
        if "after" in said:
            yield self._diary.after(said["after"])
            then = dict(said.get("then", {}))
            if register in _ENDS:
                then[_ENDS[register]] = self._diary.today
            amend(self._shift, entry.id, entry.version, then)
