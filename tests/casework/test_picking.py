from collections.abc import Callable

import pytest

from lado_desktop.casework import adults, organisations, professionals
from lado_desktop.casework.picking import suggest
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.contact import Contact


@pytest.mark.parametrize(
    "kind, typed, label",
    [
        ("professional", "dana f", "Dana Fox"),
        ("professional", "Steven Reid", "Stephen Read"),
        ("professional", "Steve Read", "Stephen Read"),
        ("organisation", "nursery north", "Northgate Nursery"),
        ("organisation", "Northgait", "Northgate Nursery"),
        ("adult", "osullevan", "Wren Ó Súilleabháin"),
        ("adult", "Harcourt", "Nell Vane"),
        ("contact", "2627-0001", "2627-0001"),
    ],
)
def test_who_is_meant_is_found_by_name_however_it_is_spelt(
    shift: Shift, log: Callable[..., Contact], kind: str, typed: str, label: str
) -> None:
    log()
    professionals.add(shift, {"name": "Stephen Read"})
    organisations.add(shift, {"name": "Southfield School"})
    adults.add(shift, {"given_names": "Nell", "family_name": "Vane", "previous_names": "Harcourt"})
    assert [each.label for each in suggest(shift, kind, typed)] == [label]


def test_the_closest_comes_first_and_of_equals_the_newest(shift: Shift) -> None:
    old = professionals.add(shift, {"name": "Ed Roe", "role": "Head"})
    new = professionals.add(shift, {"name": "Ed Roe", "role": "Governor"})
    professionals.add(shift, {"name": "Edwin Rowe"})
    found = suggest(shift, "professional", "Ed Roe")
    assert [each.id for each in found[:2]] == [new.id, old.id]
    assert found[2].label == "Edwin Rowe"
