"""Random vaults with records of every kind."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert

from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.record import Table
from lado_desktop.domain.registers import REGISTERS
from tests.figures.conftest import keep_contact, put

Records = Mapping[str, Sequence[Mapping[str, Any]]]
LISTS = {"method": "contact_method", "stage": "complaint_stage"}
SINGLE = (
    "method",
    "source",
    "sector",
    "job_role",
    "employment_basis",
    "category",
    "restraint",
    "police_status",
    "check_kind",
    "check_result",
)
LONG_AGO = date(2010, 1, 1)
DAYS = st.dates(date(2019, 3, 25), date(2023, 4, 5))
APART = st.sampled_from([0, 1, 28, 29, 30, 31, 59, 61, 84, 85, 90, 92, 183, 365, 366, 400])
NEED_TO_KNOW = "KSCMP LADO Need to Know multi agency training"


def some(code_list: str) -> Any:
    return st.sampled_from(list(code_lists()[LISTS.get(code_list, code_list)]))


def codes(code_list: str) -> Any:
    return st.none() | some(code_list)


def few(values: Any, most: int = 2) -> Any:
    return st.lists(values, unique=True, max_size=most)


@st.composite
def dated(draw: Any, code_list: str, first: date) -> list[dict[str, Any]]:
    """One row, or two of which the later supersedes the earlier."""
    change = first + timedelta(days=draw(APART))
    if draw(st.booleans()):
        return [{"code": draw(some(code_list)), "on": first, "until": None}]
    return [
        {"code": draw(some(code_list)), "on": first, "until": change},
        {"code": draw(some(code_list)), "on": change, "until": None},
    ]


@st.composite
def a_contact(draw: Any) -> dict[str, Any]:
    received = draw(DAYS)
    concluded = received + timedelta(days=draw(APART)) if draw(st.booleans()) else None
    closed = concluded + timedelta(days=draw(APART)) if concluded and draw(st.booleans()) else None
    body = st.tuples(some("referral_body"), some("made_by"), st.none() | DAYS)
    outcome = st.tuples(some("employment_outcome"), st.none() | DAYS)
    return {
        **{name: draw(codes(name)) for name in SINGLE},
        "area": draw(st.sampled_from([None, "north", "south"])),
        "intake": draw(st.sampled_from(["referral", "referral", "enquiry", "check"])),
        "in_error_on": draw(st.sampled_from([None, None, None, None, date(2023, 1, 1)])),
        "received_on": received,
        "concluded_on": concluded,
        "closed_on": closed,
        "decisions": draw(dated("contact_outcome", received)) if draw(st.integers(0, 4)) else [],
        # A finding may be written before its contact is concluded: it is seen only then.
        "findings": draw(
            dated("finding", draw(st.sampled_from([received, concluded or received])))
        ),
        "criteria": draw(few(some("criterion"))),
        "child_status": draw(few(some("child_status"))),
        "bodies": draw(st.lists(body, max_size=2)),
        "employment_outcomes": draw(st.lists(outcome, max_size=2)),
    }


IN_ERROR = st.sampled_from([None, None, None, date(2023, 1, 1)])


def entries(most: int = 4, **fields: Any) -> Any:
    return st.lists(st.fixed_dictionaries(fields), max_size=most)


def entered(most: int = 4, **fields: Any) -> Any:
    """Entries of a register, some of them recorded in error."""
    return entries(most, in_error_on=IN_ERROR, **fields)


VAULTS: Any = st.fixed_dictionaries(
    {
        "contacts": st.lists(a_contact(), min_size=12, max_size=24),
        "meetings": entries(
            kind_of=codes("meeting_kind"),
            mode=codes("meeting_mode"),
            held_on=DAYS,
            about=st.lists(st.integers(0, 11), max_size=2, unique=True),
        ),
        "requests": entered(kind_of=codes("request_kind"), received_on=DAYS),
        "training": entered(
            held_on=DAYS,
            audience=st.sampled_from([None, "Heads", NEED_TO_KNOW, NEED_TO_KNOW.upper()]),
            attendees=st.none() | st.integers(0, 40),
        ),
        "feedback": entered(
            8,
            received_on=DAYS,
            satisfaction=codes("satisfaction"),
            confidence=codes("confidence"),
            assisted=codes("assisted"),
        ),
        "complaints": entered(received_on=DAYS, stage=codes("stage"), upheld=codes("upheld")),
        "alerts": entered(raised_on=DAYS, criterion=codes("alert_criterion")),
        "escalations": entered(raised_on=DAYS, reason=codes("escalation_reason")),
        "officers": entries(
            role=st.sampled_from(["lado", "lado", "safeguarding_officer", "manager"]),
            fte=st.sampled_from([1.0, 0.6, 0.55, 0.0]),
            started=st.none() | DAYS,
            ended=st.none() | DAYS,
        ),
    }
)


def from_long_ago(records: Records) -> Records:
    """The same with a record of each kind from long ago, so that no column is empty."""
    found = {kind: list(rows) for kind, rows in records.items()}
    found["contacts"].append({**found["contacts"][0], "received_on": LONG_AGO, "in_error_on": None})
    # One contact in error, and a meeting about it alone.
    found["contacts"].append({**found["contacts"][0], "in_error_on": LONG_AGO})
    alone = {"about": [len(found["contacts"]) - 1]}
    found["meetings"] += [{**each, **alone} for each in found["meetings"][:1]]
    for kind, rows in found.items():
        if kind == "officers":
            rows.append({"role": "lado", "fte": 0.8, "started": LONG_AGO, "ended": None})
        elif kind != "contacts":
            of = Meeting if kind == "meetings" else REGISTERS[kind].record
            day = "held_on" if kind == "meetings" else REGISTERS[kind].record.day_field
            optional = ("kind_of", "mode", "audience", "attendees", "satisfaction", "confidence")
            more = ("assisted", "stage", "upheld", "criterion", "reason")
            empty = {name: None for name in (*optional, *more) if hasattr(of, name)}
            about: dict[str, list[int]] = {"about": []} if kind == "meetings" else {}
            rows.append({**empty, **about, day: LONG_AGO})
    return found


def fill(connection: Connection, records: Records) -> None:
    """Put the records into an emptied database."""
    for table in reversed(Table.metadata.sorted_tables):
        connection.execute(delete(table))
    keys = []
    for contact in records["contacts"]:
        values = {k: v for k, v in contact.items() if k not in ("decisions", "findings")}
        key = keep_contact(connection, **values)
        keys.append(key)
        for kind, field, day in (
            (Decision, "outcome", "decided_on"),
            (Finding, "finding", "found_on"),
        ):
            for row in contact[f"{kind.kind()}s"]:
                said = {field: row["code"], day: row["on"], "superseded_on": row["until"]}
                put(connection, kind, contact_id=key, **said)
    for number, meeting in enumerate(records["meetings"]):
        values = {name: value for name, value in meeting.items() if name != "about"}
        id = put(connection, Meeting, reference=f"M{number}", **values)
        for at in meeting["about"]:
            row = {"meeting_id": id, "contact_id": keys[at]}
            connection.execute(insert(MeetingContact).values(**row))
    for kind_name, register in REGISTERS.items():
        for number, entry in enumerate(records[kind_name]):
            put(connection, register.record, reference=f"{number}", **entry)
    for post in records["officers"]:
        values = {"role": post["role"], "fte": post["fte"], "name": "A"}
        put(connection, Officer, started_on=post["started"], ended_on=post["ended"], **values)
