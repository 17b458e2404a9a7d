"""Parses days and times as officers type them, and shows them.

The day comes before the month, as in Britain. Every error is a ValueError whose text is the
sentence for the field.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from lado_desktop.domain.time.partial_date import MONTHS, PartialDate
from lado_desktop.domain.time.working_days import add_months

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_NOT_UNDERSTOOD = "Type a date such as 27 March 2026, 27/3/26 or yesterday."
_NOT_UNDERSTOOD_IN_PART = "Type a date such as 27 March 2026, March 2026, 2026 or about 2026."
_TIME_NOT_UNDERSTOOD = "Type a time such as 14:05 or 2:05pm."

_DAY, _MONTH, _NAME = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<name>[a-z]{3,9})"
_YEAR, _LONG_YEAR, _GAP = r"(?P<year>\d{4}|\d{2})", r"(?P<year>\d{4})", r"[-/. ]"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_WRITTEN = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_DAY}{_GAP}{_MONTH}(?:{_GAP}{_YEAR})?",  # 3/4/26, 3.4.2026, 3-4
        rf"{_LONG_YEAR}{_GAP}{_MONTH}(?:{_GAP}{_DAY})?",  # 2026-04-03, 2026-04
        rf"{_MONTH}{_GAP}{_LONG_YEAR}",  # 4/2026
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4}|\d\d)",  # 030426
        rf"{_NTH}{_GAP}?{_NAME}(?:{_GAP}?{_YEAR})?",  # 3rd april 2026, 3apr
        rf"{_NAME}{_GAP}?{_LONG_YEAR}",  # apr 2026
        rf"{_NAME}{_GAP}?{_NTH}(?:{_GAP}{_YEAR})?",  # apr 3 2026, apr 3
        _NAME,  # april
        _LONG_YEAR,  # 2026
    )
)
_ABOUT = re.compile(r"(?:~|(?:about|around|approx(?:imately)?|circa|ca|c)\b|c(?=\d))\s*")
_PLAIN_WEEKDAY = re.compile(r"(?:(last|next) )?([a-z]+)")
_APART = re.compile(
    r"(in )?(\d{1,3}|an?|one|two|three|four|five|six) (day|week|month|year)s?( ago)?"
)
_FEW = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d\d))?(?:(?P<half>[ap])\.?m\.?|h|hrs?|hours)?", re.ASCII
)


def typed_day(text: str, today: date, *, future: bool = False) -> date:
    """Parse a date that must include a day and a month.

    Without a year, the date is today or the last such day before it. A weekday alone is the last
    one before today. With `future`, for planned days, both look forward instead. Raises ValueError
    with the sentence for the field.
    """
    read = _read(_tidy(text), today, whole=True, future=future)
    if read.month is None:
        raise ValueError("The date must include a day and a month.")
    if read.day is None:
        raise ValueError("The date must include a day.")
    return read.first_day


def typed_partial_date(text: str, today: date, *, not_future: bool = False) -> PartialDate:
    """Parse a date as far as it is known: `3 apr 2021`, `mar 2021`, `2021`, `about 2021`.

    With `not_future`, a two-digit year in the future means a hundred years earlier, as in dates of
    birth. Raises ValueError with a sentence.
    """
    words = _tidy(text)
    about = _ABOUT.match(words)
    read = _read(words[about.end() :] if about else words, today, not_future=not_future)
    return PartialDate(read.year, read.month, read.day, about is not None)


def typed_time(text: str) -> str:
    """Parse a time of day and return its stored form, `14:05`.

    Raises ValueError with a sentence.
    """
    words = "".join(text.casefold().split())
    if words in ("noon", "midday"):
        return "12:00"
    if words == "midnight":
        return "00:00"
    match = _TIME.fullmatch(words)
    # A number alone is ambiguous: 2 may mean the afternoon.
    if match is None or not (match["minute"] or match["half"]):
        raise ValueError(_TIME_NOT_UNDERSTOOD)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if minute > 59 or hour > 23 or (match["half"] and not 1 <= hour <= 12):
        raise ValueError("This is not a real time. " + _TIME_NOT_UNDERSTOOD)
    if match["half"]:
        # 12 am is midnight, 12 pm is noon.
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return f"{hour:02}:{minute:02}"


def day_words(day: date) -> str:
    """Return a day in words: `3 April 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Return a day for a narrow column: `3 Apr 2026`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def short_moment(at: datetime, *, seconds: bool = False) -> str:
    """Return a moment for a narrow column: `3 Apr 2026, 14:05`."""
    return f"{short_day(at)}, {at:%H:%M:%S}" if seconds else f"{short_day(at)}, {at:%H:%M}"


def echo_day(day: date) -> str:
    """Return a day as shown next to its field: `Friday 3 April 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day_words(day)}"


def by_words(by: date, today: date) -> str:
    """Return when something is due: `Friday 3 April 2026, overdue`."""
    return echo_day(by) + (", overdue" if by < today else "")


def due_words(due: date, today: date) -> str:
    """Return a sentence on when something is or was due."""
    return f"It {'was' if due < today else 'is'} due on {echo_day(due)}."


def _tidy(text: str) -> str:
    """Simplify typed text: small letters, single spaces, no filler: "the 3rd of April"."""
    plain = " ".join(re.sub(r"\b(?:of|the|on)\b|[,'’]", " ", text.casefold()).split())
    plain = re.sub(r" ?[-–/] ?", lambda found: found[0].strip().replace("–", "-"), plain)
    return " ".join(re.sub(r"(?<=[a-z])\.", " ", plain).split()).rstrip(".")


def _read(
    words: str, today: date, *, whole: bool = False, future: bool = False, not_future: bool = False
) -> PartialDate:
    read = _relative(words, today, whole, future)
    if read is not None:
        return read
    first, _, rest = words.partition(" ")
    weekday = _place(first, WEEKDAYS) if rest else None
    if weekday is not None:
        words = rest
    for pattern in _WRITTEN:
        match = pattern.fullmatch(words)
        if match is not None:
            break
    else:
        raise ValueError(_NOT_UNDERSTOOD if whole else _NOT_UNDERSTOOD_IN_PART)
    parts = match.groupdict()
    day, year = parts.get("day"), parts.get("year")
    month = _month(parts, whole)
    if not whole and parts.get("name") and day and len(day) == 2 and match.end("day") == len(words):
        # "mar 21" may be a day or a year. What cannot be a day is a year.
        name = MONTHS[(month or 1) - 1]
        if int(day) <= 31:
            raise ValueError(f"Type {int(day)} {name} or {name} 20{day}, to tell which is meant.")
        day, year = None, day
    read = _dated(
        _year(year, today, not_future) if year else None,
        month,
        int(day) if day else None,
        today,
        future,
    )
    if weekday is not None:
        _check_weekday(read, weekday)
    return read


def _relative(words: str, today: date, whole: bool, future: bool) -> PartialDate | None:
    """Parse a day relative to today: tomorrow, last friday, 3 days ago. None otherwise."""
    if words in _NAMED_DAYS:
        return PartialDate.of(today + timedelta(days=_NAMED_DAYS[words]))
    weekday = _PLAIN_WEEKDAY.fullmatch(words)
    if weekday is not None and (place := _place(weekday[2], WEEKDAYS)) is not None:
        if weekday[1] == "next" or (future and not weekday[1]):
            return PartialDate.of(today + timedelta(days=(place - today.weekday() - 1) % 7 + 1))
        return PartialDate.of(today - timedelta(days=(today.weekday() - place - 1) % 7 + 1))
    return _apart(words, today, whole)


def _apart(words: str, today: date, whole: bool) -> PartialDate | None:
    apart = _APART.fullmatch(words)
    if apart is None or bool(apart[1]) == bool(apart[4]):
        return None
    many = (_FEW.get(apart[2]) or int(apart[2])) * (1 if apart[1] else -1)
    if apart[3] in ("day", "week"):
        return PartialDate.of(today + timedelta(days=many * (7 if apart[3] == "week" else 1)))
    day = add_months(today, many * (12 if apart[3] == "year" else 1))
    if whole:
        return PartialDate.of(day)
    # "Two years ago" names a year, not a day.
    return PartialDate(day.year, day.month if apart[3] == "month" else None)


def _place(typed: str, names: Sequence[str]) -> int | None:
    """Return the index of the name that 3 or more typed letters begin; None without one."""
    if len(typed) < 3:
        return None
    return next((at for at, name in enumerate(names) if name.casefold().startswith(typed)), None)


def _month(parts: dict[str, str | None], whole: bool) -> int | None:
    name, number = parts.get("name"), parts.get("month")
    if name:
        place = _place(name, MONTHS)
        if place is None:
            raise ValueError(_NOT_UNDERSTOOD if whole else _NOT_UNDERSTOOD_IN_PART)
        return place + 1
    if number is None:
        return None
    if not 1 <= int(number) <= 12:
        raise ValueError("The month must lie between 1 and 12. The day comes before the month.")
    return int(number)


def _year(typed: str, today: date, not_future: bool) -> int:
    """Complete a two-digit year: this century, or the last where that is far in the future."""
    if len(typed) == 4:
        return int(typed)
    year = today.year // 100 * 100 + int(typed)
    return year if year <= today.year + (0 if not_future else 20) else year - 100


def _dated(
    year: int | None, month: int | None, day: int | None, today: date, future: bool
) -> PartialDate:
    if month is None:
        return PartialDate(today.year if year is None else year)
    if year is not None:
        if day is not None and 1880 <= year <= 2200 and not _is_real(year, month, day):
            raise ValueError(f"{day} {MONTHS[month - 1]} {year} is not a real date.")
        return PartialDate(year, month, day)
    # Every 8 years contain a 29 February, even around 2100.
    step = 1 if future else -1
    for near in range(today.year, today.year + 9 * step, step):
        if day is None or _is_real(near, month, day):
            found = PartialDate(near, month, day)
            if found.last_day >= today if future else found.first_day <= today:
                return found
    raise ValueError(f"{day} {MONTHS[month - 1]} is not a real date.")


def _is_real(year: int, month: int, day: int) -> bool:
    return 1 <= day <= monthrange(year, month)[1]


def _check_weekday(read: PartialDate, weekday: int) -> None:
    if read.day is None:
        raise ValueError("The date must include a day.")
    real = read.first_day.weekday()
    if real != weekday:
        raise ValueError(
            f"{day_words(read.first_day)} is a {WEEKDAYS[real]}, not a {WEEKDAYS[weekday]}."
        )
