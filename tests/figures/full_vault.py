"""One year after another of a busy service, with records of every kind, the same at every run."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection

from lado_desktop.domain.practice.codes import code_lists
from tests.figures.random_vaults import LISTS, NEED_TO_KNOW, SINGLE, fill

_FIRST, _LAST = date(2017, 4, 1), date(2023, 3, 31)
_MET = ("met_meeting", "met_no_meeting")
_BELOW = ("below_advice", "enquiry_only", "info_only", "not_progressed", "check")


class _Maker:
    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def day(self) -> date:
        return _FIRST + timedelta(days=self._random.randrange((_LAST - _FIRST).days))

    def code(self, name: str) -> str:
        return self._random.choice(list(code_lists()[LISTS.get(name, name)]))

    def one(self, choices: Sequence[Any]) -> Any:
        return self._random.choice(choices)

    def contact(self) -> dict[str, Any]:
        received = self.day()
        concluded = received + timedelta(days=self.one((5, 20, 40, 80, 150, 300)))
        closed = concluded + timedelta(days=self.one((0, 3, 20)))
        outcome = self.one(_MET) if self._random.random() < 0.5 else self.one(_BELOW)
        is_open = self._random.random() < 0.2
        body = (self.code("referral_body"), self.code("made_by"), received)
        return {
            **{name: self.code(name) for name in SINGLE},
            "area": self.one(("north", "south")),
            "intake": "referral" if outcome in _MET else self.one(("referral", "enquiry")),
            "in_error_on": None,
            "received_on": received,
            "concluded_on": None if is_open else concluded,
            "closed_on": None if is_open else closed,
            "decisions": [{"code": outcome, "on": received, "until": None}],
            "findings": (
                [{"code": self.code("finding"), "on": concluded, "until": None}]
                if outcome in _MET and not is_open
                else []
            ),
            "criteria": [self.code("criterion")],
            "child_status": [self.code("child_status")],
            "bodies": [body] if self._random.random() < 0.4 else [],
            "employment_outcomes": [] if is_open else [(self.code("employment_outcome"), closed)],
        }

    def entries(self, number: int, **fields: Any) -> list[dict[str, Any]]:
        return [
            {name: make() for name, make in fields.items()} | {"in_error_on": None}
            for _ in range(number)
        ]


def fill_busily(connection: Connection, contacts: int = 1200, seed: int = 1) -> None:
    """Fill an empty database with six reporting years of invented records."""
    make = _Maker(seed)

    def code(name: str) -> Any:
        return lambda: make.code(name)

    meetings = make.entries(
        300, kind_of=code("meeting_kind"), mode=code("meeting_mode"), held_on=make.day
    )
    posts = (("lado", 1.0), ("lado", 0.8), ("lado", 0.6), ("safeguarding_officer", 1.6))
    records: Mapping[str, Sequence[Mapping[str, Any]]] = {
        "contacts": [make.contact() for _ in range(contacts)],
        "meetings": [
            {name: each[name] for name in ("kind_of", "mode", "held_on")} | {"about": [at]}
            for at, each in enumerate(meetings)
        ],
        "requests": make.entries(300, kind_of=code("request_kind"), received_on=make.day),
        "training": make.entries(
            80,
            held_on=make.day,
            audience=lambda: make.one(("Heads", NEED_TO_KNOW)),
            attendees=lambda: make.one(range(8, 40)),
        ),
        "feedback": make.entries(
            200,
            received_on=lambda: make.one((date(2023, 1, 9), date(2022, 6, 9), make.day())),
            satisfaction=code("satisfaction"),
            confidence=code("confidence"),
            assisted=code("assisted"),
        ),
        "complaints": make.entries(
            60, received_on=make.day, stage=code("stage"), upheld=code("upheld")
        ),
        "alerts": make.entries(90, raised_on=make.day, criterion=code("alert_criterion")),
        "escalations": make.entries(30, raised_on=make.day, reason=code("escalation_reason")),
        "officers": [
            {"role": role, "fte": fte, "started": date(2016, 1, 4), "ended": None}
            for role, fte in posts
        ],
    }
    fill(connection, records)
