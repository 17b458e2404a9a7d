from datetime import date

import pytest

from lado_desktop.casework import actions
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.problem import Refused


def test_actions_are_numbered_and_done_today_unless_said_otherwise(
    shift: Shift, allegation: Contact
) -> None:
    first = actions.add(shift, allegation.id, {"text": "Ring the police"})
    second = actions.add(shift, allegation.id, {"text": "Write to the nursery"})
    assert [first.number, second.number, first.status] == [1, 2, "open"]
    done = actions.amend(shift, first.id, first.version, {"status": "done"})
    assert done.done_on == date(2026, 11, 23)


def test_a_cancelled_action_says_why(shift: Shift, allegation: Contact) -> None:
    action = actions.add(shift, allegation.id, {"text": "Ring the police"})
    with pytest.raises(Refused, match="why the action was cancelled"):
        actions.amend(shift, action.id, action.version, {"status": "cancelled"})
    why = {"status": "cancelled", "result": "They rang us."}
    assert actions.amend(shift, action.id, action.version, why).status == "cancelled"
    with pytest.raises(Refused, match="Action is needed"):
        actions.add(shift, allegation.id, {"text": " "})
