"""Converts the text of a cell to its value, or raises ValueError with a sentence."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lado_desktop.casework.imports.layout import CellKind, TrackerColumn
from lado_desktop.domain.fields.text import clean, one_line
from lado_desktop.domain.time.partial_date import PartialDate
from lado_desktop.domain.time.typed_day import day_words, typed_day

Codes = Mapping[str, Container[str]]
"""The service's codes of each list."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIKE_A_DAY = re.compile(r"[0-9]{1,4}[/. -][0-9]{1,2}[/. -][0-9]{1,4}")
_IN_WORDS = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?[/. -]?[A-Za-z]{3,9}[,/. -]{1,2}[0-9]{2,4}")
_TIME_OF_DAY = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?$")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])([/. -])(1[3-9]|2[0-9]|3[01])(?=[/. -])")
_SERIAL_0 = date(1899, 12, 30)
"""The day from which Excel counts."""
_SERIALS_FROM = date(1950, 1, 1)
"""Smaller numbers are rarely dates: more likely a house or invoice number."""
_WANTED = "days are written as 2022-02-28."


@dataclass(frozen=True)
class Referral:
    """One onward referral: body, referrer, and the day if known."""

    body: str
    made_by: str
    made_on: date | None


def value_of(column: TrackerColumn, cell: str, codes: Codes, today: date) -> Any:
    """Return the value of a non-empty cell. Raises ValueError with a sentence."""
    text = one_line(cell)
    match column.cell_kind:
        case CellKind.TEXT:
            value: Any = _text(cell, column)
        case CellKind.REFERENCE:
            value = _reference(text, column.limit)
        case CellKind.DAY:
            value = day(text, today, may_come=column.may_come)
        case CellKind.BIRTH:
            value = _birth(text, today)
        case CellKind.CODE | CellKind.TICK:
            code = _code(text, column.codes, codes)
            value = code if column.cell_kind is CellKind.CODE else code == "yes"
        case CellKind.CODES:
            value = list(dict.fromkeys(_code(part, column.codes, codes) for part in _parts(text)))
        case CellKind.REFERRALS:
            value = [_referral(part, codes, today) for part in _parts(text)]
        case CellKind.COUNT:
            value = _count(text)
        case CellKind.HOURS:
            value = _hours(text)
    return value


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _reference(text: str, limit: int) -> str:
    if len(text) > limit:
        raise ValueError(f"a reference has {limit} characters or fewer.")
    return text


def day(text: str, today: date, *, may_come: bool = False) -> date:
    """Parse a day such as `2022-02-28`. It is not in the future unless `may_come`."""
    if not _DAY.fullmatch(text):
        raise ValueError(_written_otherwise(text, today))
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is not a real date; {_WANTED}") from None
    if found > today and not may_come:
        raise ValueError("this day is in the future.")
    if found.year < 1900:
        raise ValueError("this day lies before 1900.")
    return found


def _written_otherwise(text: str, today: date) -> str:
    """Say what is wrong with a day, and how to write it.

    The cell is quoted only if it is a date.
    """
    if serial := _SERIAL.fullmatch(text):
        day = _SERIAL_0 + timedelta(days=int(serial[1]))
        if _SERIALS_FROM <= day <= today:
            return f"{text} is Excel's number for a day. {_if_it_is(day)}"
    alone = _TIME_OF_DAY.sub("", text)
    in_figures = _LIKE_A_DAY.fullmatch(alone)
    if not in_figures and not _IN_WORDS.fullmatch(alone):
        return f"this is not a day; {_WANTED}"
    try:
        day = typed_day(_MONTH_FIRST.sub(r"\3\2\1", alone), today)
        return f"{text} is not written as wanted. {_if_it_is(day)}"
    except ValueError:
        return f"{text if in_figures else 'this'} is not a real date; {_WANTED}"


def _if_it_is(day: date) -> str:
    return f"If it is {day_words(day)}, write {day.isoformat()}."


def _birth(text: str, today: date) -> PartialDate:
    try:
        born = PartialDate.parse(text)
    except ValueError:
        return PartialDate.of(day(text, today))
    if born.first_day > today:
        raise ValueError("this day is in the future.")
    return born


def _text(cell: str, column: TrackerColumn) -> str:
    text = clean(cell).strip() if column.many_lines else one_line(cell)
    if len(text) > column.limit:
        raise ValueError(
            f"this has {len(text):,} characters, and {column.limit:,} are the most it may have."
        )
    return text


def _code(text: str, code_list: str, codes: Codes) -> str:
    if text not in codes[code_list]:
        words = code_list.replace("_", " ")
        raise ValueError(f"this is not a code of the list {words}.")
    return text


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise ValueError("this is not a whole number from 0 to 999,999.")
    return int(text)


def _hours(text: str) -> float:
    """Parse full-time equivalents with at most 2 decimals, below 10."""
    if not re.fullmatch(r"[0-9](\.[0-9]{1,2})?", text):
        raise ValueError("a full-time equivalent is written as 1, 0.6 or 0.55.")
    return float(text)


def _referral(text: str, codes: Codes, today: date) -> Referral:
    """Parse `body`, or `body:made_by:day`."""
    body, *rest = [part.strip() for part in text.split(":")]
    if len(rest) > 2:
        raise ValueError("an onward referral is written as dbs, or as dbs:employer:2022-02-28.")
    made_by, on = [*rest, "", ""][:2]
    return Referral(
        _code(body, "referral_body", codes),
        _code(made_by, "made_by", codes) if made_by else "lado",
        day(on, today) if on else None,
    )
