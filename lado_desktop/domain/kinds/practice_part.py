"""A service's own copy of one part of its practice."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.record import Record

TABLE = "table"
"""The part with one copy for each table. Other parts exist once: order, identities, sets, words,
areas, clocks, statements, service."""


class PracticePart(Record):
    """One changed part of a practice. Parts without a row are as shipped."""

    __tablename__ = "practice_part"
    called = "part of the practice"
    once = ("practice", "part", "name")
    __table_args__ = (UniqueConstraint("practice", "part", "name"),)

    practice: Mapped[str] = mapped_column(String(60))
    """The practice's file name without its ending."""
    part: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200), default="")
    """The table's id; "" for parts that exist once."""
    content: Mapped[str] = mapped_column(Text)
    """TOML as in a practice's file, so that its history is readable."""
