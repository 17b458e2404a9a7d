"""A shift: who works, on which vault, by which practice and clock. Every act takes one first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from db.audit import Act
from db.store import Store
from db.vault import Unlocked
from lado_desktop.domain.clock import Clock
from lado_desktop.domain.due import due_day
from lado_desktop.domain.officer import Officer
from lado_desktop.domain.practice import Practice
from lado_desktop.domain.problem import ChangedMeanwhile


@dataclass(frozen=True)
class Shift:
    """An officer at work. Roles are enforced and the audit written in one place, `act`."""

    store: Store
    officer: Officer
    practice: Practice
    clock: Clock
    practice_data: bool = False
    """The vault holds invented people for practice."""
    unlocked: Unlocked | None = None
    """The keys that opened the store; backups are made with them."""
    notices: tuple[str, ...] = ()
    """What was found when the vault was opened: sentences that the officer should read."""

    @property
    def vault_id(self) -> str:
        """Which vault it is; nothing where its keys are not known."""
        return "" if self.unlocked is None else self.unlocked.vault_id

    @property
    def today(self) -> date:
        """The day in London."""
        return self.clock.today()

    def label(self, code_list: str, code: str | None) -> str:
        """Return what an officer of this service reads for a code; nothing for none."""
        return "" if code is None else self.practice.label(code_list, code)

    def due(self, clock: str, start: date) -> date | None:
        """Return the day by which a clock that started on `start` is to be met.

        By the practice's lengths and the service's closure days; None where it keeps no such clock.
        """
        return due_day(clock, start, self.practice.clocks, self.practice.closure_days)

    @contextmanager
    def act(self, name: str) -> Iterator[Session]:
        """One act of the officer: one transaction, one audit line for each record changed.

        Raises ChangedMeanwhile where a record was saved elsewhere first, and the store's own
        sentence where the disk takes no more.
        """
        act = Act(name, self.officer.id, self.clock.now().astimezone(UTC))
        try:
            with self.store.writing(act) as session:
                yield session
        except StaleDataError:
            raise ChangedMeanwhile from None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at the record as it stands."""
        with self.store.reading() as session:
            yield session
