"""The order of names in lists: the letters of the search, and numbers by their value.

`Étienne` comes under E, `Łukasz` under L, `O'Brien` and `O’Brien` together, `5 Ways` before
`10 Acre`.
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
"""Most names have nothing else: their small letters are their key."""
_is_plain = re.compile(PLAIN).fullmatch
_KNOWN = 10_000
"""Keys that a connection remembers: 100,000 contacts have 4,000 settings. They go with it."""


def sort_key(text: str) -> str:
    """Return what a text is sorted by."""
    return text.lower() if _is_plain(text) else _NUMBER.sub(_by_value, plain(text))


def in_order(column: Any) -> ColumnElement[str]:
    """Return what a list is sorted by where it is sorted by a column of text.

    A key, not a collation: it is made once for each row instead of for each comparison. Each
    engine has the function `in_order`: `register`, and `db.postgresql.ordering`.
    """
    return getattr(func, SQL_NAME)(column, type_=String())  # type: ignore[no-any-return]


def register(connection: Any) -> None:
    """Make the key known to a connection of SQLite."""

    @lru_cache(_KNOWN)
    def key(text: str | None) -> str | None:
        return None if text is None else sort_key(text)

    connection.create_function(SQL_NAME, 1, key, deterministic=True)


def _by_value(number: re.Match[str]) -> str:
    """Write how long a number is before it: 5 is "015", and 10 is "0210"."""
    digits = number[1]
    return f"{min(len(digits), 99):02}{digits}"
