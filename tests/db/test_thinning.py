from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from db.backups.retention import ALWAYS, MOST_AT_ONCE, to_remove

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _thin_all(made: list[datetime], now: datetime) -> list[datetime]:
    left = sorted(made)
    while gone := to_remove(left, now):
        left = [one for one in left if one not in gone]
    return left


def test_a_year_of_half_hours_becomes_two_days_two_weeks_two_months_and_three_months() -> None:
    left: list[datetime] = []
    now = NOON - timedelta(days=200)
    while now <= NOON:
        if 8 <= now.hour < 18:
            gone = set(to_remove([*left, now], now))
            left = [one for one in [*left, now] if one not in gone]
        now += timedelta(minutes=30)
    ages = [(NOON - one) for one in left]
    assert sum(age <= timedelta(hours=48) for age in ages) >= 24
    assert len({one.date() for one in left if (NOON.date() - one.date()).days < 14}) == 14
    assert max(ages) <= timedelta(days=120)
    assert len(left) <= 24 + 14 + 8 + 3 + MOST_AT_ONCE


def test_nothing_goes_while_the_clock_is_behind_and_little_when_it_is_ahead() -> None:
    made = [NOON - timedelta(hours=n) for n in range(100)]
    assert to_remove(made, NOON - timedelta(days=365)) == []
    ahead = NOON + timedelta(days=3650)
    assert len(to_remove(made, ahead)) == MOST_AT_ONCE
    assert len(_thin_all(made, ahead)) >= ALWAYS


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 400 * 24), unique=True, max_size=80),
    st.integers(-1_000, 1_000),
)
def test_whatever_was_made_the_newest_ten_and_what_is_of_two_days_stay(
    hours: list[int], days: int
) -> None:
    made = [NOON - timedelta(hours=n) for n in hours]
    now = NOON + timedelta(days=days)
    gone = to_remove(made, now)
    assert len(gone) <= MOST_AT_ONCE
    assert gone == sorted(gone)
    assert not set(gone) & set(sorted(made, reverse=True)[:ALWAYS])
    left = _thin_all(made, now)
    assert set(sorted(made, reverse=True)[:ALWAYS]) <= set(left)
    if made and now >= max(made):
        late = [one for one in left if now - one > timedelta(days=120)]
        assert set(late) <= set(sorted(made, reverse=True)[:ALWAYS])
