"""The audit alone gives back every record as it was after any act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.records.rebuilding import Key, Values, end_of_act, rebuilt, rebuilt_one
from db.records.tables import AUDIT
from db.schema import upgrade
from db.sqlcipher.engine import upgrading_engine
from lado_desktop.casework.audit.rebuild import NotKnown, as_it_was
from lado_desktop.casework.contacts import contacts, restrictions
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.people import professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.problem import NotFound
from tests import beneath
from tests.db.planted import planted
from tests.engines import KEY, Vaults
from tests.histories import ACTS, FRIDAY, begun


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a vault with one officer and no record."""
    return Vaults(tmp_path_factory).empty


def _differing(found: dict[Key, Values], seen: dict[Key, Values]) -> list[Any]:
    return [
        (key, found.get(key), seen.get(key))
        for key in found.keys() | seen.keys()
        if found.get(key) != seen.get(key)
    ]


@pytest.mark.vault_only("The file is upgraded on the way; a server has no migrations yet.")
@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    acts=st.lists(st.sampled_from(sorted(ACTS)), min_size=6, max_size=14),
    seed=st.integers(0, 9_999),
)
def test_every_record_is_rebuilt_as_it_was_after_each_act(
    empty_vault: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[str], seed: int
) -> None:
    folder = tmp_path_factory.getbasetemp() / "lives"
    with begun(empty_vault, folder, seed) as life:
        for name in acts:
            life.act(name)
        with life.shift.store.reading() as session:
            for line, seen in life.seen:
                found = rebuilt(session, line)
                assert _differing(found.records, seen) == []
                assert not found.unknown
            assert _differing(rebuilt(session).records, life.seen[-1][1]) == []
            line, seen = Random(seed).choice(life.seen)
            for key in {*seen, *life.seen[-1][1]}:
                one = rebuilt_one(session, *key, line).records
                assert one == ({key: seen[key]} if key in seen else {})


@pytest.mark.vault_only("The file is upgraded on the way; a server has no migrations yet.")
def test_each_act_of_these_histories_is_done_somewhere(empty_vault: Path, tmp_path: Path) -> None:
    """Every act that the histories above name is done by some choice of chance."""
    with begun(empty_vault, tmp_path / "life", 1) as life:
        for _ in range(2):
            for name in ACTS:
                life.act(name)
        for _ in range(40):
            for name in ("log", "amend", *sorted(set(ACTS) - life.done)):
                if set(ACTS) - life.done:
                    life.act(name)
        assert set(ACTS) - life.done == set()
        assert any(kind == "former_note" for kind, _ in life.seen[-1][1]), "nothing was split"
        with life.shift.store.reading() as session:
            for line, seen in life.seen:
                assert _differing(rebuilt(session, line).records, seen) == []


def test_between_the_lines_of_an_act_nothing_ever_was(shift: Shift, allegation: Contact) -> None:
    with shift.reading() as session:
        lines = session.connection().execute(select(AUDIT.c.seq, AUDIT.c.act_id)).all()
        last = {act_id: seq for seq, act_id in lines}
        assert len(last) < len(lines)
        for seq, act_id in lines:
            assert end_of_act(session, seq) == last[act_id]
            assert rebuilt(session, seq).records == rebuilt(session, last[act_id]).records
        assert rebuilt(session, 0).records == {}


def test_a_missing_detail_makes_a_record_unknown_from_there_on(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    contact = log(further_categories=["neglect"])
    before, _ = shift.store.head()
    contact = contacts.amend(shift, contact.id, contact.version, {"place": "The hall"})
    lost, _ = shift.store.head()
    contacts.amend(shift, contact.id, contact.version, {"place": "The gym"})
    with beneath.writer(shift.store).begin() as connection:
        connection.execute(text("DELETE FROM audit_detail WHERE seq = :seq"), {"seq": lost})
    was = as_it_was(shift, "contact", contact.id, before)
    assert (was["further_categories"], was["intake"]) == (["neglect"], "referral")
    assert "place" not in was
    for line in (lost, lost + 1):
        with pytest.raises(NotKnown, match="missing from the audit"):
            as_it_was(shift, "contact", contact.id, line)
    with shift.reading_all() as session:
        assert rebuilt(session).unknown == {("contact", contact.id)}
        assert rebuilt(session, before).unknown == set()


def test_what_was_removed_was_there_before_and_is_known_again_once_brought_back(
    shift: Shift, allegation: Contact
) -> None:
    values = {"kind_of": "pot_initial", "planned_for": date(2026, 12, 1), "mode": "virtual"}
    meeting = meetings.plan(shift, [allegation.id], values)
    fox = professionals.add(shift, {"name": "Dana Fox"})
    present = meetings.attend(shift, meeting.id, {"professional_id": fox.id})
    there, _ = shift.store.head()
    meetings.remove_attendance(shift, present.id)
    gone, _ = shift.store.head()
    with beneath.writer(shift.store).begin() as connection:
        connection.execute(text("DELETE FROM audit_detail WHERE seq = :seq"), {"seq": there})
    with pytest.raises(NotFound):
        as_it_was(shift, "attendance", present.id, gone)
    with pytest.raises(NotKnown):
        as_it_was(shift, "attendance", present.id, there)
    with shift.reading_all() as session:
        assert rebuilt(session).unknown == set()
    assert as_it_was(shift, "meeting", meeting.id, gone)["contacts"] == [str(allegation.id)]


def test_what_is_restricted_is_rebuilt_for_those_who_see_it_alone(
    shift: Shift, allegation: Contact
) -> None:
    with shift.store.writing(shift.doing("officer.add")) as session:
        other = Officer(name="Cora Clerk", role="lado")
        session.add(other)
    restrictions.restrict(shift, allegation.id, [shift.officer.id], "He works in this office.")
    line, _ = shift.store.head()
    with shift.reading() as session:
        decided = {key for key in rebuilt(session).records if key[0] == "decision"}
    colleague = replace(shift, officer=other)
    for kind, id in ("contact", allegation.id), *decided:
        assert as_it_was(shift, kind, id, line)
        with pytest.raises(NotFound):
            as_it_was(colleague, kind, id, line)


@pytest.mark.vault_only("The file is upgraded on the way; a server has no migrations yet.")
def test_a_name_that_another_field_has_today_is_that_fields(
    empty_vault: Path, tmp_path: Path
) -> None:
    steps = (
        'steps.drop("contact", "safety")',
        'steps.rename("contact", "place", "safety")',
    )
    with begun(empty_vault, tmp_path / "life", 3) as life:
        values = {"received_on": FRIDAY, "intake": "referral", "place": "The hall"}
        contact = contacts.log(life.shift, {**values, "safety": "He is at home."})
        line, _ = life.shift.store.head()
        assert as_it_was(life.shift, "contact", contact.id, line)["safety"] == "He is at home."
        store = life.shift.store
        store.close()
        database = beneath.folder(store) / "data-1.db"
        upgrade.upgrade(database, KEY, migrations=planted(tmp_path / "migrations", *steps))
        engine = upgrading_engine(database, KEY)
        with Session(engine) as session:
            for up_to in (line, None):
                was = rebuilt_one(session, "contact", contact.id, up_to).records
                assert was["contact", contact.id]["safety"] == "The hall"
        engine.dispose()
