"""Reads columns of the vault for counting, as plain text and numbers."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from typing import Any, Self

from sqlalchemy import Cast, Connection, Select, String, Uuid, case, cast, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from lado_desktop.domain.fields.field import Field, FieldKind

_AT_ONCE = 500
"""Rows in one batch, few enough to be in the processor's cache while they are coded."""


class _KeyText(Cast[str]):
    """An id as text, without conversion where the engine stores text."""

    inherit_cache = True


@compiles(_KeyText)
def _plain(element: _KeyText, compiler: SQLCompiler, **how: Any) -> str:
    return compiler.process(element.clause, **how)


@compiles(_KeyText, "postgresql")
def _cast(element: _KeyText, compiler: SQLCompiler, **how: Any) -> str:
    # The driver returns a UUID, whichever type the statement claims.
    return f"CAST({compiler.process(element.clause, **how)} AS VARCHAR)"


def as_text(column: Any) -> Any:
    """Return an id or code as text. Only PostgreSQL returns ids with dashes."""
    return (
        _KeyText(column, String) if isinstance(column.type, Uuid) else type_coerce(column, String)
    )


def code_column(record: Any, field: Field) -> Any:
    """Return the column of a field as a code; of a tick, yes or no."""
    column = getattr(record, field.name)
    return case((column, "yes"), else_="no") if field.kind is FieldKind.TICK else column


def day_text(column: Any) -> Any:
    """Return a day in ISO 8601."""
    return cast(column, String)


class Coded:
    """A column whose values are numbered in the order of their first occurrence.

    A row needs two bytes, and each value is stored once. There are at most 65,536 values, which are
    the days of 179 years.
    """

    def __init__(self, values: Iterable[str | None] = ()) -> None:
        self._numbers = array("H")
        self._book: defaultdict[str | None, int] = defaultdict(count().__next__)
        self.extend(values)

    def extend(self, values: Iterable[str | None]) -> None:
        """Add more rows."""
        self._numbers.extend(map(self._book.__getitem__, values))

    @property
    def values(self) -> list[str | None]:
        """The values, in the order of their numbers."""
        return list(self._book)

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each row's value."""
        return self._numbers

    def put(self, place: int, value: str | None) -> None:
        """Set the value of a row."""
        self._numbers[place] = self._book[value]

    def kept(self, flags: Iterable[bool]) -> Self:
        """Return the column with only the flagged rows."""
        column = type(self)()
        column._book = self._book  # noqa: SLF001  (another of its own kind)
        column._numbers = array("H", compress(self._numbers, flags))  # noqa: SLF001
        return column


def rows_read(connection: Connection, query: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of a query of texts and numbers, in batches.

    They come as the driver gives them. Converting them, or making a row object for each of 100,000
    rows, would be slower than reading them.
    """
    result = connection.execute(query)
    cursor: Any = result.cursor
    while rows := cursor.fetchmany(_AT_ONCE):
        yield rows
    result.close()


def pairs_read(connection: Connection, query: Select[Any]) -> dict[str, str]:
    """Return the rows of a two-column query as a mapping. The last of equal keys wins."""
    return {key: value for rows in rows_read(connection, query) for key, value in rows}


def columns_read(connection: Connection, query: Select[Any]) -> list[Any]:
    """Return the columns of a query."""
    columns: list[list[Any]] = [[] for _ in query.selected_columns]
    for rows in rows_read(connection, query):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            column.extend(values)
    return columns


def coded_read(connection: Connection, query: Select[Any]) -> tuple[list[str], list[Coded]]:
    """Return the columns of a query: ids as they are, the others coded."""
    keys: list[str] = []
    columns = [Coded() for _ in list(query.selected_columns)[1:]]
    for rows in rows_read(connection, query):
        ids, *rest = zip(*rows, strict=True)
        keys.extend(ids)
        for column, values in zip(columns, rest, strict=True):
            column.extend(values)
    return keys, columns
