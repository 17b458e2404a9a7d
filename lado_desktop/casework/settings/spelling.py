"""British spelling: a bundled dictionary and the service's own words.

Loading needs 0.1 s: do it once, in a thread. Nothing leaves the computer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files

from hunspell import Hunspell, HunspellFilePathError
from sqlalchemy import delete, insert, select

from db.records.tables import OWN_WORD
from db.search.ordering import sort_key
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.problem import CaseworkError

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NOT_PROSE = re.compile(r"\S*(?:@|://|www\.|\d)\S*", re.IGNORECASE)
"""Addresses, links, references and dates are not checked."""

_LONGEST = 60
_REMEMBERED = 10_000
"""The most words whose result is cached: more than any minutes have."""

_SHORT_FORM = 6
"""Words in capitals up to this length count as abbreviations: DBS, CAFCASS."""


class NoSuchWord(CaseworkError):
    """The text to add is not a word."""


@dataclass(frozen=True)
class Mistake:
    """A word that the dictionary does not know, and its position."""

    start: int
    word: str

    @property
    def end(self) -> int:
        """The position after its last letter."""
        return self.start + len(self.word)


class Speller:
    """Checks words against a dictionary and own words. Without a dictionary all are right."""

    def __init__(self, own_words: Iterable[str] = (), language: str = "en_GB") -> None:
        self._own = {_plain(word) for word in own_words}
        self._checker = _dictionary(language)
        # Cached, because a paragraph is checked again at each key press.
        self._known = lru_cache(_REMEMBERED)(self._look_up)

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelt right, as far as known."""
        return self._known(word)

    def _look_up(self, word: str) -> bool:
        if self._checker is None or len(word) == 1:
            return True
        # Abbreviations are not in the dictionary.
        if word.isupper() and len(word) <= _SHORT_FORM:
            return True
        plain = _plain(word)
        return plain in self._own or bool(self._checker.spell(plain)) or self._is_own(plain)

    def _is_own(self, word: str) -> bool:
        # An own word may be in the possessive, or begin a sentence.
        base = word.removesuffix("'s").removesuffix("'")
        return bool({base, base[:1].lower() + base[1:]} & self._own)

    def suggestions(self, word: str, limit: int = 6) -> list[str]:
        """Return possible corrections, likeliest first. Needs 0.1 s."""
        if self._checker is None:
            return []
        return list(self._checker.suggest(_plain(word)))[:limit]

    def mistakes(self, text: str) -> list[Mistake]:
        """Return the unknown words of a text, in order."""
        # Replaced by as many spaces, so that positions stay the same.
        prose = _NOT_PROSE.sub(lambda found: " " * len(found[0]), text)
        return [
            Mistake(found.start(), found[0])
            for found in _WORD.finditer(prose)
            if not self.knows(found[0])
        ]


def speller(shift: Shift) -> Speller:
    """Return a speller that also knows the service's own words."""
    return Speller([*words_of_the_work(), *own_words(shift)])


def own_words(shift: Shift) -> list[str]:
    """Return the service's own words, in order."""
    with shift.reading() as session:
        return sorted(session.scalars(select(OWN_WORD.c.word)), key=sort_key)


def add_word(shift: Shift, word: str) -> None:
    """Add one of the service's own words. Raises NoSuchWord."""
    text = _plain(one_line(word))
    if not _WORD.fullmatch(text) or len(text) > _LONGEST:
        raise NoSuchWord("A word is made of letters alone, 60 of them at most.")
    with shift.act("spelling.add") as session:
        session.execute(delete(OWN_WORD).where(OWN_WORD.c.word == text))
        session.execute(insert(OWN_WORD).values(word=text))


def forget_word(shift: Shift, word: str) -> None:
    """Remove one of the service's own words."""
    with shift.act("spelling.remove") as session:
        session.execute(delete(OWN_WORD).where(OWN_WORD.c.word == _plain(word)))


def _plain(word: str) -> str:
    return word.replace("\u2019", "'")


@cache
def _dictionary(language: str) -> Hunspell | None:
    with as_file(files("resources").joinpath("spelling")) as folder:
        try:
            return Hunspell(language, hunspell_data_dir=str(folder))
        except (HunspellFilePathError, OSError):
            return None


@cache
def words_of_the_work() -> tuple[str, ...]:
    """Return words of the work that the dictionary does not know."""
    text = files("resources").joinpath("spelling", "words.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
