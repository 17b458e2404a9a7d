"""The order of names in lists: the letters of the search, and numbers by their value.

`Étienne` comes under E, `Łukasz` under L, `O'Brien` and `O’Brien` together, `5 Ways` before
`10 Acre`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from db.search.folding import plain

_SQL_NAME = "in_order"
_APOSTROPHES = "''\u2018\u2019\u02bc\u02bb\u00b4\u2032`"
"""As SQL writes them: the first is doubled."""
_NUMBER = re.compile(r"0*([0-9]+)")
_PLAIN = re.compile("[ A-Za-z,.()&/-]*")
"""Most names have nothing else: their small letters are their key."""
_KNOWN = 10_000
"""Keys that a connection remembers: 100,000 contacts have 4,000 settings. They go with it."""


def sort_key(text: str) -> str:
    """Return what a text is sorted by."""
    return text.lower() if _PLAIN.fullmatch(text) else _NUMBER.sub(_by_value, plain(text))


class _InOrder(FunctionElement[str]):
    """What a list is sorted by."""

    type = String()
    inherit_cache = True


@compiles(_InOrder)
def _by_function(element: _InOrder, compiler: SQLCompiler, **how: Any) -> str:
    return f"{_SQL_NAME}({compiler.process(element.clauses, **how)})"


@compiles(_InOrder, "postgresql")
def _by_collation(element: _InOrder, compiler: SQLCompiler, **how: Any) -> str:
    column = compiler.process(element.clauses, **how)
    return f"(translate({column}, '{_APOSTROPHES}', '') COLLATE {_SQL_NAME})"


def in_order(column: Any) -> ColumnElement[str]:
    """Return what a list is sorted by where it is sorted by a column of text.

    On SQLite a key: Python is called once for each row instead of for each comparison. On
    PostgreSQL a collation (`COLLATION`): the server sorts by itself.
    """
    return _InOrder(column)


COLLATION = (
    f"CREATE COLLATION {_SQL_NAME} (provider = icu, deterministic = false,"
    " locale = 'und-u-ka-noignore-kn-ks-level1')"
)
"""Level 1 leaves out accents and case, kn sorts numbers by value, and spaces count."""


def register(connection: Any) -> None:
    """Make the key known to a connection of SQLite."""

    @lru_cache(_KNOWN)
    def key(text: str | None) -> str | None:
        return None if text is None else sort_key(text)

    connection.create_function(_SQL_NAME, 1, key, deterministic=True)


def _by_value(number: re.Match[str]) -> str:
    """Write how long a number is before it: 5 is "015", and 10 is "0210"."""
    digits = number[1]
    return f"{min(len(digits), 99):02}{digits}"
