from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.records.audit import ActDone, verify
from lado_desktop.casework.contacts import contacts, restrictions
from lado_desktop.casework.contacts.contact_file import ContactFile, open_contact
from lado_desktop.casework.imports import importing
from lado_desktop.casework.imports.batches import NotUndone
from lado_desktop.casework.imports.importing import Checked, ImportedBefore
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.time.partial_date import PartialDate

PUBLISHED = Path(__file__).parents[1] / "published"
HEAD = "reference,received_on,adult_family_name,adult_given_names,adult_born_on,setting,sector"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write lines as a file of UTF-8 and return its path."""

    def written(*lines: str) -> Path:
        path = tmp_path / "tracker.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return written


def checked(shift: Shift, path: Path, kind: str = "contacts") -> Checked:
    return importing.check(shift, path, kind)


def number_of(shift: Shift, kind: type) -> int:
    with shift.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def file_of(shift: Shift, reference: str) -> ContactFile:
    with shift.reading() as session:
        id = session.scalar(select(Contact.id).where(Contact.reference == reference))
    assert id is not None
    return open_contact(shift, id)


def test_every_column_finds_its_home_in_the_records(shift: Shift, write: Write) -> None:
    path = write(
        "reference,received_on,intake,follows,method,employer_aware_on,source,sector,setting,"
        "job_role,employment_basis,adult_family_name,adult_given_names,adult_born_on,outcome,"
        "criteria,category,further_categories,child_status,restraint,police_status,decided_on,"
        "finding,concluded_on,closed_on,employment_outcomes,onward_referrals,officer,summary",
        "2526-0002,2025-05-06,referral,2526-0001,mailbox,2025-05-05,education,edu.primary,"
        "Willow School,teacher,permanent,Łukaszewicz,Ola,1980-02-29,met_meeting,harm;risk,physical,"
        "emotional;online,send;cin,unauthorised,nfa_police,2025-05-07,substantiated,2025-06-30,"
        "2025-07-01,dismissed;resigned,dbs;tra:employer:2025-05-05,Ottilie Marsh,"
        '"Two lines,\nboth kept."',
        "2526-0001,2025-05-01,,,,,,,,,,,,,enquiry_only,,,,,,,,,,,,,,",
    )
    found = checked(shift, path)
    assert not found.problems
    assert importing.import_rows(shift, found).rows_in == 2
    file = file_of(shift, "2526-0002")
    contact = file.contact
    assert (contact.received_on, contact.intake, contact.method, contact.employer_aware_on) == (
        date(2025, 5, 6),
        "referral",
        "mailbox",
        date(2025, 5, 5),
    )
    assert (contact.source, contact.sector, contact.job_role, contact.employment_basis) == (
        "education",
        "edu.primary",
        "teacher",
        "permanent",
    )
    assert file.adult is not None
    assert (file.adult.name, file.adult.born) == ("Ola Łukaszewicz", PartialDate(1980, 2, 29))
    assert file.setting is not None
    assert (file.setting.name, file.setting.sector) == ("Willow School", "edu.primary")
    assert contact.criteria == ["harm", "risk"]
    assert contact.category == "physical"
    assert contact.further_categories == ["emotional", "online"]
    assert contact.child_status == ["cin", "send"]
    assert (contact.restraint, contact.police_status) == ("unauthorised", "nfa_police")
    assert contact.summary == "Two lines,\nboth kept."
    assert (contact.concluded_on, contact.closed_on) == (date(2025, 6, 30), date(2025, 7, 1))
    assert file.decision is not None
    assert (file.decision.outcome, file.decision.decided_on) == ("met_meeting", date(2025, 5, 7))
    assert file.finding is not None
    assert (file.finding.finding, file.finding.found_on) == ("substantiated", date(2025, 6, 30))
    assert file.allegation is not None
    assert {each.outcome for each in file.employment_outcomes} == {"dismissed", "resigned"}
    assert {(each.body, each.made_by, each.made_on) for each in file.onward_referrals} == {
        ("dbs", "lado", None),
        ("tra", "employer", date(2025, 5, 5)),
    }
    assert file.taken_by is not None
    assert file.taken_by.id == shift.officer.id
    assert file.follows is not None
    assert file.follows.reference == "2526-0001"
    assert file_of(shift, "2526-0001").contact.intake == "enquiry"


@pytest.mark.parametrize(
    "outcome,intake",
    [
        ("enquiry_only", "enquiry"),
        ("enquiry_advised_refer", "enquiry"),
        ("check", "check"),
        ("below_advice", "referral"),
        ("met_no_meeting", "referral"),
        ("", "referral"),
    ],
)
def test_an_intake_left_empty_follows_from_the_outcome(
    shift: Shift, write: Write, outcome: str, intake: str
) -> None:
    path = write("reference,received_on,outcome", f"A-1,2026-01-05,{outcome}")
    importing.import_rows(shift, checked(shift, path))
    assert file_of(shift, "A-1").contact.intake == intake


def test_the_same_names_and_birth_date_are_one_adult_and_without_a_date_each_is_another(
    shift: Shift, write: Write
) -> None:
    path = write(
        HEAD,
        "A-1,2026-01-05,O'Neill,Wren,1972-07-11,Elm School,edu.primary",
        "A-2,2026-02-05,O’Neill,Wren,1972-07-11,ELM SCHOOL,edu.primary",
        "A-3,2026-02-06,O'Neill,Wren,1972-07-12,Elm School,edu.secondary",
        "A-4,2026-02-07,Jones,Dev,,,",
        "A-5,2026-02-08,Jones,Dev,,,",
        "A-6,2026-02-09,,,,,",
    )
    importing.import_rows(shift, checked(shift, path))
    assert number_of(shift, Adult) == 4
    assert number_of(shift, Organisation) == 2
    assert file_of(shift, "A-6").adult is None


def test_an_officer_whom_nobody_knows_is_kept_without_hours(shift: Shift, write: Write) -> None:
    path = write("reference,received_on,officer", "A-1,2026-01-05,Ida Penn", "A-2,2026-01-05,")
    batch = importing.import_rows(shift, checked(shift, path)).batch_id
    taken_by = file_of(shift, "A-1").taken_by
    assert taken_by is not None
    assert (taken_by.name, taken_by.role, taken_by.fte) == ("Ida Penn", "contact_officer", 0)
    assert file_of(shift, "A-2").taken_by is None
    importing.undo(shift, batch)
    assert number_of(shift, Officer) == 1


def test_the_next_number_follows_the_imported_ones(shift: Shift, write: Write) -> None:
    path = write("reference,received_on", "2627-0041,2026-05-05", "own number 7,2026-05-06")
    importing.import_rows(shift, checked(shift, path))
    logged = contacts.log(shift, {"received_on": shift.today, "intake": "enquiry"})
    assert logged.reference == "2627-0042"


def test_good_rows_go_in_and_the_others_are_reported(shift: Shift, write: Write) -> None:
    path = write(
        "reference,received_on,sector",
        "A-1,2022-02-31,edu.primary",
        "",
        "A-2,2022-02-28,school",
        "A-3,2022-02-28,edu.primary",
    )
    done: list[tuple[int, int]] = []
    found = importing.import_rows(shift, checked(shift, path), lambda *said: done.append(said))
    assert (found.rows_in, found.rows_refused) == (1, 2)
    assert [str(problem) for problem in found.problems] == [
        "Row 2, received_on: 2022-02-31 is not a real date; days are written as 2022-02-28.",
        "Row 4, sector: this is not a code of the list sector.",
    ]
    assert done == [(1, 1)]


def test_an_employer_may_have_referred_onward_before_it_told_the_lado(
    shift: Shift, write: Write
) -> None:
    path = write(
        "reference,received_on,onward_referrals",
        "A-1,2026-01-05,dbs:employer:2026-01-02",
        "A-2,2026-01-05,dbs:lado:2026-01-02",
    )
    found = importing.import_rows(shift, checked(shift, path))
    assert [str(problem) for problem in found.problems] == [
        "Row 3, onward_referrals: one of these days lies before the day received."
    ]
    assert found.rows_in == 1


def test_the_same_file_is_noticed_the_second_time(shift: Shift, write: Write) -> None:
    path = write("reference,received_on", "A-1,2026-01-05")
    importing.import_rows(shift, checked(shift, path))
    with pytest.raises(ImportedBefore, match="taken in on 23 November 2026 at 09:05"):
        importing.import_rows(shift, checked(shift, path))
    assert importing.import_rows(shift, checked(shift, path), again=True).rows_in == 0


def test_meetings_refused_before_their_contacts_go_in_by_the_same_file_after_them(
    shift: Shift, write: Write
) -> None:
    tracker = write("reference,held_on", "A-1,2026-01-09")
    meetings_file = tracker.rename(tracker.with_name("meetings.csv"))
    early = importing.import_rows(shift, checked(shift, meetings_file, "meetings"))
    assert (early.rows_in, early.rows_refused) == (0, 1)
    importing.import_rows(shift, checked(shift, write("reference,received_on", "A-1,2026-01-05")))
    assert importing.import_rows(shift, checked(shift, meetings_file, "meetings")).rows_in == 1


def test_an_employer_may_come_to_know_after_the_service_was_told(
    shift: Shift, write: Write
) -> None:
    path = write("reference,received_on,employer_aware_on", "A-1,2026-01-05,2026-01-08")
    assert importing.import_rows(shift, checked(shift, path)).rows_in == 1
    assert file_of(shift, "A-1").contact.employer_aware_on == date(2026, 1, 8)


def test_a_number_that_was_given_while_the_file_waited_is_not_given_twice(
    shift: Shift, write: Write
) -> None:
    path = write("reference,received_on", "2627-0001,2026-05-05", "2627-0002,2026-05-05")
    found = checked(shift, path)
    logged = contacts.log(shift, {"received_on": shift.today, "intake": "enquiry"})
    assert logged.reference == "2627-0001"
    done = importing.import_rows(shift, found)
    assert (done.rows_in, done.rows_refused) == (1, 1)
    assert str(done.problems[0]).startswith("Row 2, reference: ")
    assert number_of(shift, Contact) == 2


def test_an_import_that_broke_off_is_seen_and_undone(shift: Shift, write: Write) -> None:
    rows = [f"A-{number},2026-01-05" for number in range(400)]
    path = write("reference,received_on", *rows)

    def pulled_plug(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing.import_rows(shift, checked(shift, path), pulled_plug)
    (batch,) = importing.batches(shift)
    assert batch.finished_at is None
    assert 0 < batch.rows_in < 400
    assert number_of(shift, Contact) == batch.rows_in
    with pytest.raises(ImportedBefore, match="broke off"):
        importing.import_rows(shift, checked(shift, path))
    assert importing.undo(shift, batch.id).taken_out == batch.rows_in
    assert importing.import_rows(shift, checked(shift, path)).rows_in == 400


def test_undoing_takes_out_all_that_the_batch_made_and_nothing_else(
    shift: Shift, write: Write
) -> None:
    contacts.log(shift, {"received_on": shift.today, "intake": "enquiry"})
    path = write(
        HEAD + ",outcome,finding,concluded_on,onward_referrals,criteria,follows",
        "A-1,2026-01-05,Begum,Zoë,1960-02-14,Elm School,edu.primary,met_meeting,false,2026-02-01,"
        "dbs,harm,",
        "A-2,2026-02-05,,,,,,enquiry_only,,,,,A-1",
    )
    batch = importing.import_rows(shift, checked(shift, path)).batch_id
    undone = importing.undo(shift, batch)
    assert (undone.taken_out, undone.kept) == (2, 0)
    assert [number_of(shift, kind) for kind in (Contact, Adult, Organisation)] == [1, 0, 0]
    with shift.reading() as session:
        assert verify(session).sound
    with pytest.raises(NotUndone, match="already"):
        importing.undo(shift, batch)
    assert importing.import_rows(shift, checked(shift, path)).rows_in == 2


def test_a_batch_that_was_worked_on_is_not_undone(shift: Shift, write: Write) -> None:
    path = write("reference,received_on", "A-1,2026-01-05", "A-2,2026-01-05", "A-3,2026-01-05")
    batch = importing.import_rows(shift, checked(shift, path)).batch_id
    changed, built_upon = file_of(shift, "A-1").contact, file_of(shift, "A-3").contact
    contacts.amend(shift, changed.id, changed.version, {"place": "The hall"})
    actions.add(shift, built_upon.id, {"text": "Ring the school"})
    with pytest.raises(NotUndone, match="work on A-1, A-3 since"):
        importing.undo(shift, batch)
    with shift.store.writing(ActDone("officer.add", None, shift.clock.now())) as session:
        colleague = Officer(name="Ambrose Teale", role="lado")
        session.add(colleague)
    restrictions.restrict(shift, changed.id, [colleague.id], "One of us")
    with pytest.raises(NotUndone, match="work on A-3 and 1 more since"):
        importing.undo(shift, batch)
    restrictions.lift(replace(shift, officer=colleague), changed.id)
    assert number_of(shift, Contact) == 3


def test_an_adult_whom_another_contact_names_stays_when_the_batch_goes(
    shift: Shift, write: Write
) -> None:
    path = write(HEAD, "A-1,2026-01-05,Begum,Zoë,1960-02-14,Elm School,edu.primary")
    batch = importing.import_rows(shift, checked(shift, path)).batch_id
    adult = file_of(shift, "A-1").adult
    assert adult is not None
    own = {"received_on": shift.today, "intake": "enquiry", "adult_id": adult.id}
    contacts.log(shift, own)
    assert importing.undo(shift, batch).kept == 1
    assert [number_of(shift, kind) for kind in (Contact, Adult, Organisation)] == [1, 1, 0]


def test_a_meeting_is_taken_in_for_the_contact_that_its_row_names(
    shift: Shift, write: Write
) -> None:
    importing.import_rows(shift, checked(shift, write("reference,received_on", "A-1,2026-01-05")))
    path = write(
        "reference,kind,held_on,mode",
        "A-1,pot_initial,2026-01-12,virtual",
        "A-1,,2026-02-12,",
        "A-1,pot_final,2026-01-04,virtual",
        "A-2,pot_initial,2026-01-12,virtual",
    )
    found = importing.import_rows(shift, checked(shift, path, "meetings"))
    assert [str(problem) for problem in found.problems] == [
        "Row 4, held_on: this day lies before the day on which the contact was received.",
        "Row 5, reference: there is no contact of this reference in the vault.",
    ]
    held = file_of(shift, "A-1").meetings
    assert {(each.reference, each.kind_of, each.held_on, each.mode) for each in held} == {
        ("A-1-M1", "pot_initial", date(2026, 1, 12), "virtual"),
        ("A-1-M2", None, date(2026, 2, 12), None),
    }
    planned = meetings.plan(
        shift,
        [file_of(shift, "A-1").contact.id],
        {"kind_of": "pot_review", "planned_for": shift.today},
    )
    assert planned.reference == "A-1-M3"
    with pytest.raises(NotUndone, match="A-1"):
        importing.undo(shift, importing.batches(shift)[1].id)
    assert importing.undo(shift, found.batch_id).taken_out == 2


def test_bromleys_tracker_goes_in_with_none_refused(shift: Shift) -> None:
    for kind, rows in (("contacts", 737), ("meetings", 41)):
        found = importing.import_rows(
            shift, checked(shift, PUBLISHED / f"bromley_{kind}.csv", kind)
        )
        assert (found.rows_in, found.rows_refused) == (rows, 0)
    with shift.reading() as session:
        assert verify(session).sound
