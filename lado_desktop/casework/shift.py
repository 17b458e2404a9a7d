"""A shift: the officer at work, the store, the practice and the clock.

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
    """An officer at work. `act` enforces roles and writes the audit."""

    store: Store
    officer: Officer
    practice: Practice
    clock: Clock
    practice_data: bool = False
    """The vault contains practice data."""
    notices: tuple[str, ...] = ()
    """Notices from opening the vault, as sentences for the officer."""
    gone_back: tuple[str, ...] = ()
    """Sentences about restores, shown until the officer has read them (`custody.notices`)."""

    @property
    def vault_id(self) -> str:
        """The vault's id; "" on an engine without keys."""
        return self.store.custody.vault_id

    @property
    def today(self) -> date:
        """Today's date in London."""
        return self.clock.today()

    def label(self, code_list: str, code: str | None) -> str:
        """Return the words of a code in this service; "" for None."""
        return "" if code is None else self.practice.label(code_list, code)

    def worded(self, sentence: str) -> str:
        """Return a sentence with this service's own words."""
        return self.practice.worded(sentence)

    def due(self, clock: str, start: date) -> date | None:
        """Return the day on which a clock that started on `start` is due.

        Uses the practice's lengths and the service's closure days. None where the service has no
        such clock.
        """
        return due_day(clock, start, self.practice.clocks, self.practice.closure_days)

    def may(self, *permissions: Permission) -> bool:
        """Tell whether the officer's role allows all of these."""
        return all(may(self.officer.role, each) for each in permissions)

    def why_not(self, permission: Permission) -> str:
        """Return why the officer may not do something, and who may; "" where they may."""
        return why_not(self.officer.role, permission, partial(self.label, "officer_role"))

    def limits(self, *permissions: Permission) -> str:
        """Return in one line what the officer's role does not allow; "" where it allows all."""
        missing = [each for each in permissions if not self.may(each)]
        if not missing:
            return ""
        own = self.label("officer_role", self.officer.role)
        if len(missing) == len(permissions):
            return f"You read here and change nothing: that is your role, {own}."
        text = "; ".join(f"{each.value[:1].lower()}{each.value[1:]}" for each in missing)
        return f"Not part of your role, {own}: {text}."

    def require(self, permission: Permission) -> None:
        """Raise NotAllowed where the officer's role does not allow this."""
        if reason := self.why_not(permission):
            raise NotAllowed(reason)

    def doing(self, code: str, needs: Permission | None = None) -> ActDone:
        """Return the act that the officer is about to do.

        `needs` is the permission, where the act's declaration has none. Raises NotAllowed, and
        KeyError for an undeclared code.
        """
        self.require(needs or right_of(code))
        return ActDone(code, self.officer.id, self.clock.now().astimezone(UTC))

    @contextmanager
    def act(self, code: str, needs: Permission | None = None) -> Iterator[Session]:
        """Open the session of one act: one transaction, with an audit line for each changed record.

        Raises what `doing` raises, ChangedMeanwhile where somebody saved first, PickedIsGone where
        a record refers to one that is gone, and NotSaved where the disk is full.
        """
        act = self.doing(code, needs)
        try:
            with self.store.writing(act) as session:
                # An import reads and writes whole files and shows the officer no record.
                if (needs or right_of(code)) is not Permission.IMPORT:
                    hide(session, self.store.hidden.of(session, self.officer.id))
                yield session
        except StaleDataError:
            raise ChangedMeanwhile from None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a reading session without records that are restricted to others."""
        with self.store.reading() as session:
            hide(session, self.store.hidden.of(session, self.officer.id))
            yield session

    @contextmanager
    def reading_all(self) -> Iterator[Session]:
        """Open a reading session with restricted records, only for counting and comparing."""
        with self.store.reading() as session:
            yield session
