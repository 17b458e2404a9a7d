"""The program's own sentences in a service's words: "Log a contact" is "Log a referral" in Kent."""

from __future__ import annotations

import re
from collections.abc import Mapping

THINGS = {"contact": "contact", "allegation": "threshold_met"}
"""What the program's sentences call a thing = the practice's word for it."""

# A file's name and a reference are left alone: "contacts.csv", "contact-list".
_THING = re.compile(
    r"(?<![\w./\\-])((?P<article>[Aa]n?) )?(?P<thing>[Cc]ontact|[Aa]llegation)(?P<many>s?)"
    r"(?![\w-]|\.\w)"
)


def worded(text: str, words: Mapping[str, str]) -> str:
    """Return a sentence of the program's in these words: number, article and capital follow."""
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
    """Return a word for use within a sentence; the capitals of an abbreviation stay."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def plural(word: str) -> str:
    """Return several of what a word means: enquiries, referrals, cases."""
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|ch|sh)$", word) else f"{word}s"
