"""What a service changed in its practice: its own copy of one part, beside the shipped one."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lado_desktop.domain.record import Record

TABLE = "table"
"""The part that there are many of, each by its table's id. Of the others there is one: order,
identities, sets, words, areas, clocks, statements, service."""


class PracticePart(Record):
    """One part of a practice as the service has it. Without a row it is as it was shipped."""

    __tablename__ = "practice_part"
    called = "part of the practice"
    once = ("practice", "part", "name")
    __table_args__ = (UniqueConstraint("practice", "part", "name"),)

    practice: Mapped[str] = mapped_column(String(60))
    """The practice that it is a part of, by the name of its file."""
    part: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200), default="")
    """Which table; nothing for the parts of which there is one."""
    content: Mapped[str] = mapped_column(Text)
    """As in a practice's file: TOML, so that its history can be read."""
