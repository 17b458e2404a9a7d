"""Folds words for searching: small plain letters without accents or apostrophes."""

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
"""Words that some people write joined to the name after them."""


def fold(text: str) -> str:
    """Fold a text for the index: `Łukasz O’Neill` becomes `lukasz oneill`.

    A name that can be one word or two is there in both forms: `Ó Súilleabháin` becomes `o
    suilleabhain osuilleabhain`, `Smith-Jones` also `smithjones`.
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
    """Fold a reference for the index: its parts, all joined, and its numbers joined."""
    words = _WORD.findall(plain(reference))
    numbers = [word for word in words if word.isdigit()]
    return " ".join(dict.fromkeys([*words, "".join(words), "".join(numbers)])).strip()


def words_of(typed: str) -> list[str]:
    """Return the folded words of a typed search."""
    return _WORD.findall(plain(typed))


def plain(text: str) -> str:
    """Return a text in small letters without accents or apostrophes: `Zoë's` is `zoes`."""
    if text.isascii():
        return _APOSTROPHES.sub("", text).lower()
    # Before and after: some foreign marks become an apostrophe only in between.
    return _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", text))).lower()
