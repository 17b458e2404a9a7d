"""What all records have: a sortable id, a version, and a table."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from lado_desktop.domain.problem import Problem

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """Return a UUID of version 7 (RFC 9562), greater than earlier ones of this process."""
    global _last  # noqa: PLW0603 - one clock a process, guarded by its lock
    with _lock:
        # 48 bits of milliseconds and 12 bits of their fraction, always increasing.
        _last = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
        stamp = _last
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return UUID(int=stamp >> 12 << 80 | 7 << 76 | (stamp & 0xFFF) << 64 | 2 << 62 | random)


class Table(DeclarativeBase):
    """The base class of all mapped tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Table):
    """A record. Each subclass declares its fields (see `field`).

    Facts that other layers need about a kind are declared here too.
    """

    __abstract__ = True

    called: ClassVar[str] = ""
    """Its noun in a sentence, where that is not its kind."""
    titled: ClassVar[str] = ""
    """Its noun in a heading, where that is another word."""
    page_under: ClassVar[str] = ""
    """The navigation line above its page; empty where it has no page."""
    belongs_to: ClassVar[tuple[str, ...]] = ()
    """The columns that name what it is part of, nearest first."""
    counted_as: ClassVar[str] = ""
    """The name by which tables count it. Nothing: it is not counted."""
    name_fields: ClassVar[tuple[str, ...]] = ()
    """The fields that say who or what is meant: it is found by names that sound alike."""
    in_error_act: ClassVar[str] = ""
    """The act that records it in error; empty where it is removed instead."""
    undoable: ClassVar[bool] = True
    """Its acts can be undone, and earlier versions restored."""
    once: ClassVar[tuple[str, ...]] = ()
    """Columns whose combination is unique. A duplicate cannot be brought back."""
    after_approval: ClassVar[frozenset[str]] = frozenset()
    """Fields that may change after the meeting's minutes are approved."""

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}

    @classmethod
    def kind(cls) -> str:
        """The kind as audit and search store it: `contact`, `minute_section`."""
        return str(cls.__tablename__)

    @classmethod
    def noun(cls) -> str:
        """Return its noun for a sentence."""
        return cls.called or cls.kind().replace("_", " ")

    @classmethod
    def title(cls) -> str:
        """Return its noun for a heading."""
        return cls.titled or cls.noun().capitalize()

    @classmethod
    def owners(cls) -> Iterator[tuple[str, str]]:
        """Yield the columns of `belongs_to` with the kind of record that they name."""
        for name in cls.belongs_to:
            (key,) = cls.__table__.c[name].foreign_keys
            yield name, key.column.table.name

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:  # noqa: ARG003 - theirs
        """Check values against each other. Kinds with their own rules override it."""
        return []


class CodeRow(Table):
    """One code of a many-valued field. It is not a record, and changes with its owner."""

    __abstract__ = True
    owner_field: ClassVar[str]
    """The many-valued field of the owner."""


def owner_key(table: str) -> Any:
    """Return the column that names the owner of a code row."""
    return mapped_column(Uuid, ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True)


def code_column() -> Any:
    """Return the column with the code of a code row."""
    return mapped_column(String(60), primary_key=True)
