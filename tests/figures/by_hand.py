"""Counting as a patient person would: one record at a time, straight from the practice's file.

Nothing of the engine is used here, so that the two can be held against each other.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from lado_desktop.domain.practice.practice import Practice

Said = Mapping[str, Any]
NOT_CONDITIONS = {"label", "part_of", "parts", "show", "back", "counts", "basis"}
LENGTHS = ("within", "after", "closed_within")
MET = {"met_no_meeting", "met_meeting"}
LEFT_OVER = ("Not recorded", "Other, not listed")
SINGLE = {
    "intake": "intake",
    "contact_method": "method",
    "source": "source",
    "sector": "sector",
    "job_role": "job_role",
    "employment_basis": "employment_basis",
    "area": "area",
    "category": "category",
    "restraint": "restraint",
    "police_status": "police_status",
    "check_kind": "check_kind",
    "check_result": "check_result",
}
OWN_DAY = {
    "meetings": ("held_on", {"meeting_kind": "kind_of", "meeting_mode": "mode"}),
    "requests": ("received_on", {"request_kind": "kind_of"}),
    "training": ("held_on", {"audience": "audience"}),
    "feedback": (
        "received_on",
        {"satisfaction": "satisfaction", "confidence": "confidence", "assisted": "assisted"},
    ),
    "complaints": ("received_on", {"complaint_stage": "stage", "upheld": "upheld"}),
    "alerts": ("raised_on", {"alert_criterion": "criterion"}),
    "escalations": ("raised_on", {"escalation_reason": "reason"}),
}


def later(day: date, length: str) -> date:
    number, unit = length.split()
    if unit.startswith("week"):
        return day + timedelta(weeks=int(number))
    if unit.startswith("day"):
        return day + timedelta(days=int(number))
    months = day.month - 1 + int(number) * (12 if unit.startswith("year") else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def in_force(rows: Sequence[Said], day: date) -> str | None:
    standing = [
        row["code"]
        for row in rows
        if (row["on"] is None or row["on"] <= day) and (row["until"] is None or row["until"] > day)
    ]
    return standing[-1] if standing else None


def seen(contact: Said, day: date) -> dict[str, Any]:
    """A contact as it was on a day."""
    concluded = contact["concluded_on"] if (contact["concluded_on"] or date.max) <= day else None
    closed = contact["closed_on"] if (contact["closed_on"] or date.max) <= day else None
    referrals = [
        (body, made_by, made_on or contact["closed_on"])
        for body, made_by, made_on in contact["bodies"]
        if (made_on or contact["closed_on"] or date.min) <= day
    ]
    outcomes = [code for code, on in contact["employment_outcomes"] if (on or date.min) <= day]
    return {
        **{name: {contact.get(field)} - {None} for name, field in SINGLE.items()},
        "received": contact["received_on"],
        "concluded": concluded,
        "closed": closed,
        "outcome": {in_force(contact["decisions"], day)} - {None},
        "finding": ({in_force(contact["findings"], day)} if concluded else set()) - {None},
        "criterion": set(contact["criteria"]),
        "child_status": set(contact["child_status"]),
        "body": {body for body, _, _ in referrals},
        "employment_outcome": set(outcomes),
        "referrals": referrals,
        "outcomes": outcomes,
    }


def stands(meeting: Said, records: Mapping[str, Sequence[Said]]) -> bool:
    """Whether a meeting is about a contact that was not recorded in error, or about none."""
    about = [records["contacts"][at] for at in meeting.get("about", ())]
    return not about or any(each["in_error_on"] is None for each in about)


def units(kind: str, records: Mapping[str, Sequence[Said]], day: date) -> list[Any]:
    """The units of a kind as they were on a day."""
    if kind == "officers":
        return [
            {**each, "officer_role": {each["role"]}}
            for each in records[kind]
            if each["started"] is not None and each["started"] <= day
        ]
    if kind in OWN_DAY:
        own, fields = OWN_DAY[kind]
        return [
            {
                "day": each[own],
                "attendees": each.get("attendees") or 0,
                **{name: {each[field]} - {None} for name, field in fields.items()},
            }
            for each in records[kind]
            if each[own] <= day and each.get("in_error_on") is None and stands(each, records)
        ]
    at_day = [
        seen(each, day)
        for each in records["contacts"]
        if each["received_on"] <= day and each["in_error_on"] is None
    ]
    match kind:
        case "contacts":
            return at_day
        case "checks":
            return [each for each in at_day if each["intake"] == {"check"}]
        case "onward_referrals":
            return [
                {**each, "body": {body}, "made_by": {made_by}, "made": on}
                for each in at_day
                for body, made_by, on in each["referrals"]
            ]
        case _:
            return [
                {**each, "employment_outcome": {o}} for each in at_day for o in each["outcomes"]
            ]


def has_one_of(values: set[str], patterns: Sequence[str]) -> bool:
    return any(
        pattern == "*"
        or value.lower() == pattern.removesuffix("*").lower()
        or (pattern.endswith("*") and value.startswith(pattern[:-1] + "."))
        for value in values
        for pattern in patterns
    )


def holds(said: Said, unit: Said, sets: Said) -> bool:
    return all(
        passes(key, value, unit, sets) for key, value in said.items() if key not in NOT_CONDITIONS
    )


def passes(key: str, value: Any, unit: Said, sets: Said) -> bool:  # noqa: PLR0911
    match key:
        case "set":
            return all(holds(sets[name], unit, sets) for name in value)
        case "any":
            return any(holds(option, unit, sets) for option in value)
        case "threshold":
            return bool(unit["outcome"]) and bool(unit["outcome"] & MET) is value
        case "concluded" | "closed":
            return bool((unit[key] is not None) == value)
        case "within":
            concluded = unit["concluded"]
            return concluded is not None and bool(concluded <= later(unit["received"], value))
        case "after":
            concluded = unit["concluded"]
            return concluded is not None and bool(concluded > later(unit["received"], value))
        case "closed_within":
            closed = unit["closed"]
            return closed is not None and bool(closed <= later(unit["received"], value))
        case _ if value[0].startswith("!"):
            return not has_one_of(unit[key], [each[1:] for each in value])
        case _:
            return has_one_of(unit[key], value)


def asked(said: Said, sets: Said) -> set[str]:
    found: set[str] = set()
    for key, value in said.items():
        if key == "set":
            found.update(*(asked(sets[name], sets) for name in value))
        elif key == "any":
            found.update(*(asked(option, sets) for option in value))
        elif key == "threshold":
            found.add("outcome")
        elif key in LENGTHS:
            found.add("closed" if key == "closed_within" else "concluded")
        elif key not in NOT_CONDITIONS and key not in ("concluded", "closed"):
            found.add(key)
    return found


def conditions(row: Said) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in NOT_CONDITIONS}


def rounded(figure: Fraction | None, decimals: int) -> float | int | None:
    """Round, halves away from 0."""
    if figure is None:
        return None
    size = Fraction(floor(abs(figure) * 10**decimals + Fraction(1, 2)), 10**decimals)
    signed = size if figure >= 0 else -size
    return int(signed) if decimals == 0 else float(signed)


class Column:
    """One column: its days, and the row of another table that is set across."""

    def __init__(self, name: str, first: date, last: date, across: str | None = None) -> None:
        self.name, self.first, self.last, self.across = name, first, last, across


class ByHand:
    """One table of a file over some records, counted one record at a time."""

    def __init__(
        self, practice: Practice, table: str, records: Mapping[str, Sequence[Said]], day: date
    ) -> None:
        self.practice, self.records, self.day = practice, records, day
        self.tables = {each["id"]: each for each in practice.tables}
        self.sets, self.said = practice.sets, self.tables[table]
        self.rows = self.rows_of(self.said)
        self.exclusive = self.said.get("exclusive", True)
        shown = self.said.get("show", "count")
        self.show = [shown] if isinstance(shown, str) else shown

    def rows_of(self, said: Said) -> list[Said]:
        rows: list[Said] = said["rows"] if "rows" in said else self.tables[said["rows_as"]]["rows"]
        return rows

    def stands_in(self, said: Said, unit: Said) -> list[str]:
        """Return the rows in which a unit is placed, or the words for one that fits none."""
        first = said.get("first_match", [])
        rows = [row for row in self.rows_of(said) if conditions(row) and "part_of" not in row]
        rows.sort(key=lambda row: first.index(row["label"]) if row["label"] in first else 99)
        fits = [row["label"] for row in rows if holds(row, unit, self.sets)]
        if fits:
            return fits[:1] if "first_match" in said else fits
        if not rows or said.get("exclusive", True) is False:
            return []
        return [self.left_over(rows, unit)]

    def left_over(self, rows: Sequence[Said], unit: Said) -> str:
        fields = set().union(*(asked(row, self.sets) for row in rows))
        return LEFT_OVER[0] if any(not unit[field] for field in fields) else LEFT_OVER[1]

    def row_holds(self, row: Said, unit: Said) -> bool:
        if conditions(row) and "part_of" not in row and self.exclusive and row in self.rows:
            return row["label"] in self.stands_in(self.said, unit)
        if not holds(row, unit, self.sets):
            return False
        above = [each for each in self.rows if each["label"] == row.get("part_of")]
        return all(self.row_holds(each, unit) for each in above)

    def units_in(self, row: Said, column: Column) -> list[Said]:
        """Everything that the table counts in a column, of the kind that a row counts."""
        kind = row.get("counts", self.said["counts"])
        basis = row.get("basis", None if "counts" in row else self.said.get("basis"))
        found = []
        for unit in units(kind, self.records, self.day):
            if not in_column(kind, basis, unit, column) or not holds(
                self.said.get("where", {}), unit, self.sets
            ):
                continue
            if column.across is None or column.across in self.stands_in(
                self.tables[self.said["columns_as"]], unit
            ):
                found.append(unit)
        return found

    def standing(self, row: Said, column: Column) -> list[Said]:
        return [unit for unit in self.units_in(row, column) if self.row_holds(row, unit)]

    def count(self, row: Said, column: Column) -> int:
        return len(self.standing(row, column))

    def left(self, which: str, column: Column, parent: str | None = None) -> int:
        """What fits no row of the table, or no part of one of its rows."""
        if parent is None:
            return sum(
                which in self.stands_in(self.said, unit) for unit in self.units_in({}, column)
            )
        (row,) = (each for each in self.rows if each["label"] == parent)
        parts = [each for each in self.rows if each.get("part_of") == parent]
        return sum(
            which == self.left_over(parts, unit)
            for unit in self.standing(row, column)
            if not any(holds(part, unit, self.sets) for part in parts)
        )

    def measure(self, show: str, row: Said, column: Column) -> Fraction | None:
        count = Fraction(self.count(row, column))
        match show:
            case "percent":
                base = self.base(row, column)
                return count * 100 / base if base else None
            case "per_week":
                return count * 7 / ((column.last - column.first).days + 1)
            case "per_fte":
                posts = [each for each in self.records["officers"] if each["role"] == "lado"]
                there = [each for each in posts if in_post(each, column.last)]
                whole = sum((Fraction(str(each["fte"])) for each in there), Fraction(0))
                return count / whole if whole else None
            case "attendees" | "fte":
                standing = self.standing(row, column)
                return sum((Fraction(str(unit[show])) for unit in standing), Fraction(0))
            case _:
                return count

    def base(self, row: Said, column: Column) -> int:
        if "of_table" in self.said:
            other = ByHand(self.practice, self.said["of_table"], self.records, self.day)
            (same,) = (each for each in other.rows if each["label"] == row["label"])
            return other.count(same, column)
        if "part_of" in row:
            (above,) = (each for each in self.rows if each["label"] == row["part_of"])
            return self.count(above, column)
        return len(self.units_in(row, column))

    def first_show(self, row: Said) -> str:
        own = row.get("show", ())
        own = [own] if isinstance(own, str) else list(own)
        shown = [*([] if row in self.said.get("also", ()) else own), *self.show]
        return next((each for each in shown if each not in ("change", "mean", "peak")), "count")


def in_post(post: Said, day: date) -> bool:
    return bool(
        post["started"] is not None
        and post["started"] <= day
        and (post["ended"] is None or post["ended"] >= day)
    )


def in_column(kind: str, basis: str | None, unit: Said, column: Column) -> bool:
    first, last = column.first, column.last
    if kind == "officers":
        match basis:
            case "started" | "ended":
                return unit[basis] is not None and bool(first <= unit[basis] <= last)
            case "opening":
                return in_post(unit, first)
            case _:
                return in_post(unit, last)
    if kind in OWN_DAY:
        return bool(first <= unit["day"] <= last)
    if basis == "open":
        concluded = unit["concluded"]
        return bool(unit["received"] <= last and (concluded is None or concluded > last))
    day = unit[basis or "received"]
    return day is not None and bool(first <= day <= last)
