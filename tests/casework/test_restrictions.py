"""A restricted contact is seen by the officers named for it, and nowhere by anybody else."""

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from db.records import audit_query
from db.records.audit import ActDone
from db.records.tables import AUDIT
from lado_desktop import casework
from lado_desktop.casework.audit import journal, lines
from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.contacts import contacts, decisions, findings, restrictions
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.documents import issued_documents
from lado_desktop.casework.known.before import look, with_look
from lado_desktop.casework.known.record import LINES_SHOWN, Typed
from lado_desktop.casework.lists import lists
from lado_desktop.casework.lists.listing import Listing, Query, page
from lado_desktop.casework.meetings import actions, meetings
from lado_desktop.casework.people import adults, children, organisations
from lado_desktop.casework.registers import lists as register_lists
from lado_desktop.casework.search.search import search
from lado_desktop.casework.settings import officers, posts
from lado_desktop.casework.settings.posts import PostGiven
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today import drafts
from lado_desktop.casework.undoing.undo import NotUndone, undo, undoable
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.permission import NotAllowed
from lado_desktop.domain.problem import CaseworkError, NotFound, Refused
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS

Log = Callable[..., Contact]
MARK = "Quillfeather"
WRITTEN = ("create", "change", "delete", "print")
FILLED = {
    **dict.fromkeys(("name", "text", "rationale", "described_as"), "x"),
    "outcome": "dismissed",
    "body": "dbs",
    "job_role": "teacher",
    "kind_of": "evaluation",
    "planned_for": date(2026, 11, 24),
    "finding": "unfounded",
    "found_on": date(2026, 11, 23),
    "received_on": date(2026, 11, 23),
    "intake": "referral",
}
"""What fills in every form that hangs something on a contact, a meeting or a person."""


@dataclass(frozen=True)
class Case:
    """One restricted contact with everything that can hang on one."""

    contact: Contact
    adult_id: UUID
    meeting_id: UUID
    keys: Mapping[str, list[UUID]]
    """Every record of it, by kind."""
    mine: Shift
    """The shift of the officer who sees it."""
    other: Shift
    """The shift of a colleague of the same role, who does not."""


@pytest.fixture
def case(shift: Shift, log: Log) -> Case:
    log()
    with shift.store.writing(ActDone("officer.add", None, shift.clock.now())) as session:
        colleague = Officer(name="Ambrose Teale", role="lado")
        session.add(colleague)
    before = _last_line(shift)
    adult = adults.add(shift, {"given_names": "Ottoline", "family_name": MARK})
    adults.add_role(shift, adult.id, {"job_role": "teacher", "note": MARK})
    contact = log(
        adult_id=adult.id, summary=f"{MARK} was said", described_as=MARK, place=f"{MARK} hall"
    )
    children.involve(shift, contact.id, {"name": MARK})
    decisions.decide(
        shift,
        contact.id,
        {"outcome": "met_meeting", "criteria": ["harm"], "rationale": f"{MARK} was hurt."},
    )
    held = {"kind_of": "evaluation", "held_on": date(2026, 11, 23), "purpose": MARK}
    meeting = meetings.plan(shift, [contact.id], held)
    meetings.attend(
        shift, meeting.id, {"professional_id": contact.caller_id, "status": "present", "note": MARK}
    )
    meetings.write(shift, meeting.id, "risk", f"{MARK} minutes")
    due = {"text": f"Ring {MARK}", "due_on": date(2026, 11, 1)}
    actions.add(shift, contact.id, due, meeting.id)
    issued_documents.keep(shift, "case", contact.id, contact.reference, b"%PDF")
    findings.conclude(
        shift,
        contact.id,
        {"finding": "unsubstantiated", "found_on": shift.today, "rationale": MARK},
    )
    restrictions.restrict(shift, contact.id, [shift.officer.id], f"{MARK} is one of us")
    with shift.store.reading() as session:
        made = session.execute(
            select(AUDIT.c.target_kind, AUDIT.c.target_id).where(
                AUDIT.c.seq > before, AUDIT.c.target_kind.in_(RECORDS)
            )
        ).all()
    keys: dict[str, list[UUID]] = {}
    for kind, id in made:
        keys.setdefault(kind, []).append(id)
    other = replace(shift, officer=colleague)
    return Case(contact, adult.id, meeting.id, keys, shift, other)


def _last_line(shift: Shift) -> int:
    return shift.store.head()[0]


def _listings() -> list[Listing]:
    found = [
        each
        for module in (lists, register_lists)
        for each in vars(module).values()
        if isinstance(each, Listing)
    ]
    assert len(found) > 5
    return found


def _said(value: Any) -> Iterator[str]:
    """Every text in what a function returned."""
    if isinstance(value, Record):
        yield from _said({name: each for name, each in vars(value).items() if name[0] != "_"})
    elif is_dataclass(value) and not isinstance(value, type | Shift):
        for each in fields(value):
            yield from _said(getattr(value, each.name))
    elif isinstance(value, Mapping):
        yield from _said(list(value.items()))
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _said(each)
    else:
        yield str(value)


def _asked(case: Case) -> dict[str, list[Any]]:
    """What each parameter of a casework function may be given to reach the restricted case."""
    ids = [keys[0] for keys in case.keys.values()]
    return {
        "contact_id": [case.contact.id],
        "contact_ids": [[case.contact.id]],
        "adult_id": [case.adult_id],
        "meeting_id": [case.meeting_id],
        "action_id": case.keys["action"],
        "id": ids,
        "ids": [ids],
        "target_id": ids,
        "kind": ["contact", "adult", "meeting", "action", "child", "issued_document"],
        "words": [MARK, case.contact.reference],
        "typed": [MARK, case.contact.reference],
        "reference": [case.contact.reference],
        "document": ["case"],
        "form": ["contact"],
        "version": [1],
        "seq": [1],
        "changes": [{"note": "x"}],
        "given": [{"note": "x"}, FILLED],
        "on": [case.other.today],
        "sent_on": [case.other.today],
        "heading": ["risk"],
        "text": ["x"],
        "officer_ids": [[case.other.officer.id]],
        "listing": _listings(),
        "query": [Query(limit=50), Query(words=MARK, limit=50)],
    }


def _belong(case: Case, given: Mapping[str, Any]) -> bool:
    """Tell whether a key, where one is given, is of the kind that is given beside it."""
    return "kind" not in given or "id" not in given or given["id"] in case.keys[given["kind"]]


def _functions() -> Iterator[tuple[str, Callable[..., Any], list[str]]]:
    """Find each public function of casework that has a shift first, and its other arguments."""
    for module in pkgutil.walk_packages(casework.__path__, f"{casework.__name__}."):
        noun = module.name.removeprefix(f"{casework.__name__}.")
        if noun.startswith(("audit", "custody.backups", "invented", "settings", "imports")):
            # They tell of no contact, take in files whole, or have a test of their own.
            continue
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ != loaded.__name__ or name.startswith("_"):
                continue
            taken = list(inspect.signature(function).parameters.values())
            if taken and taken[0].name == "shift":
                needed = [each.name for each in taken[1:] if each.default is each.empty]
                yield f"{noun}.{name}", function, needed


_NOT_ASKED = ("known.", "today.drafts.", "registers.entries.", "registers.by_kind.")
"""Functions with their own tests, and those that need a class of records instead of a name."""


def test_no_function_of_casework_shows_or_changes_what_is_restricted_to_others(case: Case) -> None:
    seen = journal.opened(case.other, "contact", case.contact.id, first=True)
    journal.write_down(case.other, [seen])
    drafts.save(case.other, "contact", case.contact.id, {"summary": MARK})
    before = _last_line(case.other)
    asked = _asked(case)
    hidden = [MARK, case.contact.reference, *map(str, (case.contact.id, case.adult_id))]
    called, told = set(), []
    for name, function, needed in _functions():
        if name.startswith(
            ("known.", "today.drafts.", "registers.entries.", "registers.by_kind.")
        ) or not set(needed) <= set(asked):
            continue
        for given in itertools.product(*(asked[each] for each in needed)):
            if not _belong(case, dict(zip(needed, given, strict=True))):
                continue
            found = None
            with suppress(CaseworkError, KeyError, TypeError, ValueError):
                found = function(case.other, *given)
                called.add(name)
            # What was asked for is no answer.
            texts = [text for text in _said(found) if text not in map(str, given)]
            told += [(name, mark) for mark in hidden if any(mark in text for text in texts)]
    assert told == []
    assert {
        *("lists.listing.page", "search.search.search", "search.palette.palette"),
        "today.dues.dues",
    } <= called
    theirs = {str(id) for ids in case.keys.values() for id in ids}
    with case.other.store.reading() as session:
        made = audit_query.lines(session, AUDIT.c.seq > before, AUDIT.c.action.in_(WRITTEN))
    touched = [
        (line.act, line.target_kind)
        for line in made
        if str(line.target_id) in theirs or any(id in str(line.detail) for id in theirs)
    ]
    assert touched == []


def test_the_audit_says_of_it_who_did_what_and_not_what_was_said(case: Case) -> None:
    with pytest.raises(lines.NoSuchReference):
        lines.page(case.other, AuditQuery(reference=case.contact.reference))
    # Words as long as a key and with as many hyphens are no key.
    adults.add(case.other, {"family_name": "mother-in-law at the sixth-form-hall"})
    theirs = list(lines.all_lines(case.other, AuditQuery()))
    mine = list(lines.all_lines(case.mine, AuditQuery()))
    assert [line.seq for line in theirs] == [line.seq for line in mine]
    assert any(MARK in text for text in _said(mine))
    hidden = (MARK, case.contact.reference)
    assert [text for text in _said(theirs) if any(mark in text for mark in hidden)] == []
    kept_back = [line for line in theirs if line.restricted]
    assert kept_back
    assert {(line.about, line.detail_missing) for line in kept_back} == {("Restricted", False)}


def test_a_print_of_the_audit_is_read_by_the_officer_who_made_it(case: Case) -> None:
    extract = issued_documents.keep(
        case.mine, issued_documents.AUDIT_EXTRACT, None, "", MARK.encode()
    )
    summary = issued_documents.keep(case.mine, "summary", None, "2026/27", b"%PDF")
    assert [each.id for each in issued_documents.issued(case.other, None)] == [summary.id]
    for reading in (issued_documents.content_of, issued_documents.view):
        assert reading(case.mine, extract.id) == MARK.encode()
        with pytest.raises(NotFound):
            reading(case.other, extract.id)


def test_the_officers_who_are_named_see_it_as_before(case: Case) -> None:
    mine = case.mine
    file = open_contact(mine, case.contact.id)
    assert file.restricted is not None
    assert file.restricted.words == "Restricted: seen by Ottilie Marsh only"
    assert len(file.meetings) == len(file.actions) == len(file.decisions) == 1
    assert page(mine, lists.CONTACTS, Query()).total == 2
    assert page(case.other, lists.CONTACTS, Query()).total == 1
    assert len(search(mine, MARK)) >= 2


def test_a_caller_about_the_same_person_is_told_to_whom_to_speak(case: Case) -> None:
    looked = look(case.other, Typed(f"Otoline {MARK}"))
    (card,) = looked.found
    assert (card.kind, card.title) == ("restricted", "There is a restricted record")
    assert card.why == ("speak to Ottilie Marsh",)
    assert looked.words.endswith(" 1 found; a restricted record, speak to Ottilie Marsh.")
    assert "history_result" not in with_look({}, [looked])
    by_reference = look(case.other, Typed(reference=case.contact.reference)).found
    assert [each.kind for each in by_reference] == ["restricted"]


def test_of_somebody_known_otherwise_the_restricted_contact_is_counted_apart(
    case: Case, log: Log
) -> None:
    seen = log(adult_id=case.adult_id)
    (card,) = [e for e in look(case.other, Typed(MARK)).found if e.kind == "adult"]
    assert [line.reference for line in card.contacts] == [seen.reference]
    assert card.contacts_in_all == 1
    assert card.restricted == "1 more contact is restricted: speak to Ottilie Marsh"
    file = open_contact(case.other, seen.id)
    assert file.restricted_besides == "1 more contact is restricted: speak to Ottilie Marsh."
    assert file.same_adult == []


def test_restricted_contacts_take_no_line_from_those_that_are_seen(case: Case, log: Log) -> None:
    seen = log(adult_id=case.adult_id, received_on=date(2026, 11, 2))
    for _ in range(LINES_SHOWN):
        later = log(adult_id=case.adult_id)
        restrictions.restrict(case.mine, later.id, [case.mine.officer.id], "Concerns a colleague.")
    (card,) = [e for e in look(case.other, Typed(MARK)).found if e.kind == "adult"]
    assert [line.reference for line in card.contacts] == [seen.reference]
    assert card.contacts_in_all == 1


def test_a_restricted_contact_about_nobody_named_hides_no_other_adult(case: Case, log: Log) -> None:
    unnamed = log(adult_id=None, described_as="A bus escort")
    seen = open_contact(case.other, log().id)
    assert seen.adult is not None
    restrictions.restrict(case.mine, unnamed.id, [case.mine.officer.id], "Concerns a colleague.")
    assert adults.open_adult(case.other, seen.adult.id).adult.name == seen.adult.name


def test_it_is_restricted_by_whom_the_table_says_to_somebody_who_can_close_it(
    case: Case, log: Log
) -> None:
    contact, mine = log(), case.mine
    with pytest.raises(Refused):
        restrictions.restrict(mine, contact.id, [], "A colleague")
    with pytest.raises(Refused):
        restrictions.restrict(mine, contact.id, [mine.officer.id], " ")
    support = Officer(id=mine.officer.id, name="Ann Lee", role="business_support")
    with pytest.raises(NotAllowed):
        restrictions.restrict(replace(mine, officer=support), contact.id, [], "A colleague")
    # What somebody can do follows from the post of today, not from the first that they had.
    colleague = next(e for e in posts.posts(mine) if e.id == case.other.officer.id)
    began = date(2026, 1, 5)
    posts.change(mine, colleague.id, colleague.version, PostGiven("contact_officer", 1, began))
    with pytest.raises(Refused):
        restrictions.restrict(mine, contact.id, [colleague.id], "A colleague")
    posts.add(mine, colleague.id, PostGiven("manager", 1, date(2026, 6, 1)))
    assert {e.id: e.role for e in restrictions.officers_to_name(mine)}[colleague.id] == "manager"
    restrictions.restrict(mine, contact.id, [colleague.id], "A colleague")
    with pytest.raises(NotFound):
        restrictions.lift(mine, contact.id)
    restrictions.lift(case.other, contact.id)
    assert open_contact(mine, contact.id).restricted is None


def _let_go(case: Case) -> None:
    with case.other.act("officer.remove") as session:
        officers.end_posts(session, case.mine.officer, case.other.today)


def test_the_last_officer_who_sees_it_does_not_go(case: Case) -> None:
    with pytest.raises(CaseworkError, match="the only one in post who sees 1 restricted contact"):
        _let_go(case)
    named = [case.mine.officer.id, case.other.officer.id]
    restrictions.restrict(case.mine, case.contact.id, named, "A colleague")
    _let_go(case)
    assert [each.name for each in restrictions.officers_to_name(case.other)] == ["Ambrose Teale"]
    assert open_contact(case.other, case.contact.id).restricted is not None


def test_its_number_is_never_given_twice(case: Case, log: Log) -> None:
    made = contacts.log(case.other, {"received_on": date(2026, 11, 20), "intake": "enquiry"})
    assert made.reference not in (case.contact.reference, log().reference)


def test_an_undoing_that_a_restricted_record_hinders_tells_nothing_of_it(case: Case) -> None:
    school = organisations.add(case.other, {"name": "Hill School"})
    step = undoable(case.other)[0]
    contact = open_contact(case.mine, case.contact.id).contact
    contacts.amend(case.mine, contact.id, contact.version, {"setting_id": school.id})
    with pytest.raises(NotUndone) as refused:
        undo(case.other, step.act_id)
    assert refused.value.why == "A record that is restricted to others names this organisation."
