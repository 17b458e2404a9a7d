"""A practice: one service's words, clocks and printed tables, as data.

Words, clocks, statements and references that its file lacks come from the national practice
(`working_together`). Printed tables never do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.practice.wording import worded

NATIONAL = "working_together"
"""The practice that supplies what others leave out."""

# Keys under [clocks] that are not a length of time between two days.
_NOT_LENGTHS = frozenset(
    {"targets", "local_targets", "standards", "high_caseload", "survey", "oversight"}
)


_STANDS_FOR = {
    ("contact_outcome", "below_advice"): "below_threshold",
    ("employer_status", "investigation"): "internal_investigation",
}
"""Codes that are named by one of the practice's words."""


@dataclass(frozen=True)
class Statement:
    """A statement of the minutes that is read out and agreed when a meeting starts."""

    title: str
    text: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Practice:
    """One service's words, time limits and tables.

    `practice_named` returns one object for each name, so practices compare by identity.
    """

    name: str
    """Its file name without the ending, such as `bromley`."""
    authority: str
    report: str
    """The title of its annual report."""
    year_start: tuple[int, int]
    """Month and day on which the reporting year begins."""
    period: tuple[date, date] | None
    """First and last day of the printed report with these tables."""
    words: Mapping[str, str]
    areas: Mapping[str, str]
    clocks: Mapping[str, str]
    """Lengths by name: `threshold_decision` = "1 working day". Empty ones are left out."""
    targets: Mapping[str, int]
    """A length, and the percentage of referrals to conclude within it."""
    local_targets: Mapping[str, int]
    standards: Sequence[str]
    """Lengths that are reported without a target percentage."""
    high_caseload: int | None
    """The caseload of a full-time LADO above which it is high."""
    statements: Sequence[Statement]
    reference_pattern: str
    """The form of references, read by `lado_desktop.domain.reference`."""
    tables: Sequence[Mapping[str, Any]]
    """The printed tables as in the file, read by `lado_desktop.figures.layout.layout`."""
    sets: Mapping[str, Mapping[str, Any]]
    """Conditions used more than once, by name."""
    identities: Sequence[Mapping[str, Any]]
    """Figures that must agree."""

    stamp: Sequence[str] = ()
    """Which parts the service changed, and how often; empty while it is as shipped."""
    letterhead: Sequence[str] = ()
    """The service's lines on letters and e-mails: name, address, telephone."""
    closure_days: frozenset[date] = frozenset()
    """Days on which the service is closed, besides weekends and bank holidays."""
    names_in_calendar: bool = False
    """Calendar entries name the adult; otherwise they have only the reference."""
    own_codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Codes that the service added, by list: code = label."""
    retired: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Codes that are still read but no longer offered, by list."""
    order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The order of a list's codes, where it is not the printed one."""

    def word(self, key: str) -> str:
        """Return the service's word for `contact`, `below_threshold` or `threshold_met`.

        Raises KeyError where neither this practice nor the national one has the word.
        """
        return self.words[key]

    def worded(self, sentence: str) -> str:
        """Return a sentence with the service's words for contact and allegation."""
        return worded(sentence, self.words)

    def label(self, code_list: str, code: str) -> str:
        """Return the service's label of a code; the code itself where it is unknown."""
        return self._lists[code_list].get(code, code)

    def codes(self, code_list: str) -> dict[str, str]:
        """Return the codes of a list with the service's labels, in order.

        The list `area` is the service's own. Raises KeyError for an unknown list.
        """
        return dict(self._lists[code_list])

    def offered(self, code_list: str) -> dict[str, str]:
        """Return the codes of a list that are still offered, with labels, in order."""
        gone = self.retired.get(code_list, frozenset())
        return {code: label for code, label in self._lists[code_list].items() if code not in gone}

    @cached_property
    def _lists(self) -> Mapping[str, Mapping[str, str]]:
        known = {**code_lists(), "area": self.areas}
        return {name: self._list(name, codes) for name, codes in known.items()}

    def _list(self, name: str, codes: Mapping[str, str]) -> Mapping[str, str]:
        every = {**codes, **self.own_codes.get(name, {})}
        first = [code for code in self.order.get(name, ()) if code in every]
        national = _file(NATIONAL)["words"]
        for (of, code), key in _STANDS_FOR.items():
            # Only a practice's own word replaces the common label.
            if of == name and self.words[key] != national[key]:
                every[code] = self.words[key]
        return {
            code: self.words.get(f"{name}.{code}", every[code])
            for code in dict.fromkeys([*first, *every])
        }


@cache
def practice_names() -> tuple[str, ...]:
    """Return the names of the shipped practices, the national one first."""
    found = sorted(
        each.name.removesuffix(".toml")
        for each in files("resources").joinpath("practice").iterdir()
        if each.name.endswith(".toml")
    )
    return tuple(sorted(found, key=lambda name: name != NATIONAL))


@cache
def practice_named(name: str) -> Practice:
    """Return a shipped practice. Raises KeyError for an unknown name."""
    if name not in practice_names():
        raise KeyError(name)
    return practice_from(name, _file(name))


@cache
def _file(name: str) -> Mapping[str, Any]:
    path = files("resources").joinpath("practice", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lengths_in(clocks: Mapping[str, Any]) -> dict[str, str]:
    """Return the lengths under [clocks], without clocks that are switched off."""
    return {key: length for key, length in clocks.items() if key not in _NOT_LENGTHS and length}


def practice_from(name: str, data: Mapping[str, Any]) -> Practice:
    """Return the practice of a file's contents, completed by the national one."""
    national = _file(NATIONAL)
    about, clocks = data["service"], data.get("clocks", {})
    period = about.get("period")
    month, day = about.get("year_start") or (period["from"].month, period["from"].day)
    statements = data.get("statements") or national["statements"]
    return Practice(
        name=name,
        authority=about["authority"],
        report=about["report"],
        year_start=(month, day),
        period=(period["from"], period["to"]) if period else None,
        words=MappingProxyType({**national["words"], **data.get("words", {})}),
        areas=MappingProxyType(data.get("areas", {})),
        clocks=MappingProxyType(lengths_in({**national["clocks"], **clocks})),
        targets=MappingProxyType(clocks.get("targets", {})),
        local_targets=MappingProxyType(clocks.get("local_targets", {})),
        standards=tuple(clocks.get("standards", ())),
        high_caseload=clocks.get("high_caseload"),
        statements=tuple(Statement(each["title"], each["text"]) for each in statements),
        reference_pattern=about.get("reference", national["service"]["reference"]),
        tables=tuple(data.get("table", ())),
        sets=MappingProxyType(data.get("sets", {})),
        identities=tuple(data.get("identity", ())),
    )
