import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from db.problem import NotSaved
from db.records.audit import ActDone
from db.sqlcipher.access_lock import AccessLock
from db.vault.in_use import VaultLock
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult
from tests.waiting import PATIENCE_S, until

MakeAct = Callable[..., ActDone]


def test_exclusive_use_waits_for_shared_use_which_may_nest() -> None:
    lock = AccessLock()
    had, order = threading.Event(), list[str]()

    def use_alone() -> None:
        with lock.exclusive():
            order.append("exclusive")
            had.set()

    with lock.shared():
        waiting = threading.Thread(target=use_alone)
        waiting.start()
        until(lambda: lock._is_exclusive)
        assert not had.is_set()
        with lock.shared():
            order.append("shared again")
        with pytest.raises(RuntimeError), lock.exclusive():
            pass
    waiting.join(PATIENCE_S)
    assert order == ["shared again", "exclusive"]
    with lock.shared():
        pass


def test_a_replacement_that_fails_leaves_the_vault_open_as_it_was(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store = unlocked.open()
    with store.writing(act()) as session:
        session.add(Adult(family_name="Okafor"))

    def fails(held: VaultLock) -> tuple[Path, bytes]:
        assert isinstance(held, VaultLock)
        raise NotSaved("The disk is full.")

    with pytest.raises(NotSaved):
        store.replace_database(fails)
    with store.writing(act()) as session:
        session.add(Adult(family_name="Vane"))
    with store.reading() as session:
        assert session.query(Adult).count() == 2
    store.close()
