"""Counts of an officer's work in hand. Each equals the number of rows in its list."""

from __future__ import annotations

from dataclasses import dataclass

from lado_desktop.casework.lists.listing import Listing, number
from lado_desktop.casework.lists.lists import ACTIONS, ALLEGATIONS, CONTACTS, MEETINGS
from lado_desktop.casework.shift import Shift


@dataclass(frozen=True)
class InHand:
    """A list and its filter."""

    listing: Listing
    by: str
    code: str


IN_HAND = (
    InHand(CONTACTS, "state", "undecided"),
    InHand(ALLEGATIONS, "state", "under_way"),
    InHand(MEETINGS, "state", "planned"),
    InHand(ACTIONS, "stage", "to_do.overdue"),
)


@dataclass(frozen=True)
class Glance:
    """The counts in the order of IN_HAND."""

    undecided: int
    under_way: int
    meetings_ahead: int
    actions_overdue: int


def glance(shift: Shift) -> Glance:
    """Count the work in hand."""
    with shift.reading() as session:
        return Glance(
            *(number(shift, session, each.listing, {each.by: each.code}) for each in IN_HAND)
        )
