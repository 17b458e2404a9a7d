from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event

from lado_desktop.casework.audit.file import HEADS, as_csv
from lado_desktop.casework.audit.journal import opened, searched, took_out, write_down
from lado_desktop.casework.audit.lines import AuditQuery, NoSuchReference, count, page
from lado_desktop.casework.audit.verifying import NotAnAnchor, anchor_of, verify
from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.documents.issued_documents import anchor
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.registers.by_kind import add
from lado_desktop.casework.settings.settings import settle
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing.history import FieldChange
from lado_desktop.casework.undoing.undo import undo, undoable
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.register import Register
from lado_desktop.domain.registers import REGISTERS
from lado_desktop.domain.time.clock import StoppedClock
from tests import beneath


def _said(shift: Shift, **narrowed: Any) -> list[tuple[str, str]]:
    return [(line.what, line.about) for line in page(shift, AuditQuery(**narrowed)).lines]


def test_what_was_looked_at_and_searched_is_a_line_and_no_word_of_it_is_kept(
    shift: Shift, log: Any
) -> None:
    contact = log()
    first = opened(shift, "contact", contact.id, first=True)
    again = replace(first, first=False)
    write_down(shift, [searched(shift, "wren osulivan", 2, "search"), first, again])
    assert _said(shift, group="views") == [("Opened contact", "2627-0001")]
    words = "Searched everywhere: 2 words of 4 and 8 letters, 2 found"
    assert _said(shift, group="searches") == [(words, "")]
    assert "osulivan" not in as_csv(shift, AuditQuery())


@pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS.keys())
def test_a_line_leads_to_the_entry_of_any_register(shift: Shift, register: Register) -> None:
    codes = {
        field.name: next(iter(shift.practice.codes(field.codes)))
        for field in register.form
        if field.required and field.codes
    }
    entry = add(shift, register.record, {**codes, register.record.day_field: shift.today})
    (line,) = page(shift, AuditQuery(group="changes"), limit=1).lines
    assert (line.about, line.page) == (entry.reference, (register.kind, entry.id))


def test_lines_say_in_words_what_was_done_to_what_and_lead_to_it(
    shift: Shift, allegation: Contact
) -> None:
    version = open_contact(shift, allegation.id).contact.version
    contacts.amend(shift, allegation.id, version, {"place": "The hall"})
    latest, decided = page(shift, AuditQuery(group="changes"), limit=2).lines
    assert (latest.officer, latest.act, latest.what) == (
        "Ottilie Marsh",
        "Change contact",
        "Changed contact",
    )
    assert latest.changes == (FieldChange("Where", "", "The hall"),)
    assert latest.page == decided.page == ("contact", allegation.id)
    assert decided.about == "2627-0001"
    settle(shift, letterhead=["LADO service"])
    (setting,) = page(shift, AuditQuery(group="settings")).lines
    assert setting.what == "Changed settings: letterhead"
    assert setting.changes == (FieldChange("Letterhead", "", "LADO service"),)


def test_a_reference_finds_all_that_belongs_to_it_what_was_taken_off_it_too(
    shift: Shift, allegation: Contact, log: Any
) -> None:
    log()
    actions.add(shift, allegation.id, {"text": "Ask the head"})
    undo(shift, undoable(shift)[0].act_id)
    meeting = meetings.plan(
        shift, [allegation.id], {"kind_of": "pot_initial", "held_on": shift.today}
    )
    said = _said(shift, reference="2627-0001")
    assert ("Removed action", "2627-0001") in said
    assert ("Added decision", "2627-0001") in said
    assert ("Added meeting", meeting.reference) in said
    assert all("2627-0002" not in about for _, about in said)
    with pytest.raises(NoSuchReference):
        count(shift, AuditQuery(reference="9999-0001"))


def test_the_audit_is_narrowed_by_officer_and_by_days_of_london(shift: Shift, log: Any) -> None:
    log()
    colleague = Officer(name="Barnaby Quill", role="manager")
    with shift.act("officer.add") as session:
        session.add(colleague)
    # Half past midnight in London is still the day before in UTC.
    night = StoppedClock(datetime(2027, 6, 30, 23, 30, tzinfo=UTC))
    took_out(replace(shift, officer=colleague, clock=night), "figures")
    assert _said(shift, officer_id=colleague.id) == [("Saved outside the vault: figures", "")]
    assert len(_said(shift, first=date(2027, 7, 1))) == 1
    assert _said(shift, first=date(2027, 6, 30), last=date(2027, 6, 30)) == []
    everything, of = count(shift, AuditQuery(last=date(2026, 11, 23)))
    assert everything == of - 1


def test_pages_follow_one_another_without_gap_or_repeat(shift: Shift, log: Any) -> None:
    log()
    for _ in range(4):
        took_out(shift, "figures")
    seen: list[int] = []
    more, before = True, None
    while more:
        found = page(shift, AuditQuery(), before, limit=3)
        seen += [line.seq for line in found.lines]
        more, before = found.more, seen[-1]
    assert seen == list(range(max(seen), 0, -1))


def test_a_spreadsheet_takes_nothing_of_it_for_a_formula(shift: Shift, log: Any) -> None:
    contact = log(place='=HYPERLINK("http://x")')
    content = as_csv(shift, AuditQuery(reference=contact.reference))
    head, *rows = content.split("\r\n")
    assert head == ",".join(f'"{each}"' for each in HEADS)
    assert all(row.startswith('"') for row in rows if row)
    assert '"\'=HYPERLINK(""http://x"")"' in content
    assert _said(shift, group="out")[0][0] == "Saved outside the vault: the audit, as CSV"


def test_the_record_is_verified_and_the_result_is_a_line(shift: Shift, log: Any) -> None:
    log()
    seq, digits = shift.store.head()
    assert anchor_of(f" {seq}:{digits.upper()} ") == (seq, digits)
    found = verify(shift, [(seq, digits)])
    assert found.sound
    assert found.sentences[0] == "The data file is sound."
    wrong = verify(shift, [(seq, "0" * 20)])
    assert not wrong.sound
    assert "not the one once printed" in str(wrong.verdict)
    assert [what for what, _ in _said(shift, group="checks")] == [
        "Checked the record: it does not hold",
        "Checked the record: it holds",
    ]
    with pytest.raises(NotAnAnchor):
        anchor_of("412")


def test_a_decision_of_later_days_is_narrowed_away(shift: Shift, log: Any) -> None:
    contact = log()
    later = replace(shift, clock=StoppedClock(shift.clock.now() + timedelta(days=3)))
    decisions.decide(later, contact.id, {"outcome": "info_only", "rationale": "For the file."})
    assert _said(shift, reference=contact.reference, first=date(2026, 11, 26)) != []
    assert _said(shift, reference=contact.reference, first=date(2026, 11, 27)) == []


@pytest.mark.vault_only("It reads SQLite's plans; a server plans by its statistics.")
def test_nothing_that_is_asked_of_a_long_audit_reads_or_sorts_all_of_it(shift: Shift) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(
        beneath.readers(shift.store),
        "before_cursor_execute",
        lambda _1, _2, statement, values, _3, _4: asked.append((statement, values)),
    )

    def plans(ask: Callable[[], object]) -> str:
        asked.clear()
        ask()
        about = [each for each in asked if "FROM audit" in each[0]]
        assert about
        with shift.reading() as session:
            explain = session.connection().exec_driver_sql
            lines = [row for said, of in about for row in explain(f"EXPLAIN QUERY PLAN {said}", of)]
        return "\n".join(str(line[3]) for line in lines)

    day = date(2026, 11, 20)
    for query in (
        AuditQuery(officer_id=shift.officer.id),
        AuditQuery(group="keys"),
        AuditQuery(first=day, last=day),
        AuditQuery(group="views", first=day),
    ):
        assert plans(partial(count, shift, query)).startswith("SEARCH audit USING")
        assert "SCAN audit" not in plans(partial(page, shift, query))
    # The latest first: the first that is met is the answer.
    assert "ORDER BY" not in plans(lambda: anchor(shift))
    assert "ORDER BY" not in plans(lambda: undoable(shift))
