"""Compares what is in no record with the audit: the settings, and whom each key opens the vault as.

Both are rows of `meta`, which somebody with a passphrase and other tools can change.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from db.records.audit_query import lines
from db.records.slot_officers import officers_of
from db.records.tables import AUDIT, meta_value
from lado_desktop.casework.settings.settings import (
    PRACTICE,
    ServiceSettings,
    in_words,
    stored_settings,
)

_AS_MADE = in_words(ServiceSettings())


def changed_facts(session: Session) -> list[str]:
    """Return a sentence for each setting and key that is not as the audit says; normally none."""
    try:
        return [*_settings(session), *_keys(session)]
    except (ValueError, TypeError, LookupError, AttributeError):
        return ["Settings or key slots were changed past the program: they cannot be read."]


def _settings(session: Session) -> Iterator[str]:
    told = {name: json.dumps(value) for name, value in _AS_MADE.items()}
    for line in lines(session, AUDIT.c.action.in_(("settings", "unlock"))):
        detail = line.detail or {}
        if line.action == "settings":
            told.update({name: pair[1] for name, pair in detail.items()})
        elif detail.get(PRACTICE):
            # Only a change of practice has a line of its own, so the first is known by the unlocks.
            told.setdefault(PRACTICE, json.dumps(detail[PRACTICE]))
    now = {**in_words(stored_settings(session)), PRACTICE: meta_value(session, PRACTICE)}
    for name, value in now.items():
        if name in told and json.loads(told[name]) != value:
            yield f"Settings: the {name.replace('_', ' ')} was changed past the program."


def _keys(session: Session) -> Iterator[str]:
    used: dict[str, set[UUID | None]] = {}
    for line in lines(session, AUDIT.c.action == "unlock"):
        if slot := (line.detail or {}).get("slot"):
            used.setdefault(slot, set()).add(line.officer_id)
    for slot, officer_id in officers_of(session, list(used)).items():
        if used[slot] != {officer_id}:
            yield (
                f"Key slot {slot[:8]}: whose key it is was changed past the program. Remove the "
                "officer's key and renew all keys."
            )
