"""A practice: one service's own words, clocks and printed tables, as data.

What a practice's file does not say about words, clocks, statements and references, the national
one says (`working_together`). Printed tables are always a practice's own.
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
"""The practice that fills in what another does not say."""

# Keys under [clocks] that are not a length of time between two days.
_NOT_LENGTHS = frozenset(
    {"targets", "local_targets", "standards", "high_caseload", "survey", "oversight"}
)


_STANDS_FOR = {
    ("contact_outcome", "below_advice"): "below_threshold",
    ("employer_status", "investigation"): "internal_investigation",
}
"""Codes for which the practice has its own word."""


@dataclass(frozen=True)
class Statement:
    """A statement of the minutes that is read out and agreed at a meeting's start."""

    title: str
    text: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Practice:
    """How one service works: what it calls things, its time limits, what it prints.

    One object for each name (`practice_named`), so practices compare by identity.
    """

    name: str
    """The name of its file, such as `bromley`."""
    authority: str
    report: str
    """The title of its annual report."""
    year_start: tuple[int, int]
    """Month and day on which the reporting year begins."""
    period: tuple[date, date] | None
    """First and last day of the printed report that the tables were taken from."""
    words: Mapping[str, str]
    areas: Mapping[str, str]
    clocks: Mapping[str, str]
    """Lengths of time by name: `threshold_decision` = "1 working day". An empty one is not kept."""
    targets: Mapping[str, int]
    """A length of time, and the percentage of referrals to be concluded within it."""
    local_targets: Mapping[str, int]
    standards: Sequence[str]
    """Lengths of time that are watched without a percentage to reach."""
    high_caseload: int | None
    """Open cases of one full-time LADO above which the caseload is high."""
    statements: Sequence[Statement]
    reference_pattern: str
    """How contacts are numbered; `lado_desktop.domain.reference` reads it."""
    tables: Sequence[Mapping[str, Any]]
    """The printed tables as the file has them; `lado_desktop.figures.layout.layout` reads them."""
    sets: Mapping[str, Mapping[str, Any]]
    """Conditions used more than once, by name."""
    identities: Sequence[Mapping[str, Any]]
    """Figures that must agree."""

    stamp: Sequence[str] = ()
    """Which parts of it the service changed, and how often: nothing while it is as shipped."""
    letterhead: Sequence[str] = ()
    """The service's own lines on what it sends: name, address, telephone."""
    closure_days: frozenset[date] = frozenset()
    """Days on which the service is closed beside weekends and bank holidays."""
    names_in_calendar: bool = False
    """Whether a calendar entry names the adult; references alone unless the service says so."""
    own_codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Codes that the service added, by list: code = label."""
    retired: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Codes that are still read but chosen no more, by list."""
    order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The order of a list's codes, where it is not the printed one."""

    def word(self, key: str) -> str:
        """Return the service's word for a thing: `contact`, `below_threshold`, `threshold_met`.

        Raises KeyError where neither this practice nor the national one has a word.
        """
        return self.words[key]

    def worded(self, sentence: str) -> str:
        """Return a sentence of the program's in the service's words for contact and allegation."""
        return worded(sentence, self.words)

    def label(self, code_list: str, code: str) -> str:
        """Return what the service calls a code; the code itself where nobody knows it any more."""
        return self._lists[code_list].get(code, code)

    def codes(self, code_list: str) -> dict[str, str]:
        """Return the codes of a list with the service's labels, in the list's order.

        The list `area` is the service's own. Raises KeyError where there is no such list.
        """
        return dict(self._lists[code_list])

    def offered(self, code_list: str) -> dict[str, str]:
        """Return the codes of a list that may still be chosen, with their labels, in order."""
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
            if of == name and self.words[key] != national[key]:
                every[code] = self.words[key]
        return {
            code: self.words.get(f"{name}.{code}", every[code])
            for code in dict.fromkeys([*first, *every])
        }


@cache
def practice_names() -> tuple[str, ...]:
    """Return the name of every practice that comes with the program, the national one first."""
    found = sorted(
        each.name.removesuffix(".toml")
        for each in files("resources").joinpath("practice").iterdir()
        if each.name.endswith(".toml")
    )
    return tuple(sorted(found, key=lambda name: name != NATIONAL))


@cache
def practice_named(name: str) -> Practice:
    """Return a practice by its name. Raises KeyError where there is none of that name."""
    if name not in practice_names():
        raise KeyError(name)
    return practice_from(name, _file(name))


@cache
def _file(name: str) -> Mapping[str, Any]:
    path = files("resources").joinpath("practice", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lengths_in(clocks: Mapping[str, Any]) -> dict[str, str]:
    """Return the lengths of time under [clocks], without those that are switched off."""
    return {key: length for key, length in clocks.items() if key not in _NOT_LENGTHS and length}


def practice_from(name: str, data: Mapping[str, Any]) -> Practice:
    """Return the practice that a file's contents say, the national one filling in."""
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
