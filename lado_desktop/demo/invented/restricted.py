"""The practice service's restricted contacts, both about its own people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from lado_desktop.casework.contacts import closing, contacts, decisions, restrictions
from lado_desktop.casework.people import adults
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.settled import Colleagues
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.time.partial_date import PartialDate

_OF_THE_SERVICE: dict[str, Any] = {
    "source": "la_other",
    "method": "in_person",
    "sector": "council",
    "area": "larkspur_hill",
}


class RestrictedCases:
    """One restricted contact that the officer sees, and one that only the manager sees."""

    def __init__(self, diary: Diary, colleagues: Colleagues) -> None:
        self._diary = diary
        self._colleagues = colleagues

    def lives(self) -> Iterator[Life]:
        """Yield both lives."""
        yield self._seen(date(2026, 10, 20))
        yield self._not_seen(date(2025, 3, 4), date(2026, 11, 17))

    def _seen(self, on: date) -> Life:
        yield self._diary.at(on, 10)
        shift = self._diary.shift
        born = PartialDate(1984, 5, 17)
        adult = adults.add(
            shift, {"given_names": "Torquil", "family_name": "Anstey-Vane", "born": born}
        )
        contact = contacts.log(
            shift,
            {
                **_OF_THE_SERVICE,
                "received_on": shift.today,
                "intake": "referral",
                "adult_id": adult.id,
                "job_role": "other",
                "employment_basis": "permanent",
                "category": "suitability",
                "summary": "He takes the minutes of our meetings now and then. His former partner "
                "says that he shouts at their children and once broke a door.",
                "history_result": "nothing_known",
                "safety": "He has no work with children. The children live with their mother.",
            },
        )
        reason = "The adult sits in this office: only the officer on the case and the manager."
        restrictions.restrict(
            shift, contact.id, (shift.officer.id, self._colleagues.manager.id), reason
        )
        yield self._diary.after(1)
        values = {
            "outcome": "met_no_meeting",
            "criteria": ["private_life"],
            "rationale": "Conduct in private life towards children. HR and social care are enough.",
        }
        decisions.decide(self._diary.shift, contact.id, values)

    def _not_seen(self, check_on: date, on: date) -> Life:
        """Play a duty officer's case: a check when she joined, and a later concern."""
        yield self._diary.at(check_on, 11)
        born = PartialDate(1990, 11, 2)
        adult = adults.add(
            self._diary.shift,
            {"given_names": "Verity", "family_name": "Longstaff-Hale", "born": born},
        )
        worker = {**_OF_THE_SERVICE, "adult_id": adult.id, "job_role": "other"}
        today = self._diary.today
        check = {
            "received_on": today,
            "intake": "check",
            "summary": "Nothing is known of her under any name.",
            "check_kind": "new_employee",
            "check_result": "no_trace",
            "answered_on": today,
        }
        came = contacts.log(self._diary.shift, {**worker, **check})
        closing.close(self._diary.shift, came.id, today, "Answered on the same day.")
        yield self._diary.at(on, 14)
        concern = {
            "received_on": self._diary.today,
            "intake": "referral",
            "category": "conduct",
            "summary": "Said to have looked up a neighbour's children in the record.",
        }
        contact = contacts.log(self._as(self._colleagues.cover), {**worker, **concern})
        manager = self._colleagues.manager
        reason = "She works with the record every day: the manager deals with it."
        restrictions.restrict(self._as(manager), contact.id, (manager.id,), reason)

    def _as(self, officer: Officer) -> Any:
        return replace(self._diary.shift, officer=officer)
