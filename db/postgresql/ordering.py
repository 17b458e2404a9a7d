"""The sort key of names as a function of the server, equal to that of a vault.

It is not a collation: a server built without ICU has none that sorts numbers by value.
"""

from __future__ import annotations

from itertools import chain

from db.search.folding import plain
from db.search.ordering import PLAIN, SQL_NAME

_KNOWN = (range(0x20, 0x370), range(0x1E00, 0x1F00), range(0x2010, 0x2070))
"""Latin letters, their accents, and the signs between words."""


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"  # % is the driver's own


def _plain(expression: str) -> str:
    """Return `db.search.folding.plain` as an SQL expression, for Latin letters.

    Letters of other scripts are unchanged and sort after all Latin ones.
    """
    letters = {each: plain(each) for each in map(chr, chain(*_KNOWN))}
    for each, found in letters.items():
        if len(found) > 1:
            expression = f"replace({expression}, {_literal(each)}, {_literal(found)})"
    one = "".join(each for each, found in letters.items() if len(found) == 1 and found != each)
    none = "".join(each for each, found in letters.items() if not found)
    as_one = "".join(letters[each] for each in one)
    # translate() removes letters without a counterpart.
    return f"translate({expression}, {_literal(one + none)}, {_literal(as_one)})"


ORDERING = f"""CREATE FUNCTION {SQL_NAME}(said text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT convert_to(CASE WHEN said ~ '^{PLAIN}$' THEN lower(said) ELSE (
        SELECT string_agg(
            part[1] || coalesce(lpad(least(length(part[2]), 99)::text, 2, '0') || part[2], ''),
            '' ORDER BY place
        )
        FROM regexp_matches(
            lower(CASE WHEN said ~ '^[ -~]*$' THEN translate(said, {_literal("'`")}, '')
                ELSE {_plain("said")} END),
            '([^0-9]*)(?:0*([0-9]+))?', 'g'
        ) WITH ORDINALITY AS found(part, place)
    ) END, 'UTF8') $$"""  # noqa: S608  (nothing in it comes from a record)
"""Bytes, because text would sort by the database's language."""
