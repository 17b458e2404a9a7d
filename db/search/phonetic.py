"""Keys by which a name is found in another spelling or a short form.

A word has a key of its letters, one of its sound (metaphone), a coarser one (Soundex, which joins
Shaun and Sean, Siobhán and Shivaun), and one for each of its short forms' lines.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from jellyfish import metaphone, soundex

from db.search.folding import fold

_SHORTEST = 2
_LONGEST_KEY = 40
_NO_NAMES = frozenset(
    {"the", "and", "who", "was", "are", "but", "for", "has", "had", "his", "her", "him", "she"}
    | {"with", "from", "that", "this", "they", "them", "not", "man", "woman", "men", "boy", "girl"}
    | {"lady", "person", "unknown", "unnamed", "someone", "somebody", "nobody", "named", "called"}
    | {"works", "working", "worker", "helps", "helper", "staff", "member", "at", "in", "of", "on"}
    | {"to", "an", "is", "it", "as", "by", "or", "he"}
)
"""Words without meaning in a name. Descriptions are full of them."""


@cache
def short_forms() -> Mapping[str, frozenset[int]]:
    """Return the line numbers of each given name in the list of short forms."""
    text = files("resources").joinpath("given_names.toml").read_text(encoding="utf-8")
    lines: dict[str, set[int]] = {}
    for number, line in enumerate(tomllib.loads(text)["alike"]):
        for name in line:
            lines.setdefault(name, set()).add(number)
    return MappingProxyType({name: frozenset(found) for name, found in lines.items()})


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> tuple[str, str]:
    """Return the finer and the coarser phonetic key of a folded word."""
    return metaphone(word), soundex(word)


def letters_key(word: str) -> str:
    """Return the key of a folded word's letters."""
    return f"w{word}"[:_LONGEST_KEY]


def keys_of_words(words: Iterable[str]) -> frozenset[str]:
    """Return all keys of some folded words."""
    found: set[str] = set()
    for word in words:
        if len(word) < _SHORTEST or word.isdigit() or word in _NO_NAMES:
            continue
        fine, coarse = sound_of(word)
        # A letter before each key distinguishes the sorts of key.
        found.update((letters_key(word), f"m{fine}"[:_LONGEST_KEY], f"s{coarse}"))
        found.update(f"n{line}" for line in short_forms().get(word, ()))
    return frozenset(found)


def keys_of(text: str) -> frozenset[str]:
    """Return all keys of a name or description."""
    return keys_of_words(fold(text).split())
