"""Which registers a service uses."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.register import Register
from lado_desktop.domain.registers import REGISTERS


def registers_in_use(shift: Shift) -> list[Register]:
    """Return the registers that the service's printed tables count, or that have an entry."""
    counted = set(_counted(shift))
    with shift.reading() as session:
        return [
            each
            for each in REGISTERS.values()
            if each.key in counted or session.scalar(select(each.record.id).limit(1)) is not None
        ]


def _counted(shift: Shift) -> Iterator[str]:
    for table in shift.practice.tables:
        for part in (table, *table.get("rows", ())):
            if "counts" in part:
                yield part["counts"]
