from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from db.records.tables import AUDIT
from db.vault.opening import open_vault
from db.vault.vault import Unlocked

NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)


def _open(unlocked: Unlocked, at: datetime) -> tuple[tuple[str, ...], list[str]]:
    opened = open_vault(unlocked, at)
    with opened.store.reading() as session:
        actions = list(session.scalars(select(AUDIT.c.action).order_by(AUDIT.c.seq)))
    opened.store.close()
    return opened.notices, actions


def test_a_clock_that_stands_where_it_cannot_is_said_and_marked_in_the_audit(
    unlocked: Unlocked,
) -> None:
    assert _open(unlocked, NOW) == ((), ["unlock", "integrity"])
    assert _open(unlocked, NOW - timedelta(minutes=4))[0] == ()
    notices, actions = _open(unlocked, NOW - timedelta(days=365))
    assert notices[0].startswith("The computer's clock says 22/11/2025")
    assert actions[3] == "clock jump"
    notices, actions = _open(unlocked, NOW + timedelta(days=3650))
    assert "Check day and time" in notices[0]
    assert actions.count("clock jump") == 2
