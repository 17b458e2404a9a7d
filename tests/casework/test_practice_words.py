"""A service's own words, clocks and statements, upon those that were shipped."""

from datetime import date

import pytest

from lado_desktop.casework.settings.practice_words import (
    OFFERED_CLOCKS,
    keep_clocks,
    keep_statements,
    keep_words,
    targets_words,
)
from lado_desktop.casework.settings.settings import present, settle
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import undo
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.problem import Refused
from lado_desktop.domain.time.due import CLOCKS

BROMLEY = practice_named("bromley")


def test_a_word_is_the_services_own_until_it_is_emptied_or_undone(shift: Shift) -> None:
    changed = keep_words(shift, {"contact": "Query", "authority": "Bromley and Bexley"})
    assert changed.practice.word("contact") == "Query"
    assert changed.practice.word("threshold_met") == BROMLEY.word("threshold_met")
    assert changed.practice.authority == "Bromley and Bexley"
    emptied = keep_words(changed, {"contact": "", "authority": "Bromley and Bexley"})
    assert emptied.practice.word("contact") == "Contact"
    undo.undo(emptied, undo.undoable(emptied, 1)[0].act_id)
    assert present(emptied).practice.word("contact") == "Query"
    with pytest.raises(Refused, match="80 characters or fewer"):
        keep_words(shift, {"contact": "x" * 81})


def test_clocks_are_read_as_they_are_typed_and_run_from_then_on(shift: Shift) -> None:
    typed = {name: BROMLEY.clocks.get(name, "") for name in OFFERED_CLOCKS}
    typed |= {"targets": targets_words(BROMLEY.targets), "standards": ""}
    changed = keep_clocks(shift, {**typed, "meeting_hold": "2 working days", "case_review": ""})
    day = date(2026, 11, 20)
    assert (shift.due("meeting_hold", day), changed.due("meeting_hold", day)) == (
        date(2026, 11, 27), date(2026, 11, 24),
    )  # fmt: skip
    assert changed.due("case_review", day) is None
    assert changed.practice.targets == BROMLEY.targets
    with pytest.raises(Refused) as refused:
        keep_clocks(shift, {"meeting_hold": "soon", "targets": "1 month"})
    assert [each.field for each in refused.value.problems] == ["meeting_hold", "targets"]


def test_what_is_not_offered_stays_as_the_practice_has_it(shift: Shift) -> None:
    kent = practice_named("kent")
    at_kent = settle(shift, practice="kent")
    changed = keep_clocks(at_kent, {"meeting_hold": "2 working days"}).practice
    assert changed.high_caseload == kent.high_caseload == 90
    hidden = CLOCKS.keys() - OFFERED_CLOCKS.keys()
    assert {name: changed.clocks[name] for name in hidden} == {
        name: kent.clocks[name] for name in hidden
    }


def test_statements_are_kept_in_order_and_go_back_to_the_shipped_ones(shift: Shift) -> None:
    changed = keep_statements(shift, [("Welcome", "Thank you for coming."), ("", " ")])
    assert [each.title for each in changed.practice.statements] == ["Welcome"]
    shipped = [(each.title, each.text) for each in BROMLEY.statements]
    back = keep_statements(changed, shipped)
    assert back.practice.statements == BROMLEY.statements
    assert back.practice.stamp == ()
    with pytest.raises(Refused, match="needs a title and a text"):
        keep_statements(shift, [("Welcome", "")])
