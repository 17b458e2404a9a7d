from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.exc import StaleDataError

from db.problem import VaultClosed
from db.records.audit import ActDone
from db.records.tables import DRAFT, META, meta_value, set_meta_value
from db.sqlcipher import integrity
from db.sqlcipher.opening import make_database, open_store
from db.sqlcipher.store import SqlCipherStore
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact, ContactCriterion
from lado_desktop.domain.record import new_id

MakeAct = Callable[..., ActDone]
MakeAdult = Callable[..., Adult]
MakeContact = Callable[..., Contact]


def test_what_was_written_is_read_back_detached(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    with store.writing(act()) as session:
        made = adult("Okafor")
        session.add(made)
    assert made.family_name == "Okafor"
    with store.reading() as session:
        found = session.get(Adult, made.id)
    assert found is not None
    assert (found.family_name, found.version) == ("Okafor", 1)


def test_an_error_undoes_the_whole_act(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    def fail_halfway() -> None:
        with store.writing(act()) as session:
            session.add(adult())
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail_halfway()
    with store.reading() as session:
        assert session.scalars(select(Adult)).all() == []
    assert store.head()[0] == 0


def test_a_reader_sees_one_moment(store: SqlCipherStore, act: MakeAct, adult: MakeAdult) -> None:
    with store.reading() as session:
        assert session.scalars(select(Adult)).all() == []
        with store.writing(act()) as writing:
            writing.add(adult())
        assert session.scalars(select(Adult)).all() == []
    with store.reading() as session:
        assert len(session.scalars(select(Adult)).all()) == 1


def test_a_reader_cannot_write(store: SqlCipherStore, adult: MakeAdult) -> None:
    with store.reading() as session:
        with pytest.raises(OperationalError, match="readonly"):
            session.execute(text("DELETE FROM adult"))
        session.add(adult())
        with pytest.raises(RuntimeError, match=r"Store\.writing"):
            session.flush()


def test_two_read_while_one_writes(store: SqlCipherStore, act: MakeAct, adult: MakeAdult) -> None:
    with store.writing(act()) as writing:
        writing.add(adult())
        met = threading.Barrier(2, timeout=20)
        found: list[Adult] = []

        def look() -> None:
            with store.reading() as session:
                found.extend(session.scalars(select(Adult)).all())
                met.wait()

        readers = [threading.Thread(target=look) for _ in range(2)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        assert found == []
        assert not met.broken


def test_acts_of_several_threads_wait_their_turn(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    def work() -> None:
        for _ in range(10):
            with store.writing(act()) as session:
                session.add(adult())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.head()[0] == 40


def test_an_act_inside_an_act_is_a_bug_that_is_reported_at_once(
    store: SqlCipherStore, act: MakeAct
) -> None:
    with (
        store.writing(act()),
        pytest.raises(RuntimeError, match="still being written"),
        store.writing(act()),
    ):
        pass
    with store.writing(act()):
        pass


def test_a_reading_inside_a_reading_is_a_bug_that_is_reported_at_once(
    store: SqlCipherStore,
) -> None:
    # Two threads that each held one reader and asked for the other waited for ever.
    with (
        store.reading(),
        pytest.raises(RuntimeError, match="still being read"),
        store.reading(),
    ):
        pass
    with store.reading():
        pass


def test_the_second_of_two_savers_is_told(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    with store.writing(act()) as session:
        made = adult()
        session.add(made)
    with store.writing(act()) as session:
        session.get_one(Adult, made.id).given_names = "Ada"
    key = made.id
    made.given_names = "Eve"
    with pytest.raises(StaleDataError), store.writing(act()) as session:
        session.add(made)
    with store.reading() as session:
        assert session.get_one(Adult, key).given_names == "Ada"


def test_a_change_of_codes_alone_is_a_new_version(
    store: SqlCipherStore, act: MakeAct, contact: MakeContact
) -> None:
    with store.writing(act()) as session:
        made = contact(criteria=["harmed"])
        session.add(made)
    assert made.version == 1
    with store.writing(act()) as session:
        loaded = [selectinload(Contact.criterion_rows)]
        session.get_one(Contact, made.id, options=loaded).criteria = ["offence"]
    with store.reading() as session:
        assert session.get_one(Contact, made.id).version == 2


def test_records_are_not_changed_past_the_audit(
    store: SqlCipherStore, act: MakeAct, contact: MakeContact
) -> None:
    with store.writing(act()) as session:
        session.add(contact())
    for past in (
        update(Contact).values(place="Elsewhere"),
        delete(ContactCriterion),
        insert(Adult).values(family_name="Okafor"),
        delete(Contact.__table__),  # type: ignore[arg-type]  # a declared class has a Table
    ):
        with store.writing(act()) as session, pytest.raises(RuntimeError, match="audit"):
            session.execute(past)


def test_no_value_is_in_the_text_of_an_error(
    store: SqlCipherStore, act: MakeAct, contact: MakeContact
) -> None:
    with store.writing(act()) as session:
        session.add(contact("LADO/2026/0042"))
    with pytest.raises(IntegrityError) as refused, store.writing(act()) as session:
        session.add(contact("LADO/2026/0042", described_as="Zebedee Marker"))
    chain: BaseException | None = refused.value
    while chain is not None:
        assert "Zebedee" not in f"{chain} {chain!r}"
        assert "0042" not in f"{chain} {chain!r}"
        chain = chain.__cause__ or chain.__context__


def test_nothing_is_read_or_written_once_the_vault_is_closed(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    store.close()
    with pytest.raises(VaultClosed), store.writing(act()) as session:
        session.add(adult())
    with pytest.raises(VaultClosed), store.reading():
        pass
    with pytest.raises(VaultClosed):
        integrity.damage_anywhere(store)
    assert [path.name for path in store.folder.iterdir() if path.name.endswith("-wal")] == []


def test_close_leaves_one_file_of_records_and_may_be_called_twice(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    with store.writing(act()) as session:
        session.add(adult())
    store.close()
    store.close()
    names = sorted(file.name for file in store.folder.iterdir())
    assert names == ["ballast.bin", "data-1.db", "in-use.db"]


def test_the_vault_remembers_what_it_is_told_of_itself(store: SqlCipherStore, act: MakeAct) -> None:
    with store.writing(act()) as session:
        assert meta_value(session, "last number") is None
        set_meta_value(session, "last number", "41")
        set_meta_value(session, "last number", "42")
    with store.reading() as session:
        assert meta_value(session, "last number") == "42"


def test_a_new_database_has_an_audit_key_of_its_own_and_never_replaces_a_file(
    tmp_path: Path, key: bytes
) -> None:
    found = set()
    for name in ("data-1.db", "data-2.db"):
        make_database(tmp_path / name, key, {"vault_id": "x"})
        store = open_store(tmp_path / name, key)
        with store.reading() as session:
            found.add(session.scalar(select(META.c.value).where(META.c.key == "audit_key")))
        store.close()
    assert {len(bytes.fromhex(value or "")) for value in found} == {32}
    assert len(found) == 2
    with pytest.raises(FileExistsError):
        make_database(tmp_path / "data-1.db", key, {})


def test_typing_that_is_kept_as_a_draft_is_not_told_to_the_audit(
    store: SqlCipherStore, act: MakeAct
) -> None:
    with store.writing(act("draft.keep")) as session:
        session.execute(
            insert(DRAFT).values(
                id=new_id(),
                form="contact",
                body="{}",
                saved_at=datetime(2026, 11, 22, 12, 0),  # noqa: DTZ001  (local civil time)
            )
        )
    assert store.head()[0] == 0
    with store.reading() as session:
        assert session.scalar(select(DRAFT.c.body)) == "{}"


def test_days_come_back_as_days(store: SqlCipherStore, act: MakeAct, contact: MakeContact) -> None:
    with store.writing(act()) as session:
        session.add(contact())
    with store.reading() as session:
        assert session.scalars(select(Contact.received_on)).one() == date(2026, 4, 1)
