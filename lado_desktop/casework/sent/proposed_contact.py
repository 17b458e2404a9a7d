"""Reads a sent file into values of a contact that the officer may log.

Nothing is saved. The values are only in the form until the officer saves them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lado_desktop.casework.sent.read_file import ReadFile, Unreadable
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.clock import LONDON
from lado_desktop.domain.time.typed_day import day_words


@dataclass(frozen=True)
class ProposedContact:
    """The values that a file proposes, for the officer to check."""

    values: Mapping[str, Any]
    """Values of the contact's form, by field."""
    read: ReadFile
    sentence: str
    """What was read, as a sentence."""


def propose(shift: Shift, read: ReadFile) -> ProposedContact:
    """Return the values that a file proposes. Raises Unreadable where it has no text."""
    if not (read.text or read.subject):
        raise Unreadable(f"No text was found in this {read.kind.lower()}.")
    values: dict[str, Any] = {"received_on": shift.today, "summary": words_of(read)}
    if read.sent_at is not None:
        sent = read.sent_at.astimezone(LONDON)
        if sent.date() <= shift.today:
            values["received_on"] = sent.date()
            values["received_time"] = f"{sent:%H:%M}"
    if read.kind == "E-mail":
        values["method"] = "mailbox"
    return ProposedContact(values, read, _sentence(read))


def propose_unread(shift: Shift, sentence: str) -> ProposedContact:
    """Propose nothing but today, for a file that is kept unread. The sentence says why it is."""
    read = ReadFile("File", "")
    values = {"received_on": shift.today, "summary": ""}
    return ProposedContact(values, read, f"{sentence} The file is kept with the contact.")


def words_of(read: ReadFile) -> str:
    """Return a file's facts and text: sender, time, subject, attachments, body."""
    sent = ""
    if read.sent_at is not None:
        at = read.sent_at.astimezone(LONDON)
        sent = f"{day_words(at.date())} at {at:%H:%M}"
    head = (
        ("From", read.sender),
        ("Sent", sent),
        ("Subject", read.subject),
        ("Attached", ", ".join(read.attachments)),
    )
    text = "\n".join(f"{label}: {value[:1_000]}" for label, value in head if value)
    return "\n\n".join(part for part in (text, read.text) if part)


def _sentence(read: ReadFile) -> str:
    number = len(read.attachments)
    attached = ""
    if number:
        are = "file is attached and was" if number == 1 else "files are attached and were"
        attached = f" {number} {are} not opened."
    return f"{read.kind} read. Check what it proposes before you save.{attached}"
