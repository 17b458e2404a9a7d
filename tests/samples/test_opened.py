"""Every sample, brought to the newest shape, is a vault to work on."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.records.rebuilding import rebuilt
from db.schema import sample
from db.sqlcipher.opening import open_store
from lado_desktop.casework.audit.verifying import verify
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.saving import get
from lado_desktop.casework.search import search
from lado_desktop.casework.undoing import undo
from lado_desktop.domain.kinds.contact import Contact
from tests import beneath
from tests.histories import in_the_database
from tests.samples.loaded import opened

SAMPLES = [pytest.param(path, id=path.name) for path in sample.samples()]


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_is_opened_verified_and_worked_on(path: Path, tmp_path: Path) -> None:
    with opened(path, tmp_path / "vault") as shift:
        assert verify(shift).sound
        values = {"received_on": shift.today, "intake": "referral", "summary": "A gate was open."}
        logged = contacts.log(shift, values)
        assert logged.id in [found.id for found in search.search(shift, "gate open")]
        (step, *_) = undo.undoable(shift)
        assert undo.undo(shift, step.act_id) == "Log contact undone"
        assert get(shift, Contact, logged.id).in_error_on == shift.today
        assert verify(shift).sound


@pytest.mark.parametrize("path", SAMPLES)
def test_every_record_of_a_sample_is_rebuilt_as_it_is(path: Path, tmp_path: Path) -> None:
    unlocked = sample.load(path, tmp_path / "vault")
    store = open_store(unlocked.database, unlocked.key)
    there = in_the_database(beneath.readers(store))
    with store.reading() as session:
        found = rebuilt(session)
    store.close()
    assert len(there) > 200
    assert found.records == there
