"""The heading of every printed document: service, officer and time of printing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from lado_desktop.casework.documents.issued_documents import anchor
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import TICKS, Field, FieldKind, fields_of
from lado_desktop.domain.record import Record
from lado_desktop.domain.time.typed_day import day_words, short_day
from lado_desktop.reports.blocks import Block, Document

MARKING = "OFFICIAL-SENSITIVE"
PUBLIC_MARKING = "PUBLIC COPY"
"""The marking of figures with small ones withheld."""


def document(
    shift: Shift,
    title: str,
    reference: str,
    blocks: Sequence[Block],
    *,
    of: Iterable[UUID] | None = None,
    subtitle: str = "",
    version: str = "",
    draft: bool = False,
) -> Document:
    """Return a document of this service, anchored at the last change of the records in `of`."""
    return Document(
        title=title,
        reference=reference,
        blocks=blocks,
        printed_by=shift.officer.name,
        printed_at=shift.clock.now().replace(tzinfo=None),
        marking=MARKING,
        version=version,
        anchor=anchor(shift, of),
        service=shift.practice.authority,
        subtitle=subtitle,
        practice_data=shift.practice_data,
        draft=draft,
    )


def said(text: str | None, otherwise: str = "Not recorded") -> str:
    """Return a text, or the words for an empty one."""
    return text or otherwise


def on_day(day: date | None, otherwise: str = "") -> str:
    """Return a day in words, or the words for none."""
    return day_words(day) if day else otherwise


def day_cell(day: date | None, otherwise: str = "") -> str:
    """Return a day with a short month for a table, or the words for none."""
    return short_day(day) if day else otherwise


def facts(*rows: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    """Return the labels that have a value, in order."""
    return tuple((label, value) for label, value in rows if value)


def printed_fields(shift: Shift, record: Record) -> Iterator[tuple[str, str]]:
    """Yield label and words of each field declared `printed`."""
    for name, field in fields_of(type(record)).items():
        if field.printed:
            yield field.label, _words_of(shift, field, getattr(record, name))


def _words_of(shift: Shift, field: Field, value: Any) -> str:
    if field.kind is FieldKind.TICK:
        return shift.label(TICKS, "yes" if value else "no")
    if field.kind is FieldKind.CHOICES:
        return ", ".join(shift.label(field.codes, code) for code in value)
    if value is None:
        return ""
    if field.kind is FieldKind.DAY:
        return on_day(value)
    return shift.label(field.codes, value) if field.codes else str(getattr(value, "words", value))
