"""The practice service's settings: letterhead, closure days, areas, officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lado_desktop.casework.settings import code_lists, posts
from lado_desktop.casework.settings.posts import PostGiven
from lado_desktop.casework.settings.settings import settle
from lado_desktop.casework.shift import Shift
from lado_desktop.demo.invented.people import invented
from lado_desktop.domain.kinds.officer import Officer

_MORE_HOURS = date(2026, 4, 1)


def settled(shift: Shift) -> Shift:
    """Save the settings, and return the new shift."""
    content = invented("practice_settings")
    closed = {each["day"]: each["why"] for each in content["closure_days"]}
    shift = settle(shift, letterhead=content["letterhead"], closure_days=closed)
    for label in content["areas"]:
        shift = code_lists.add(shift, "area", label)
    return shift


@dataclass(frozen=True)
class Colleagues:
    """The other people of the service, besides the first officer."""

    cover: Officer
    manager: Officer
    support: Officer


def colleagues(shift: Shift) -> Colleagues:
    """Add the colleagues, and set when everybody is in post and for how much of full time."""
    cover = Officer(name="Dorothea Pym", role="cover", fte=0.4, started_on=shift.today)
    manager = Officer(name="Ambrose Teale", role="manager", fte=0.2, started_on=shift.today)
    support = Officer(
        name="Piers Tolliver", role="business_support", fte=0.8, started_on=shift.today
    )
    with shift.act("officer.add_all") as session:
        session.get_one(Officer, shift.officer.id).started_on = shift.today
        session.add_all((cover, manager, support))
    return Colleagues(cover, manager, support)


def more_hours(shift: Shift, officer: Officer) -> None:
    """Give the cover more hours: end the first post and add another from the next day."""
    last = date.fromordinal(_MORE_HOURS.toordinal() - 1)
    first = next(each for each in posts.posts(shift) if each.id == officer.id)
    ended = PostGiven(first.role, first.fte, first.started_on, last)
    posts.add(shift, officer.id, PostGiven(first.role, 0.6, _MORE_HOURS))
    posts.change(shift, officer.id, first.version, ended)
