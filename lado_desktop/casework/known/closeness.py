"""Measures how close two names are, word by word, with the reason.

No single measure finds Siobhán and Shivaun, Smythe and Smith, Kate and Catherine, and separates
Mary Black and Barry Mack. So each word gets the best result of all measures, and the officer sees
which one it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from db.search.folding import fold, words_of
from db.search.phonetic import short_forms, sound_of

NAME, PREVIOUS, KNOWN_AS = "name", "previous surname", "known as"
"""Where a record's word comes from: name, previous name, or known-as name."""

_SAME, _BEGINS, _SHORT, _SOUND, _SPELT, _INITIAL = 1.0, 0.96, 0.9, 0.86, 0.8, 0.7
_WHY = {_SHORT: "short form", _SOUND: "sounds like", _SPELT: "similar spelling"}
_WHY_INITIAL = "same initial"
_NOT_GIVEN = 0.5
"""The score of a given name beside a record without one."""

_SPELT_ALIKE = 0.88
_SOUND_ALIKE = 0.7
"""The Jaro-Winkler score from which words with the same phonetic key sound alike."""

_LEAST = 0.62
_WORD_MORE = 0.02
"""The penalty for each word of the record that was not typed."""

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "rev", "prof"})


@dataclass(frozen=True)
class Close:
    """How close a record is to what was typed, from 0 to 1, and why."""

    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class _Match:
    score: float
    where: str
    how: float


def typed_words(typed: str) -> list[str]:
    """Return the folded words of a typed name without titles."""
    return [word for word in words_of(typed) if word not in _TITLES]


def closeness(typed: str, names: Mapping[str, str | None], same: str = "same name") -> Close | None:
    """Compare a typed name with a record's names. Returns None where they are not close.

    `same` is the reason given where every typed word is found. Otherwise the reason says that part
    of the name agrees.
    """
    words = typed_words(typed)
    known = {where: fold(text or "").split() for where, text in names.items() if text}
    if not words or not known:
        return None
    # Joined as well, for "Mac Donald" beside "MacDonald".
    ways = [words] if len(words) == 1 else [words, ["".join(words)]]
    found = [close for way in ways if (close := _compare(way, known, same))]
    return max(found, key=lambda close: close.score, default=None)


def _compare(words: Sequence[str], known: Mapping[str, Sequence[str]], same: str) -> Close | None:
    matches = [_best(word, known) for word in words]
    found = [match for match in matches if match is not None]
    if not found or max(match.score for match in found) < _SPELT:
        return None
    name = known.get(NAME, ())
    # A record with one name says nothing of the given name: a typed one counts half.
    without_given = len(name) == 1
    missing = _NOT_GIVEN if without_given else 0.0
    mean = sum(match.score if match else missing for match in matches) / len(matches)
    if mean < _LEAST:
        return None
    more = max(0, min(3, len(name) - len(words)))
    # A brother shares the family name: say that only part of the name agrees.
    why = same if len(found) == len(matches) else "part of the name"
    return Close(mean - more * _WORD_MORE, tuple(_reasons(found, why)))


def _best(word: str, known: Mapping[str, Sequence[str]]) -> _Match | None:
    best: _Match | None = None
    for where, others in known.items():
        for other in others:
            how = _alike(word, other)
            if how and (best is None or how > best.score):
                best = _Match(how, where, how)
    return best


# Among hundreds of candidates most words come several times, and again at the next key.
@lru_cache(maxsize=20_000)
def _alike(word: str, other: str) -> float:
    how = 0.0
    if word == other:
        how = _SAME
    elif len(word) == 1 or len(other) == 1:
        how = _INITIAL if word[0] == other[0] else 0.0
    elif len(word) > 1 and other.startswith(word):
        how = _BEGINS
    elif short_forms().get(word, frozenset()) & short_forms().get(other, frozenset()):
        how = _SHORT
    elif min(len(word), len(other)) > 2:
        how = _alike_by_ear(word, other)
    return how


def _alike_by_ear(word: str, other: str) -> float:
    alike = JaroWinkler.similarity(word, other)
    (fine, coarse), (other_fine, other_coarse) = sound_of(word), sound_of(other)
    if fine == other_fine or (coarse == other_coarse and alike >= _SOUND_ALIKE):
        return _SOUND
    return _SPELT if alike >= _SPELT_ALIKE else 0.0


def _reasons(found: Iterable[_Match], same: str) -> list[str]:
    matches = list(found)
    reasons = [
        where for where in (PREVIOUS, KNOWN_AS) if any(match.where == where for match in matches)
    ]
    hows = {match.how for match in matches}
    reasons += [why for how, why in _WHY.items() if how in hows]
    if _INITIAL in hows:
        reasons.append(_WHY_INITIAL)
    return reasons or [same]
