"""A service's own copies of parts of its practice, stored in the vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.practice_part import TABLE, PracticePart
from lado_desktop.domain.practice.practice import Practice, Statement, lengths_in
from lado_desktop.domain.practice.practice_file import read, written

Part = tuple[str, str]
"""Kind and name of a part: `table` and its id, or `words` and ""."""

REMOVED = "removed"
"""The content of a table's part where the service removed the table."""
RENAMED = "renamed"
"""The key in a table's part for renamed rows: shipped label = own label."""


def parts_in(session: Session, practice: str) -> list[PracticePart]:
    """Return the parts of a practice that the service changed, oldest change first."""
    query = select(PracticePart).where(PracticePart.practice == practice)
    return list(session.scalars(query.order_by(PracticePart.id)))


def keep_parts(shift: Shift, act: str, changed: Mapping[Part, Mapping[str, Any] | None]) -> None:
    """Save these parts in one act. None restores the shipped part."""
    name = shift.practice.name
    with shift.act(act) as session:
        current = {(each.part, each.name): each for each in parts_in(session, name)}
        for part, content in changed.items():
            row = current.get(part)
            if content is None:
                if row is not None:
                    session.delete(row)
                continue
            text = written({TABLE: [content]} if part[0] == TABLE else content)
            if row is None:
                session.add(PracticePart(practice=name, part=part[0], name=part[1], content=text))
            elif row.content != text:
                row.content = text


def part_kept(shift: Shift, part: str, name: str = "") -> UUID | None:
    """Return the id of a part's record, for its history; None where it is the shipped part."""
    with shift.reading() as session:
        rows = parts_in(session, shift.practice.name)
        return next((row.id for row in rows if (row.part, row.name) == (part, name)), None)


def with_parts(practice: Practice, rows: Sequence[PracticePart]) -> Practice:
    """Return a practice with the service's own parts."""
    if not rows:
        return practice
    kept = {(row.part, row.name): _content(row) for row in rows}
    tables = _tables(practice, kept)

    def of(part: str) -> Mapping[str, Any]:
        return kept.get((part, ""), {})

    statements = of("statements").get("statement")
    clocks = of("clocks")
    return replace(
        practice,
        authority=of("service").get("authority", practice.authority),
        report=of("service").get("report", practice.report),
        words=MappingProxyType({**practice.words, **of("words")}),
        areas=MappingProxyType({**practice.areas, **of("areas")}),
        clocks=MappingProxyType(lengths_in(clocks)) if clocks else practice.clocks,
        targets=clocks.get("targets", {}) if clocks else practice.targets,
        local_targets=clocks.get("local_targets", {}) if clocks else practice.local_targets,
        standards=tuple(clocks.get("standards", ())) if clocks else practice.standards,
        high_caseload=clocks.get("high_caseload") if clocks else practice.high_caseload,
        statements=(
            practice.statements
            if statements is None
            else tuple(Statement(each["title"], each["text"]) for each in statements)
        ),
        tables=tuple(
            {key: value for key, value in table.items() if key != RENAMED}
            for table in tables.values()
        ),
        sets=kept.get(("sets", ""), practice.sets),
        identities=fitting(of("identities").get("identity", practice.identities), tables),
        stamp=tuple(f"{row.id} {row.version}" for row in rows),
    )


def content_kept(shift: Shift, part: str, name: str = "") -> Mapping[str, Any]:
    """Return the service's own copy of a part; empty where it is the shipped part."""
    with shift.reading() as session:
        rows = parts_in(session, shift.practice.name)
    found = (row for row in rows if (row.part, row.name) == (part, name))
    return next(map(_content, found), {})


def _content(row: PracticePart) -> Mapping[str, Any]:
    text = read(row.content)
    content: Mapping[str, Any] = text[TABLE][0] if row.part == TABLE else text
    return content


def _tables(
    practice: Practice, kept: Mapping[Part, Mapping[str, Any]]
) -> Mapping[str, Mapping[str, Any]]:
    """Merge the service's own tables into the shipped ones, in the service's order."""
    tables = {str(each["id"]): each for each in practice.tables}
    for (part, name), content in kept.items():
        if part == TABLE:
            tables[name] = content
    order = [name for name in kept.get(("order", ""), {}).get("tables", ()) if name in tables]
    return {
        name: tables[name]
        for name in dict.fromkeys([*order, *tables])
        if not tables[name].get(REMOVED)
    }


def fitting(
    identities: Sequence[Mapping[str, Any]], tables: Mapping[str, Mapping[str, Any]]
) -> tuple[Mapping[str, Any], ...]:
    """Return the identities with the present names of tables and rows.

    A removed table or row is left out, and so is an identity with only one side left.
    """
    found = []
    for identity in identities:
        sides = [now for side in identity["same"] if (now := _side(side, tables)) is not None]
        if len(sides) > 1:
            found.append({**identity, "same": sides})
    return tuple(found)


def _side(side: Any, tables: Mapping[str, Mapping[str, Any]]) -> Any:
    if not isinstance(side, str):
        parts = [_side(each, tables) for each in side]
        return None if None in parts else parts
    table, _, row = side.partition(" / ")
    if table not in tables:
        return None
    if not row:
        return side
    base = tables[table]
    labels = {each["label"] for each in base.get("also", ())}
    seen = {table}
    while "rows" not in base and base.get("rows_as") in tables and base["rows_as"] not in seen:
        seen.add(base["rows_as"])
        base = tables[base["rows_as"]]
    labels |= {each["label"] for each in base.get("rows", ())}
    now = base.get(RENAMED, {}).get(row, row)
    return f"{table} / {now}" if now in labels else None
