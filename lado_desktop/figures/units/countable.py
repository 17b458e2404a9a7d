"""What can be counted: the kinds of unit, the fields that may be asked of each, and its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Asked:
    """One field that a condition may ask about."""

    name: str
    code_list: str | None
    """The list of its codes; None where it holds words."""
    many: bool = False
    """A unit may have several values."""


@dataclass(frozen=True, eq=False)
class Countable:
    """One kind of unit. The first of `bases` goes without saying; none: its own day decides."""

    name: str
    fields: Mapping[str, Asked]
    bases: tuple[str, ...] = ()
    sums: frozenset[str] = frozenset()
    """What may be added up instead of counted."""
    is_contact: bool = False
    """It is a contact or hangs on one: threshold, concluded, closed and lengths may be asked."""
    divisor: int = 1
    """What is added up is kept in so many parts of one."""


def _fields(*asked: Asked) -> dict[str, Asked]:
    return {each.name: each for each in asked}


_ONE = _fields(
    Asked("intake", "intake"),
    Asked("contact_method", "contact_method"),
    Asked("source", "source"),
    Asked("sector", "sector"),
    Asked("job_role", "job_role"),
    Asked("employment_basis", "employment_basis"),
    Asked("area", "area"),
    Asked("outcome", "contact_outcome"),
    Asked("category", "category"),
    Asked("restraint", "restraint"),
    Asked("police_status", "police_status"),
    Asked("finding", "finding"),
    Asked("adult_before", None),
)
_MANY = _fields(
    Asked("criterion", "criterion", many=True),
    Asked("child_status", "child_status", many=True),
    Asked("employment_outcome", "employment_outcome", many=True),
    Asked("body", "referral_body", many=True),
)
CONTACT_FIELDS = MappingProxyType({**_ONE, **_MANY})
"""Every field of a contact, by the name that a layout uses."""

_CONTACT_BASES = ("received", "concluded", "open")


def _of_contact(name: str, *own: Asked, bases: tuple[str, ...] = _CONTACT_BASES) -> Countable:
    fields = {**CONTACT_FIELDS, **_fields(*own)}
    return Countable(name, MappingProxyType(fields), bases, is_contact=True)


def _register(name: str, *own: Asked, sums: frozenset[str] = frozenset()) -> Countable:
    return Countable(name, MappingProxyType(_fields(*own)), sums=sums)


COUNTABLES: Mapping[str, Countable] = MappingProxyType(
    {
        each.name: each
        for each in (
            _of_contact("contacts"),
            _of_contact(
                "checks",
                Asked("check_kind", "check_kind"),
                Asked("check_result", "check_result"),
            ),
            _of_contact(
                "onward_referrals",
                Asked("body", "referral_body"),
                Asked("made_by", "made_by"),
                bases=(*_CONTACT_BASES, "made"),
            ),
            _of_contact("employment_outcomes", Asked("employment_outcome", "employment_outcome")),
            Countable(
                "meetings",
                _fields(
                    Asked("meeting_kind", "meeting_kind"), Asked("meeting_mode", "meeting_mode")
                ),
            ),
            Countable(
                "officers",
                _fields(Asked("officer_role", "officer_role")),
                bases=("open", "opening", "started", "ended"),
                sums=frozenset({"fte"}),
                divisor=100,
            ),
            _register("requests", Asked("request_kind", "request_kind")),
            _register("training", Asked("audience", None), sums=frozenset({"attendees"})),
            _register(
                "feedback",
                Asked("satisfaction", "satisfaction"),
                Asked("confidence", "confidence"),
                Asked("assisted", "assisted"),
            ),
            _register(
                "complaints", Asked("complaint_stage", "complaint_stage"), Asked("upheld", "upheld")
            ),
            _register("alerts", Asked("alert_criterion", "alert_criterion")),
            _register("escalations", Asked("escalation_reason", "escalation_reason")),
        )
    }
)
"""Every kind of unit by the name that a layout's `counts` uses."""
