from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from db.records.audit import ActDone, Line, record_event
from db.records.audit_query import lines
from db.records.tables import AUDIT
from db.sqlcipher.store import SqlCipherStore
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.issued_document import IssuedDocument
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.record import Record, new_id
from lado_desktop.domain.time.partial_date import PartialDate
from tests import beneath

MakeAct = Callable[..., ActDone]
MakeAdult = Callable[..., Adult]
MakeContact = Callable[..., Contact]


def _lines(store: SqlCipherStore, record: Record) -> list[Line]:
    with store.reading() as session:
        return lines(session, AUDIT.c.target_kind == record.kind(), AUDIT.c.target_id == record.id)


def test_a_new_record_is_one_line_with_all_that_was_given(
    store: SqlCipherStore, adult: MakeAdult
) -> None:
    officer = new_id()
    act = ActDone(
        "contact.log", officer, datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    )
    with store.writing(act) as session:
        made = adult("Okafor", born=PartialDate(1980, 3))
        session.add(made)
    (line,) = _lines(store, made)
    assert line == Line(
        1,
        datetime(2026, 6, 30, 23, 30, tzinfo=UTC),
        act.id,
        "contact.log",
        officer,
        "create",
        "adult",
        made.id,
        {"family_name": [None, "Okafor"], "born": [None, "1980-03"]},
    )


def test_a_change_tells_before_and_after_of_what_differs_alone(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    with store.writing(act()) as session:
        made = adult("Okafor", given_names="Ada")
        session.add(made)
    with store.writing(act("Correct a name")) as session:
        found = session.get_one(Adult, made.id)
        found.given_names = "Adaeze"
        found.family_name = "Okafor"
    line = _lines(store, made)[-1]
    assert (line.act, line.action) == ("Correct a name", "change")
    assert line.detail == {"given_names": ["Ada", "Adaeze"]}


def test_saving_what_is_the_same_writes_no_line(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    with store.writing(act()) as session:
        made = adult("Okafor")
        session.add(made)
    with store.writing(act()) as session:
        found = session.get_one(Adult, made.id)
        found.family_name = "Eze"
        session.flush()
        found.family_name = "Okafor"
    assert store.head()[0] == 1


def test_several_flushes_of_an_act_are_one_line_a_record_under_one_act(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult, contact: MakeContact
) -> None:
    doing = act()
    with store.writing(doing) as session:
        person = adult("Okafor")
        session.add(person)
        session.flush()
        made = contact(adult_id=person.id, criteria=["harmed"])
        session.add(made)
        session.flush()
        person.given_names = "Ada"
        session.flush()
        made.criteria = ["harmed", "offence"]
        made.place = "The hall"
    (of_person,), (of_contact,) = _lines(store, person), _lines(store, made)
    assert {of_person.act_id, of_contact.act_id} == {doing.id}
    assert of_person.detail == {"family_name": [None, "Okafor"], "given_names": [None, "Ada"]}
    assert of_contact.detail is not None
    assert of_contact.detail["criteria"] == [[], ["harmed", "offence"]]
    assert of_contact.detail["place"] == [None, "The hall"]
    assert store.head()[0] == 2


def test_changed_codes_are_a_change_of_the_record_that_owns_them(
    store: SqlCipherStore, act: MakeAct, contact: MakeContact
) -> None:
    with store.writing(act()) as session:
        made = contact(criteria=["harmed", "offence"], further_categories=["neglect"])
        session.add(made)
    with store.writing(act("Decide")) as session:
        loaded = [selectinload(Contact.criterion_rows)]
        session.get_one(Contact, made.id, options=loaded).criteria = ["offence", "suitability"]
    line = _lines(store, made)[-1]
    assert line.action == "change"
    assert line.detail == {"criteria": [["harmed", "offence"], ["offence", "suitability"]]}


def test_a_contact_put_to_a_meeting_is_a_change_of_the_meeting(
    store: SqlCipherStore, act: MakeAct, contact: MakeContact
) -> None:
    with store.writing(act()) as session:
        meeting, first, second = Meeting(reference="M1", kind_of="pot"), contact("A"), contact("B")
        session.add_all([meeting, first, second])
        session.flush()
        session.add(MeetingContact(meeting_id=meeting.id, contact_id=first.id))
    with store.writing(act()) as session:
        session.get_one(Meeting, meeting.id)
        session.add(MeetingContact(meeting_id=meeting.id, contact_id=second.id))
    line = _lines(store, meeting)[-1]
    assert line.detail == {"contacts": [[str(first.id)], sorted([str(first.id), str(second.id)])]}
    with store.reading() as session:
        assert session.get_one(Meeting, meeting.id).version == 2


def test_a_deleted_record_leaves_what_it_was(
    store: SqlCipherStore, act: MakeAct, contact: MakeContact
) -> None:
    with store.writing(act()) as session:
        made = contact("LADO/2026/0007", criteria=["harmed"])
        session.add(made)
    with store.writing(act("import.undo")) as session:
        session.delete(session.get_one(Contact, made.id))
    line = _lines(store, made)[-1]
    assert line.action == "delete"
    assert line.detail is not None
    assert line.detail["reference"] == ["LADO/2026/0007", None]
    assert line.detail["criteria"] == [["harmed"], []]
    with store.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM contact_criterion")) == 0


def test_a_record_made_and_deleted_in_one_act_leaves_no_line(
    store: SqlCipherStore, act: MakeAct, contact: MakeContact
) -> None:
    with store.writing(act()) as session:
        made = contact(criteria=["harmed"])
        session.add(made)
        session.flush()
        session.delete(made)
    assert store.head()[0] == 0


def test_what_a_savepoint_undid_is_not_told(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    with store.writing(act()) as session:
        kept = adult("Okafor")
        session.add(kept)
        session.flush()
        point = session.begin_nested()
        session.add(adult("Eze"))
        kept.given_names = "Ada"
        session.flush()
        point.rollback()
        with session.begin_nested():
            session.add(adult("Mbeki"))
    with store.reading() as session:
        details = session.scalars(text("SELECT body FROM audit_detail ORDER BY seq")).all()
        found = session.scalars(select(Adult.family_name)).all()
    assert sorted(found) == ["Mbeki", "Okafor"]
    assert details == ['{"family_name":[null,"Okafor"]}', '{"family_name":[null,"Mbeki"]}']


def test_kept_bytes_are_reported_by_their_hash(store: SqlCipherStore, act: MakeAct) -> None:
    with store.writing(act()) as session:
        officer = Officer(name="Ann Lee", role="lado")
        session.add(officer)
        session.flush()
        document = IssuedDocument(
            document="minutes",
            reference="M1",
            issued_at=datetime(2026, 11, 22, 9, 5),  # noqa: DTZ001  (local civil time)
            issued_by_id=officer.id,
            sha256="0" * 64,
            content=b"%PDF",
        )
        session.add(document)
    with store.writing(act()) as session:
        session.get_one(IssuedDocument, document.id).content = b"%PDF-2"
    first, second = _lines(store, document)
    assert first.detail is not None
    assert second.detail is not None
    assert first.detail["content"][1]["bytes"] == 4
    assert second.detail == {"content": [first.detail["content"][1], second.detail["content"][1]]}
    assert second.detail["content"][1]["bytes"] == 6


def test_a_view_or_print_is_a_line_of_its_own(store: SqlCipherStore, act: MakeAct) -> None:
    target = new_id()
    with store.writing(act("Print minutes")) as session:
        record_event(
            session, act("Print minutes"), "print", "meeting", target, {"pages": 7, "to": [target]}
        )
    with store.reading() as session:
        (line,) = lines(session, AUDIT.c.target_id == target)
    assert (line.act, line.action) == ("Print minutes", "print")
    assert line.detail == {"pages": 7, "to": [str(target)]}


def test_an_act_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ActDone("contact.log", None, datetime(2026, 11, 22))  # noqa: DTZ001  (that is the point)


def test_a_record_saved_outside_an_act_is_refused(store: SqlCipherStore, adult: MakeAdult) -> None:
    from sqlalchemy.orm import Session

    with Session(beneath.writer(store)) as session:
        session.add(adult())
        with pytest.raises(RuntimeError, match="audit"):
            session.flush()


@pytest.mark.parametrize(
    "statement, refusal",
    [
        ("UPDATE audit SET act = 'Something else'", "append-only"),
        ("DELETE FROM audit", "append-only"),
        ("UPDATE audit_detail SET body = '{}'", "append-only"),
        (
            (
                "INSERT INTO audit SELECT seq + 2, at, act_id, act, officer_id, action,"
                " target_kind, target_id, commit_hash, chain FROM audit"
            ),
            "follow one another",
        ),
    ],
)
def test_the_database_itself_refuses_to_change_the_past(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult, statement: str, refusal: str
) -> None:
    with store.writing(act()) as session:
        session.add(adult())
    with pytest.raises(IntegrityError, match=refusal), store.writing(act()) as session:
        session.execute(text(statement))


def test_the_anchor_is_the_last_line_and_20_digits(
    store: SqlCipherStore, act: MakeAct, adult: MakeAdult
) -> None:
    with store.writing(act()) as session:
        session.add(adult())
    seq, digits = store.head()
    assert seq == 1
    assert len(digits) == 20
    assert int(digits, 16)
    assert isinstance(act().id, UUID)
