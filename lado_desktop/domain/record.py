"""What every record has: a key that sorts by time, a version, and its table."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from lado_desktop.domain.problem import Problem

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """Return a UUID of version 7 (RFC 9562); later keys of a process sort after earlier ones."""
    global _last  # noqa: PLW0603 - one clock a process, guarded by its lock
    with _lock:
        # 48 bits of milliseconds and 12 of their fraction; never the same or an earlier one twice.
        _last = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
        stamp = _last
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return UUID(int=stamp >> 12 << 80 | 7 << 76 | (stamp & 0xFFF) << 64 | 2 << 62 | random)


class Table(DeclarativeBase):
    """The base of every table in the vault's database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Table):
    """Something an officer records. Each subclass declares its fields (see `field`)."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}

    @classmethod
    def kind(cls) -> str:
        """The record's noun, as audit and search write it: `contact`, `minute_section`."""
        return str(cls.__tablename__)

    @classmethod
    def problems_between(cls, values: Mapping[str, Any]) -> list[Problem]:  # noqa: ARG003 - theirs
        """Check declared values against each other; a kind that has rules of that sort says so."""
        return []


class CodeRow(Table):
    """One code of a many-valued field. Not a record: it changes with its owner."""

    __abstract__ = True
    owner_field: ClassVar[str]
    """The many-valued field of the owner that these rows make up."""


def owner_key(table: str) -> Any:
    """The column that names the owner of a code row."""
    return mapped_column(Uuid, ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True)


def code_column() -> Any:
    """The column with the code of a code row."""
    return mapped_column(String(60), primary_key=True)
