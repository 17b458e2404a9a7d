"""References by pattern: `{year2}{next_year2}-{number:04}` makes `2122-0001`.

A pattern has `{number}` once, or `{number:04}` for at least four digits. It may have `{year4}` (or
`{year}`), `{year2}` and `{next_year2}` of the reporting year, and `{month}` of the day.
`str.format` is not used: it would let a pattern read attributes of its arguments.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_TOKEN = re.compile(r"\{([a-z_]+[0-9]?)(?::0([1-9]))?\}")
_DIGITS = {"year": 4, "year4": 4, "year2": 2, "next_year2": 2, "month": 2}
_LONGEST_NUMBER = 9


def year_begins(day: date, year_start: tuple[int, int]) -> date:
    """Return the first day of a day's reporting year, which starts on (month, day)."""
    begins = date(day.year, *year_start)
    return begins if begins <= day else date(day.year - 1, *year_start)


def year_label(day: date, year_start: tuple[int, int]) -> str:
    """Return the name of a day's reporting year: `2021/22`, `2021` from January."""
    year = year_begins(day, year_start).year
    return str(year) if year_start == (1, 1) else f"{year}/{(year + 1) % 100:02}"


def next_reference(pattern: str, year_start: tuple[int, int], day: date, last_number: int) -> str:
    """Return the reference after the `last_number`-th of the reporting year of `day`.

    Raises ValueError for an invalid pattern.
    """
    year = year_begins(day, year_start).year
    values = {
        "year": f"{year:04}",
        "year4": f"{year:04}",
        "year2": f"{year % 100:02}",
        "next_year2": f"{(year + 1) % 100:02}",
        "month": f"{day.month:02}",
    }
    number = str(last_number + 1)
    return "".join(
        number.zfill(width) if part == "number" else values[part] if width else part
        for part, width in _parts(pattern)
    )


def number_in(pattern: str, reference: str) -> tuple[str, int] | None:
    """Return the year and number in a reference: `("2122", 1)`.

    None where it does not fit the pattern. Raises ValueError for an invalid pattern.
    """
    match = _reader(pattern).fullmatch(reference)
    if match is None:
        return None
    groups = match.groupdict()
    year2 = groups.get("year2") or (groups.get("year4") or groups.get("year") or "")[2:]
    following = groups.get("next_year2")
    # "2124" has the form of two years, but they do not follow each other.
    if year2 and following and (int(year2) + 1) % 100 != int(following):
        return None
    number = groups.pop("number")
    return "".join(text for name, text in groups.items() if name != "month"), int(number)


@cache
def _parts(pattern: str) -> tuple[tuple[str, int], ...]:
    """Split a pattern into texts, with width 0, and tokens with their least width."""
    parts: list[tuple[str, int]] = []
    at = 0
    for token in _TOKEN.finditer(pattern):
        name, width = token[1], token[2]
        if name != "number" and (name not in _DIGITS or width):
            raise ValueError(f"A reference pattern has no {token[0]}.")
        parts += [(pattern[at : token.start()], 0), (name, _DIGITS.get(name) or int(width or 1))]
        at = token.end()
    parts.append((pattern[at:], 0))
    names = [part for part, width in parts if width]
    if any(not width and re.search(r"[{}]", part) for part, width in parts):
        raise ValueError("A reference pattern has braces round its tokens only.")
    if names.count("number") != 1 or len(set(names)) != len(names):
        raise ValueError("A reference pattern holds {number} once, and nothing twice.")
    return tuple(parts)


@cache
def _reader(pattern: str) -> re.Pattern[str]:
    read = [
        re.escape(part)
        if not width
        else rf"(?P<number>[0-9]{{{width}}}|[1-9][0-9]{{{width},{_LONGEST_NUMBER}}})"
        if part == "number"
        else rf"(?P<{part}>[0-9]{{{width}}})"
        for part, width in _parts(pattern)
    ]
    return re.compile("".join(read))
