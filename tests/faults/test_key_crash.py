"""Killed at any moment of a change of keys, a vault is the old one or the new one, whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from db.backups import backup
from db.problem import WrongPassphrase
from db.records.audit import ActDone, verify
from db.sqlcipher import integrity
from db.vault import vault
from db.vault.opening import open_vault
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult

PASSPHRASE = "cobalt ferret quietly juggles turnips"
ANOTHER = "seven walnuts orbit the lighthouse"
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed is a fork")


def _fill(unlocked: Unlocked) -> tuple[int, str]:
    store = unlocked.open()
    with store.writing(ActDone("Fill", None, NOW)) as session:
        session.add_all(Adult(family_name=f"Person {n}") for n in range(20))
    backup.make(unlocked, NOW, "before")
    anchor = store.head()
    store.close()
    return anchor


def _unlock(folder: Path) -> Unlocked:
    try:
        return vault.unlock(folder, PASSPHRASE)
    except WrongPassphrase:
        return vault.unlock(folder, ANOTHER)


def _is_whole(folder: Path, anchor: tuple[int, str]) -> bool:
    opened = open_vault(_unlock(folder), NOW)
    try:
        with opened.store.reading() as session:
            rows = len(session.scalars(select(Adult.id)).all())
            verdict = verify(session, [anchor])
        whole = rows == 20 and verdict.sound and integrity.damage(opened.store) == []
    finally:
        opened.store.close()
    # And once more: what was made good stays good.
    again = open_vault(_unlock(folder), NOW)
    again.store.close()
    return whole and not list(folder.glob("unfinished*"))


def _survived(
    unlocked: Unlocked,
    account: Path,
    nursery: Callable[[str, Path, int], str],
    what: str,
    every: int,
) -> tuple[int, int]:
    """Return how many moments were survived, and how many there were.

    The account saw the vault before each: no crash may look like an earlier vault.
    """
    anchor = _fill(unlocked)
    folder = unlocked.folder.parent / "crashed"

    def again() -> Path:
        for left_over in (folder, account):
            shutil.rmtree(left_over, ignore_errors=True)
        shutil.copytree(unlocked.folder, folder)
        open_vault(_unlock(folder), NOW).store.close()
        return folder

    moments = int(nursery(what, again(), 0))
    assert _is_whole(folder, anchor)
    whole = 0
    tried = range(1, moments + 1, every)
    for moment in tried:
        assert nursery(what, again(), moment) == "ended 9"
        whole += _is_whole(folder, anchor)
    return whole, len(tried)


@pytest.mark.slow
@pytest.mark.parametrize(
    "what, said",
    [
        ("change", "change of passphrase"),
        ("rotate", "change of the master key"),
        ("restore", "restore"),
    ],
)
def test_a_change_survives_a_kill_at_any_moment(
    unlocked: Unlocked,
    account: Path,
    nursery: Callable[[str, Path, int], str],
    times: Callable[[int, int], int],
    figure: Callable[[str], None],
    what: str,
    said: str,
) -> None:
    every = times(6, 1)
    whole, moments = _survived(unlocked, account, nursery, what, every)
    figure(f"{whole} of {moments} moments of a {said} survived a kill, the audit in one chain")
    assert whole == moments >= 9 // every
