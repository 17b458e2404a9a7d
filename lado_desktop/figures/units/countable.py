"""What can be counted: the kinds of unit, their fields, and their days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from lado_desktop.domain.fields.field import FieldKind, counted_of
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.meeting import Meeting
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.record import Record
from lado_desktop.domain.register import Register
from lado_desktop.domain.registers import REGISTERS


@dataclass(frozen=True)
class Asked:
    """One field that a condition may ask about."""

    name: str
    code_list: str | None
    """Its code list; None where it has words."""
    many: bool = False
    """A unit can have several values."""
    words: str = ""
    """Its label for an officer who edits a table."""


@dataclass(frozen=True, eq=False)
class Countable:
    """One kind of unit. `bases[0]` is the default date basis; without bases its own day decides."""

    name: str
    fields: Mapping[str, Asked]
    bases: tuple[str, ...] = ()
    sums: frozenset[str] = frozenset()
    """What can be summed instead of counted."""
    is_contact: bool = False
    """It is a contact or part of one: threshold, concluded, closed and lengths can be asked."""
    divisor: int = 1
    """The parts of one in which sums are stored, such as hundredths."""


def _fields(*asked: Asked) -> dict[str, Asked]:
    return {each.name: each for each in asked}


def asked_of(record: type[Record]) -> dict[str, Asked]:
    """Return the declared fields of a kind that figures can ask about."""
    return {
        name: Asked(
            name,
            field.asked_codes or None,
            many=field.kind is FieldKind.CHOICES,
            words=field.asked_as or field.label,
        )
        for name, field in counted_of(record).items()
        if field.kind is not FieldKind.COUNT
    }


OF_CHECKS = ("check_kind", "check_result")
"""The fields of a contact that figures ask about only for checks."""


def _contact_fields() -> Iterator[Asked]:
    """Yield the fields of contacts: single values, then many-valued ones."""
    own = [each for name, each in asked_of(Contact).items() if name not in OF_CHECKS]
    several = {each.name: each for each in own if each.many}
    for each in own:
        if each.name == "category":
            yield from asked_of(Decision).values()
        if not each.many:
            yield each
    yield from asked_of(Finding).values()
    yield Asked("adult_before", None)
    yield from {"criterion": several["criterion"], **several}.values()
    hanging = {**asked_of(EmploymentOutcome), **asked_of(OnwardReferral)}
    for name in ("employment_outcome", "body"):
        yield replace(hanging[name], many=True)


CONTACT_FIELDS = MappingProxyType(_fields(*_contact_fields()))
"""All fields of contacts, by their name in a layout."""

_CONTACT_BASES = ("received", "concluded", "open")


def _of_contact(name: str, *own: Asked, bases: tuple[str, ...] = _CONTACT_BASES) -> Countable:
    fields = {**CONTACT_FIELDS, **_fields(*own)}
    return Countable(name, MappingProxyType(fields), bases, is_contact=True)


def _of_register(register: Register) -> Countable:
    counted = counted_of(register.record).items()
    sums = frozenset(name for name, field in counted if field.kind is FieldKind.COUNT)
    return Countable(register.key, asked_of(register.record), sums=sums)


COUNTABLES: Mapping[str, Countable] = MappingProxyType(
    {
        each.name: each
        for each in (
            _of_contact("contacts"),
            _of_contact(
                "checks",
                *(asked_of(Contact)[name] for name in OF_CHECKS),
            ),
            _of_contact(
                "onward_referrals",
                *asked_of(OnwardReferral).values(),
                bases=(*_CONTACT_BASES, "made"),
            ),
            _of_contact("employment_outcomes", *asked_of(EmploymentOutcome).values()),
            Countable("meetings", asked_of(Meeting)),
            Countable(
                "officers",
                asked_of(Officer),
                bases=("open", "opening", "started", "ended"),
                sums=frozenset({"fte"}),
                divisor=100,
            ),
            *map(_of_register, REGISTERS.values()),
        )
    }
)
"""All kinds of unit, by their name in a layout's `counts`."""
