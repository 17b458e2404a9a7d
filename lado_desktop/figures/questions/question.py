"""A question about the record: one field by another, over years.

It becomes a table in the practice's own grammar. So the same engine counts it, the same second
count checks it, and each figure opens its records.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from lado_desktop.domain.kinds.saved_question import SavedQuestion
from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.questions.targets import TARGETS, target_rows, targets_of
from lado_desktop.figures.units.countable import COUNTABLES, Countable

_TABLE, _ACROSS = "question", "across"
_Rows = list[dict[str, Any]]

TIME_COLUMNS: Mapping[str, str] = MappingProxyType(
    {"years": "Years", "quarters": "Quarters of the year", "months": "Months of the year"}
)
"""Possible columns besides fields."""

ONLY: Mapping[str, tuple[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "": ("All of them", {}),
        "threshold_met": ("Threshold met", {"threshold": True}),
        "threshold_not_met": ("Threshold not met", {"threshold": False}),
        "referral": ("Came in as a referral", {"intake": ["referral"]}),
        "enquiry": ("Came in as an enquiry", {"intake": ["enquiry"]}),
        "concluded": ("Concluded", {"concluded": True}),
        "substantiated": ("Found substantiated", {"finding": ["substantiated"]}),
    }
)
"""Parts of the contacts that can be asked about: words and condition."""

_MADE: Mapping[str, tuple[str, tuple[Mapping[str, Any], ...]]] = MappingProxyType(
    {
        "threshold": (
            "Harm threshold",
            (
                {"label": "Threshold met", "threshold": True},
                {"label": "Threshold not met", "threshold": False},
            ),
        ),
        "time_to_conclude": (
            "Time from received to concluded",
            (
                {"label": "Within 1 month", "within": "1 month"},
                {"label": "1 to 3 months", "after": "1 month", "within": "3 months"},
                {"label": "3 to 6 months", "after": "3 months", "within": "6 months"},
                {"label": "6 to 12 months", "after": "6 months", "within": "12 months"},
                {"label": "More than 12 months", "after": "12 months"},
                {"label": "Not concluded", "concluded": False},
            ),
        ),
        "repeat_adult": (
            "Adult known before",
            (
                {"label": "First contact about this adult", "adult_before": ["first"]},
                {"label": "Adult of an earlier contact", "adult_before": ["again"]},
            ),
        ),
        "police": (
            "Police involvement",
            (
                {
                    "label": "Police involved",
                    "police_status": ["!not_applicable", "!no_role"],
                    "any": [{"police_status": ["*"]}],
                },
                {"label": "Police not involved", "police_status": ["not_applicable", "no_role"]},
            ),
        ),
    }
)
"""Rows of contacts that are not codes: words and conditions."""


@dataclass(frozen=True)
class Question:
    """What is counted, its rows, the rows above them, and its columns."""

    name: str
    counts: str = "contacts"
    only: str = ""
    rows: str = "sector"
    within: str = ""
    columns: str = "years"
    """`years`, `quarters`, `months`, or a field, for the reporting year."""
    years: int = 5
    basis: str = ""


def usual_questions(practice: Practice) -> tuple[Question, ...]:
    """Return the ready questions: those that freedom of information requests usually ask.

    Those about targets only if the practice has any.
    """
    return tuple(each for each in _usual() if each.rows in fields_of(practice, each.counts))


@cache
def _usual() -> tuple[Question, ...]:
    text = files("resources").joinpath("foi_questions.toml").read_text(encoding="utf-8")
    return tuple(Question(**each) for each in tomllib.loads(text)["question"])


def question_of(kept: SavedQuestion) -> Question:
    """Return a saved question."""
    said: dict[str, Any] = {name: getattr(kept, name) or "" for name in asdict(Question(""))}
    return Question(**said)


def to_save(question: Question, name: str) -> dict[str, Any]:
    """Return what is stored of a question under a name."""
    return asdict(replace(question, name=name))


def fields_of(practice: Practice, counts: str) -> dict[str, str]:
    """Return the possible rows of a kind: field = its words.

    A list that the service left empty, such as its areas, is left out.
    """
    kind = COUNTABLES[counts]
    found = {name: words for name, (words, _) in _MADE.items() if kind.is_contact}
    if kind.is_contact and targets_of(practice):
        found[TARGETS] = "Targets for concluding"
    for asked in kind.fields.values():
        if asked.code_list is not None and practice.codes(asked.code_list):
            found[asked.name] = asked.words
    return found


def bases_of(counts: str) -> tuple[str, ...]:
    """Return the date bases of a kind, the default first; empty where it has only one."""
    return COUNTABLES[counts].bases


def practice_for(practice: Practice, question: Question) -> Practice:
    """Return a practice of the one table that answers the question, and what it needs."""
    kind = COUNTABLES[question.counts]
    rows = list(_rows(practice, kind, question))
    table: dict[str, Any] = {
        "id": _TABLE,
        "title": question.name,
        "counts": question.counts,
        "rows": rows,
        "total": "Total",
        "exclusive": not any(_is_many(kind, name) for name in (question.rows, question.within)),
    }
    if kind.is_contact:
        table["where"] = dict(ONLY[question.only][1])
    if question.basis:
        table["basis"] = question.basis
    tables = [table]
    if question.columns in TIME_COLUMNS:
        number = {"years": question.years, "quarters": 4, "months": 12}[question.columns]
        table["columns"] = {question.columns: number}
    else:
        across = replace(question, rows=question.columns, within="")
        table["columns_as"] = _ACROSS
        other = {"rows": list(_rows(practice, kind, across)), "columns": {"years": 1}}
        exclusive = not _is_many(kind, question.columns)
        tables.append({**table, **other, "id": _ACROSS, "exclusive": exclusive})
        del tables[1]["columns_as"]
    basis = question.basis or next(iter(kind.bases), "")
    if basis not in ("open", "opening") and question.columns != "years":
        table["row_total"] = "Total"
    if kind.is_contact or not question.within:
        table["show"] = ["count", "percent"]
    return replace(practice, tables=tuple(tables), identities=())


def _is_many(kind: Countable, name: str) -> bool:
    """Tell whether rows may overlap: a unit has several values, or is within several lengths."""
    return name == TARGETS or (name in kind.fields and kind.fields[name].many)


def _rows(practice: Practice, kind: Countable, question: Question) -> Iterator[dict[str, Any]]:
    inner = _rows_of(practice, kind, question.within) if question.within else []
    for row in _rows_of(practice, kind, question.rows):
        yield row
        for each in inner:
            label = f"{row['label']}: {each['label']}"
            yield {**each, "label": label, "part_of": row["label"]}


def _rows_of(practice: Practice, kind: Countable, name: str) -> _Rows:
    if name == TARGETS:
        return target_rows(practice)
    if name in _MADE:
        return [dict(row) for row in _MADE[name][1]]
    code_list = kind.fields[name].code_list
    if code_list is None:
        raise KeyError(name)
    rows = [
        {"label": label, name: [pattern]}
        for pattern, label in _first_level(practice.codes(code_list)).items()
    ]
    if kind.fields[name].many:
        rows.append({"label": "Not recorded", name: ["!*"]})
    return _named_apart(rows)


def _first_level(codes: Mapping[str, str]) -> dict[str, str]:
    """Return the codes of the first level, each with those below it."""
    found: dict[str, str] = {}
    for code, label in codes.items():
        above = code.partition(".")[0]
        found[f"{above}*" if above in codes else code] = codes.get(above, label)
    return found


def _named_apart(rows: Sequence[dict[str, Any]]) -> _Rows:
    """Return rows with unique labels, since a service may give two codes the same label."""
    seen: dict[str, int] = {}
    for row in rows:
        label = row["label"]
        seen[label] = seen.get(label, 0) + 1
        if seen[label] > 1:
            row["label"] = f"{label} ({seen[label]})"
    return list(rows)
