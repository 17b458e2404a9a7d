"""What an officer has in hand, counted; each number is that of the list which it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from lado_desktop.casework.lists.listing import Listing, number
from lado_desktop.casework.lists.lists import ACTIONS, ALLEGATIONS, CONTACTS, MEETINGS
from lado_desktop.casework.shift import Shift


@dataclass(frozen=True)
class InHand:
    """What is counted: a list, and what it is narrowed by."""

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
    """How many there are of what an officer has in hand, in the order of IN_HAND."""

    undecided: int
    under_way: int
    meetings_ahead: int
    actions_overdue: int


def glance(shift: Shift) -> Glance:
    """Count what is in hand."""
    with shift.reading() as session:
        return Glance(
            *(number(shift, session, each.listing, {each.by: each.code}) for each in IN_HAND)
        )
