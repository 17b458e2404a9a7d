"""The clocks of the work."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from lado_desktop.domain.fields.field import FieldKind, fields_of
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.due import CLOCKS, Length, due_day

OF_SERVICES = Path(__file__).parents[1] / "published" / "clocks.toml"
FRIDAY = date(2026, 11, 20)
# Days that an act sets and nobody types.
SET_BY_ACTS = {"meeting.approved_on"}


@pytest.mark.parametrize(
    "text, due",
    [
        ("24 hours", "2026-11-21"),
        ("72 hours", "2026-11-23"),
        ("1 day", "2026-11-21"),
        ("28 days", "2026-12-18"),
        ("1 working day", "2026-11-23"),
        ("20 working days", "2026-12-18"),
        ("4 weeks", "2026-12-18"),
        ("1 month", "2026-12-20"),
        ("3 months", "2027-02-20"),
    ],
)
def test_a_clock_runs_as_long_as_the_practice_says(text: str, due: str) -> None:
    assert due_day("minutes_final", FRIDAY, {"minutes_final": text}) == date.fromisoformat(due)


def test_what_came_at_the_weekend_is_decided_on_tuesday() -> None:
    lengths = {"threshold_decision": "1 working day"}
    assert due_day("threshold_decision", date(2026, 11, 21), lengths) == date(2026, 11, 24)


def test_a_closure_day_puts_off_a_clock_of_working_days_only() -> None:
    closed = frozenset({date(2026, 11, 23)})
    assert due_day("actions_out", FRIDAY, {"actions_out": "1 working day"}, closed) == date(
        2026, 11, 24
    )
    assert due_day("actions_out", FRIDAY, {"actions_out": "3 days"}, closed) == date(2026, 11, 23)


def test_a_month_from_the_thirty_first_of_january_ends_with_february() -> None:
    assert due_day("case_review", date(2026, 1, 31), {"case_review": "1 month"}) == date(
        2026, 2, 28
    )


@pytest.mark.parametrize("lengths", [{}, {"meeting_hold": ""}])
def test_a_clock_that_the_service_does_not_keep_is_never_due(lengths: dict[str, str]) -> None:
    assert due_day("meeting_hold", FRIDAY, lengths) is None


def test_an_unknown_clock_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        due_day("tea_time", FRIDAY, {"tea_time": "1 day"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "day",
        "0 days",
        "36 hours",
        "-1 day",
        "1.5 days",
        "1  day",
        "1 Day",
        " 1 day",
        "1 working week",
        "1000 days",
        "1 day or so",
        "1 year",
    ],
)
def test_a_length_that_is_none_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^A length of time is written as 24 hours, .+\.$"):
        Length.parse(text)


def test_a_length_says_what_it_is() -> None:
    assert Length.parse("48 hours") == Length(2, "day")
    assert Length.parse("5 working days") == Length(5, "working day")


def test_every_clock_runs_between_days_that_are_recorded() -> None:
    for limit in CLOCKS.values():
        for end in (limit.starts, limit.ends):
            noun, name = end.split(".")
            if end in SET_BY_ACTS:
                assert name in RECORDS[noun].__table__.columns
            else:
                assert fields_of(RECORDS[noun])[name].kind is FieldKind.DAY


def test_every_length_that_a_real_service_gives_is_understood() -> None:
    read = 0
    for clocks in tomllib.loads(OF_SERVICES.read_text(encoding="utf-8")).values():
        named = {code: text for code, text in clocks.items() if code in CLOCKS}
        for code in named:
            due = due_day(code, FRIDAY, named)
            assert due is not None
            assert due > FRIDAY
        bands = [*clocks.get("standards", ()), *clocks.get("targets", ())]
        assert all(Length.parse(text).unit in ("week", "month") for text in bands)
        read += len(named) + len(bands)
    assert read >= 12
