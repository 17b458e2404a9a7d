"""A plain database in memory with every record's table, for counting."""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, create_engine, insert

from lado_desktop.domain.contact import Contact, ContactChildStatus, ContactCriterion
from lado_desktop.domain.decision import Decision
from lado_desktop.domain.employment_outcome import EmploymentOutcome
from lado_desktop.domain.finding import Finding
from lado_desktop.domain.meeting import Meeting
from lado_desktop.domain.onward_referral import OnwardReferral
from lado_desktop.domain.record import Table, new_id
from lado_desktop.domain.records import RECORDS

SHARED = Path(__file__).parents[3] / "shared"
PLAIN = ("reference", "source", "sector", "job_role", "employment_basis", "category")

Keep = Callable[..., UUID]


@contextmanager
def plain_database() -> Iterator[Connection]:
    """A database in memory, empty, that goes at the end."""
    assert RECORDS
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        Table.metadata.create_all(connection)
        yield connection
    engine.dispose()


@pytest.fixture
def connection() -> Iterator[Connection]:
    with plain_database() as connection:
        yield connection


@pytest.fixture
def record(connection: Connection) -> Keep:
    """Put a record of any kind into its table."""
    return lambda kind, **values: put(connection, kind, **values)


@pytest.fixture
def keep(connection: Connection) -> Keep:
    """Keep a contact, with its decision and finding, and what hangs on it."""
    return lambda **said: keep_contact(connection, **said)


def put(connection: Connection, kind: Any, **values: Any) -> UUID:
    """Put a record into its table, past the store: only counting is tried here."""
    key = new_id()
    connection.execute(insert(kind).values(id=key, **values))
    return key


def keep_contact(connection: Connection, **said: Any) -> UUID:
    """Put in a contact. `outcome` and `finding` become a decision and a finding in force.

    `bodies` are (body, made by, day), `employment_outcomes` (code, day).
    """
    outcome, decided = said.pop("outcome", None), said.pop("decided_on", None)
    finding = said.pop("finding", None)
    criteria, statuses = said.pop("criteria", ()), said.pop("child_status", ())
    bodies, outcomes = said.pop("bodies", ()), said.pop("employment_outcomes", ())
    values = {"received_on": date(2021, 5, 3), "intake": "referral", **said}
    values.setdefault("reference", str(new_id()))
    key = put(connection, Contact, **values)
    if outcome:
        put(connection, Decision, contact_id=key, outcome=outcome, decided_on=decided)
    if finding:
        put(connection, Finding, contact_id=key, finding=finding, found_on=values["concluded_on"])
    for code in criteria:
        connection.execute(insert(ContactCriterion).values(contact_id=key, code=code))
    for code in statuses:
        connection.execute(insert(ContactChildStatus).values(contact_id=key, code=code))
    for body, made_by, made_on in bodies:
        put(
            connection,
            OnwardReferral,
            contact_id=key,
            body=body,
            made_by=made_by,
            made_on=made_on,
            legal_duty=False,
        )
    for code, day in outcomes:
        put(connection, EmploymentOutcome, contact_id=key, outcome=code, happened_on=day)
    return key


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.fixture(scope="session")
def bromley() -> Iterator[Connection]:
    """Bromley's tracker, every row kept as it stands."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("../shared is absent: the tracker that Bromley's figures were made for")
    with plain_database() as connection:
        for row in _rows(folder / "bromley_contacts.csv"):
            keep_contact(
                connection,
                **{name: row[name] or None for name in PLAIN},
                received_on=_day(row["received_on"]),
                intake=row["intake"] or "referral",
                police_status=row["police_status"] or None,
                outcome=row["outcome"],
                decided_on=_day(row["decided_on"]),
                finding=row["finding"],
                concluded_on=_day(row["concluded_on"]),
                closed_on=_day(row["closed_on"]),
                criteria=[code for code in row["criteria"].split(";") if code],
                bodies=[_referral(each) for each in row["onward_referrals"].split(";") if each],
            )
        for number, row in enumerate(_rows(folder / "bromley_meetings.csv")):
            put(
                connection,
                Meeting,
                reference=f"M{number}",
                kind_of=row["kind"],
                held_on=_day(row["held_on"]),
                mode=row["mode"],
            )
        yield connection


@pytest.fixture(scope="session")
def bromley_printed() -> dict[str, Any]:
    """What Bromley printed."""
    path = SHARED / "published" / "bromley.json"
    if not path.is_file():
        pytest.skip("../shared is absent: the figures that Bromley printed")
    printed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return printed


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _referral(written: str) -> tuple[str, str, date | None]:
    body, made_by, day = (*written.split(":"), "", "")[:3]
    return body, made_by or "lado", _day(day)
