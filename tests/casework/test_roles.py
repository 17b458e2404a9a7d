"""What each role may do is held to wherever an act is done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from lado_desktop.casework import actions, backups, contacts, decisions
from lado_desktop.casework.contact_file import open_contact
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import undo
from lado_desktop.domain.contact import Contact
from lado_desktop.domain.officer import Officer
from lado_desktop.domain.permission import ACTS, ROLES, NotAllowed, Permission

Log = Callable[..., Contact]


def in_role(shift: Shift, role: str) -> Shift:
    """Return a shift of the same officer in another role."""
    officer = Officer(id=shift.officer.id, name=shift.officer.name, role=role)
    return replace(shift, officer=officer)


@pytest.mark.parametrize("role", list(ROLES))
def test_a_role_begins_the_acts_of_the_table_and_no_others(shift: Shift, role: str) -> None:
    working = in_role(shift, role)
    done = set()
    for act in ACTS:
        try:
            done.add(working.doing(act).name)
        except NotAllowed:
            continue
    assert done == {act for act, permission in ACTS.items() if permission in ROLES[role]}


def test_a_refusal_says_what_and_who_does_it_and_nothing_is_changed(shift: Shift, log: Log) -> None:
    contact = log()
    support = in_role(shift, "business_support")
    with pytest.raises(NotAllowed) as refused:
        decisions.decide(
            support, contact.id, {"outcome": "not_progressed", "rationale": "No harm."}
        )
    assert str(refused.value) == (
        "Deciding contacts and recording findings is not part of your role, Business support. "
        "It is done by: LADO or Cover for the LADO."
    )
    assert open_contact(support, contact.id).decision is None
    assert actions.add(support, contact.id, {"text": "Ring the school"}).number == 1


def test_an_auditor_reads_and_changes_nothing(shift: Shift, log: Log) -> None:
    contact = log()
    auditor = in_role(shift, "auditor")
    assert open_contact(auditor, contact.id).contact.reference == contact.reference
    with pytest.raises(NotAllowed):
        contacts.amend(auditor, contact.id, contact.version, {"place": "Hall"})
    with pytest.raises(NotAllowed):
        contacts.log(auditor, {"received_on": date(2026, 11, 20), "intake": "enquiry"})
    assert auditor.may(Permission.AUDIT)
    assert not auditor.may(Permission.PRINT)


def test_undoing_needs_what_the_act_itself_needs(shift: Shift, log: Log) -> None:
    contact = log()
    decisions.decide(shift, contact.id, {"outcome": "not_progressed", "rationale": "No harm."})
    (step, *_) = undo.undoable(shift)
    with pytest.raises(NotAllowed):
        undo.undo(in_role(shift, "business_support"), step.act_id)
    assert undo.undo(in_role(shift, "cover"), step.act_id) == "Decide contact undone"


def test_where_backups_go_is_not_for_everybody(shift: Shift) -> None:
    with pytest.raises(NotAllowed):
        backups.choose_second_place(in_role(shift, "contact_officer"), None)
