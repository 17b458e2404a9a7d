"""Lists of records: declared columns, searched, filtered, sorted and paged in SQL."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from db.search.index import SearchIndex
from db.search.ordering import in_order
from lado_desktop.casework.contacts.state import TODAY
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.field import FieldKind, field_of, fields_of
from lado_desktop.domain.record import Record
from lado_desktop.domain.time.typed_day import short_day

_MOST_HITS = 5_000
"""The most search results of one word. SQLite allows 250,000 values."""


class ColumnKind(StrEnum):
    """How a cell is printed and sorted."""

    TEXT = "text"
    REFERENCE = "reference"
    DAY = "day"
    CODE = "code"
    COUNT = "count"


@dataclass(frozen=True)
class Column:
    """One column of a list."""

    name: str
    label: str
    expression: Any
    """The column or SQL expression to select."""
    kind: ColumnKind = ColumnKind.TEXT
    code_list: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    """Labels of codes that are in no code list, such as states."""
    named: bool = False
    """It names a person or place, so it is cut late where room is short."""
    telling: bool = False
    """It says what the row is about, so it is cut last."""
    spare: bool = False
    """The preview shows it too, so it is hidden first where room is short."""

    def printed(self, shift: Shift, value: Any) -> str:
        """Return a cell in words."""
        if value is None:
            return ""
        if isinstance(value, date):
            return short_day(value)
        if value in self.words:
            return self.words[value]
        if self.code_list:
            return shift.label(self.code_list, value)
        return str(value)

    def order(self, shift: Shift) -> Any:
        """Return the SQL to sort by: codes in their printed order, text alphabetically."""
        if self.kind is ColumnKind.CODE:
            listed = shift.practice.codes(self.code_list) if self.code_list else ()
            codes = [*self.words, *listed]
            places = {code: place for place, code in enumerate(codes)}
            return (
                case(places, value=self.expression, else_=len(places))
                if places
                else self.expression
            )
        if self.kind is ColumnKind.TEXT:
            return in_order(self.expression)
        return self.expression


_OF_A_FIELD = {
    FieldKind.DAY: ColumnKind.DAY,
    FieldKind.CHOICE: ColumnKind.CODE,
    FieldKind.TICK: ColumnKind.CODE,
    FieldKind.COUNT: ColumnKind.COUNT,
    FieldKind.LINE: ColumnKind.TEXT,
}


def column_of(attribute: Any, *, spare: bool = False) -> Column:
    """Return the column of a declared field."""
    of = field_of(attribute)
    shown = case((attribute, "yes"), else_="no") if of.kind is FieldKind.TICK else attribute
    return Column(of.name, of.label, shown, _OF_A_FIELD[of.kind], of.asked_codes, spare=spare)


def listed_of(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns of the fields that are declared `listed`."""
    fields = fields_of(record).values()
    return tuple(
        column_of(getattr(record, each.name), spare=True) for each in fields if each.listed
    )


@dataclass(frozen=True)
class Filter:
    """One filter of a list: by a code, or by one of a few named conditions."""

    name: str
    label: str
    expression: Any
    code_list: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, ColumnElement[bool]] = field(default_factory=dict)
    """The condition of a code, where SQLite answers it faster than the expression."""

    def options(self, shift: Shift) -> dict[str, str]:
        """Return the choices, code = label."""
        return dict(self.words or shift.practice.codes(self.code_list))

    def condition(self, code: str) -> ColumnElement[bool]:
        """Return the condition of a code. A code of the first level includes those below it."""
        if code in self.conditions:
            return self.conditions[code]
        # A code of the second level begins with that of the first: "edu.primary".
        below: ColumnElement[bool] = self.expression.like(f"{code}.%")
        return or_(self.expression == code, below)


@dataclass(frozen=True)
class Listing:
    """A list of one noun: source, columns, filters and default order."""

    noun: str
    key: Any
    """The column of the record's id."""
    source: Callable[[Select[Any]], Select[Any]]
    """Adds the joins and conditions of every query."""
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    searched: Mapping[str, Any] = field(default_factory=dict)
    """Kind of record in the search index = the column of its id."""
    sort: str = ""
    descending: bool = False
    counted: Callable[[Select[Any]], Select[Any]] | None = None
    """A cheaper source for counting, without joins that no filter or word needs."""


@dataclass(frozen=True)
class Query:
    """A request for rows of a list."""

    words: str = ""
    sort: str = ""
    descending: bool | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    among: Collection[UUID] | None = None
    """Only these records are listed; None for all."""
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True)
class Row:
    """One row: the record's id and its cells in words."""

    id: UUID
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """Some rows of a list, how many match, and how many there are in all."""

    rows: list[Row]
    total: int
    of: int
    among_first: int = 0
    """How many results were searched where a word has too many; else 0."""


def page(shift: Shift, listing: Listing, query: Query) -> Page:
    """Return the rows that a query asks for."""
    with shift.reading() as session:
        whole = and_(True) if query.among is None else listing.key.in_(query.among)
        worded, is_whole = _with_words(shift.store.search, session, listing, query.words)
        condition = and_(whole, worded, _filtered(listing, query))
        columns = [column.expression for column in listing.columns]
        by, order = _order(shift, listing, query)

        def first(*asked: Any) -> Sequence[Any]:
            chosen = listing.source(select(listing.key, *asked)).where(condition).order_by(*order)
            wanted = chosen.offset(query.offset).limit(query.limit)
            return session.execute(wanted, _given(shift)).all()

        if by.kind is ColumnKind.TEXT:
            # No index has this order, so SQLite sorts every row. Sorted with their cells, 4,000
            # organisations took 180 ms; their keys alone, and the cells of one page, 53 ms.
            ids = [row[0] for row in first()]
            cells = listing.source(select(listing.key, *columns)).where(listing.key.in_(ids))
            found = {row[0]: row for row in session.execute(cells, _given(shift))}
            rows: Sequence[Any] = [found[id] for id in ids]
        else:
            rows = first(*columns)
        total = _count(shift, session, listing, condition)
        return Page(
            rows=[
                Row(
                    row[0],
                    tuple(
                        column.printed(shift, value)
                        for column, value in zip(listing.columns, row[1:], strict=True)
                    ),
                )
                for row in rows
            ],
            total=total,
            of=_count(shift, session, listing, whole) if query.words or query.filters else total,
            among_first=0 if is_whole else _MOST_HITS,
        )


def number(shift: Shift, session: Session, listing: Listing, filters: Mapping[str, str]) -> int:
    """Count the rows of a list that match."""
    return _count(shift, session, listing, _filtered(listing, Query(filters=filters)))


def _count(shift: Shift, session: Session, listing: Listing, condition: ColumnElement[bool]) -> int:
    # Joins for columns alone would slow the count.
    source = listing.counted or listing.source
    counted = source(select(func.count(listing.key))).where(condition)
    return session.scalar(counted, _given(shift)) or 0


def _given(shift: Shift) -> dict[str, Any]:
    """Return the values that a list's expressions may use."""
    return {TODAY.key: shift.today}


def _order(shift: Shift, listing: Listing, query: Query) -> tuple[Column, list[Any]]:
    """Return the column to sort by, and the ORDER BY terms."""
    name = query.sort or listing.sort
    column = next(each for each in listing.columns if each.name == name)
    descending = listing.descending if query.descending is None else query.descending
    by = column.order(shift)
    # Empty values come last in both directions, and equal rows newest first. Where a column cannot
    # be empty, no such term is added, so that SQLite reads the first rows along the index.
    empty = [] if _is_always_there(listing, column) else [column.expression.is_(None)]
    return column, [*empty, by.desc() if descending else by.asc(), listing.key.desc()]


def _is_always_there(listing: Listing, column: Column) -> bool:
    of: Any = column.expression
    own = getattr(of, "class_", None) is listing.key.class_
    return own and not of.property.columns[0].nullable


def _filtered(listing: Listing, query: Query) -> ColumnElement[bool]:
    chosen = ((each, query.filters.get(each.name)) for each in listing.filters)
    return and_(True, *(each.condition(code) for each, code in chosen if code))


def _with_words(
    index: SearchIndex, session: Session, listing: Listing, words: str
) -> tuple[ColumnElement[bool], bool]:
    """Return the condition that a row has every word, and whether all results were searched."""
    conditions: list[ColumnElement[bool]] = []
    is_whole = True
    for word in words.split():
        ids: dict[str, list[UUID]] = {}
        hits = index.find(session, word, tuple(listing.searched), _MOST_HITS)
        is_whole = is_whole and len(hits) < _MOST_HITS
        for hit in hits:
            ids.setdefault(hit.kind, []).append(hit.id)
        found = [listing.searched[kind].in_(keys) for kind, keys in ids.items()]
        conditions.append(or_(*found) if found else false())
    return and_(True, *conditions), is_whole
