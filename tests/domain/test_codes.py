"""The coded lists."""

import tomllib
from pathlib import Path

import pytest

from lado_desktop.domain.fields.field import FieldKind, fields_of
from lado_desktop.domain.practice.codes import (
    code_lists,
    codes_with,
    lists_named,
    meets_threshold,
    needs_meeting,
)
from lado_desktop.domain.records import RECORDS

COMMON = Path(__file__).parents[1] / "published" / "common_codes.toml"
OF_THE_SERVICE = {"area"}
"""Lists that each service writes for itself."""
OWN = {"invited"}
"""Codes of this program alone: who was asked to a meeting that is not held yet."""


def test_every_common_code_is_known_under_its_own_label_and_in_its_own_order() -> None:
    common = tomllib.loads(COMMON.read_text(encoding="utf-8"))
    assert len(common) >= 20
    for name, codes in common.items():
        known = {code: each for code, each in code_lists()[name].items() if code not in OWN}
        assert list(known.items()) == list(codes.items())


def test_every_field_that_is_chosen_from_a_list_has_that_list() -> None:
    named = {
        field.codes
        for record in RECORDS.values()
        for field in fields_of(record).values()
        if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES)
    }
    assert named - OF_THE_SERVICE <= set(code_lists())
    assert len(named) >= 20


def test_no_code_is_longer_than_its_column_and_no_label_is_empty() -> None:
    for codes in code_lists().values():
        assert codes
        assert all(0 < len(code) <= 60 and label.strip() for code, label in codes.items())


def test_the_two_outcomes_that_meet_the_threshold_are_told_apart_by_the_meeting() -> None:
    assert codes_with("contact_outcome", "threshold") == {"met_no_meeting", "met_meeting"}
    assert codes_with("contact_outcome", "meeting") == {"met_meeting"}
    for outcome in code_lists()["contact_outcome"]:
        assert meets_threshold(outcome) is outcome.startswith("met_")
        assert needs_meeting(outcome) is (outcome == "met_meeting")


def test_while_nothing_is_decided_the_threshold_is_neither_met_nor_not() -> None:
    assert meets_threshold(None) is None
    assert not needs_meeting(None)


def test_a_list_without_facts_has_no_codes_with_any() -> None:
    assert codes_with("sector", "threshold") == frozenset()


def test_nobody_can_alter_the_lists_by_accident() -> None:
    with pytest.raises(TypeError):
        code_lists()["sector"]["x"] = "y"  # type: ignore[index]


def test_every_list_that_a_service_may_change_is_there_and_is_named_once() -> None:
    opened, worded = lists_named("open"), lists_named("worded")
    assert opened.keys() | worded.keys() <= code_lists().keys() | OF_THE_SERVICE
    assert not opened.keys() & worded.keys()
    assert not {"lists", "attributes"} & code_lists().keys()
