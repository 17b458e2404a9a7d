from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from alembic import command
from sqlalchemy import text

from db.records.audit import ActDone
from db.schema import upgrade
from db.search.name_keys import named_like
from db.search.phonetic import keys_of, short_forms
from db.sqlcipher.engine import writing_engine
from db.sqlcipher.store import SqlCipherStore
from db.vault.in_place import make_file
from lado_desktop.domain.kinds.adult import Adult


def test_the_people_of_an_older_vault_are_given_their_keys(tmp_path: Path) -> None:
    database, key = tmp_path / "bare.db", bytes(32)
    make_file(database)
    engine = writing_engine(database, key)
    with engine.begin() as connection:
        command.upgrade(upgrade.config(connection), "0001")
        connection.execute(
            text("INSERT INTO adult (id, version, family_name) VALUES (:id, 1, 'Smythe')"),
            {"id": uuid4().hex},
        )
    upgrade.upgrade(database, key)
    with engine.connect() as connection:
        keys = set(connection.scalars(text("SELECT key FROM name_key WHERE kind = 'adult'")))
    assert keys == keys_of("Smythe")
    assert keys & keys_of("Smith")
    engine.dispose()


def test_short_forms_are_written_as_names_are_folded() -> None:
    assert all(name.isascii() and name.isalpha() and name.islower() for name in short_forms())
    assert short_forms()["kate"] & short_forms()["catherine"]


def test_a_name_that_goes_leaves_no_key(store: SqlCipherStore, act: Callable[..., ActDone]) -> None:
    with store.writing(act("adult.add")) as session:
        person = Adult(family_name="Okafor")
        session.add(person)
    with store.reading() as session:
        assert named_like(session, ["okaf"], "adult", 9) == [person.id]
        assert named_like(session, ["okaf"], "organisation", 9) == []
    with store.writing(act("Remove")) as session:
        session.delete(session.get_one(Adult, person.id))
    with store.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM name_key")) == 0
