"""Every act asks what the role may do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from lado_desktop.casework.audit import lines
from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.custody import backups
from lado_desktop.casework.meetings import actions
from lado_desktop.casework.settings.practice_parts import part_kept
from lado_desktop.casework.settings.practice_words import keep_words
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import binned, history, undo
from lado_desktop.domain.acts import ACTS
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.permission import ROLES, NotAllowed, Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.reports.documents.audit_extract import audit_extract

Log = Callable[..., Contact]


def in_role(shift: Shift, role: str) -> Shift:
    """Return a shift of the same officer in another role."""
    officer = Officer(id=shift.officer.id, name=shift.officer.name, role=role)
    return replace(shift, officer=officer)


@pytest.mark.parametrize("role", list(ROLES))
def test_a_role_begins_the_acts_of_the_table_and_no_others(shift: Shift, role: str) -> None:
    working = in_role(shift, role)
    done = set()
    of_officers = {code: act.needs for code, act in ACTS.items() if act.needs is not None}
    for code in of_officers:
        try:
            done.add(working.doing(code).code)
        except NotAllowed:
            continue
    assert done == {code for code, right in of_officers.items() if right in ROLES[role]}


def test_an_act_of_the_program_itself_is_begun_by_nobody(shift: Shift) -> None:
    for code in (code for code, act in ACTS.items() if act.needs is None):
        with pytest.raises(ValueError, match="the program's own"):
            shift.doing(code)


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


def _first_version(shift: Shift, kind: str, id: UUID) -> int:
    return history.history(shift, kind, id).versions[-1].seq


def test_an_earlier_version_is_restored_by_who_may_change_the_record(
    shift: Shift, log: Log
) -> None:
    keep_words(shift, {"contact": "consultation"})
    keep_words(shift, {"contact": "matter"})
    words = part_kept(shift, "words")
    assert words is not None
    first = _first_version(shift, "practice_part", words)
    support, manager = in_role(shift, "business_support"), in_role(shift, "manager")
    with pytest.raises(NotAllowed, match="settings, lists and words"):
        history.restore(support, "practice_part", words, first)
    history.restore(manager, "practice_part", words, first)
    # An undo needs the right to make the change, not the role that the officer had then.
    (step, *_) = undo.undoable(support)
    with pytest.raises(NotAllowed, match="settings, lists and words"):
        undo.undo(support, step.act_id)
    assert undo.undo(manager, step.act_id) == "Restore earlier version undone"
    contact = log(place="The hall")
    changed = contacts.amend(shift, contact.id, contact.version, {"place": "The gym"})
    taker = in_role(shift, "contact_officer")
    history.restore(taker, "contact", contact.id, _first_version(shift, "contact", contact.id))
    assert open_contact(taker, changed.id).contact.place == "The hall"


def test_what_was_recorded_in_error_does_not_stand_again_by_its_history(
    shift: Shift, log: Log
) -> None:
    contact = log()
    first = _first_version(shift, "contact", contact.id)
    contacts.record_in_error(shift, contact.id, "Logged twice.")
    for role in ("business_support", "lado"):
        with pytest.raises(CaseworkError, match="recorded in error and can no longer be changed"):
            history.restore(in_role(shift, role), "contact", contact.id, first)
    assert open_contact(shift, contact.id).state == "in_error"


def test_what_was_decided_is_brought_back_from_the_bin_by_who_decides(
    shift: Shift, log: Log
) -> None:
    contact = log()
    met = {"outcome": "met_no_meeting", "criteria": ["harm"], "rationale": "A mark was seen."}
    decisions.decide(shift, contact.id, met)
    undo.undo(shift, undo.undoable(shift)[0].act_id)
    support, cover = in_role(shift, "business_support"), in_role(shift, "cover")
    lying = binned.bin_contents(support)
    assert {each.kind for each in lying} == {"decision", "allegation"}
    for each in lying:
        assert each.why_not.startswith("Deciding contacts and recording findings is not part of")
        with pytest.raises(NotAllowed):
            binned.restore(support, each.kind, each.id)
    assert open_contact(support, contact.id).state == "undecided"
    for each in binned.bin_contents(cover):
        assert each.why_not == ""
        binned.restore(cover, each.kind, each.id)
    assert open_contact(cover, contact.id).state == "under_way"


def test_a_change_of_a_contact_settles_nothing_that_is_settled_by_an_act_of_its_own(
    shift: Shift, log: Log
) -> None:
    contact, taker = log(), in_role(shift, "contact_officer")
    settled = {"closed_on": shift.today, "concluded_on": shift.today, "criteria": ["harm"]}
    contacts.amend(taker, contact.id, contact.version, {"place": "The hall", **settled})
    changed = open_contact(taker, contact.id)
    assert (changed.state, changed.contact.place) == ("undecided", "The hall")
    assert list(changed.contact.criteria) == []


def test_the_audit_is_read_and_counted_by_who_oversees(shift: Shift, log: Log) -> None:
    log()
    support, auditor = in_role(shift, "business_support"), in_role(shift, "auditor")
    reads: tuple[Callable[[Shift], object], ...] = (
        lambda who: lines.page(who, AuditQuery()),
        lambda who: lines.count(who, AuditQuery()),
        lambda who: list(lines.all_lines(who, AuditQuery())),
        lambda who: audit_extract(who, AuditQuery(reference="2627-0001")),
    )
    for read in reads:
        assert read(auditor)
        with pytest.raises(NotAllowed, match="Reading the audit is not part of your role"):
            read(support)


def test_where_backups_go_is_not_for_everybody(shift: Shift) -> None:
    with pytest.raises(NotAllowed):
        backups.choose_second_place(in_role(shift, "contact_officer"), None)
