"""Adds and changes requests for information, with the day the law sets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from lado_desktop.casework.registers import entries
from lado_desktop.casework.saving import values_of
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.information_request import (
    DUE_RESTS_ON,
    OF_ONES_OWN_DATA,
    InformationRequest,
)
from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.domain.time.working_days import add_months, next_working_day


def add(shift: Shift, given: Mapping[str, Any]) -> InformationRequest:
    """Add a request for information under its register's next reference. Raises Refused.

    Fills in the day due by law where none is given.
    """
    values = {**given, "due_on": given.get("due_on") or _due_on(shift, given)}
    return entries.add(shift, InformationRequest, values)


def amend(shift: Shift, id: UUID, version: int, changes: Mapping[str, Any]) -> InformationRequest:
    """Change a request for information. Raises Refused, NotFound, ChangedMeanwhile.

    The day due by law is computed again where it is emptied, or a day it depends on changes. A
    different day was typed by an officer and stays.
    """
    before = values_of(get(shift, id))
    if "due_on" in changes:
        again = changes["due_on"] is None
    else:
        # Any other day was typed by an officer.
        computed = (None, _due_on(shift, before), _due_before(shift, before))
        again = before["due_on"] in computed and not DUE_RESTS_ON.isdisjoint(changes)
    if again:
        changes = {**changes, "due_on": _due_on(shift, {**before, **changes})}
    return entries.amend(shift, InformationRequest, id, version, changes)


def _due_on(shift: Shift, values: Mapping[str, Any]) -> date | None:
    """Return the day due by law.

    None where a day is missing or in the future, which is refused later.
    """
    days = [values.get(name) for name in DUE_RESTS_ON - {"kind_of"}]
    if values.get("received_on") is None or any(day and day > shift.today for day in days):
        return None
    return InformationRequest.due_by_law(values)


def _due_before(shift: Shift, values: Mapping[str, Any]) -> date | None:
    """Return the day that earlier versions computed for subject access: closure days moved it."""
    if values["kind_of"] not in OF_ONES_OWN_DATA:
        return None
    return next_working_day(add_months(values["received_on"], 1), shift.practice.closure_days)


def by_law(shift: Shift, request: InformationRequest) -> str:
    """Return "By law: 21 December 2026" where another day is stored, else ""."""
    due = _due_on(shift, values_of(request))
    return f"By law: {day_words(due)}" if due and due != request.due_on else ""


def get(shift: Shift, id: UUID) -> InformationRequest:
    """Return a request for information. Raises NotFound."""
    return entries.get(shift, InformationRequest, id)
