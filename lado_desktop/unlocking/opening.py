"""Creates and opens vaults, and begins the shift of an officer.

Facts stored in a vault: `practice`, the name of the service's practice; `officer of slot …`, the
officer of a slot; and in practice data `practice_data`, the moment of its stopped clock.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from db.freshness.looking import PRACTICE_DATA
from db.records.audit import ActDone
from db.records.slot_officers import name_officer, officer_of
from db.records.tables import meta_value, set_meta_value
from db.schema.upgrade import Progress
from db.secrets import sheet
from db.secrets.keys import Stretching
from db.sqlcipher.opening import as_it_is
from db.sqlcipher.store import SqlCipherStore
from db.vault import unfinished, vault
from db.vault.attempts import Attempts
from db.vault.opening import open_vault
from db.vault.vault import Unlocked
from lado_desktop.casework.settings.in_post import role_today, working_today
from lado_desktop.casework.settings.new_keys import unseen_sheet_notice
from lado_desktop.casework.settings.settings import PRACTICE, service_practice
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.permission import NotAllowed, Permission, who_may, why_not
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.practice.practice import Practice, practice_named, practice_names
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import new_id
from lado_desktop.domain.time.clock import Clock, StoppedClock, SystemClock

_NOBODY = (
    "This passphrase opens the vault but belongs to no officer of the service, so nobody could be "
    "named for what is done. Ask the manager to add you as an officer."
)


class NoSuchChoice(CaseworkError):
    """The practice or role does not exist, or there is no name."""


class NotReady(CaseworkError):
    """The vault opens, but nobody can work in it."""


@dataclass(frozen=True)
class FirstOfficer:
    """The service's first officer, who creates the vault."""

    name: str
    role: str = "lado"


@dataclass(frozen=True)
class RecoverySheet:
    """The content of a recovery sheet."""

    groups: tuple[str, ...]
    vault_id: str
    made_at: datetime
    """London time, without zone."""
    text: str
    """The whole sheet as plain text."""


def make_vault(
    folder: Path,
    passphrase: str,
    practice: str,
    officer: FirstOfficer,
    clock: Clock | None = None,
    *,
    stands_at: datetime | None = None,
    stretching: Stretching | None = None,
) -> RecoverySheet:
    """Create a vault for a service and its first officer, and return its recovery sheet.

    With `stands_at` it has practice data, and its clock is stopped at that moment. Raises
    NoSuchChoice for an unknown practice or role or an empty name, and what `db.vault.vault.create`
    raises.
    """
    clock = clock or SystemClock()
    service = practice_of(practice)
    name = one_line(officer.name)
    if not name:
        raise NoSuchChoice("The officer's name is needed.")
    if officer.role not in code_lists()["officer_role"]:
        raise NoSuchChoice(f"The role must be one of: {', '.join(code_lists()['officer_role'])}.")
    if officer.role not in first_roles():
        raise NoSuchChoice(
            f"The first officer adds the others, so the role must be one of: "
            f"{', '.join(first_roles())}."
        )
    # Slots are readable without a passphrase, so the label is a number and not a name.
    known_words = [service.authority, practice, name]
    act = ActDone("vault.make", None, clock.now().astimezone(UTC))
    first = Officer(id=new_id(), name=name, role=officer.role)

    def begin(unlocked: Unlocked) -> None:
        with closing(unlocked.open()) as store, store.writing(act) as session:
            session.add(first)
            set_meta_value(session, PRACTICE, practice)
            name_officer(session, str(unlocked.slot_id), first.id)
            if stands_at is not None:
                set_meta_value(session, PRACTICE_DATA, stands_at.isoformat())

    made = vault.create(
        folder, passphrase, known_words=known_words, stretching=stretching, first=begin
    )
    return sheet_of(made, clock)


def first_roles() -> list[str]:
    """Return the roles that a vault's first officer may have: those who can add others."""
    return who_may(Permission.OFFICERS)


def sheet_of(unlocked: Unlocked, clock: Clock) -> RecoverySheet:
    """Return the content of a vault's recovery sheet."""
    key = unlocked.master_key
    return RecoverySheet(
        tuple(sheet.groups(key)),
        unlocked.vault_id,
        clock.now().replace(tzinfo=None),
        sheet.page(key, unlocked.vault_id, clock.today()),
    )


def open_shift(
    folder: Path,
    passphrase: str,
    attempts: Attempts | None = None,
    progress: Progress = lambda _done, _of: None,
    accepted: str = "",
) -> Shift:
    """Open a vault with an officer's passphrase, and begin that officer's shift.

    `attempts` are those of this run: a wrong passphrase makes the next one wait. `progress` is
    called during the upgrade of an older vault. The shift's `notices` are for the officer.
    `accepted` is as in `db.vault.opening.open_vault`. Raises NotReady, and what `Attempts.unlock`
    and `db.vault.opening.open_vault` raise.
    """
    at = datetime.now(UTC)
    unlocked = (attempts or Attempts(folder)).unlock(passphrase, at)
    return begin_shift(unlocked, at, progress, accepted=accepted)


def begin_shift(
    unlocked: Unlocked,
    at: datetime,
    progress: Progress = lambda _done, _of: None,
    meanwhile: Callable[[Shift], object] | None = None,
    accepted: str = "",
) -> Shift:
    """Open an unlocked vault, and begin the shift of its slot's officer.

    `meanwhile` reads during the quick check, and `accepted` is the anchor of a vault that is not as
    it was last seen, as in `db.vault.opening.open_vault`. The error of `meanwhile` is raised once
    the unlock is audited. Raises NotReady where the slot belongs to nobody, and what `open_vault`
    raises.
    """
    refused: list[CaseworkError] = []

    def read_early(store: SqlCipherStore) -> None:
        try:
            if meanwhile is not None:
                meanwhile(_shift_in(store, unlocked))
        except CaseworkError as error:
            refused.append(error)

    if accepted and unlocked.slot_id is not None:
        require_restore(unlocked)
    opened = open_vault(unlocked, at, progress, read_early, accepted)
    try:
        if refused:
            raise refused[0]
        shift = _shift_in(opened.store, unlocked)
    except BaseException:
        opened.store.close()
        raise
    unfinished.end(unlocked.folder)  # of a creation that ended just before it removed its note
    notices = (*opened.notices, *shift.notices)
    return replace(shift, notices=notices, gone_back=opened.gone_back)


def _shift_in(store: SqlCipherStore, unlocked: Unlocked) -> Shift:
    with store.reading() as session:
        practice = meta_value(session, PRACTICE)
        unseen = unseen_sheet_notice(session)
        officer_id = officer_of(session, unlocked.slot_id) if unlocked.slot_id else None
        officer = session.scalar(select(Officer).where(Officer.id == officer_id))
        clock = _clock_of(session)
        if officer is not None:
            officer = working_today(session, officer, clock.today())
    if practice is None:
        raise NotReady(
            "Making this vault was broken off, and nothing is in it. Make it again in another "
            "folder."
        )
    if officer is None:
        raise NotReady(_NOBODY)
    own = service_practice(store, practice_of(practice))
    return Shift(
        store,
        officer,
        own,
        clock,
        practice_data=isinstance(clock, StoppedClock),
        notices=(unseen,) if unseen else (),
    )


def role_of(unlocked: Unlocked) -> Officer:
    """Return a slot's officer with today's role, from a vault of any shape.

    Nothing is upgraded or written, so it works for older vaults whose upgrade fails and for newer
    ones. Missing columns are empty. Raises NotReady, and what `db.sqlcipher.opening.as_it_is`
    raises.
    """
    with as_it_is(unlocked.database, unlocked.key) as session:
        officer_id = officer_of(session, unlocked.slot_id) if unlocked.slot_id else None
        there = {column["name"] for column in inspect(session.connection()).get_columns("officer")}
        known = [column for column in Officer.__table__.c if column.key in there]
        row = session.connection().execute(select(*known).where(Officer.id == officer_id)).first()
        if row is None or "role" not in there:
            raise NotReady(_NOBODY)
        officer = Officer(**row._mapping)  # noqa: SLF001  (a public name of SQLAlchemy)
        if there.issuperset({"same_as_id", "started_on", "ended_on"}):
            officer.role = role_today(session, officer, _clock_of(session).today())
    return officer


def require_restore(records: Unlocked) -> Officer:
    """Return the slot's officer, who may go back to a backup. Raises NotAllowed.

    To open a vault that is older than it was last seen is to go back.
    """
    officer = role_of(records)
    label = code_lists()["officer_role"].__getitem__
    if reason := why_not(officer.role, Permission.RESTORE, label):
        raise NotAllowed(reason)
    return officer


def _clock_of(session: Session) -> Clock:
    stands_at = meta_value(session, PRACTICE_DATA)
    return SystemClock() if stands_at is None else StoppedClock(datetime.fromisoformat(stands_at))


def practice_of(name: str) -> Practice:
    """Return a practice by its name. Raises NoSuchChoice, which lists the names."""
    try:
        return practice_named(name)
    except KeyError:
        raise NoSuchChoice(
            f"There is no practice of this name. There are: {', '.join(practice_names())}."
        ) from None
