"""How words are written for searching: plain letters, small, without accents or apostrophes."""

from __future__ import annotations

import re
from itertools import pairwise

from anyascii import anyascii

_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc\u02bb\u00b4\u2032]")
_HYPHENATED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_WORD = re.compile(r"[a-z0-9]+")
_PARTICLES = frozenset(
    {"o", "mc", "mac", "ni", "nic", "ui", "de", "del", "della", "di", "da", "du", "la", "le"}
    | {"van", "von", "der", "den", "al", "el", "bin", "ibn", "ben", "st", "abu"}
)
"""Words that some write in one with the name they begin."""


def fold(text: str) -> str:
    """Return a text as it is indexed: `Łukasz O’Neill` becomes `lukasz oneill`.

    A name that some write in one word and some in two is there in both ways:
    `Ó Súilleabháin` becomes `o suilleabhain osuilleabhain`, `Smith-Jones` also `smithjones`.
    """
    folded = plain(text)
    words = _WORD.findall(folded)
    joined = [
        first + second
        for first, second in pairwise(words)
        if first in _PARTICLES and len(second) > 1
    ]
    hyphenated = [found.replace("-", "") for found in _HYPHENATED.findall(folded)]
    return " ".join([*words, *joined, *hyphenated])


def fold_reference(reference: str) -> str:
    """Return a reference as it is indexed: in its parts, in one, and its numbers in one."""
    words = _WORD.findall(plain(reference))
    numbers = [word for word in words if word.isdigit()]
    return " ".join(dict.fromkeys([*words, "".join(words), "".join(numbers)])).strip()


def words_of(typed: str) -> list[str]:
    """Return the folded words of what somebody typed to search for."""
    return _WORD.findall(plain(typed))


def plain(text: str) -> str:
    """Return a text in plain small letters, without accents or apostrophes: `Zoë's` is `zoes`."""
    if text.isascii():
        return _APOSTROPHES.sub("", text).lower()
    # Before and after: a foreign mark may become a plain apostrophe only in between.
    return _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", text))).lower()
