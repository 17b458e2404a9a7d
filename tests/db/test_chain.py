from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from db.records import hash_chain
from db.records.audit import ActDone, record_event, verify
from db.records.hash_chain import verify_end
from db.sqlcipher.opening import open_store
from db.sqlcipher.store import SqlCipherStore
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.record import new_id
from tests import beneath
from tests.engines import KEY

MakeAct = Callable[..., ActDone]
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)

_TRIGGERS = ("audit_no_update", "audit_no_delete", "audit_no_gap", "audit_detail_no_update")


@pytest.fixture(scope="module")
def forty_lines(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with forty lines in its audit, made once."""
    database = Path(shutil.copy(template, tmp_path_factory.mktemp("forty")))
    store = open_store(database, KEY)
    for number in range(20):
        with store.writing(ActDone(f"ActDone {number}", None, NOW)) as session:
            session.add(Adult(family_name=f"Okafor {number}"))
            seen = ActDone("View", None, NOW)
            record_event(session, seen, "view", "adult", new_id(), {"n": number})
    store.close()
    return database


@pytest.fixture
def written(forty_lines: Path, tmp_path: Path) -> Iterator[SqlCipherStore]:
    """A store with forty lines in its audit."""
    store = open_store(Path(shutil.copy(forty_lines, tmp_path)), KEY)
    yield store
    store.close()


def _tamper(store: SqlCipherStore, *statements: str) -> None:
    """Change the past as somebody with the key and a tool would: triggers are no hindrance."""
    with beneath.writer(store).begin() as connection:
        for trigger in _TRIGGERS:
            connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_an_untouched_audit_holds(written: SqlCipherStore) -> None:
    head = written.head()
    with written.reading() as session:
        verdict = verify(session, [head])
    assert verdict.sound
    assert verdict.lines == 40
    assert str(verdict) == "The audit holds: 40 lines, each with its detail."


def test_an_empty_audit_holds(store: SqlCipherStore) -> None:
    with store.reading() as session:
        assert verify(session).sound


@pytest.mark.parametrize(
    "statement, broken_at, reason",
    [
        ("UPDATE audit SET act = 'Other' WHERE seq = 7", 7, "changed"),
        ("UPDATE audit SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 1", 1, "changed"),
        ("UPDATE audit SET officer_id = target_id WHERE seq = 9", 9, "changed"),
        ("UPDATE audit SET action = 'delete' WHERE seq = 40", 40, "changed"),
        ("UPDATE audit SET target_id = act_id WHERE seq = 12", 12, "changed"),
        ("UPDATE audit SET commit_hash = chain WHERE seq = 5", 5, "changed"),
        ("DELETE FROM audit WHERE seq = 20", 20, "a line is missing"),
        ("DELETE FROM audit WHERE seq <= 3", 1, "a line is missing"),
        ("DELETE FROM audit_detail WHERE seq = 11", 11, "its detail is missing"),
        ("DELETE FROM audit_detail WHERE seq IN (40, 4, 5)", 4, "its detail is missing"),
        ("DELETE FROM audit_detail", 1, "its detail is missing"),
        ("UPDATE audit_detail SET body = '{}' WHERE seq = 11", 11, "detail was changed"),
        ("UPDATE audit_detail SET salt = zeroblob(16) WHERE seq = 11", 11, "detail was changed"),
    ],
)
def test_tampering_is_found_at_its_first_line(
    written: SqlCipherStore, statement: str, broken_at: int, reason: str
) -> None:
    with_detail = statement.startswith("DELETE FROM audit ")
    _tamper(
        written,
        *([statement.replace("audit", "audit_detail", 1)] if with_detail else []),
        statement,
    )
    with written.reading() as session:
        verdict = verify(session)
    assert not verdict.sound
    assert verdict.broken_at == broken_at
    assert reason in str(verdict)


def test_two_lines_that_changed_places_are_found(written: SqlCipherStore) -> None:
    _tamper(
        written,
        "UPDATE audit SET seq = 1000 WHERE seq = 15",
        "UPDATE audit SET seq = 15 WHERE seq = 16",
        "UPDATE audit SET seq = 16 WHERE seq = 1000",
    )
    with written.reading() as session:
        assert verify(session).broken_at == 15


def test_any_one_of_many_random_edits_is_found(written: SqlCipherStore) -> None:
    dice = random.Random(7)
    columns = ["at", "act", "action", "target_kind", "commit_hash", "chain"]
    for _ in range(25):
        column, seq = dice.choice(columns), dice.randint(1, 40)
        with written.reading() as session:
            before = session.scalar(text(f"SELECT {column} FROM audit WHERE seq = {seq}"))
        _tamper(written, f"UPDATE audit SET {column} = {column} || 'x' WHERE seq = {seq}")
        with written.reading() as session:
            assert verify(session).broken_at == seq
        _tamper(written, f"UPDATE audit SET {column} = '{before}' WHERE seq = {seq}")
    with written.reading() as session:
        assert verify(session).sound


def test_a_cut_tail_is_found_by_a_printed_anchor_alone(written: SqlCipherStore) -> None:
    anchor = written.head()
    _tamper(
        written,
        "DELETE FROM audit_detail WHERE seq > 30",
        "DELETE FROM audit WHERE seq > 30",
    )
    with written.reading() as session:
        assert verify(session).sound
        verdict = verify(session, [anchor])
    assert verdict.broken_at == 40
    assert "missing now" in str(verdict)


def test_an_audit_rewritten_with_its_key_is_found_by_an_anchor(written: SqlCipherStore) -> None:
    with written.reading() as session:
        third = session.scalar(text("SELECT substr(chain, 1, 20) FROM audit WHERE seq = 3"))
        assert verify(session, [(3, third or "")]).sound
        assert verify(session, [(3, (third or "").upper())]).sound
        verdict = verify(session, [(3, "0" * 20)])
    assert verdict.broken_at == 3
    assert "once printed" in str(verdict)


def test_a_detail_missing_from_the_end_is_found_at_opening(written: SqlCipherStore) -> None:
    _tamper(written, "DELETE FROM audit_detail WHERE seq = 38")
    with written.reading() as session:
        assert verify_end(session, 2).sound
        assert verify_end(session, 3).broken_at == 38


@pytest.mark.parametrize("turned", [False, True])
def test_two_papers_of_one_line_that_differ_are_found(
    written: SqlCipherStore, turned: bool
) -> None:
    seq, good = written.head()
    papers = [(seq, good), (seq, "0" * 20)]
    with written.reading() as session:
        assert verify(session, papers[:1] * 2).sound
        verdict = verify(session, papers[::-1] if turned else papers)
    assert verdict.broken_at == seq
    assert "once printed" in str(verdict)


def test_the_commitment_tells_nothing_without_its_salt() -> None:
    body = hash_chain.canonical({"name": [None, "Ó"]})
    assert body == '{"name":[null,"Ó"]}'
    assert hash_chain.commit_to(b"1" * 16, body) != hash_chain.commit_to(b"2" * 16, body)
