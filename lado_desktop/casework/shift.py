"""A shift: who works, on which vault, by which practice and clock.

It is the first argument of every act.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date
from functools import partial

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from db.records.audit import ActDone
from db.records.visibility import hide
from db.store import Store
from lado_desktop.domain.acts import right_of
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.permission import NotAllowed, Permission, may, why_not
from lado_desktop.domain.practice.practice import Practice
from lado_desktop.domain.problem import ChangedMeanwhile
from lado_desktop.domain.time.clock import Clock
from lado_desktop.domain.time.due import due_day


@dataclass(frozen=True)
class Shift:
    """An officer at work. Roles are enforced and the audit written in one place, `act`."""

    store: Store
    officer: Officer
    practice: Practice
    clock: Clock
    practice_data: bool = False
    """The vault contains invented people for practice."""
    notices: tuple[str, ...] = ()
    """What was found when the vault was opened: sentences that the officer should read."""

    @property
    def vault_id(self) -> str:
        """Which vault it is; nothing where its keys are not known."""
        return self.store.custody.vault_id

    @property
    def today(self) -> date:
        """The day in London."""
        return self.clock.today()

    def label(self, code_list: str, code: str | None) -> str:
        """Return what an officer of this service reads for a code; nothing for none."""
        return "" if code is None else self.practice.label(code_list, code)

    def worded(self, sentence: str) -> str:
        """Return a sentence of the program's in this service's words."""
        return self.practice.worded(sentence)

    def due(self, clock: str, start: date) -> date | None:
        """Return the day by which a clock that started on `start` is to be met.

        By the practice's lengths and the service's closure days; None where the service has no such
        clock.
        """
        return due_day(clock, start, self.practice.clocks, self.practice.closure_days)

    def may(self, *permissions: Permission) -> bool:
        """Tell whether the officer's role does all of this."""
        return all(may(self.officer.role, each) for each in permissions)

    def why_not(self, permission: Permission) -> str:
        """Return why the officer may not do something and who does; nothing where they may."""
        return why_not(self.officer.role, permission, partial(self.label, "officer_role"))

    def limits(self, *permissions: Permission) -> str:
        """Return in a line what of this is not part of the officer's role; nothing where all is."""
        missing = [each for each in permissions if not self.may(each)]
        if not missing:
            return ""
        own = self.label("officer_role", self.officer.role)
        if len(missing) == len(permissions):
            return f"You read here and change nothing: that is your role, {own}."
        text = "; ".join(f"{each.value[:1].lower()}{each.value[1:]}" for each in missing)
        return f"Not part of your role, {own}: {text}."

    def require(self, permission: Permission) -> None:
        """Raise NotAllowed where the officer's role does not do this."""
        if reason := self.why_not(permission):
            raise NotAllowed(reason)

    def doing(self, code: str, needs: Permission | None = None) -> ActDone:
        """Return the act that the officer is about to do.

        `needs` is the right that it needs, where its declaration has none. Raises NotAllowed, and
        KeyError for a code that is not declared.
        """
        self.require(needs or right_of(code))
        return ActDone(code, self.officer.id, self.clock.now().astimezone(UTC))

    @contextmanager
    def act(self, code: str, needs: Permission | None = None) -> Iterator[Session]:
        """One act of the officer: one transaction, one audit line for each record changed.

        Raises what `doing` raises, ChangedMeanwhile where a record was saved elsewhere first,
        PickedIsGone where it names what is no longer there, and the store's own error where the
        disk is full.
        """
        act = self.doing(code, needs)
        try:
            with self.store.writing(act) as session:
                # A file comes in whole and goes out whole; its importing shows nobody a record.
                if (needs or right_of(code)) is not Permission.IMPORT:
                    hide(session, self.store.hidden.of(session, self.officer.id))
                yield session
        except StaleDataError:
            raise ChangedMeanwhile from None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads the current record, without what is restricted to others."""
        with self.store.reading() as session:
            hide(session, self.store.hidden.of(session, self.officer.id))
            yield session

    @contextmanager
    def reading_all(self) -> Iterator[Session]:
        """A look at everything, for what is counted or compared and shown to nobody as it is."""
        with self.store.reading() as session:
            yield session
