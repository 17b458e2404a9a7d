"""A short view of a record, shown while it is selected in a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement

from lado_desktop.casework.audit.field_words import label_of, name_in, noun, words_of_value
from lado_desktop.casework.contacts import state
from lado_desktop.casework.contacts.contact_file import CaseFile, ContactFile, open_contact
from lado_desktop.casework.contacts.contact_lines import newest_lines
from lado_desktop.casework.meetings.meeting_file import MeetingFile, open_meeting
from lado_desktop.casework.people import organisations, professionals
from lado_desktop.casework.people.adults import open_adult
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.dues import Due, dues
from lado_desktop.casework.undoing.restoring import current_values, find
from lado_desktop.domain.fields.field import fields_of
from lado_desktop.domain.kinds.action import UNFINISHED, Action
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.problem import NotFound
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.time.typed_day import day_words

_LETTERS = 600
"""The most letters shown of a summary."""
_LINES = 8
"""The most meetings, actions or contacts shown. The rest is counted."""


@dataclass(frozen=True)
class Passage:
    """Lines under a heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """A short view of a record."""

    title: str
    under: str
    """Its state, in a line."""
    facts: tuple[tuple[str, str], ...]
    """Labels and values."""
    passages: tuple[Passage, ...]

    @property
    def words(self) -> str:
        """All its text, from top to bottom."""
        facts = (f"{name}: {value}" for name, value in self.facts)
        passages = (line for each in self.passages for line in (each.heading, *each.lines))
        return "\n".join((self.title, self.under, *facts, *passages))


def preview(shift: Shift, kind: str, id: UUID) -> Preview:
    """Return the preview of a record of any kind that has a list.

    Raises NotFound where it is gone or restricted to others, as its page does.
    """
    read = _READERS.get(kind, partial(_entry, kind=kind))
    return read(shift, id)


def _made(
    title: str,
    under: Sequence[str | None],
    facts: Mapping[str, str | None],
    *passages: Passage | None,
) -> Preview:
    return Preview(
        title,
        _joined(*under),
        tuple((name, value) for name, value in facts.items() if value),
        tuple(each for each in passages if each is not None),
    )


def _passage(heading: str, lines: Sequence[str], in_all: int = 0) -> Passage | None:
    """Return the first of these lines, or of `in_all`, and how many follow."""
    if not lines:
        return None
    rest = (in_all or len(lines)) - _LINES
    more = (f"and {rest} more",) if rest > 0 else ()
    return Passage(heading, (*lines[:_LINES], *more))


def _joined(*parts: str | None) -> str:
    """Join parts that may contain commas into one line."""
    return " · ".join(each for each in parts if each)


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[:_LETTERS].rsplit(None, 1)[0]} …"


def _contact(shift: Shift, id: UUID) -> Preview:
    file = open_contact(shift, id)
    contact, decision, finding = file.contact, file.decision, file.finding
    review = file.allegation.next_review_on if file.allegation else None
    due = next(iter(dues(shift, id)), None)
    unfinished = [each for each in file.actions if each.status in UNFINISHED]
    meetings = [f"{_day_of(m)}: {shift.label('meeting_kind', m.kind_of)}" for m in file.meetings]
    return _made(
        f"{contact.reference}  {file.who}",
        (file.state_words, shift.label("intake", contact.intake)),
        {
            "Received": day_words(contact.received_on),
            "Setting": file.setting.name if file.setting else None,
            "Decision": shift.label("contact_outcome", decision.outcome) if decision else None,
            "Finding": shift.label("finding", finding.finding) if finding else None,
            "Next due": _next_due(due) if due else None,
            "Category": shift.label("category", contact.category),
            "Lead": _lead(shift, file),
            "Next review": day_words(review) if review else None,
            "In error": contact.in_error_reason,
            "Restricted": file.restricted.words if file.restricted else None,
        },
        _passage("What was said", [_short(contact.summary)] if contact.summary else []),
        _passage("Meetings", meetings),
        _passage("Open actions", [_action_line(shift, each) for each in unfinished]),
    )


def _lead(shift: Shift, file: ContactFile) -> str | None:
    if file.allegation is None or file.allegation.lead_id is None:
        return None
    with shift.reading() as session:
        return name_in(session, "officer", file.allegation.lead_id)


def _next_due(due: Due) -> str:
    late = ", overdue" if due.when == "overdue" else ""
    return f"{day_words(due.due_on)}{late}: {due.sentence}"


def _day_of(meeting: Meeting) -> str:
    how = "Held" if meeting.held_on else "Planned for"
    return f"{how} {day_words(meeting.day)}" if meeting.day else ""


def _action_line(shift: Shift, action: Action) -> str:
    late = ", overdue" if state.is_overdue(action, shift.today) else ""
    return f"{day_words(action.due_on)}{late}: {action.text}" if action.due_on else action.text


def _meeting(shift: Shift, id: UUID) -> Preview:
    file = open_meeting(shift, id)
    meeting = file.meeting
    state_words = state.MEETING_STATES[state.state_of_meeting(meeting, shift.today)]
    return _made(
        meeting.reference,
        (shift.label("meeting_kind", meeting.kind_of), state_words),
        {
            "Day": _day_of(meeting),
            "Time": meeting.hours,
            "How held": shift.label("meeting_mode", meeting.mode),
            "Place": meeting.place,
            "Chair": file.chair.name if file.chair else None,
            "Minute taker": file.minute_taker.name if file.minute_taker else None,
            "Next meeting": day_words(meeting.next_meeting_on) if meeting.next_meeting_on else None,
        },
        _passage("About", [_about(each) for each in file.contacts]),
        _passage("Not written yet", _unwritten(file)),
        _passage("Actions", [_action_line(shift, action) for action, _ in file.actions]),
    )


def _about(file: CaseFile) -> str:
    setting = file.setting.name if file.setting else ""
    return _joined(f"{file.contact.reference}  {file.who}", setting)


def _unwritten(file: MeetingFile) -> list[str]:
    """Return what the minutes lack; "" before the meeting is held."""
    if file.approved or file.meeting.held_on is None:
        return []
    headings = code_lists()["minute_heading"]
    return [headings[each] for each in file.unwritten]


def _adult(shift: Shift, id: UUID) -> Preview:
    file = open_adult(shift, id)
    adult = file.adult
    return _made(
        adult.name,
        (file.restricted,),
        {
            "Known as": adult.known_as,
            "Previous names": adult.previous_names,
            "Date of birth": adult.born.words if adult.born else None,
        },
        _contacts(shift, Contact.adult_id == id, who=False),
    )


def _professional(shift: Shift, id: UUID) -> Preview:
    professional = professionals.get(shift, id)
    employer = professional.organisation_id
    with shift.reading() as session:
        works_at = name_in(session, "organisation", employer) if employer else None
    return _made(
        professional.name,
        (professional.role,),
        {
            "Organisation": works_at,
            "Telephone": professional.telephone,
            "E-mail": professional.email,
        },
        _contacts(shift, Contact.caller_id == id),
    )


def _organisation(shift: Shift, id: UUID) -> Preview:
    setting = organisations.get(shift, id)
    return _made(
        setting.name,
        (shift.label("sector", setting.sector),),
        {"Area": shift.label("area", setting.area), "Telephone": setting.telephone},
        _contacts(shift, Contact.setting_id == id, setting=False),
    )


def _contacts(
    shift: Shift, condition: ColumnElement[bool], *, who: bool = True, setting: bool = True
) -> Passage:
    """Return the newest contacts that are not in error, without what they share."""
    with shift.reading() as session:
        newest = newest_lines(shift, session, condition & state.NOT_IN_ERROR, _LINES)
    listed = [
        _joined(
            f"{line.reference}  {day_words(line.received_on)}",
            line.who if who else "",
            line.setting if setting else "",
            line.result,
        )
        for line in newest.lines
    ]
    return _passage("Contacts", listed, newest.in_all) or Passage("Contacts", ("None",))


def _action(shift: Shift, id: UUID) -> Preview:
    with shift.reading() as session:
        action = find(session, "action", id)
        if not isinstance(action, Action):
            raise NotFound("action")
        contact = session.get(Contact, action.contact_id)
        if contact is None:
            raise NotFound("action")
        owner = action.owner_id
        who = name_in(session, "professional", owner) if owner else None
    return _made(
        f"Action on {contact.reference}",
        (state.words_of_action(shift, action),),
        {
            "Who": who,
            "Agency": action.agency,
            "Due": day_words(action.due_on) if action.due_on else None,
            "Done on": day_words(action.done_on) if action.done_on else None,
            "Result": action.result,
        },
        Passage("Action", (action.text,)),
    )


def _entry(shift: Shift, id: UUID, *, kind: str) -> Preview:
    """Return a register entry: its values with their labels."""
    record = RECORDS[kind]
    with shift.reading() as session:
        entry = find(session, kind, id)
        if entry is None:
            raise NotFound(noun(kind))
        held = current_values(session, entry)
        facts = {
            label_of(record, name): words_of_value(shift, session, record, name, held.get(name))
            for name in fields_of(record)
        }
        title = name_in(session, kind, id)
    short = {name: _short(value) for name, value in facts.items()}
    return _made(title, (noun(kind).capitalize(),), short)


_READERS: Mapping[str, Callable[[Shift, UUID], Preview]] = {
    "contact": _contact,
    "meeting": _meeting,
    "adult": _adult,
    "professional": _professional,
    "organisation": _organisation,
    "action": _action,
}
