"""Checks rows of a tracker of contacts: which values may be together.

A row is one concern about one adult, or about nobody named. If its outcome meets the threshold, the
contact has an allegation, and the finding and later days are the allegation's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from lado_desktop.casework.imports.cell import Referral
from lado_desktop.casework.imports.file import RowProblem
from lado_desktop.casework.imports.row import CheckedRow
from lado_desktop.domain.kinds.contact import CHECK
from lado_desktop.domain.practice.codes import meets_threshold

_NOT_BEFORE_RECEIVED = ("decided_on", "concluded_on", "closed_on", "answered_on")
_INTAKES = {"enquiry_only": "enquiry", "enquiry_advised_refer": "enquiry", CHECK: CHECK}


def intake_of(values: Mapping[str, Any]) -> str:
    """Return the row's intake, else the one that follows from its outcome."""
    intake: str | None = values.get("intake")
    return intake or _INTAKES.get(values.get("outcome", ""), "referral")


def of_check(row: CheckedRow) -> CheckedRow:
    """Return a row of checks as a row of contacts.

    It is decided on the day received.
    """
    values = dict(row.values)
    for name in ("kind", "result"):
        if name in values:
            values[f"check_{name}"] = values.pop(name)
    values |= {"intake": CHECK, "outcome": CHECK, "decided_on": values["received_on"]}
    return CheckedRow(row.number, values)


def problems_between(row: CheckedRow) -> Iterator[RowProblem]:
    """Yield what is wrong between the values of one row."""
    yield from (RowProblem(row.number, *problem) for problem in _days(row.values))
    yield from (RowProblem(row.number, *problem) for problem in _facts(row.values))


def _days(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    received = values["received_on"]
    for name in _NOT_BEFORE_RECEIVED:
        if values.get(name, received) < received:
            yield name, "this day lies before the day received."
    concluded, closed = values.get("concluded_on"), values.get("closed_on")
    if concluded and closed and received <= closed < concluded:
        yield "closed_on", "this day lies before the day concluded."
    referrals: Sequence[Referral] = values.get("onward_referrals", ())
    if any(
        each.made_by == "lado" and each.made_on and each.made_on < received for each in referrals
    ):
        yield "onward_referrals", "one of these days lies before the day received."
    born = values.get("adult_born_on")
    if born is not None and born.first_day >= received:
        yield "adult_born_on", "this day does not lie before the day received."


def _facts(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    met = meets_threshold(values.get("outcome"))
    for name, what in (("finding", "a finding"), ("employment_outcomes", "an employment outcome")):
        if values.get(name) and not met:
            yield name, f"{what} belongs to an outcome that meets the threshold."
    if values.get("finding") and met and "concluded_on" not in values:
        yield "concluded_on", "a finding needs the day on which it was concluded."
    if "decided_on" in values and "outcome" not in values:
        yield "outcome", "a day decided needs its outcome."
    named = "adult_family_name" in values
    if not named and ("adult_given_names" in values or "adult_born_on" in values):
        yield "adult_family_name", "an adult needs a family name."


def problems_among(
    rows: Sequence[CheckedRow], refused: Collection[str], received: Mapping[str, Any]
) -> list[RowProblem]:
    """Return what is wrong between rows: repeated references, and contacts that follow nothing.

    `refused` are references of rows already refused. `received` gives the day received, by
    reference, of the contacts in the vault that these rows name.
    """
    found: list[RowProblem] = []
    first: dict[str, CheckedRow] = {}
    for row in rows:
        reference = row.values["reference"]
        if reference in first:
            sentence = f"row {first[reference].number} has this reference already."
            found.append(RowProblem(row.number, "reference", sentence))
        elif reference in received:
            found.append(
                RowProblem(row.number, "reference", "a contact in the vault has it already.")
            )
        else:
            first[reference] = row
    return found + _following(first, refused, received)


def _following(
    rows: Mapping[str, CheckedRow], refused: Collection[str], received: Mapping[str, Any]
) -> list[RowProblem]:
    """Return a problem for each row that follows a missing or refused row."""
    found: list[RowProblem] = []
    taken: dict[str, Any] = dict(received)
    not_taken = set(refused)
    for row in in_order(list(rows.values())):
        followed, on = row.values.get("follows"), row.values["received_on"]
        if followed is None:
            sentence = ""
        elif followed in taken:
            sentence = "the contact that it follows came later." if taken[followed] > on else ""
        elif followed in not_taken:
            sentence = "the contact that it follows is refused."
        elif followed in rows:
            sentence = "these contacts follow each other in a circle."
        else:
            sentence = "there is no contact of this reference, here or in the vault."
        if sentence:
            found.append(RowProblem(row.number, "follows", sentence))
            not_taken.add(row.values["reference"])
        else:
            taken[row.values["reference"]] = on
    return found


def in_order(rows: Sequence[CheckedRow]) -> list[CheckedRow]:
    """Return the rows so that each comes after the one that it follows."""
    waiting = {row.values["reference"]: row for row in rows}
    ordered: list[CheckedRow] = []
    for row in rows:
        chain = []
        following: CheckedRow | None = waiting.pop(row.values["reference"], None)
        while following is not None:
            chain.append(following)
            following = waiting.pop(following.values.get("follows", ""), None)
        ordered += reversed(chain)
    return ordered
