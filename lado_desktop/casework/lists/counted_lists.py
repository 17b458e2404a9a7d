"""The records behind a figure as a list, for every kind that is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from lado_desktop.casework.lists.listing import Column, ColumnKind, Listing
from lado_desktop.casework.lists.lists import CONTACTS, EVERY_MEETING
from lado_desktop.casework.registers.lists import CHECKS, LISTS_BY_KEY, OFFICERS
from lado_desktop.casework.saving import get
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.records import RECORDS
from lado_desktop.domain.registers import REGISTERS


def _hanging(record: Any, *shown: Column) -> Listing:
    """Return the list of a kind that belongs to contacts, with its own columns before theirs."""

    def source(query: Select[Any]) -> Select[Any]:
        of_contact = CONTACTS.source(query)
        return of_contact.join(record, record.contact_id == Contact.id)

    reference, received, who, setting, *_ = CONTACTS.columns
    return replace(
        CONTACTS,
        noun=record.kind(),
        key=record.id,
        source=source,
        counted=None,  # that of contacts has no record that hangs on one: it counted every pair
        columns=(reference, *shown, received, who, setting),
        filters=(),
    )


_REFERRALS = _hanging(
    OnwardReferral,
    Column("body", "Referred to", OnwardReferral.body, ColumnKind.CODE, "referral_body"),
    Column("made_on", "Made on", OnwardReferral.made_on, ColumnKind.DAY),
)
_OUTCOMES = _hanging(
    EmploymentOutcome,
    Column(
        "outcome",
        "Employment outcome",
        EmploymentOutcome.outcome,
        ColumnKind.CODE,
        "employment_outcome",
    ),
    Column("happened_on", "On", EmploymentOutcome.happened_on, ColumnKind.DAY),
)

COUNTED_LISTS: Mapping[str, Listing] = MappingProxyType(
    {
        "contacts": CONTACTS,
        "checks": CHECKS,
        "onward_referrals": _REFERRALS,
        "employment_outcomes": _OUTCOMES,
        "meetings": EVERY_MEETING,
        **LISTS_BY_KEY,
        "officers": OFFICERS,
    }
)
"""The list of each counted kind, by the name in a table's `counts`."""

_KINDS = {each.counted_as: each for each in RECORDS.values() if each.counted_as}
_WORDS = {
    **{name: (each.noun(), name.replace("_", " ")) for name, each in _KINDS.items()},
    **{key: each.counted_words for key, each in REGISTERS.items()},
    "checks": ("check", "checks"),
    "officers": ("post", "posts"),
}
COUNTED_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {name: _WORDS[name] for name in COUNTED_LISTS}
)
"""Singular and plural words of each counted kind."""


def opens(shift: Shift, kind: str, id: UUID) -> tuple[str, UUID]:
    """Return the kind and id of the record whose page shows a counted record.

    Parts of a contact are on the contact's page. Raises NotFound.
    """
    for name, owner in _KINDS[kind].owners() if kind in _KINDS else ():
        return owner, getattr(get(shift, _KINDS[kind], id), name)
    return COUNTED_LISTS[kind].noun, id
