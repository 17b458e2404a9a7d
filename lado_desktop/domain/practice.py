"""A practice: one service's own words, clocks and printed tables, as data.

What a practice's file does not say about words, clocks, statements and references, the national
one says (`working_together`). Printed tables are always a practice's own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from lado_desktop.domain.codes import code_lists

NATIONAL = "working_together"
"""The practice that fills in what another does not say."""

# What stands under [clocks] and is not a length of time between two days.
_NOT_LENGTHS = frozenset(
    {"targets", "local_targets", "standards", "high_caseload", "survey", "oversight"}
)


@dataclass(frozen=True)
class Statement:
    """A standing statement of the minutes: what is read out and agreed at a meeting's start."""

    title: str
    text: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Practice:
    """How one service works: what it calls things, how long things may take, what it prints.

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
    """The printed tables as the file has them; `lado_desktop.figures.layout` reads them."""
    sets: Mapping[str, Mapping[str, Any]]
    """Conditions used more than once, by name."""
    identities: Sequence[Mapping[str, Any]]
    """Figures that must agree."""

    def word(self, key: str) -> str:
        """Return the service's word for a thing: `contact`, `below_threshold`, `threshold_met`.

        Raises KeyError where neither this practice nor the national one has a word.
        """
        return self.words[key]

    def label(self, code_list: str, code: str) -> str:
        """Return what the service calls a code; the code itself where nobody knows it any more."""
        return self.codes(code_list).get(code, code)

    def codes(self, code_list: str) -> dict[str, str]:
        """Return the codes of a list with the service's labels, in printed order.

        The list `area` is the service's own. Raises KeyError where there is no such list.
        """
        if code_list == "area":
            return dict(self.areas)
        return {
            code: self.words.get(f"{code_list}.{code}", common)
            for code, common in code_lists()[code_list].items()
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


def practice_from(name: str, said: Mapping[str, Any]) -> Practice:
    """Return the practice that a file's contents say, the national one filling in."""
    national = _file(NATIONAL)
    about, clocks = said["service"], said.get("clocks", {})
    period = about.get("period")
    month, day = about.get("year_start") or (period["from"].month, period["from"].day)
    lengths = {
        key: length
        for key, length in {**national["clocks"], **clocks}.items()
        if key not in _NOT_LENGTHS and length
    }
    statements = said.get("statements") or national["statements"]
    return Practice(
        name=name,
        authority=about["authority"],
        report=about["report"],
        year_start=(month, day),
        period=(period["from"], period["to"]) if period else None,
        words=MappingProxyType({**national["words"], **said.get("words", {})}),
        areas=MappingProxyType(said.get("areas", {})),
        clocks=MappingProxyType(lengths),
        targets=MappingProxyType(clocks.get("targets", {})),
        local_targets=MappingProxyType(clocks.get("local_targets", {})),
        standards=tuple(clocks.get("standards", ())),
        high_caseload=clocks.get("high_caseload"),
        statements=tuple(Statement(each["title"], each["text"]) for each in statements),
        reference_pattern=about.get("reference", national["service"]["reference"]),
        tables=tuple(said.get("table", ())),
        sets=MappingProxyType(said.get("sets", {})),
        identities=tuple(said.get("identity", ())),
    )
