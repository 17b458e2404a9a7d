"""A plain database in memory with every record's table, for counting."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, create_engine, insert

from db.sqlcipher.store import open_store
from lado_desktop.casework.imports import importing
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact, ContactChildStatus, ContactCriterion
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.record import Table, new_id
from lado_desktop.domain.records import RECORDS
from tests.conftest import FIVE_PAST_NINE, KEY

PUBLISHED = Path(__file__).parents[1] / "published"
"""Trackers of invented people, and the figures that two services printed."""

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


@pytest.fixture(scope="session")
def bromley(_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shift]:
    """A shift on an encrypted vault with Bromley's tracker taken in."""
    database = tmp_path_factory.mktemp("bromley") / "data-1.db"
    shutil.copyfile(_template, database)
    store = open_store(database, KEY)
    with store.reading() as session:
        officer = session.query(Officer).one()
    shift = Shift(store, officer, practice_named("bromley"), FIVE_PAST_NINE)
    for kind in ("contacts", "meetings"):
        checked = importing.check(shift, PUBLISHED / f"bromley_{kind}.csv", kind)
        assert importing.take_in(shift, checked).rows_refused == 0
    yield shift
    store.close()


@pytest.fixture(scope="session")
def bromley_printed() -> dict[str, Any]:
    """What Bromley printed, by table."""
    text = (PUBLISHED / "bromley.json").read_text(encoding="utf-8")
    printed: dict[str, Any] = json.loads(text)
    return printed
