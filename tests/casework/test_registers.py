"""The registers: entries added and changed, listed, taken in from a tracker and undone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from db.records.audit import verify
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.imports import importing
from lado_desktop.casework.imports.batches import NotUndone
from lado_desktop.casework.lists import listing
from lado_desktop.casework.lists.listing import Query
from lado_desktop.casework.registers import entries, information_requests
from lado_desktop.casework.registers.by_kind import add, amend
from lado_desktop.casework.registers.entries import record_in_error
from lado_desktop.casework.registers.in_use import registers_in_use
from lado_desktop.casework.registers.lists import CHECKS, LISTS_BY_KEY, OFFICERS, REGISTER_LISTS
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.complaint import Complaint
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.escalation import Escalation
from lado_desktop.domain.kinds.feedback import Feedback
from lado_desktop.domain.kinds.information_request import InformationRequest
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.safeguarding_alert import SafeguardingAlert
from lado_desktop.domain.kinds.training_session import TrainingSession
from lado_desktop.domain.problem import CaseworkError, Refused
from lado_desktop.domain.register import RegisterEntry
from lado_desktop.domain.registers import REGISTERS

DAY = date(2026, 11, 20)
ENTRIES: list[tuple[type[RegisterEntry], str, dict[str, Any]]] = [
    (InformationRequest, "R2627-001", {"kind_of": "sar", "received_on": DAY}),
    (TrainingSession, "T2627-001", {"held_on": DAY, "audience": "Heads", "attendees": 12}),
    (Feedback, "F2627-001", {"received_on": DAY, "satisfaction": "5", "assisted": "yes"}),
    (Complaint, "C2627-001", {"received_on": DAY, "stage": "1"}),
    (SafeguardingAlert, "A2627-001", {"raised_on": DAY, "criterion": "media"}),
    (Escalation, "E2627-001", {"raised_on": DAY, "reason": "timescales", "agency": "A trust"}),
]
FILES = {
    "requests": (
        "reference,kind,received_on,due_on,answered_on",
        "Q-1,foi,2026-10-01,2027-01-29,2026-10-20",
        "Q-2,,2026-10-02,,",
    ),
    "checks": (
        "reference,kind,received_on,answered_on,result",
        "K-1,chaperone,2026-10-01,2026-10-02,no_trace",
        "K-2,,2026-10-02,,",
    ),
    "training": (
        "reference,held_on,audience,attendees",
        "S-1,2026-10-01,Designated leads,31",
        "S-2,2026-10-02,,",
    ),
    "feedback": (
        "reference,received_on,satisfaction,confidence,assisted",
        "B-1,2026-10-01,5,4,no",
        "B-2,2026-10-02,,,",
    ),
    "complaints": (
        "reference,received_on,stage,upheld",
        "C-1,2026-10-01,2,partly",
        "C-2,2026-10-02,,",
    ),
    "alerts": ("reference,raised_on,criterion", "A-1,2026-10-01,rapid_review", "A-2,2026-10-02,"),
    "escalations": (
        "reference,raised_on,reason,agency,resolved_on",
        "E-1,2026-10-01,hr_override,A school,2026-10-12",
        "E-2,2026-10-02,,,",
    ),
    "officers": (
        "name,role,fte,from,to",
        "Ida Penn,lado,0.6,2021-04-01,2022-03-31",
        "Ida Penn,lado,0.85,2022-04-01,",
    ),
}
Take = Callable[..., importing.Imported]


@pytest.fixture
def take(shift: Shift, tmp_path: Path) -> Take:
    """Take in a file of a kind and return what became of it."""

    def taken(kind: str, *lines: str) -> importing.Imported:
        path = tmp_path / "tracker.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return importing.import_rows(shift, importing.check(shift, path, kind))

    return taken


def number_of(shift: Shift, kind: Any) -> int:
    with shift.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


@pytest.mark.parametrize("kind,reference,given", ENTRIES)
def test_an_entry_gets_the_next_reference_of_its_register_and_is_changed(
    shift: Shift, kind: type[RegisterEntry], reference: str, given: dict[str, Any]
) -> None:
    entry = add(shift, kind, given)
    assert entry.reference == reference
    assert add(shift, kind, given).reference == reference[:-1] + "2"
    field = entry.day_field
    changed = amend(shift, kind, entry.id, entry.version, {field: date(2026, 11, 19)})
    assert getattr(entries.get(shift, kind, changed.id), field) == date(2026, 11, 19)
    with shift.reading() as session:
        assert verify(session).sound


@pytest.mark.parametrize("kind,reference,given", ENTRIES)
def test_an_entry_needs_its_day(
    shift: Shift, kind: type[RegisterEntry], reference: str, given: dict[str, Any]
) -> None:
    rest = {name: value for name, value in given.items() if value != DAY}
    with pytest.raises(Refused, match="is needed"):
        add(shift, kind, rest)


def test_a_request_is_not_answered_before_it_came_nor_a_matter_resolved_before_it_was_raised(
    shift: Shift,
) -> None:
    early = date(2026, 11, 19)
    with pytest.raises(Refused, match="Answered must not be before the day received"):
        information_requests.add(
            shift, {"kind_of": "foi", "received_on": DAY, "answered_on": early}
        )
    matter = entries.add(shift, Escalation, {"reason": "practice", "raised_on": DAY})
    with pytest.raises(Refused, match="Resolved must not be before the day raised"):
        entries.amend(shift, Escalation, matter.id, matter.version, {"resolved_on": early})


def test_what_a_check_was_and_found_is_on_its_contact(shift: Shift) -> None:
    check = contacts.log(shift, {"received_on": DAY, "intake": "check", "check_kind": "fostering"})
    with pytest.raises(Refused, match="Answered must not be before"):
        contacts.amend(shift, check.id, check.version, {"answered_on": date(2026, 11, 1)})
    contacts.amend(
        shift, check.id, check.version, {"answered_on": shift.today, "check_result": "shared"}
    )
    (row,) = listing.page(shift, CHECKS, Query()).rows
    assert row.cells[4:] == ("Fostering", "23 Nov 2026", "Information shared")


def test_an_entry_of_each_register_is_added_changed_and_read(shift: Shift) -> None:
    for kind, reference, given in ENTRIES:
        entry = add(shift, kind, given)
        assert entry.reference == reference
        changed = amend(shift, kind, entry.id, entry.version, {})
        assert entries.get(shift, kind, changed.id).id == entry.id


def test_every_register_has_a_list_that_is_sorted_filtered_and_searched(shift: Shift) -> None:
    for kind, _, given in ENTRIES:
        add(shift, kind, given)
    for name, each in REGISTER_LISTS.items():
        assert listing.page(shift, each, Query()).total == (0 if name == "Checks" else 1)
        for column in each.columns:
            listing.page(shift, each, Query(sort=column.name))
    requests = LISTS_BY_KEY["requests"]
    found = listing.page(shift, requests, Query(filters={"kind_of": "sar"})).rows
    assert [row.cells[0] for row in found] == ["R2627-001"]
    assert listing.page(shift, requests, Query(filters={"kind_of": "foi"})).rows == []
    assert listing.page(shift, requests, Query(words="R2627")).total == 1


@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_every_kind_is_taken_in_noticed_and_undone(
    shift: Shift, take: Take, kind: str
) -> None:
    record: Any = {"checks": Contact, "officers": Officer}.get(kind) or REGISTERS[kind].record
    before = number_of(shift, record)
    imported = take(kind, *FILES[kind])
    assert (imported.rows_in, imported.rows_refused) == (2, 0)
    assert number_of(shift, record) == before + 2
    with pytest.raises(importing.ImportedBefore):
        take(kind, *FILES[kind])
    again = take(kind, *FILES[kind], ",,,,,"[: FILES[kind][0].count(",")])
    assert (again.rows_in, again.rows_refused) == (0, 2)
    assert all("already" in problem.sentence for problem in again.problems)
    assert importing.undo(shift, imported.batch_id).taken_out == 2
    assert number_of(shift, record) == before
    assert take(kind, *FILES[kind]).rows_in == 2
    with shift.reading() as session:
        assert verify(session).sound


def test_every_column_of_a_register_finds_its_home(shift: Shift, take: Take) -> None:
    found = {}
    for kind in ("requests", "training", "feedback", "complaints", "escalations"):
        take(kind, *FILES[kind])
        with shift.reading() as session:
            query = select(REGISTERS[kind].record).order_by(REGISTERS[kind].record.reference)
            found[kind] = next(iter(session.scalars(query)))
    request: Any = found["requests"]
    assert (request.reference, request.kind_of) == ("Q-1", "foi")
    assert (request.due_on, request.answered_on) == (date(2027, 1, 29), date(2026, 10, 20))
    session_: Any = found["training"]
    assert (session_.audience, session_.attendees) == ("Designated leads", 31)
    form: Any = found["feedback"]
    assert (form.satisfaction, form.confidence, form.assisted) == ("5", "4", "no")
    complaint: Any = found["complaints"]
    assert (complaint.stage, complaint.upheld) == ("2", "partly")
    matter: Any = found["escalations"]
    assert (matter.reason, matter.agency) == ("hr_override", "A school")
    assert matter.resolved_on == date(2026, 10, 12)


def test_a_row_of_checks_is_a_contact_decided_on_the_day_received(shift: Shift, take: Take) -> None:
    take("checks", *FILES["checks"])
    rows = listing.page(shift, CHECKS, Query(sort="received_on", descending=False)).rows
    assert rows[0].cells == (
        "K-1", "1 Oct 2026", "", "", "Chaperone licence", "2 Oct 2026", "No trace"
    )  # fmt: skip
    with shift.reading() as session:
        contact = session.scalars(select(Contact).where(Contact.reference == "K-2")).one()
        assert contact.intake == "check"
    again = take("contacts", "reference,received_on", "K-1,2026-10-03")
    assert [str(problem) for problem in again.problems] == [
        "Row 2, reference: a contact in the vault has it already."
    ]


def test_posts_keep_their_hours_and_days(shift: Shift, take: Take) -> None:
    take("officers", *FILES["officers"])
    rows = listing.page(shift, OFFICERS, Query(words="", sort="started_on")).rows
    assert [row.cells for row in rows[:2]] == [
        ("Ida Penn", "LADO", "0.6", "1 Apr 2021", "31 Mar 2022"),
        ("Ida Penn", "LADO", "0.85", "1 Apr 2022", ""),
    ]


def test_rows_that_cannot_be_are_reported_by_row_and_column(take: Take) -> None:
    told = {
        "requests": ("reference,kind,received_on,answered_on", "Q,foi,2026-10-02,2026-10-01"),
        "checks": ("reference,received_on,answered_on", "K,2026-10-02,2026-10-01"),
        "training": ("reference,held_on,attendees", "S,2026-10-02,about thirty"),
        "feedback": ("reference,received_on,satisfaction", "B,2026-10-02,6"),
        "complaints": ("reference,received_on", "C,2026-12-02"),
        "alerts": ("reference,raised_on", "A,"),
        "escalations": ("reference,raised_on,resolved_on", "E,2026-10-02,2026-10-01"),
        "officers": ("name,role,fte,from", "Ida,lado,60%,2026-10-02"),
    }
    said = {
        kind: [str(each) for each in take(kind, *lines).problems] for kind, lines in told.items()
    }
    assert said == {
        "requests": ["Row 2, answered_on: this day lies before the day received."],
        "checks": ["Row 2, answered_on: this day lies before the day received."],
        "training": ["Row 2, attendees: this is not a whole number from 0 to 999,999."],
        "feedback": ["Row 2, satisfaction: this is not a code of the list satisfaction."],
        "complaints": ["Row 2, received_on: this day is in the future."],
        "alerts": ["Row 2, raised_on: this is needed."],
        "escalations": ["Row 2, resolved_on: this day lies before the day raised."],
        "officers": ["Row 2, fte: a full-time equivalent is written as 1, 0.6 or 0.55."],
    }


def test_an_entry_that_was_worked_on_is_not_taken_out(shift: Shift, take: Take) -> None:
    batch = take("complaints", *FILES["complaints"]).batch_id
    with shift.reading() as session:
        kind: Any = REGISTERS["complaints"].record
        entry = session.scalars(select(kind).where(kind.reference == "C-2")).one()
    entries.amend(shift, Complaint, entry.id, entry.version, {"upheld": "no"})
    with pytest.raises(NotUndone, match="work on C-2 since"):
        importing.undo(shift, batch)
    assert number_of(shift, kind) == 2


def test_what_was_recorded_in_error_keeps_its_reference_and_is_changed_no_more(
    shift: Shift,
) -> None:
    entry = entries.add(shift, Complaint, {"received_on": DAY})
    with pytest.raises(Refused, match="Why it was recorded in error is needed"):
        record_in_error(shift, Complaint, entry.id, " ")
    record_in_error(shift, Complaint, entry.id, "Meant for another service.")
    found = entries.get(shift, Complaint, entry.id)
    assert (found.reference, found.in_error_on, found.in_error_by_id) == (
        "C2627-001", shift.today, shift.officer.id,
    )  # fmt: skip
    with pytest.raises(CaseworkError, match="recorded in error and can no longer"):
        entries.amend(shift, Complaint, found.id, found.version, {"upheld": "no"})
    with pytest.raises(CaseworkError, match="in error already"):
        record_in_error(shift, Complaint, entry.id, "Again.")
    assert entries.add(shift, Complaint, {"received_on": DAY}).reference == "C2627-002"


def test_the_registers_that_a_service_uses_are_those_it_prints_or_has_entries_in(
    shift: Shift,
) -> None:
    printed = registers_in_use(shift)
    assert [each.record for each in printed] == [TrainingSession]
    entries.add(shift, SafeguardingAlert, {"raised_on": DAY, "criterion": "rapid_review"})
    used = [each.record for each in registers_in_use(shift)]
    assert used == [TrainingSession, SafeguardingAlert]


@pytest.mark.parametrize(
    "kind, received, due",
    [
        ("foi", date(2026, 10, 1), date(2026, 10, 29)),
        ("sar", date(2026, 10, 1), date(2026, 11, 2)),  # the first is a Sunday
        ("dbs_requirement", date(2026, 10, 1), None),
    ],
)
def test_the_day_by_which_the_law_wants_an_answer_is_filled_in(
    shift: Shift, kind: str, received: date, due: date | None
) -> None:
    given = {"kind_of": kind, "received_on": received}
    assert information_requests.add(shift, given).due_on == due
    agreed = information_requests.add(shift, {**given, "due_on": date(2026, 12, 1)})
    assert agreed.due_on == date(2026, 12, 1)
