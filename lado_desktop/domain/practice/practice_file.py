"""Reads and writes practices as TOML files."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from lado_desktop.domain.practice.practice import Practice
from lado_desktop.domain.problem import CaseworkError

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
MOST_SIZE = 300_000
"""Of a practice's file, in bytes or characters: the longest that is shipped has 21,000."""
_DEEPEST, _LONGEST, _LARGEST = 20, 1_000, 2**53
"""Of sections and lists within each other, of the parts of one, and of a number."""
_MOST_DOTS = 20
_NAME = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
# It begins at the start of a name only, so that a long name is not searched from each letter.
_MANY_DOTS = re.compile(rf"(?<![\w-])(?:{_NAME}[ \t]*+\.[ \t]*+){{{_MOST_DOTS + 1}}}")
_TOO_DEEP = f"The file has more than {_DEEPEST} lists or sections within each other."
_TOO_LARGE = "A number in the file is too large."
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class NotAPractice(CaseworkError):
    """The text is not a practice's file; the message says why."""


def contents_of(practice: Practice) -> dict[str, Any]:
    """Return a practice in the form of its file, with the service's changes."""
    month, day = practice.year_start
    about: dict[str, Any] = {"authority": practice.authority, "report": practice.report}
    if practice.period is not None:
        about["period"] = {"from": practice.period[0], "to": practice.period[1]}
    else:
        about["year_start"] = [month, day]
    about["reference"] = practice.reference_pattern
    return {
        "service": about,
        "words": dict(practice.words),
        "clocks": clocks_of(practice),
        "areas": {**practice.areas, **practice.own_codes.get("area", {})},
        "statements": [{"title": each.title, "text": each.text} for each in practice.statements],
        "sets": {name: dict(each) for name, each in practice.sets.items()},
        "identity": [dict(each) for each in practice.identities],
        "table": [dict(each) for each in practice.tables],
    }


def clocks_of(practice: Practice) -> dict[str, Any]:
    """Return the clocks in the form of a practice's file."""
    found: dict[str, Any] = dict(practice.clocks)
    for name in ("targets", "local_targets"):
        if getattr(practice, name):
            found[name] = dict(getattr(practice, name))
    if practice.standards:
        found["standards"] = list(practice.standards)
    if practice.high_caseload is not None:
        found["high_caseload"] = practice.high_caseload
    return found


def read(text: str) -> dict[str, Any]:
    """Parse a TOML text. Raises NotAPractice that names the line, or the limit that it passes."""
    try:
        return _parsed(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        where = f"Line {place[1]}" if place and place[1] else "The end"
        raise NotAPractice(
            f"{where} cannot be read: a quote or a bracket may be missing."
        ) from None


def _parsed(text: str) -> dict[str, Any]:
    """Parse a TOML text within the limits. Raises TOMLDecodeError and NotAPractice."""
    if len(text) > MOST_SIZE:
        raise NotAPractice(f"The file is larger than {MOST_SIZE // 1_000} KB.")
    if _MANY_DOTS.search(text):
        # tomllib needs the square of their number.
        raise NotAPractice(f"A name in the file has more than {_MOST_DOTS} dots.")
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise NotAPractice(_TOO_DEEP) from None
    except ValueError:
        # Python turns no text of more than 4,300 digits into a number.
        raise NotAPractice(_TOO_LARGE) from None
    _check(parsed, 0)
    return parsed


def _check(value: object, depth: int) -> None:
    """Raise NotAPractice for what is nested too deep, too long, or too large a number."""
    match value:
        case Mapping() | list():
            if depth == _DEEPEST:
                raise NotAPractice(_TOO_DEEP)
            if len(value) > _LONGEST:
                raise NotAPractice(f"A list or section in the file has more than {_LONGEST} parts.")
            for each in value.values() if isinstance(value, Mapping) else value:
                _check(each, depth + 1)
        case int() | float():
            # NaN is not within any limits.
            if not abs(value) <= _LARGEST:
                raise NotAPractice(_TOO_LARGE)


def written(contents: Mapping[str, Any]) -> str:
    """Return contents as TOML: plain keys, then sections, then lists of sections."""
    return "\n".join(_lines(contents)) + "\n"


def condition_written(condition: Mapping[str, Any]) -> str:
    """Return a condition on one line, as in a row: `sector = ["edu*"]`."""
    return ", ".join(f"{_key(name)} = {_value(value)}" for name, value in condition.items())


def condition_read(text: str) -> dict[str, Any]:
    """Parse a condition on one line. Raises NotAPractice."""
    try:
        parsed: dict[str, Any] = _parsed(f"it = {{ {' '.join(text.split())} }}")["it"]
    except tomllib.TOMLDecodeError:
        raise NotAPractice(
            'This is no condition. It is written as sector = ["edu.primary"], concluded = true.'
        ) from None
    return parsed


def _lines(contents: Mapping[str, Any]) -> Iterator[str]:
    plain = {key: value for key, value in contents.items() if not _is_section(value)}
    yield from _keys(plain)
    for key, value in contents.items():
        if key in plain:
            continue
        sections = [value] if isinstance(value, Mapping) else value
        head = f"[{_key(key)}]" if isinstance(value, Mapping) else f"[[{_key(key)}]]"
        for section in sections:
            yield f"\n{head}"
            yield from _keys(section)


def _is_section(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)
    )


def _keys(section: Mapping[str, Any]) -> Iterator[str]:
    for key, value in section.items():
        if isinstance(value, list) and _is_section(value):
            yield f"{_key(key)} = ["
            yield from (f"  {_value(each)}," for each in value)
            yield "]"
        else:
            yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # JSON does not escape the delete character, but TOML forbids it.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
        case date():
            return value.isoformat()
        case Mapping():
            inside = condition_written(value)
            return f"{{ {inside} }}" if inside else "{}"
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
    return str(value)
