"""Random histories of a vault: acts chosen by chance, and all records looked at after each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select, text

from db.records.changes import plain
from db.records.owned import owned_rows
from db.records.rebuilding import Key, Values
from db.schema import upgrade
from db.sqlcipher.engine import upgrading_engine
from db.sqlcipher.opening import open_store
from lado_desktop.casework.contacts import contacts, decisions, restrictions
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.imports import batches, importing
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.people import adults, professionals
from lado_desktop.casework.registers import entries
from lado_desktop.casework.sent.given_file import given
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import binned, history, redo, undo
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.training_session import TrainingSession
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.problem import CaseworkError, NotFound
from lado_desktop.domain.record import Record, Table
from lado_desktop.domain.records import RECORDS
from tests import beneath
from tests.db.planted import planted
from tests.engines import FIVE_PAST_NINE, KEY

FRIDAY = date(2026, 11, 20)
TRACKER = "reference,received_on,adult_family_name,setting,sector,outcome,decided_on,criteria\n"
UPGRADES = (
    """
    steps.rename("contact", "place", "spot")
    steps.retype("training_session", "attendees", sa.Text())
    op.create_table(
        "former_note",
        sa.Column("contact_id", sa.Uuid(), sa.ForeignKey("contact.id")),
        sa.Column("name", sa.Text()), sa.Column("spot", sa.Text()), sa.Column("kept", sa.Text()),
        sa.Column("id", sa.Uuid(), primary_key=True), sa.Column("version", sa.Integer()),
    )
    """,
    """
    steps.split(
        "contact", "safety", into="former_note", value="name", owner="contact_id",
        copied={"spot": "spot"}, fixed={"kept": "yes"},
    )
    steps.drop("contact", "summary")
    """,
    """
    steps.rename("contact", "spot", "place")
    steps.retype("training_session", "attendees", sa.Integer())
    steps.give("former_note", sa.Column("grade", sa.Integer(), server_default="3"), 3)
    op.add_column("contact", sa.Column("summary", sa.Text()))
    op.add_column("contact", sa.Column("safety", sa.Text()))
    """,
)
"""Every sort of step; after them the tables are those that the program knows, and one more."""


def in_the_database(engine: Engine) -> dict[Key, Values]:
    """Every record that is there, as the audit would write it, without what is empty."""
    found: dict[Key, Values] = {}
    with engine.connect() as connection:
        for kind, record in RECORDS.items():
            for row in connection.execute(select(record.__table__)).mappings():
                values = {n: plain(v) for n, v in row.items() if n not in ("id", "version")}
                found[kind, row["id"]] = {n: v for n, v in values.items() if v is not None}
        for mapper in Table.registry.mappers:
            kind_of_row: type[Table] = mapper.class_
            rows = None if issubclass(kind_of_row, Record) else owned_rows(kind_of_row)
            if rows is not None:
                for owner, code in connection.execute(select(rows.owner_column, rows.code_column)):
                    of_field = found[rows.owner_kind, owner].setdefault(rows.field, [])
                    of_field.append(str(code))
                    of_field.sort()
        if connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'former_note'")):
            made = connection.execute(text("SELECT * FROM former_note")).mappings()
            for row in made:
                values = {n: v for n, v in row.items() if n not in ("id", "version")}
                values["contact_id"] = str(UUID(row["contact_id"]))
                found["former_note", UUID(row["id"])] = {
                    n: v for n, v in values.items() if v is not None
                }
    return found


class Life:
    """One history: acts chosen by chance, each followed by a look at the whole database."""

    def __init__(self, shift: Shift, folder: Path, random: Random) -> None:
        self.shift, self.folder, self.random = shift, folder, random
        self.seen: list[tuple[int, dict[Key, Values]]] = []
        self.done: set[str] = set()
        self.look()

    def look(self) -> None:
        line, _ = self.shift.store.head()
        self.seen.append((line, in_the_database(beneath.readers(self.shift.store))))

    def act(self, name: str) -> None:
        try:
            ACTS[name](self)
            self.done.add(name)
        except CaseworkError:
            pass  # the act does not go here: nothing was written
        self.look()

    def _any(self, kind: Any) -> Any:
        with self.shift.reading() as session:
            there = session.scalars(select(kind).order_by(kind.id)).all()
        if not there:
            raise NotFound(kind.kind())
        return self.random.choice(there)

    def log(self) -> None:
        ticked = self.random.sample(["neglect", "emotional", "sexual"], self.random.randint(0, 3))
        values: dict[str, Any] = {"received_on": FRIDAY, "further_categories": ticked}
        values["intake"] = "referral"
        values["place"] = self.random.choice([None, "The hall"])
        values["safety"] = "He is at home." if len(self.seen) % 2 else None
        contacts.log(self.shift, {**values, "summary": "A parent rang."})

    def amend(self) -> None:
        contact = self._any(Contact)
        adult = self.random.choice([None, contact.adult_id, self._any(Adult).id])
        ticked = self.random.sample(["neglect", "emotional"], self.random.randint(0, 2))
        changes = {"further_categories": ticked, "adult_id": adult, "place": f"Room {adult}"}
        contacts.amend(self.shift, contact.id, contact.version, changes)

    def add_adult(self) -> None:
        adults.add(self.shift, {"family_name": f"Okafor {self.random.randint(1, 99)}"})

    def decide(self) -> None:
        harm = {
            "outcome": "met_meeting",
            "criteria": ["harm", "risk"],
            "rationale": "She was hurt.",
        }
        decisions.decide(self.shift, self._any(Contact).id, harm)

    def record_in_error(self) -> None:
        contacts.record_in_error(self.shift, self._any(Contact).id, "Typed into the wrong window.")

    def restrict(self) -> None:
        own = [self.shift.officer.id]
        restrictions.restrict(self.shift, self._any(Contact).id, own, "He works in this office.")

    def meet(self) -> None:
        values = {"kind_of": "pot_initial", "planned_for": date(2026, 12, 1), "mode": "virtual"}
        meetings.plan(self.shift, [self._any(Contact).id], values)

    def attend(self) -> None:
        fox = professionals.add(self.shift, {"name": "Dana Fox"})
        meeting = self._any(Meeting)
        present = meetings.attend(self.shift, meeting.id, {"professional_id": fox.id})
        meetings.remove_attendance(self.shift, present.id)

    def train(self) -> None:
        values = {"held_on": FRIDAY, "audience": "Head teachers"}
        given_now = {**values, "attendees": self.random.randint(0, 40)}
        entries.add(self.shift, TrainingSession, given_now)

    def keep_document(self) -> None:
        content = f"A letter, {self.random.random()}".encode()
        contact = self._any(Contact)
        kept_documents.keep(self.shift, "contact", contact.id, given("a.txt", content))

    def undo(self) -> None:
        steps = undo.undoable(self.shift, 4)
        if steps:
            undo.undo(self.shift, self.random.choice(steps).act_id)

    def redo(self) -> None:
        step = redo.redoable(self.shift)
        if step is not None:
            redo.redo(self.shift, step.act_id)

    def restore_version(self) -> None:
        contact = self._any(Contact)
        versions = history.history(self.shift, "contact", contact.id).versions
        history.restore(self.shift, "contact", contact.id, versions[-1].seq)

    def bring_back(self) -> None:
        lying = binned.bin_contents(self.shift)
        if lying:
            chosen = self.random.choice(lying)
            binned.restore(self.shift, chosen.kind, chosen.id)

    def take_in(self) -> None:
        number = self.random.randint(1, 10**6)
        path = self.folder / f"{number}.csv"
        row = f"T-{number},2025-05-06,Vantongeren,Willow School,edu.primary,met_meeting,2025-05-07"
        path.write_text(f"{TRACKER}{row},harm;risk\n", encoding="utf-8")
        importing.import_rows(self.shift, importing.check(self.shift, path, "contacts"))

    def take_back_import(self) -> None:
        done = batches.batches(self.shift)
        if done:
            batches.undo(self.shift, self.random.choice(done).id)

    def upgrade(self) -> None:
        """Bring the tables to other shapes and back, all sorts of steps once."""
        if "upgrade" in self.done:
            return
        store = self.shift.store
        database = beneath.folder(store) / "data-1.db"
        store.close()
        migrations = planted(self.folder / "migrations", *UPGRADES)
        upgrade.upgrade(database, KEY, migrations=migrations)
        engine = upgrading_engine(database, KEY)
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE alembic_version SET version_num = :head"), {"head": upgrade.head()}
            )
        engine.dispose()
        self.shift = replace(self.shift, store=open_store(database, KEY))


ACTS = {
    each.__name__: each
    for each in (
        Life.add_adult,
        Life.amend,
        Life.attend,
        Life.bring_back,
        Life.decide,
        Life.keep_document,
        Life.log,
        Life.meet,
        Life.record_in_error,
        Life.redo,
        Life.restore_version,
        Life.restrict,
        Life.take_back_import,
        Life.take_in,
        Life.train,
        Life.undo,
        Life.upgrade,
    )
}


@contextmanager
def begun(template: Path, folder: Path, seed: int) -> Iterator[Life]:
    """A life in a new vault that has a few records already."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "vault").mkdir(parents=True)
    store = open_store(Path(shutil.copy(template, folder / "vault" / "data-1.db")), KEY)
    with store.reading() as session:
        officer = session.query(Officer).one()
    life = Life(
        Shift(store, officer, practice_named("bromley"), FIVE_PAST_NINE), folder, Random(seed)
    )
    try:
        for name in ("add_adult", "log", "log", "train"):
            life.act(name)
        yield life
    finally:
        life.shift.store.close()
