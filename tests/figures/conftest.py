"""A plain database with every record's table, for counting."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, insert

from lado_desktop.casework.imports import importing
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact, ContactChildStatus, ContactCriterion
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.record import new_id
from tests.engines import EngineForTests, first_shift

PUBLISHED = Path(__file__).parents[1] / "published"
"""Trackers of invented people, and the figures that two services printed."""

Keep = Callable[..., UUID]


Plain = Callable[[], AbstractContextManager[Connection]]


@pytest.fixture(scope="session")
def plain_database(engine: EngineForTests) -> Plain:
    """Give out databases that are empty and go at the end."""
    return engine.plain


@pytest.fixture
def connection(plain_database: Plain) -> Iterator[Connection]:
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


@pytest.fixture(scope="session")
def bromley(engine: EngineForTests, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shift]:
    """A shift on a record with Bromley's tracker taken in."""
    store = engine.store(tmp_path_factory.mktemp("bromley"), lasting=True)
    shift = first_shift(store)
    for kind in ("contacts", "meetings"):
        checked = importing.check(shift, PUBLISHED / f"bromley_{kind}.csv", kind)
        assert importing.import_rows(shift, checked).rows_refused == 0
    yield shift
    store.close()


@pytest.fixture(scope="session")
def bromley_printed() -> dict[str, Any]:
    """What Bromley printed, by table."""
    text = (PUBLISHED / "bromley.json").read_text(encoding="utf-8")
    printed: dict[str, Any] = json.loads(text)
    return printed
