from datetime import UTC, datetime, timedelta

from lado_desktop.casework.audit.clock_watch import ClockWatch
from lado_desktop.casework.audit.journal import lock_time_changed
from lado_desktop.casework.audit.lines import AuditQuery, page
from lado_desktop.casework.shift import Shift

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def test_a_clock_set_back_while_the_vault_is_open_is_reported_once_and_a_night_is_not(
    shift: Shift,
) -> None:
    walls = iter([NOW, NOW + timedelta(hours=9), NOW - timedelta(days=1), NOW - timedelta(days=1)])
    steadies = iter([0.0, 60.0, 120.0, 180.0])
    watch = ClockWatch(lambda: next(walls), lambda: next(steadies))
    assert watch.look(shift) == ""
    assert watch.look(shift).startswith("The computer's clock was set back")
    assert watch.look(shift) == ""
    (line,) = page(shift, AuditQuery(group="checks")).lines
    assert line.what == "The computer's clock jumped"
    assert {each.label for each in line.changes} == {"Last", "Now"}


def test_a_later_lock_is_a_line_with_before_and_after(shift: Shift) -> None:
    lock_time_changed(shift, 5, 15)
    (line,) = page(shift, AuditQuery(group="settings")).lines
    assert line.what == "Changed settings: minutes until it locks"
    assert [(each.before, each.after) for each in line.changes] == [("5", "15")]
