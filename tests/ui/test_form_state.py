"""What a form knows of its record, of what is typed and of its draft, without a widget."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from lado_desktop.casework.today.drafts import Draft
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.record import Record, new_id
from ui.forms.state import FormState

SAVED_AT = datetime.fromisoformat("2026-11-23T09:05")


@pytest.fixture
def state() -> FormState:
    """A record at its third version, that says "Hall", and 20 November as its editor writes it."""
    state = FormState(new_id())
    state.version = 3
    state.show("place", "Hall", "Hall")
    state.show("received_on", 20, "20 11 2026")
    return state


def _draft(values: dict[str, Any], begun: dict[str, Any]) -> Draft:
    return Draft(values, begun, SAVED_AT, new_id())


def test_only_what_differs_from_what_was_shown_is_an_edit(state: FormState) -> None:
    assert state.edits == {}
    state.typed["received_on"] = "32 13"
    assert state.edits == {"received_on": "32 13"}, "readable or not"
    assert state.draft == ({"received_on": "32 13"}, {"received_on": "20 11 2026"})
    state.typed["received_on"] = "20 11 2026"
    assert state.edits == {}


def test_changes_are_those_values_that_mean_something_else(state: FormState) -> None:
    state.show("status", ["cin", "cp_plan"], ["cin", "cp_plan"])
    state.show("emailed", False, False)
    values = {"place": "Yard", "received_on": 20, "status": ["cp_plan", "cin"], "emailed": None}
    assert state.changes(values) == {"place": "Yard"}


def test_an_act_gets_the_version_that_was_shown_and_the_next_act_the_one_it_returned(
    state: FormState,
) -> None:
    given: list[tuple[UUID, int, Mapping[str, Any]]] = []

    def act(id: UUID, version: int, changes: Mapping[str, Any]) -> Record:
        given.append((id, version, changes))
        return Contact(id=id, version=version + 1)

    state.amend(act, {"place": "Yard"})
    state.amend(act, {"place": "Gym"})
    assert given == [(state.id, 3, {"place": "Yard"}), (state.id, 4, {"place": "Gym"})]


def test_a_form_of_no_record_amends_nothing() -> None:
    def act(id: UUID, version: int, changes: Mapping[str, Any]) -> Record:
        raise AssertionError((id, version, changes))

    with pytest.raises(ValueError, match="no record"):
        FormState().amend(act, {"place": "Yard"})


def test_what_is_settled_is_no_edit_any_more(state: FormState) -> None:
    state.lay_over(_draft({"place": "Yard"}, {"place": "Hall"}))
    state.settle()
    assert not state.edits
    assert state.drafted_at is None
    assert not state.must_compare("place", "Hall")


def test_a_draft_is_laid_over_the_fields_that_the_form_has(state: FormState) -> None:
    laid = state.lay_over(_draft({"place": "Yard", "gone": "x"}, {"place": "Hall"}))
    assert laid == {"place": "Yard"}
    assert state.draft == ({"place": "Yard"}, {"place": "Hall"})


def test_a_record_that_says_the_same_as_before_the_draft_is_not_news(state: FormState) -> None:
    state.lay_over(_draft({"place": "Yard"}, {"place": "Hall"}))
    assert state.must_compare("place", "Hall"), "nobody has compared it yet"
    assert state.compare("place", "Hall", "Hall", "Hall") == ""
    assert not state.must_compare("place", "Hall")


def test_a_record_that_changed_under_what_is_typed_is_news(state: FormState) -> None:
    state.typed["place"] = "Yard"
    assert state.must_compare("place", "Gym")
    assert "It now says “Gym”" in state.compare("place", "Gym", "Gym", "Gym")
    assert state.baseline["place"] == "Gym"
    assert state.compare("place", None, "", "").startswith("Emptied by a later change")
    assert state.compare("place", "Yard", "Yard", "Yard") == "", "it says what was typed"
    said = state.compare("place", "a" * 500, "a" * 500, "a" * 500)
    assert "a" * 120 + "…" in said


def test_a_draft_that_does_not_say_what_was_there_begins_from_the_record(state: FormState) -> None:
    state.lay_over(_draft({"place": "Yard"}, {}))
    assert state.draft == ({"place": "Yard"}, {})
    assert state.compare("place", "Gym", "Gym", "Gym") == ""
    assert state.draft == ({"place": "Yard"}, {"place": "Gym"})
    assert "Pool" in state.compare("place", "Pool", "Pool", "Pool")
