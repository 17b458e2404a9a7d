"""Finds values that are not stored as the program writes them. SQLite takes a value in any form.

An id in capitals or a day as `2026-W10-1` reads the same, but no query finds it: such a value hides
a record from lists and figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Uuid,
    text,
)

from lado_desktop.domain.fields.column_types import PartialDateText
from lado_desktop.domain.record import Table
from lado_desktop.domain.time.partial_date import PartialDate

_FORMS = (
    (Uuid, "typeof({0}) = 'text' AND length({0}) = 32 AND {0} NOT GLOB '*[^0-9a-f]*'"),
    (DateTime, "length({0}) = 26 AND strftime('%Y-%m-%d %H:%M:%S', {0}) IS substr({0}, 1, 19)"),
    (Date, "typeof({0}) = 'text' AND date({0}) IS {0}"),
    (Boolean, "typeof({0}) = 'integer' AND {0} IN (0, 1)"),
    (Integer, "typeof({0}) = 'integer'"),
    (Numeric, "typeof({0}) IN ('integer', 'real')"),
    (LargeBinary, "typeof({0}) = 'blob'"),
    (String, "typeof({0}) = 'text'"),
)
"""The condition that the program's own values of a type keep; {0} is the column."""


@dataclass(frozen=True)
class Misstored:
    """Values of a field in another form than the program writes. It has none of them."""

    kind: str
    """Its table."""
    field: str
    count: int

    def __str__(self) -> str:
        values = "1 value" if self.count == 1 else f"{self.count:,} values"
        return f"{self.kind}: {values} of the field {self.field} were written past the program."


def misstored(connection: Connection) -> list[Misstored]:
    """Return the fields of records with values in another form; normally none."""
    found = []
    recorded = {mapper.local_table for mapper in Table.registry.mappers}
    for table in (each for each in Table.metadata.sorted_tables if each in recorded):
        columns = list(table.columns)
        counts = ", ".join(f"total({_is_other(column)})" for column in columns)
        # Our own names of tables and columns.
        row = connection.execute(text(f'SELECT {counts} FROM "{table.name}"')).one()  # noqa: S608
        for column, count in zip(columns, row, strict=True):
            number = int(count)
            if not number and isinstance(column.type, PartialDateText):
                number = _unlike(connection, table.name, column.name)
            if number:
                found.append(Misstored(table.name, column.name, number))
    return found


def _is_other(column: Column[object]) -> str:
    kept = next(form for type_, form in _FORMS if isinstance(_stored(column), type_))
    name = f'"{column.name}"'
    return f"{name} IS NOT NULL AND NOT ({kept.format(name)})"


def _stored(column: Column[object]) -> object:
    return String() if isinstance(column.type, PartialDateText) else column.type


def _unlike(connection: Connection, table: str, column: str) -> int:
    """Count the partial dates that would be written otherwise, or cannot be read."""
    query = f'SELECT "{column}", count(*) FROM "{table}" WHERE "{column}" IS NOT NULL GROUP BY 1'  # noqa: S608
    return sum(count for value, count in connection.execute(text(query)) if not _is_own(value))


def _is_own(value: str) -> bool:
    try:
        return str(PartialDate.parse(value)) == value
    except ValueError:
        return False
