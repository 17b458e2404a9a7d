"""Starters, leavers and hours: an officer's posts, what they count for and what they allow."""

from datetime import date

import pytest

from lado_desktop.casework.settings import posts
from lado_desktop.casework.settings.in_post import role_today
from lado_desktop.casework.settings.posts import PostGiven
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.problem import CaseworkError, Refused
from lado_desktop.figures.units.units import Units

APRIL = date(2026, 4, 1)


def _own(shift: Shift) -> posts.Post:
    return next(each for each in posts.posts(shift) if each.id == shift.officer.id)


def test_each_post_counts_from_its_first_day_to_its_last(shift: Shift) -> None:
    own = _own(shift)
    given = PostGiven("lado", 0.6, date(2025, 9, 1), date(2026, 3, 31))
    posts.add(shift, own.id, PostGiven("lado", 1.0, APRIL))
    posts.change(shift, own.id, own.version, given)
    assert [(each.fte, each.officer_id) for each in posts.posts(shift)] == [
        (0.6, own.id),
        (1.0, own.id),
    ]
    with shift.reading_all() as session:
        units = Units(session.connection(), shift.today, date(2025, 4, 1), ()).of("officers")
    assert units.amount("fte", units.everything) == 160


def test_what_an_officer_may_do_follows_from_the_post_of_today(shift: Shift) -> None:
    own = _own(shift)
    with shift.act("officer.add") as session:
        session.add(Officer(name="Ambrose Teale", role="manager"))
    posts.change(shift, own.id, own.version, PostGiven("cover", 0.4, date(2025, 1, 1), APRIL))
    posts.add(shift, own.id, PostGiven("lado", 1.0, date(2026, 4, 2)))
    with shift.reading() as session:
        main = session.get_one(Officer, own.id)
        assert role_today(session, main, date(2026, 3, 1)) == "cover"
        assert role_today(session, main, shift.today) == "lado"
        assert role_today(session, main, date(2024, 1, 1)) == "cover"


def test_a_post_that_cannot_be_is_refused(shift: Shift) -> None:
    own = _own(shift)
    for given, field in (
        (PostGiven("pirate", 1, APRIL), "role"),
        (PostGiven("lado", 1.2, APRIL), "fte"),
        (PostGiven("lado", 1, None, APRIL), "started_on"),
        (PostGiven("lado", 1, APRIL, date(2026, 3, 1)), "ended_on"),
    ):
        with pytest.raises(Refused) as refused:
            posts.add(shift, own.id, given)
        assert [each.field for each in refused.value.problems] == [field]


def test_the_last_who_may_add_officers_stays_one(shift: Shift) -> None:
    own = _own(shift)
    for given in (
        PostGiven("auditor", 1, APRIL),
        PostGiven("lado", 1, APRIL, date(2026, 10, 31)),
    ):
        with pytest.raises(CaseworkError, match="Nobody would be left who may add officers"):
            posts.change(shift, own.id, own.version, given)
