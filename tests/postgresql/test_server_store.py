"""What several programs on one server do to each other: nothing lost, nothing shown too long."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.problem import Disconnected, VaultClosed
from db.records.audit import ActDone, verify
from lado_desktop.casework.contacts import contacts, restrictions
from lado_desktop.casework.custody import backups
from lado_desktop.casework.custody.diagnostics import diagnostics
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.problem import ChangedMeanwhile, PickedIsGone
from lado_desktop.domain.record import new_id
from tests import beneath
from tests.engines import FIVE_PAST_NINE, Databases
from tests.waiting import PATIENCE_S

ACT = ActDone("contact.log", None, FIVE_PAST_NINE.now())
MARK = "Zebedee Marker"


@pytest.fixture
def colleague(shift: Shift, engine: Databases) -> Iterator[Shift]:
    """Another officer, at another program, on the record of `shift`."""
    officer = Officer(id=new_id(), name="Fern Amble", role="lado")
    with shift.store.writing(ActDone("officer.add", None, FIVE_PAST_NINE.now())) as session:
        session.add(officer)
    store = engine.beside(shift.store)
    yield replace(shift, store=store, officer=officer)
    store.close()


def _refer(shift: Shift, **values: Any) -> Contact:
    return contacts.log(shift, {"received_on": shift.today, "intake": "referral", **values})


def test_two_officers_log_at_once_and_no_number_is_lost_or_given_twice(
    shift: Shift, colleague: Shift
) -> None:
    together = Barrier(2)

    def log_many(who: Shift) -> list[str]:
        together.wait(PATIENCE_S)
        return [_refer(who, summary=f"{n}").reference for n in range(25)]

    with ThreadPoolExecutor(2) as pool:
        given = [each for found in pool.map(log_many, (shift, colleague)) for each in found]
    assert sorted(given) == [f"2627-{number:04}" for number in range(1, 51)]
    with shift.store.reading() as session:
        verdict = verify(session)
    assert verdict.sound
    assert verdict.lines == 52


def test_two_acts_that_lock_the_same_records_wait_and_do_not_deadlock(
    shift: Shift, colleague: Shift
) -> None:
    first, second = _refer(shift), _refer(shift)
    there = Barrier(2)

    def change(who: Shift, ids: list[Any]) -> None:
        there.wait(PATIENCE_S)
        for number in range(20):
            with who.act("contact.amend") as session:
                who.store.lock(session, [(Contact, id) for id in ids])
                for id in ids:
                    found = session.get(Contact, id, populate_existing=True)
                    assert found is not None
                    found.place = f"{who.officer.name} {number}"
                    session.flush()

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(change, shift, [first.id, second.id])
        other = pool.submit(change, colleague, [second.id, first.id])
        one.result(PATIENCE_S)
        other.result(PATIENCE_S)
    with shift.reading() as session:
        assert session.get_one(Contact, first.id).version == 41


def test_what_a_colleague_saved_first_is_not_overwritten(shift: Shift, colleague: Shift) -> None:
    logged = _refer(shift)
    contacts.amend(colleague, logged.id, logged.version, {"place": "The hall"})
    with pytest.raises(ChangedMeanwhile):
        contacts.amend(shift, logged.id, logged.version, {"place": "The gym"})
    (step,) = undoable(colleague)
    assert undo(colleague, step.act_id) == "Change where undone"


def test_a_restriction_by_a_colleague_hides_the_contact_at_once(
    shift: Shift, colleague: Shift
) -> None:
    logged = _refer(shift)
    with shift.reading() as session:
        assert session.get(Contact, logged.id) is not None
    restrictions.restrict(colleague, logged.id, [colleague.officer.id], "Known to the officer.")
    with shift.reading() as session:
        assert session.query(Contact).count() == 0


def test_a_page_sees_one_moment_and_cannot_write(shift: Shift, colleague: Shift) -> None:
    _refer(shift)
    with shift.reading() as session:
        assert session.query(Contact).count() == 1
        _refer(colleague)
        assert session.query(Contact).count() == 1
        with pytest.raises(DBAPIError, match="read-only"):
            session.connection().execute(text("DELETE FROM counter"))
    with shift.reading() as session:
        assert session.query(Contact).count() == 2


def test_what_a_colleague_saves_is_news_and_what_one_saves_oneself_is_not(
    shift: Shift, colleague: Shift
) -> None:
    news = shift.store.news
    assert news is not None
    assert news.wait(PATIENCE_S), "what came before the first wait is news"
    _refer(shift)
    assert not news.wait(PATIENCE_S)
    _refer(colleague)
    assert news.wait(PATIENCE_S)


def test_news_that_a_lost_connection_missed_is_heard_of(shift: Shift) -> None:
    news = shift.store.news
    assert news is not None
    news.wait(PATIENCE_S)
    with beneath.writer(shift.store).begin() as other:
        other.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE :asked"),
            {"asked": "LISTEN %"},
        )
    with pytest.raises(Disconnected):
        news.wait(PATIENCE_S)
    assert news.wait(PATIENCE_S)


@pytest.mark.parametrize("which", ["taken", "gone"])
def test_no_value_is_in_the_text_of_a_refusal(shift: Shift, which: str) -> None:
    logged = _refer(shift)
    picked = new_id()
    contact = Contact(received_on=shift.today, intake="referral", described_as=MARK)
    contact.reference = logged.reference if which == "taken" else MARK
    contact.adult_id = picked if which == "gone" else None
    expected = ChangedMeanwhile if which == "taken" else PickedIsGone
    with pytest.raises(expected) as refused, shift.store.writing(ACT) as session:
        session.add(contact)
    chain: BaseException | None = refused.value
    while chain is not None:
        assert not any(
            each in f"{chain} {chain!r}" for each in (MARK, logged.reference, str(picked))
        )
        chain = chain.__cause__ or chain.__context__


@pytest.mark.parametrize(
    "statement, refusal",
    [
        ("UPDATE audit SET action = 'view'", "P0001"),
        ("DELETE FROM audit", "P0001"),
        ("UPDATE audit_detail SET body = '{}'", "P0001"),
        ("UPDATE audit SET seq = seq", "P0001"),
    ],
)
def test_the_audit_is_append_only(shift: Shift, statement: str, refusal: str) -> None:
    with (
        pytest.raises(DBAPIError, match=refusal),
        beneath.writer(shift.store).begin() as connection,
    ):
        connection.execute(text(statement))


def test_a_connection_that_ends_is_a_sentence_and_the_next_question_is_answered(
    shift: Shift,
) -> None:
    logged = _refer(shift)

    def read_while_the_server_ends_it() -> None:
        with shift.reading() as session:
            pid = session.connection().scalar(text("SELECT pg_backend_pid()"))
            with beneath.writer(shift.store).connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            session.get(Contact, logged.id)

    with pytest.raises(Disconnected, match="does not answer"):
        read_while_the_server_ends_it()
    with shift.reading() as session:
        assert session.get(Contact, logged.id) is not None


def test_keys_of_names_sort_by_bytes_so_that_beginnings_are_found_in_any_language(
    shift: Shift,
) -> None:
    asked = "SELECT collation_name FROM information_schema.columns WHERE table_name = 'name_key'"
    with beneath.writer(shift.store).connect() as connection:
        assert connection.scalar(text(f"{asked} AND column_name = 'key'")) == "C"


def test_a_server_offers_no_keys_and_no_backups_and_says_where_they_are(
    shift: Shift, tmp_path: Path
) -> None:
    custody = shift.store.custody
    assert (custody.keys, custody.backups, custody.folder) == (None, None, None)
    assert custody.place.endswith("database one")
    assert backups.status_line(shift) == "Backups are made on the server"
    assert not backups.back_up_if_changed(shift, "the vault was closed")
    with pytest.raises(backups.NotOffered, match="Those who run the server"):
        backups.back_up(shift, "asked for")
    assert "PostgreSQL " in diagnostics(shift, tmp_path / "log.txt")


def test_nothing_is_read_or_written_once_the_record_is_closed(shift: Shift) -> None:
    shift.store.close()
    with pytest.raises(VaultClosed), shift.store.reading():
        pass
    with pytest.raises(VaultClosed), shift.store.writing(ACT):
        pass


def test_an_act_inside_an_act_is_refused(shift: Shift) -> None:
    with pytest.raises(RuntimeError), shift.store.writing(ACT), shift.store.writing(ACT):
        pass
    with pytest.raises(RuntimeError), shift.store.reading(), shift.store.reading():
        pass
