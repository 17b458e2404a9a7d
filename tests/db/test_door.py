import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from db.problem import NotSaved
from db.records.audit import ActDone
from db.sqlcipher.access_lock import Door
from db.vault.in_use import Hold
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult
from tests.waiting import PATIENCE_S, until

MakeAct = Callable[..., ActDone]


def test_who_shuts_the_door_waits_for_those_inside_who_may_go_in_again() -> None:
    door = Door()
    shut, order = threading.Event(), list[str]()

    def shut_it() -> None:
        with door.shut():
            order.append("shut")
            shut.set()

    with door.inside():
        waiting = threading.Thread(target=shut_it)
        waiting.start()
        until(lambda: door._is_shut)
        assert not shut.is_set()
        with door.inside():
            order.append("inside again")
        with pytest.raises(RuntimeError), door.shut():
            pass
    waiting.join(PATIENCE_S)
    assert order == ["inside again", "shut"]
    with door.inside():
        pass


def test_an_exchange_that_fails_leaves_the_vault_open_as_it_was(
    unlocked: Unlocked, act: MakeAct
) -> None:
    store = unlocked.open()
    with store.writing(act()) as session:
        session.add(Adult(family_name="Okafor"))

    def fails(hold: Hold) -> tuple[Path, bytes]:
        assert isinstance(hold, Hold)
        raise NotSaved("The disk is full.")

    with pytest.raises(NotSaved):
        store.exchange(fails)
    with store.writing(act()) as session:
        session.add(Adult(family_name="Vane"))
    with store.reading() as session:
        assert session.query(Adult).count() == 2
    store.close()
