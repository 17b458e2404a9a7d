"""A service's printed tables: check, save, remove, reorder, import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lado_desktop.casework.sent.file_sort import file_sort
from lado_desktop.casework.settings.practice_parts import (
    REMOVED,
    RENAMED,
    Part,
    content_kept,
    keep_parts,
)
from lado_desktop.casework.settings.settings import present
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.practice_part import TABLE
from lado_desktop.domain.practice.practice import (
    Practice,
    lengths_in,
    practice_from,
    practice_named,
)
from lado_desktop.domain.practice.practice_file import MOST_SIZE, NotAPractice, clocks_of, read
from lado_desktop.domain.time.due import Length as ClockLength
from lado_desktop.figures.layout.layout_file import identities_of, layouts_of
from lado_desktop.figures.layout.overlap import check_overlaps, overlaps
from lado_desktop.figures.problem import LayoutRefused

Said = Mapping[str, Any]
"""A table as a practice's file has it."""


def with_table(practice: Practice, said: Said) -> Practice:
    """Return a practice with a table that replaces the one with its id, or is added last."""
    tables = {str(each["id"]): each for each in practice.tables}
    tables[str(said["id"])] = said
    return replace(practice, tables=tuple(tables.values()))


def table_problems(practice: Practice, said: Said) -> list[str]:
    """Return what is wrong with a table in this practice, a sentence each.

    Overlapping rows are reported pair by pair.
    """
    edited = with_table(practice, said)
    try:
        layouts = layouts_of(edited)
    except LayoutRefused as error:
        return [str(error)]
    layout = next(each for each in layouts if each.id == said["id"])
    return [
        f"One unit could stand in “{first}” and in “{second}”."
        for first, second in overlaps(edited, layout)
    ]


def shipped_table(practice: Practice, table: str) -> Said | None:
    """Return the shipped table with an id; None where it is the service's own."""
    tables = practice_named(practice.name).tables
    return next((each for each in tables if each["id"] == table), None)


def keep_table(shift: Shift, said: Said, renamed: Mapping[str, str] | None = None) -> Shift:
    """Save a new or changed table, and return the new shift.

    `renamed` has the old and new labels of renamed rows; identities follow them. Raises
    LayoutRefused where the table is invalid or could count a unit twice.
    """
    practice = shift.practice
    problems = table_problems(practice, said)
    if problems:
        raise LayoutRefused(" ".join(problems))
    table = str(said["id"])
    is_new = all(each["id"] != table for each in practice.tables)
    content: Said | None = said
    if said == shipped_table(practice, table):
        content = None
    elif names := _names(content_kept(shift, TABLE, table).get(RENAMED, {}), renamed or {}):
        content = {**said, RENAMED: names}
    changed = {(TABLE, table): content}
    if is_new:
        keep_parts(shift, "table.add", changed)
    else:
        keep_parts(shift, "table.edit", changed)
    return present(shift)


def _names(before: Mapping[str, str], renamed: Mapping[str, str]) -> dict[str, str]:
    """Return shipped label = present label, after another renaming."""
    standing = {shipped: renamed.get(now, now) for shipped, now in before.items()}
    fresh = {old: new for old, new in renamed.items() if old not in before.values()}
    return {old: new for old, new in {**fresh, **standing}.items() if old != new}


def remove_table(shift: Shift, table: str) -> Shift:
    """Remove a table, and return the new shift.

    Its identities are dropped. Raises LayoutRefused where another table needs it.
    """
    practice = shift.practice
    for other in practice.tables:
        needs = {other.get(key) for key in ("rows_as", "of_table", "columns_as")}
        if other["id"] != table and table in needs:
            raise LayoutRefused(f"“{other['title']}” is made with this table. Change that first.")
    own = shipped_table(practice, table) is None
    keep_parts(shift, "table.remove", {(TABLE, table): None if own else {REMOVED: True}})
    return present(shift)


def table_as_shipped(shift: Shift, table: str) -> Shift:
    """Restore the shipped table, and return the new shift. Raises LayoutRefused without one.

    Also restores a removed table.
    """
    shipped = shipped_table(shift.practice, table)
    if shipped is None:
        raise LayoutRefused("This table is the service's own: none was shipped with the program.")
    if problems := table_problems(shift.practice, shipped):
        raise LayoutRefused(" ".join(problems))
    keep_parts(shift, "table.as_shipped", {(TABLE, table): None})
    return present(shift)


def removed_tables(practice: Practice) -> list[Said]:
    """Return the shipped tables that the service removed, in printed order."""
    standing = {each["id"] for each in practice.tables}
    return [each for each in practice_named(practice.name).tables if each["id"] not in standing]


def order_tables(shift: Shift, tables: Sequence[str]) -> Shift:
    """Set the order of the tables by their ids, and return the new shift."""
    shipped = [each["id"] for each in practice_named(shift.practice.name).tables]
    content = None if list(tables) == shipped else {"tables": list(tables)}
    keep_parts(shift, "table.order", {("order", ""): content})
    return present(shift)


def read_practice(path: Path) -> str:
    """Read the text of a practice's file, off the GUI thread. Raises NotAPractice."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_SIZE + 1)
    except OSError as error:
        raise NotAPractice(f"The file cannot be read: {error.strerror}.") from None
    return practice_text(content)


def practice_text(content: bytes) -> str:
    """Return the text of a practice's file. Raises NotAPractice that says what it is instead."""
    if len(content) > MOST_SIZE:
        raise NotAPractice(f"The file is larger than {MOST_SIZE // 1_000} KB.")
    if not content.strip():
        raise NotAPractice("The file is empty.")
    sort = file_sort(content)
    if sort.fault:
        raise NotAPractice(sort.damaged_words)
    if sort.code not in ("text", "other"):
        raise NotAPractice(f"This file is {sort.words}, not a practice's file (.toml).")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAPractice("This is not a text in UTF-8. Save it again as UTF-8.") from None


def take_in(shift: Shift, text: str) -> Shift:
    """Import a practice's file as the service's own copy, in one act, and return the shift.

    Raises NotAPractice or LayoutRefused, with nothing changed, where anything in it is not right.
    """
    said = read(text)
    given = checked(shift.practice, said)
    shipped = practice_named(shift.practice.name)
    tables = {str(each["id"]): each for each in given.tables}
    changed: dict[Part, Said | None] = {}
    for each in shipped.tables:
        if each["id"] not in tables:
            changed[TABLE, str(each["id"])] = {REMOVED: True}
    for own in shift.practice.tables:
        if own["id"] not in tables and shipped_table(shipped, str(own["id"])) is None:
            changed[TABLE, str(own["id"])] = None
    for table, content in tables.items():
        same = content == shipped_table(shipped, table)
        changed[TABLE, table] = None if same else content
    changed["order", ""] = {"tables": list(tables)}
    changed["identities", ""] = {"identity": [dict(each) for each in given.identities]}
    changed["sets", ""] = dict(given.sets)
    changed["words", ""] = said.get("words", {})
    changed["areas", ""] = said.get("areas", {})
    changed["clocks", ""] = clocks_of(given)
    about = {key: said["service"][key] for key in ("authority", "report")}
    changed["service", ""] = about
    stated = said.get("statements")
    changed["statements", ""] = {"statement": stated} if stated else None
    keep_parts(shift, "practice.import", changed)
    return present(shift)


def checked(own: Practice, said: Said) -> Practice:
    """Return the practice in a file's contents, with the codes that the service added.

    Raises NotAPractice or LayoutRefused.
    """
    try:
        practice = replace(practice_from(own.name, said), own_codes=own.own_codes)
        for length in lengths_in(said.get("clocks", {})).values():
            ClockLength.parse(length)
        tables = [dict(each) for each in practice.tables]
        if any("id" not in each for each in tables):
            raise LayoutRefused("A table needs “id”.")
        layouts_of(practice)
        identities_of(practice)
    except (KeyError, TypeError, AttributeError, IndexError):
        raise NotAPractice(
            "This is no practice's file: something that it needs is missing, or stands in the "
            "wrong place."
        ) from None
    except ValueError as error:
        raise NotAPractice(str(error)) from None
    check_overlaps(practice)
    return practice
