"""Many records in brief: what names each and what it belongs to, in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, Uuid, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from db.records.audit import Line
from lado_desktop.domain.kinds.issued_document import OF_A_CONTACT, IssuedDocument
from lado_desktop.domain.record import Record
from lado_desktop.domain.records import RECORDS

Key = tuple[str | None, UUID | None]

_NAMING = ("reference", "name", "given_names", "family_name", "document")
_OWNERS = 2
"""The most owners that a kind belongs to."""
_BRIEFS = "briefs"


@dataclass(frozen=True)
class Brief:
    """One record in brief."""

    words: str
    """Its reference, else its name."""
    reference: str
    owners: tuple[Key, ...]
    """The records that it belongs to, the nearest first."""


def briefs(session: Session, keys: Iterable[Key]) -> dict[Key, Brief | None]:
    """Return each record in brief, None for one that is not there. The session remembers them."""
    known: dict[Key, Brief | None] = session.info.setdefault(_BRIEFS, {})
    wanted: dict[str, set[UUID]] = {}
    for kind, id in keys:
        if kind in RECORDS and id is not None and (kind, id) not in known:
            wanted.setdefault(kind, set()).add(id)
            known[kind, id] = None
    if wanted:
        found = session.execute(union_all(*(_query(*each) for each in wanted.items())))
        for kind, id, *values in found:
            names = dict(zip(_NAMING, values, strict=False))
            known[kind, id] = _brief(RECORDS[kind], names, values[len(_NAMING) :])
    return known


def owners_of(line: Line, known: Mapping[Key, Brief | None]) -> tuple[Key, ...]:
    """Return what a line's record belongs to, the nearest first; of one removed, as it says."""
    record = known.get((line.target_kind, line.target_id))
    if record is not None:
        return record.owners
    if line.target_kind not in RECORDS:
        return ()
    detail = line.detail or {}
    return tuple(
        (kind, UUID(text))
        for name, kind in RECORDS[line.target_kind].owners()
        if (text := next(filter(None, detail.get(name, ())), None))
    )


def _query(kind: str, ids: set[UUID]) -> Select[Any]:
    record = RECORDS[kind]
    columns = record.__table__.c
    owners = [name for name, _ in _owners(record)]
    owners += [""] * (_OWNERS - len(owners))
    return select(
        literal(kind),
        record.id,
        *(getattr(record, name) if name in columns else _no(Text) for name in _NAMING),
        *(getattr(record, name) if name else _no(Uuid) for name in owners),
    ).where(record.id.in_(ids))


def _no(of: type[Text | Uuid[UUID]]) -> Any:
    # A server wants the columns of a union to be of one type.
    return cast(null(), of())


def _owners(record: type[Record]) -> Iterator[tuple[str, str]]:
    if record is IssuedDocument:
        yield "target_id", ""
    else:
        yield from record.owners()


def _brief(record: type[Record], names: dict[str, Any], ids: list[UUID | None]) -> Brief:
    given = {name: value for name, value in names.items() if value is not None}
    # A name may be put together of several columns: the record itself knows how.
    of: Any = record(**given)
    owners = tuple(
        (kind or ("contact" if of.document in OF_A_CONTACT else "meeting"), id)
        for (_, kind), id in zip(_owners(record), ids, strict=False)
        if id is not None
    )
    reference = str(getattr(of, "reference", None) or "")
    return Brief(reference or str(getattr(of, "name", None) or ""), reference, owners)
