"""Sorts names by their folded letters, and numbers by value.

`Étienne` comes under E, `Łukasz` under L, `O'Brien` and `O’Brien` together, `5 Ways` before `10
Acre`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, func

from db.search.folding import plain

SQL_NAME = "in_order"
_NUMBER = re.compile(r"0*([0-9]+)")
PLAIN = "[ A-Za-z,.()&/-]*"
"""Most names have only these characters: their small letters are the sort key."""
_is_plain = re.compile(PLAIN).fullmatch
_KNOWN = 10_000
"""Keys cached for a connection. 100,000 contacts have 4,000 settings."""


def sort_key(text: str) -> str:
    """Return the sort key of a text."""
    return text.lower() if _is_plain(text) else _NUMBER.sub(_by_value, plain(text))


def in_order(column: Any) -> ColumnElement[str]:
    """Return the SQL to sort by a text column.

    It is a key and not a collation, because a key is made once for each row and not for each
    comparison. Each engine has the function `in_order`: see `register`, and
    `db.postgresql.ordering`.
    """
    return getattr(func, SQL_NAME)(column, type_=String())  # type: ignore[no-any-return]


def register(connection: Any) -> None:
    """Register the function on an SQLite connection."""

    @lru_cache(_KNOWN)
    def key(text: str | None) -> str | None:
        return None if text is None else sort_key(text)

    connection.create_function(SQL_NAME, 1, key, deterministic=True)


def _by_value(number: re.Match[str]) -> str:
    """Put a number's length before it: 5 becomes "015", and 10 "0210"."""
    digits = number[1]
    return f"{min(len(digits), 99):02}{digits}"
