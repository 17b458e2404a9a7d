"""Rows that refer to a missing row. SQLite refuses new ones, but old ones can exist."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True)
class Dangling:
    """A row that refers to a missing row. It has no values."""

    kind: str
    """Its table."""
    id: str
    """The first part of its primary key, as 32 hex digits."""
    field: str
    parent: str
    """The table in which the other row is missing."""

    def __str__(self) -> str:
        parent = self.parent.replace("_", " ")
        return (
            f"{self.kind} {self.id[:8]}: the field {self.field} names a record of the kind "
            f"{parent} that is not there."
        )


def dangling(connection: Connection) -> list[Dangling]:
    """Return the rows that refer to a missing row; normally none."""
    found = []
    for table, rowid, parent, number in connection.execute(text("PRAGMA foreign_key_check")).all():
        # A foreign key of several columns has a line for each. The first names it.
        keys = connection.execute(text(f'PRAGMA foreign_key_list("{table}")')).all()
        field = next(key[3] for key in keys if key[0] == number)
        columns = connection.execute(text(f'PRAGMA table_info("{table}")')).all()
        own = min((column[5], column[1]) for column in columns if column[5])[1]
        query = text(f'SELECT "{own}" FROM "{table}" WHERE rowid = :rowid')  # noqa: S608
        id = connection.scalar(query, {"rowid": rowid})
        found.append(Dangling(table, str(id), field, parent))
    return found
