"""The service's settings, stored in the vault: letterhead, closure days, references.

A shift's practice is the practice's file with these on top. Each change is an audited act and
returns the new shift.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.records.audit import record_event
from db.records.tables import meta_value, set_meta_value
from db.store import Store
from lado_desktop.casework.settings.practice_parts import parts_in, with_parts
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.practice.practice import Practice, practice_named, practice_names
from lado_desktop.domain.problem import Problem, Refused
from lado_desktop.domain.reference import next_reference

PRACTICE = "practice"
"""The meta key of the practice's name."""

_SETTINGS = "service settings"
_MOST_LINES = 8
_LONGEST_LINE = 100


@dataclass(frozen=True)
class ListSettings:
    """A service's changes to one coded list. A code itself never changes or disappears."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    retired: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class ServiceSettings:
    """All of a service's settings. Empty ones follow the practice."""

    letterhead: tuple[str, ...] = ()
    closure_days: Mapping[date, str] = field(default_factory=dict)
    """Days on which the service is closed, with the reason."""
    reference_pattern: str = ""
    names_in_calendar: bool = False
    lists: Mapping[str, ListSettings] = field(default_factory=dict)


def settings_of(shift: Shift) -> ServiceSettings:
    """Return the service's settings."""
    with shift.reading() as session:
        return stored_settings(session)


def service_practice(store: Store, practice: Practice) -> Practice:
    """Return a practice with the vault's own parts and settings."""
    with store.reading() as session:
        return _in_vault(session, practice)


def present(shift: Shift) -> Shift:
    """Return the shift with the practice as the vault has it now."""
    with shift.reading() as session:
        now = _in_vault(session, practice_named(shift.practice.name))
    # The same object while nothing changed: practices compare by identity.
    return shift if now.stamp == shift.practice.stamp else replace(shift, practice=now)


def settle(
    shift: Shift,
    *,
    practice: str | None = None,
    letterhead: Iterable[str] | None = None,
    closure_days: Mapping[date, str] | None = None,
    reference_pattern: str | None = None,
    names_in_calendar: bool | None = None,
) -> Shift:
    """Change the given settings in one act, and return a Shift that uses them.

    Under another practice the service's own settings stay. References already given do not change.
    Raises Refused.
    """
    given: dict[str, Any] = {}
    if letterhead is not None:
        given["letterhead"] = tuple(line for each in letterhead if (line := one_line(each)))
    if closure_days is not None:
        given["closure_days"] = {day: one_line(why) for day, why in sorted(closure_days.items())}
    if reference_pattern is not None:
        given["reference_pattern"] = one_line(reference_pattern)
    if names_in_calendar is not None:
        given["names_in_calendar"] = names_in_calendar
    name = practice or shift.practice.name
    problems = _problems(shift, given)
    if name not in practice_names():
        problems.append(Problem(PRACTICE, "Practice must be one of the list."))
    if problems:
        raise Refused(problems)
    settings = replace(settings_of(shift), **given)
    if name == shift.practice.name:
        return keep(shift, "settings.change", settings)
    return keep(shift, "practice.choose", settings, name)


def keep(shift: Shift, act: str, settings: ServiceSettings, practice: str = "") -> Shift:
    """Save the settings in one act, and return the new shift.

    `practice` is the new practice where the service changes to another.
    """
    was = shift.practice.name
    now = practice or was
    with shift.act(act) as session:
        before = in_words(stored_settings(session))
        after = in_words(settings)
        changed = {
            name: [before[name], after[name]] for name in after if before[name] != after[name]
        }
        if changed:
            set_meta_value(session, _SETTINGS, json.dumps(after, ensure_ascii=False))
        if now != was:
            set_meta_value(session, PRACTICE, now)
            changed[PRACTICE] = [was, now]
        if changed:
            _note(session, changed)
    # From the practice's own file, so that a restored value shows again.
    return replace(shift, practice=service_practice(shift.store, practice_named(now)))


def _problems(shift: Shift, given: Mapping[str, Any]) -> list[Problem]:
    found = []
    lines = given.get("letterhead", ())
    if len(lines) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in lines):
        found.append(
            Problem(
                "letterhead",
                f"Letterhead must be {_MOST_LINES} lines or fewer of {_LONGEST_LINE} characters.",
            )
        )
    pattern = given.get("reference_pattern")
    if pattern:
        try:
            next_reference(pattern, shift.practice.year_start, shift.today, 0)
        except ValueError as error:
            found.append(Problem("reference_pattern", str(error)))
    return found


def _note(session: Session, changed: Mapping[str, list[Any]]) -> None:
    data = {name: [json.dumps(each) for each in pair] for name, pair in changed.items()}
    record_event(session, session.info["act"], "settings", detail=data)


def stored_settings(session: Session) -> ServiceSettings:
    """Return the settings of the vault that a session reads."""
    kept: dict[str, Any] = json.loads(meta_value(session, _SETTINGS) or "{}")
    return ServiceSettings(
        letterhead=tuple(kept.get("letterhead", ())),
        closure_days={
            date.fromisoformat(day): why for day, why in kept.get("closure_days", {}).items()
        },
        reference_pattern=kept.get("reference_pattern", ""),
        names_in_calendar=kept.get("names_in_calendar", False),
        lists={
            name: ListSettings(
                value["renamed"], value["added"], tuple(value["retired"]), tuple(value["order"])
            )
            for name, value in kept.get("lists", {}).items()
        },
    )


def in_words(settings: ServiceSettings) -> dict[str, Any]:
    """Return settings by name, in the form in which they are stored and audited."""
    days = {day.isoformat(): why for day, why in settings.closure_days.items()}
    lists = {name: asdict(each) for name, each in settings.lists.items()}
    plain = {**vars(settings), "closure_days": days, "lists": lists}
    # Through JSON, so that tuples equal the lists that were stored.
    found: dict[str, Any] = json.loads(json.dumps(plain))
    return found


def _in_vault(session: Session, practice: Practice) -> Practice:
    return _on_top(with_parts(practice, parts_in(session, practice.name)), stored_settings(session))


def _on_top(practice: Practice, settings: ServiceSettings) -> Practice:
    lists = settings.lists
    renamed = {
        f"{name}.{code}": label
        for name, each in lists.items()
        for code, label in each.renamed.items()
    }
    return replace(
        practice,
        words={**practice.words, **renamed},
        reference_pattern=settings.reference_pattern or practice.reference_pattern,
        letterhead=settings.letterhead,
        closure_days=frozenset(settings.closure_days),
        names_in_calendar=settings.names_in_calendar,
        own_codes={name: each.added for name, each in lists.items()},
        retired={name: frozenset(each.retired) for name, each in lists.items()},
        order={name: each.order for name, each in lists.items()},
    )
