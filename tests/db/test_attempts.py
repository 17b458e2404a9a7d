from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from db.problem import TooSoon, WrongPassphrase
from db.records.audit import ActDone
from db.records.tables import AUDIT
from db.vault import attempts
from db.vault.attempts import Attempts, seconds_to_wait
from db.vault.opening import open_vault
from db.vault.vault import Unlocked
from lado_desktop.domain.kinds.adult import Adult
from tests import beneath

PASSPHRASE = "cobalt ferret quietly juggles turnips"
NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


def test_the_wait_grows_to_a_minute_and_after_a_hundred_to_a_quarter_of_an_hour() -> None:
    waits = [seconds_to_wait(wrong) for wrong in range(1, 12)]
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]
    assert (seconds_to_wait(99), seconds_to_wait(100), seconds_to_wait(5_000)) == (60, 900, 900)


def test_wrong_passphrases_wait_and_a_restart_forgets_nothing(unlocked: Unlocked) -> None:
    clock = Clock()
    tries = Attempts(unlocked.folder, clock)
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            tries.unlock("not it at all, sorry", NOW)
    with pytest.raises(TooSoon, match=r"4 wrong passphrases.*Wait 2 seconds") as refused:
        tries.unlock(PASSPHRASE, NOW)
    assert refused.value.seconds == 2
    clock.at += 1.5
    assert tries.wait() == 1
    assert Attempts(unlocked.folder, clock).wait() == 2
    clock.at += 0.5
    assert tries.unlock(PASSPHRASE, NOW).key == unlocked.key


def test_setting_the_computers_clock_gains_nothing(unlocked: Unlocked) -> None:
    clock = Clock()
    tries = Attempts(unlocked.folder, clock)
    for year in (2026, 2036, 2025, 2026, 2036):
        clock.at += 60
        with pytest.raises(WrongPassphrase):
            tries.unlock("not it at all, sorry", NOW.replace(year=year))
    assert tries.wait() == 4
    assert Attempts(unlocked.folder, clock).wait() == 4


def test_failures_go_into_the_audit_at_the_next_unlock_and_hold_no_passphrase(
    unlocked: Unlocked,
) -> None:
    tries = Attempts(unlocked.folder)
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            tries.unlock("Zebedee not it at all", NOW)
    log = unlocked.folder / attempts.LOG
    assert "Zebedee" not in log.read_text()
    log.write_text(log.read_text() + "edited by somebody\n")
    opened = open_vault(tries.unlock(PASSPHRASE, NOW), NOW)
    with opened.store.reading() as session:
        actions = list(session.scalars(select(AUDIT.c.action).order_by(AUDIT.c.seq)))
    opened.store.close()
    assert actions == ["failed unlock"] * 3 + ["unlock", "integrity"]
    assert not log.exists()
    assert Attempts(unlocked.folder).wrong == 0


def test_a_broken_end_of_the_audit_is_noticed_at_unlock(unlocked: Unlocked) -> None:
    opened = open_vault(unlocked, NOW)
    with opened.store.writing(ActDone("Log", None, NOW)) as session:
        session.add_all(Adult(family_name=f"Okafor {n}") for n in range(3))
    with beneath.writer(opened.store).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET act = 'Other' WHERE seq = 2")
    opened.store.close()
    again = open_vault(unlocked, NOW)
    again.store.close()
    assert "does not hold from line 2 on" in again.notices[0]
    assert not again.audit.sound
