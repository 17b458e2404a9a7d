"""Generates contacts from the call to closing: decided, worked, concluded, closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from lado_desktop.casework.contacts import allegations, closing, contacts, decisions, findings
from lado_desktop.casework.meetings import actions
from lado_desktop.casework.people import children
from lado_desktop.casework.saving import get
from lado_desktop.demo.invented.chances import (
    AT_WORK,
    AT_WORK_OF,
    BASES,
    CHECKS,
    CONCERNS,
    COURTS,
    FINDINGS,
    INTAKES,
    LENGTHS,
    METHODS,
    OTHER_SOURCES,
    OUTCOMES,
    SOURCES,
)
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.lookup import allegation_version, is_closed, unfinished
from lado_desktop.demo.invented.meetings import Meetings
from lado_desktop.demo.invented.people import People, invented
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.time.partial_date import PartialDate

Values = dict[str, Any]


class Cases:
    """Generates contacts and what happens to each."""

    def __init__(self, diary: Diary, people: People, meetings: Meetings) -> None:
        self._diary = diary
        self._random = diary.random
        self._people = people
        self._meetings = meetings
        self._words = invented("practice_people")
        self._outcomes = self._dealt(OUTCOMES)
        self._found = self._dealt(FINDINGS)
        self._checks = list(CHECKS)
        self._courts = list(reversed(COURTS))
        self._seen: set[UUID] = set()
        """The adults who already have a contact."""

    def _dealt(self, numbers: Mapping[str, int]) -> list[str]:
        """Return each name as often as its number says, shuffled, so that rare ones occur."""
        cards = [card for card, number in numbers.items() for _ in range(number)]
        self._random.shuffle(cards)
        return cards

    def contact(self, on: date) -> Life:
        """Generate a contact about one adult, or about nobody named yet."""
        yield self._diary.at(on)
        outcome = self._outcomes.pop() if self._outcomes else "below_advice"
        values = self._values(outcome)
        made = contacts.log(self._diary.shift, values)
        if outcome != "check" and self._random.random() < 0.7:
            child = {
                "name": self._random.choice(self._words["children"]),
                "part": "Said to be harmed",
            }
            children.involve(self._diary.shift, made.id, child)
        if outcome.startswith("met") and self._random.random() < 0.12:
            another = {"adult_id": self._people.adult(self._diary.shift, seen_before=0)}
            second = contacts.log_another_adult(self._diary.shift, made.id, another)
            self._diary.begin(self.decided(second.id, "below_advice"))
        yield from self.decided(made.id, outcome)

    def _values(self, outcome: str) -> Values:
        random = self._random
        setting = random.choice(self._people.settings)
        level = setting.sector.partition(".")[0]
        (concern,) = random.choices(self._words["concern"], CONCERNS)
        today = self._diary.today
        named = outcome == "check" or random.random() > 0.12
        values: Values = {
            "received_on": today,
            "received_time": f"{self._diary.shift.clock.now():%H:%M}",
            "intake": INTAKES.get(outcome, "referral"),
            "method": random.choice(METHODS),
            "source": SOURCES.get(level, "voluntary")
            if random.random() < 0.7
            else random.choice(OTHER_SOURCES),
            "caller_id": self._people.professionals[self._people.somebody()],
            "setting_id": setting.id,
            "sector": setting.sector,
            "area": setting.area,
            "job_role": random.choice(setting.roles),
            "employment_basis": "carer" if level == "foster" else random.choice(BASES),
            "safety": self._words["words"]["safety"],
            "history_note": self._words["words"]["history"],
        }
        known = random.choice(("not_relevant", "not_relevant", "relevant"))
        if named:
            values["adult_id"] = adult = self._people.adult(self._diary.shift)
            values["history_result"] = known if adult in self._seen else "nothing_known"
            self._seen.add(adult)
        else:
            values["described_as"] = random.choice(self._words["described"])
        if outcome == "check":
            return values | self._check()
        when = today - timedelta(days=random.choice((0, 1, 2, 3, 7, 30, 400, 3000)))
        aware = today - timedelta(days=random.choice((0, 0, 1, 2)))
        return values | {
            "employer_aware_on": aware,
            "summary": random.choice(concern["said"]),
            "category": concern["category"],
            "further_categories": ["emotional"] if concern["category"] == "sexual" else [],
            "child_status": random.choice(([], [], ["send"], ["cic_own"], ["cin"], ["none"])),
            "happened": PartialDate.of(when)
            if (today - when).days < 30
            else PartialDate(when.year, when.month, about=True),
        }

    def _check(self) -> Values:
        kind, result = self._checks.pop() if self._checks else ("new_employee", "no_trace")
        return {
            "check_kind": kind,
            "check_result": result,
            "answered_on": self._diary.today,
            "summary": self._words["rationale"]["check"],
        }

    def decided(self, contact_id: UUID, outcome: str) -> Life:
        """Make the threshold decision and what follows from it."""
        yield self._diary.after(self._random.choice((0, 0, 1, 1, 1, 2, 5)))
        self.decide(contact_id, outcome)
        if outcome == "enquiry_advised_refer":
            yield self._diary.after(self._random.randint(1, 9))
            again = {"received_on": self._diary.today, "intake": "referral"}
            second = contacts.follow_up(self._diary.shift, contact_id, again)
            self._diary.begin(
                self.decided(second.id, self._random.choice(("met_no_meeting", "below_advice")))
            )
        if outcome.startswith("met"):
            yield from self.allegation(contact_id, outcome)
        else:
            yield from self._closed_below(contact_id, outcome)

    def decide(self, contact_id: UUID, outcome: str) -> None:
        """Decide a contact, with reasons and advice. A check is decided by its answer."""
        if outcome == "check":
            return
        values: Values = {"outcome": outcome, "rationale": self._words["rationale"][outcome]}
        if outcome == "signposted":
            values["signposted_to"] = self._random.choice(("employer", "mash", "other_lado"))
        if outcome.startswith("met"):
            many = ["harm", "risk"] if self._random.random() < 0.4 else []
            values["criteria"] = many or [
                self._random.choice(("harm", "offence", "risk", "suitability"))
            ]
        if outcome in self._words["advice"]:
            values["advice"] = self._words["advice"][outcome]
            if self._random.random() < 0.93:
                values["advice_sent_on"] = self._diary.today
        decisions.decide(self._diary.shift, contact_id, values)

    def _closed_below(self, contact_id: UUID, outcome: str) -> Life:
        yield self._diary.after(self._random.choice((1, 2, 5, 9, 15, 30)))
        closing.conclude_below(self._diary.shift, contact_id, self._diary.today)
        yield self._diary.after(self._random.choice((0, 1, 3)))
        self._close(contact_id)

    def allegation(self, contact_id: UUID, outcome: str) -> Life:
        """Work on an allegation until its finding. Some last very long."""
        decided_on = self._diary.today
        length = self._random.choice(LENGTHS)
        slow = length > 100
        self._amend(
            contact_id,
            adults_account="Told on the day; supported by the employer's welfare officer.",
            police_status="investigating" if slow else self._random.choice(("no_role", "referred")),
            csc_status=self._random.choice(("assessment", "strategy", "nfa")),
            employer_status="fact_finding",
            interim_measures="Other duties and supervision were considered before suspension.",
            next_review_on=self._diary.today + timedelta(days=28),
        )
        if outcome == "met_meeting":
            yield from self._meetings.held_about(contact_id)
        else:
            self._diary.begin(self._one_action(contact_id))
        reviewed = 0
        while (self._diary.today - decided_on).days < length:
            yield self._diary.after(min(28, max(1, length - (self._diary.today - decided_on).days)))
            reviewed += 1
            # A review is sometimes forgotten, so that the Today page has something overdue.
            if slow and self._random.random() < 0.75:
                self._amend(
                    contact_id,
                    delay_reason=self._random.choice(
                        ("police.forensics", "police.cps", "employer.hr")
                    ),
                    next_review_on=self._diary.today + timedelta(days=28),
                    strands_note=f"Review {reviewed}: the police have no date yet.",
                )
        yield from self._found_and_closed(contact_id)

    def _one_action(self, contact_id: UUID) -> Life:
        due = self._diary.today + timedelta(days=14)
        who = self._people.somebody()
        text = {"text": "Send the fact-finding report to the LADO", "due_on": due}
        owner = {"owner_id": self._people.professionals[who], "agency": self._people.agency_of(who)}
        action = actions.add(self._diary.shift, contact_id, text | owner)
        yield self._diary.after(self._random.choice((6, 10, 13, 14, 25)))
        if not is_closed(self._diary.shift, contact_id):
            done = {"status": "done", "result": "Received and read"}
            actions.amend(self._diary.shift, action.id, action.version, done)

    def _found_and_closed(self, contact_id: UUID) -> Life:
        finding = self._found.pop() if self._found else "unsubstantiated"
        rationale = self._words["finding"].get(finding, "The employer was asked three times.")
        shift = self._diary.shift
        findings.conclude(
            shift,
            contact_id,
            {
                "found_on": shift.today,
                "finding": finding,
                "rationale": rationale,
                "agreed_with": "The employer and children's social care, by e-mail",
            },
        )
        ended = "nfa_police"
        if finding == "substantiated":
            self._refer_on(contact_id)
            ended = self._courts.pop() if self._courts else ended
        self._amend(contact_id, employer_status="disciplinary", police_status=ended)
        yield self._diary.after(self._random.choice((2, 6, 12, 20, 40)))
        outcomes = self._at_work(contact_id, finding, ended)
        at_work = {"outcome": self._random.choice(outcomes), "happened_on": self._diary.today}
        allegations.add_employment_outcome(self._diary.shift, contact_id, at_work)
        yield self._diary.after(self._random.choice((0, 1, 4, 10)))
        self._close(contact_id)

    def _at_work(self, contact_id: UUID, finding: str, ended: str) -> Sequence[str]:
        if ended == "convicted":
            return AT_WORK_OF[""]
        usual = AT_WORK.get(finding, ("nfa", "returned"))
        if finding != "substantiated":
            return usual
        sector = get(self._diary.shift, Contact, contact_id).sector or ""
        return AT_WORK_OF.get(sector.partition(".")[0], usual)

    def _refer_on(self, contact_id: UUID) -> None:
        shift = self._diary.shift
        sector = get(shift, Contact, contact_id).sector or ""
        body = {"edu": "tra", "ey": "ofsted", "sport": "sport.fa", "health": "nmc"}.get(
            sector.partition(".")[0]
        )
        dbs = {"body": "dbs", "made_by": "employer", "legal_duty": True, "made_on": shift.today}
        allegations.add_onward_referral(shift, contact_id, dbs)
        if body is not None:
            allegations.add_onward_referral(
                shift, contact_id, {"body": body, "made_by": "lado", "advised_on": shift.today}
            )

    def _amend(self, contact_id: UUID, **changes: Any) -> None:
        version = allegation_version(self._diary.shift, contact_id)
        allegations.amend(self._diary.shift, contact_id, version, changes)

    def _close(self, contact_id: UUID) -> None:
        """Close with nothing left to do. Open actions are done first."""
        shift = self._diary.shift
        for action_id, version in unfinished(shift, contact_id):
            done = {"status": "done", "result": "Confirmed at closure"}
            actions.amend(shift, action_id, version, done)
        note = (
            "All told of the outcome in writing. The adult and the family were asked how it went."
        )
        closing.close(shift, contact_id, shift.today, note)
