"""Writes a tracker's meetings, each about one contact."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.imports.row import CheckedRow
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.meeting import Meeting, MeetingContact
from lado_desktop.domain.record import new_id


class MeetingBatch:
    """Writes rows, and numbers each contact's meetings onward from those that exist."""

    def __init__(self, shift: Shift, batch_id: UUID) -> None:
        self._batch_id = batch_id
        with shift.reading_all() as session:
            self._taken = set(session.scalars(select(Meeting.reference)))

    def add(self, session: Session, rows: Sequence[CheckedRow]) -> None:
        """Write some rows. Their contacts are in the vault."""
        wanted = {row.values["reference"] for row in rows}
        query = select(Contact.reference, Contact.id).where(Contact.reference.in_(wanted))
        contacts = {row.reference: row.id for row in session.execute(query)}
        links = []
        for row in rows:
            meeting = Meeting(
                id=new_id(),
                batch_id=self._batch_id,
                reference=self._reference(row.values["reference"]),
                kind_of=row.values.get("kind"),
                held_on=row.values["held_on"],
                mode=row.values.get("mode"),
            )
            session.add(meeting)
            links.append((meeting.id, contacts[row.values["reference"]]))
        session.flush()
        session.add_all(
            MeetingContact(meeting_id=meeting_id, contact_id=contact_id)
            for meeting_id, contact_id in links
        )
        session.flush()

    def _reference(self, contact: str) -> str:
        number = 1
        while (reference := f"{contact}-M{number}") in self._taken:
            number += 1
        self._taken.add(reference)
        return reference
