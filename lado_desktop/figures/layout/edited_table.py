"""A printed table while it is edited: renaming rows, and moving codes between rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.layout.layout_file import ROW_KEYS
from lado_desktop.figures.problem import LayoutRefused
from lado_desktop.figures.units.countable import COUNTABLES, Asked

Said = Mapping[str, Any]
"""A table or a row as a practice's file has it."""


def condition_of(row: Said) -> dict[str, Any]:
    """Return the condition of a row: all of it except its label and how it is shown."""
    return {key: value for key, value in row.items() if key not in ROW_KEYS}


def row_renamed(table: Said, old: str, new: str) -> dict[str, Any]:
    """Return a table in which a row is renamed, also where the table refers to it."""
    changed = dict(table)
    for key in ("rows", "also"):
        if key in table:
            changed[key] = [_renamed(row, old, new) for row in table[key]]
    if "first_match" in table:
        changed["first_match"] = [new if each == old else each for each in table["first_match"]]
    return changed


def _renamed(row: Said, old: str, new: str) -> dict[str, Any]:
    return {
        key: new if key in ("label", "part_of") and value == old else value
        for key, value in row.items()
    }


def fields_asked_of(counts: str) -> list[Asked]:
    """Return the coded fields that a row of the table can ask about."""
    known = COUNTABLES[counts].fields if counts in COUNTABLES else {}
    return [field for field in known.values() if field.code_list is not None]


def field_of_rows(table: Said) -> str:
    """Return the coded field that most rows of a table ask about; "" without one."""
    names = [field.name for field in fields_asked_of(str(table.get("counts")))]
    asked = [name for row in table.get("rows", ()) for name in row if name in names]
    return max(dict.fromkeys(asked), key=asked.count, default="")


def codes_in(practice: Practice, field: Asked, row: Said) -> set[str]:
    """Return the codes of a field that a row names; none where it excludes codes."""
    return {code for value in row.get(field.name, ()) for code in _meant(practice, field, value)}


def holders(practice: Practice, field: Asked, table: Said) -> dict[str, str]:
    """Return the first row that has each code of a field, by label."""
    found: dict[str, str] = {}
    for row in table.get("rows", ()):
        for code in codes_in(practice, field, row):
            found.setdefault(code, row["label"])
    return found


def with_codes(
    practice: Practice, table: Said, label: str, field: Asked, codes: Collection[str]
) -> dict[str, Any]:
    """Return a table in which a row asks for these codes of a field.

    In an exclusive table they are removed from other rows. Raises LayoutRefused where another row
    would have no condition left.
    """
    rows: Sequence[Said] = table["rows"]
    own = next(row for row in rows if row["label"] == label)
    gained = set(codes) - codes_in(practice, field, own)
    exclusive = table.get("exclusive", True) and not table.get("first_match")
    changed: list[Said] = []
    for row in rows:
        if row is own:
            changed.append(_asking(practice, field, row, codes))
        elif exclusive and row.get("part_of") == own.get("part_of"):
            rest = codes_in(practice, field, row)
            changed.append(_asking(practice, field, row, rest - gained) if rest & gained else row)
        else:
            changed.append(row)
    return {**table, "rows": changed}


def _asking(practice: Practice, field: Asked, row: Said, codes: Collection[str]) -> dict[str, Any]:
    wanted = set(codes)
    kept = [
        value
        for value in row.get(field.name, ())
        if (meant := _meant(practice, field, value)) and meant <= wanted
    ]
    known = set().union(*(_meant(practice, field, value) for value in kept)) if kept else set()
    order = practice.codes(str(field.code_list))
    values = [*kept, *(code for code in order if code in wanted - known)]
    changed = {key: value for key, value in row.items() if key != field.name}
    if values:
        changed[field.name] = values
    elif not condition_of(changed) and condition_of(row):
        raise LayoutRefused(
            f"“{row['label']}” would ask for nothing more, and count everything. "
            "Remove the row, or give it another code first."
        )
    return changed


def _meant(practice: Practice, field: Asked, value: str) -> set[str]:
    if value.startswith("!") or value == "*":
        return set()
    known = practice.codes(str(field.code_list))
    if not value.endswith("*"):
        return {value} & known.keys()
    stem = value[:-1]
    return {code for code in known if code == stem or code.startswith(f"{stem}.")}


def new_id(title: str, taken: Iterable[str]) -> str:
    """Return a unique id for a new table, made from its title."""
    letters = "".join(each if each.isascii() and each.isalnum() else " " for each in title.lower())
    plain = "_".join(letters.split())[:40] or "table"
    known, found, number = set(taken), plain, 2
    while found in known:
        found, number = f"{plain}_{number}", number + 1
    return found
