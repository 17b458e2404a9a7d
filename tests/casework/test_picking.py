from collections.abc import Callable

import pytest

from lado_desktop.casework.known.before import look
from lado_desktop.casework.known.record import Typed
from lado_desktop.casework.people import adults, organisations, professionals
from lado_desktop.casework.search.picking import suggest
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact


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
        ("contact", "suilleabhain", "2627-0001"),
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


@pytest.mark.parametrize("setting", ["", "Northgate Nursery"])
def test_a_list_under_a_field_has_the_order_of_what_is_known_beside_it(
    shift: Shift, log: Callable[..., Contact], setting: str
) -> None:
    for given in ("Roksana", "Aisha", "Priyanka", "Priyanka"):
        adults.add(shift, {"given_names": given, "family_name": "Zakrzewska"})
    there = adults.add(shift, {"given_names": "Tosia", "family_name": "Zakrzewska"})
    log(adult_id=there.id)
    typed = Typed("zakrzew", setting=setting)
    known = [each.id for each in look(shift, typed).found if each.kind == "adult"]
    assert len(known) == 5
    assert (known[0] == there.id) is bool(setting)
    assert [each.id for each in suggest(shift, "adult", "zakrzew", beside=typed)] == known


def test_settings_have_one_order_too(shift: Shift) -> None:
    for name in ("Oakfield School", "Oakdale School", "Oakham School"):
        organisations.add(shift, {"name": name})
    known = look(shift, Typed(setting="oak")).found
    assert [each.label for each in suggest(shift, "organisation", "oak")] == [
        each.title for each in known
    ]
