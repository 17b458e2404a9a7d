"""British spelling: a dictionary that comes with the program, and the service's own words.

Loading needs a tenth of a second: do it once, in a thread. Nothing leaves the computer.
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
"""Addresses, links, references and dates: their letters are no words."""

_LONGEST = 60
_REMEMBERED = 10_000
"""Words whose spelling is looked up once: more than any minutes have."""

_SHORT_FORM = 6
"""Capitals alone up to this length are taken for initials: DBS, CAFCASS."""


class NoSuchWord(CaseworkError):
    """What was to be added is no word."""


@dataclass(frozen=True)
class Mistake:
    """One word that the dictionary does not know, and where in the text it is."""

    start: int
    word: str

    @property
    def end(self) -> int:
        """The place after its last letter."""
        return self.start + len(self.word)


class Speller:
    """Knows a language's dictionary and the words given to it. Where there is none, all."""

    def __init__(self, own_words: Iterable[str] = (), language: str = "en_GB") -> None:
        self._own = {_plain(word) for word in own_words}
        self._checker = _dictionary(language)
        # A paragraph is checked again at each key.
        self._known = lru_cache(_REMEMBERED)(self._look_up)

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelt right, as far as is known."""
        return self._known(word)

    def _look_up(self, word: str) -> bool:
        if self._checker is None or len(word) == 1:
            return True
        if word.isupper() and len(word) <= _SHORT_FORM:
            return True
        plain = _plain(word)
        return plain in self._own or bool(self._checker.spell(plain)) or self._is_own(plain)

    def _is_own(self, word: str) -> bool:
        base = word.removesuffix("'s").removesuffix("'")
        return bool({base, base[:1].lower() + base[1:]} & self._own)

    def suggestions(self, word: str, limit: int = 6) -> list[str]:
        """Return what may have been meant, the likeliest first; a tenth of a second."""
        if self._checker is None:
            return []
        return list(self._checker.suggest(_plain(word)))[:limit]

    def mistakes(self, text: str) -> list[Mistake]:
        """Return the words of a text that are not known, in order."""
        # As many marks as letters, so that positions stay the same.
        prose = _NOT_PROSE.sub(lambda found: " " * len(found[0]), text)
        return [
            Mistake(found.start(), found[0])
            for found in _WORD.finditer(prose)
            if not self.knows(found[0])
        ]


def speller(shift: Shift) -> Speller:
    """Return a speller that knows the service's own words too."""
    return Speller([*words_of_the_work(), *own_words(shift)])


def own_words(shift: Shift) -> list[str]:
    """Return the words that the service added, in order."""
    with shift.reading() as session:
        return sorted(session.scalars(select(OWN_WORD.c.word)), key=sort_key)


def add_word(shift: Shift, word: str) -> None:
    """Let the service spell a word its own way from now on. Raises NoSuchWord."""
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
    """Return the words that every service writes and the dictionary does not know."""
    text = files("resources").joinpath("spelling", "words.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
