"""Killed at any moment of the keeping of a document, it is kept with its file or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from db.documents.document_check import lacking
from db.documents.sealed_file import FOLDER
from db.records.audit import ActDone, verify
from db.vault import vault
from db.vault.opening import open_vault
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.kept_document import KeptDocument
from lado_desktop.domain.kinds.officer import Officer

PASSPHRASE = "cobalt ferret quietly juggles turnips"
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed is a fork")


def _documents(folder: Path) -> int:
    """Return how many documents there are, each with its whole file and no file besides."""
    opened = open_vault(vault.unlock(folder, PASSPHRASE), NOW)
    try:
        assert opened.notices == ()
        with opened.store.reading() as session:
            ids = session.scalars(select(KeptDocument.id)).all()
            assert verify(session).sound
        assert lacking(opened.store, wholly=True) == []
        names = sorted(path.name for path in (folder / FOLDER).glob("*.*"))
        assert names == sorted(f"{id.hex}.sealed" for id in ids)
    finally:
        opened.store.close()
    return len(ids)


@pytest.mark.slow
def test_a_kill_between_file_and_row_leaves_nothing_wrong(
    unlocked: Unlocked,
    account: Path,
    nursery: Callable[[str, Path, int], str],
    times: Callable[[int, int], int],
    figure: Callable[[str], None],
) -> None:
    store = unlocked.open()
    with store.writing(ActDone("Fill", None, NOW)) as session:
        session.add(Officer(name="Ottilie Marsh", role="lado"))
        session.add(Contact(reference="2627-0001", received_on=NOW.date(), intake="referral"))
    store.close()
    folder = unlocked.folder.parent / "crashed"

    def again() -> Path:
        for left_over in (folder, account):
            shutil.rmtree(left_over, ignore_errors=True)
        return Path(shutil.copytree(unlocked.folder, folder))

    moments = int(nursery("keep", again(), 0))
    found = [_documents(folder)]
    tried = range(1, moments + 1, times(3, 1))
    for moment in tried:
        assert nursery("keep", again(), moment) == "ended 9"
        found.append(_documents(folder))
    figure(f"{len(tried)} of {len(tried)} moments of keeping a document survived a kill")
    assert found[0] == 1
    assert sorted(found[1:]) == found[1:], "once kept, it stays"
    assert set(found) == {0, 1}
