"""The minutes of a meeting with every heading, also the empty ones."""

from __future__ import annotations

from uuid import UUID

from lado_desktop.casework.contacts.contact_file import CaseFile
from lado_desktop.casework.contacts.state import words_of_action
from lado_desktop.casework.letters.letters import invited
from lado_desktop.casework.meetings.meeting_file import BY_AGENCY, MeetingFile, open_meeting
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.action import NEEDS_REASON, Action
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.professional import Professional
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.reports.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Heading,
    Prose,
    Table,
    plain_rows,
)
from lado_desktop.reports.heading import day_cell, document, facts, on_day, said

NOTHING = "Nothing was recorded under this heading."


def minutes(shift: Shift, meeting_id: UUID) -> Document:
    """Return the minutes as a document. Raises NotFound."""
    return minutes_of(shift, open_meeting(shift, meeting_id))


def minutes_of(shift: Shift, file: MeetingFile) -> Document:
    """Return the minutes of a loaded meeting."""
    return document(
        shift,
        title=f"Minutes: {shift.label('meeting_kind', file.meeting.kind_of)}",
        reference=file.meeting.reference,
        blocks=[*_front(shift, file), *_sections(shift, file)],
        of=[each.id for each in file.records],
        version="approved" if file.approved else "draft, not approved",
        draft=not file.approved,
    )


def _state_words(file: MeetingFile) -> str:
    if not file.approved:
        return "Draft, not approved"
    by = f" by {file.approved_by.name}" if file.approved_by else ""
    return f"Approved on {on_day(file.approved_on)}{by}"


def _front(shift: Shift, file: MeetingFile) -> list[Block]:
    meeting = file.meeting
    rows = facts(
        ("About", "\n".join(_about(each) for each in file.contacts)),
        ("Held on", on_day(meeting.held_on)),
        ("Planned for", "" if meeting.held_on else on_day(meeting.planned_for)),
        ("Time", meeting.hours),
        ("How", shift.label("meeting_mode", meeting.mode)),
        ("Place", meeting.place),
        ("Chair", file.chair.name if file.chair else None),
        ("Minute taker", file.minute_taker.name if file.minute_taker else None),
        ("Minutes", _state_words(file)),
    )
    blocks: list[Block] = [Facts(rows)]
    if meeting.purpose:
        blocks += [Heading("Purpose of this meeting"), Prose(meeting.purpose)]
    return blocks


def _about(file: CaseFile) -> str:
    setting = f", {file.setting.name}" if file.setting else ""
    return f"{file.contact.reference}: {file.who}{setting}"


def _sections(shift: Shift, file: MeetingFile) -> list[Block]:
    blocks: list[Block] = []
    for number, heading in enumerate(code_lists()["minute_heading"], 1):
        title = shift.label("minute_heading", heading)
        # The drawer never leaves a heading alone at the foot of a page.
        blocks += [Heading(f"{number}. {title}"), *_under(shift, file, heading)]
    return blocks


def _under(shift: Shift, file: MeetingFile, heading: str) -> list[Block]:
    blocks: list[Block] = []
    if heading == "introductions":
        blocks += _attendance(shift, file)
    elif heading == "previous":
        blocks += _earlier_actions(shift, file)
    elif heading == "actions":
        blocks += action_table(shift, file)
    elif heading == "distribution":
        blocks += _distribution(file)
    for section in file.written(heading):
        if heading == BY_AGENCY and section.agency:
            blocks.append(Heading(section.agency, 3))
        blocks.append(Prose(said(section.text, NOTHING)))
    if heading == "next" and file.meeting.next_meeting_on:
        day = on_day(file.meeting.next_meeting_on)
        blocks.insert(0, Facts((("Next meeting", day),)))
    return blocks or [Prose(NOTHING)]


def _attendance(shift: Shift, file: MeetingFile) -> list[Block]:
    if not file.attendances:
        return []
    rows = [
        (
            professional.name,
            attendance.role or "",
            attendance.agency or "",
            ". ".join(
                part
                for part in (shift.label("attendance", attendance.status), attendance.note)
                if part
            ),
        )
        for attendance, professional in file.attendances
    ]
    columns = (
        Column("Name", 3),
        Column("Role", 3),
        Column("Agency", 3),
        Column("Attendance", 2.4),
    )
    return [Table("", columns, plain_rows(rows), header_column=True, overleaf="Attendance")]


def action_table(shift: Shift, file: MeetingFile) -> list[Block]:
    """Return the meeting's actions as one table; nothing without actions."""
    rows = [_action(shift, action, owner) for action, owner in file.actions]
    return [Table("", _ACTION, plain_rows(rows), overleaf="Actions")] if rows else []


def _earlier_actions(shift: Shift, file: MeetingFile) -> list[Block]:
    """Return the state of each earlier action at the time of printing."""
    rows = [
        (*_action(shift, action, owner), _agreed_at(file.agreed_at.get(action.id)))
        for action, owner in file.earlier_actions
    ]
    columns = (*_ACTION, Column("Meeting", 1.1))
    return [Table("", columns, plain_rows(rows), overleaf="Earlier actions")] if rows else []


_ACTION = (
    Column("No.", 0.35, numeric=True),
    Column("Action", 2.4),
    Column("Who", 1.5),
    Column("Due", 0.85),
    Column("Status", 0.8),
)


def _action(shift: Shift, action: Action, owner: Professional | None) -> tuple[str, ...]:
    done = day_cell(action.done_on)
    return (
        str(action.number),
        _with_result(action),
        ", ".join(part for part in (owner.name if owner else "", action.agency) if part)
        or "Nobody named",
        day_cell(action.due_on, "No day set"),
        ", ".join(part for part in (words_of_action(shift, action), done) if part),
    )


def _agreed_at(meeting: Meeting | None) -> str:
    return f"{meeting.reference}, {day_cell(meeting.day)}" if meeting else "None"


def _with_result(action: Action) -> str:
    """Return an action with its result, or why it was not done."""
    if not action.result:
        return action.text
    said = "Reason" if action.status in NEEDS_REASON else "Result"
    return f"{action.text}\n{said}: {action.result}"


def _distribution(file: MeetingFile) -> list[Block]:
    sent = facts(
        ("Actions sent out on", on_day(file.meeting.actions_sent_on)),
        ("Minutes sent out on", on_day(file.meeting.minutes_sent_on)),
    )
    blocks: list[Block] = [Facts(sent)] if sent else []
    if who := [", ".join(filter(None, each)) for each in invited(file)]:
        blocks += [Prose("Those invited:", leads=True), Bullets(who)]
    return blocks
