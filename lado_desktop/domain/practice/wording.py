"""Puts the program's sentences in a service's words: in Kent, "Log a referral"."""

from __future__ import annotations

import re
from collections.abc import Mapping

THINGS = {"contact": "contact", "allegation": "threshold_met"}
"""Words in the program's sentences = the key of the practice's word."""

# File names and references are left alone: "contacts.csv", "contact-list".
_THING = re.compile(
    r"(?<![\w./\\-])((?P<article>[Aa]n?) )?(?P<thing>[Cc]ontact|[Aa]llegation)(?P<many>s?)"
    r"(?![\w-]|\.\w)"
)


def worded(text: str, words: Mapping[str, str]) -> str:
    """Return a sentence in a service's words, with matching number, article and capital."""
    if all(words[key].casefold() == thing for thing, key in THINGS.items()):
        return text
    return _THING.sub(lambda found: _put(found, words), text)


def _put(found: re.Match[str], words: Mapping[str, str]) -> str:
    thing = found["thing"]
    word = words[THINGS[thing.lower()]]
    if found["many"]:
        word = plural(word)
    article = found["article"]
    if thing[0].islower():
        word = small(word)
    return word if article is None else f"{_article(article, word)} {word}"


def _article(given: str, word: str) -> str:
    an = "an" if word[0].lower() in "aeiou" else "a"
    return an.capitalize() if given[0].isupper() else an


def small(word: str) -> str:
    """Return a word in small letters for use in a sentence, unless it is an abbreviation."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def plural(word: str) -> str:
    """Return the plural of a word: enquiries, referrals, cases."""
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|ch|sh)$", word) else f"{word}s"
