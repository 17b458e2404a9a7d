"""Checks that a new passphrase is long, and hard to guess for somebody who knows the service."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from db.problem import WeakPassphrase

SHORTEST = 15
LONGEST = 128
LEAST_SCORE = 3
_WORK = (
    "lado",
    "council",
    "safeguarding",
    "allegation",
    "children",
    "desktop",
    "designated officer",
)


def check(passphrase: str, known_words: Iterable[str] = ()) -> None:
    """Raise WeakPassphrase, with the reason, unless the passphrase may lock a vault.

    15 to 128 characters (NIST SP 800-63B-4 for a passphrase without a second factor), no rules on
    what they are, and a zxcvbn score of 3. `known_words` are the council, service and officer
    names.
    """
    passphrase = unicodedata.normalize("NFC", passphrase)
    if len(passphrase) < SHORTEST:
        raise WeakPassphrase(
            f"The passphrase needs {SHORTEST} characters or more; this has {len(passphrase)}. "
            "Four or five words that do not belong together are easy to keep in mind."
        )
    if len(passphrase) > LONGEST:
        raise WeakPassphrase(f"The passphrase may have {LONGEST} characters at most.")
    if score(passphrase, known_words) < LEAST_SCORE:
        raise WeakPassphrase(
            "This passphrase is too easily guessed: it leans on common words, names, dates or "
            "repeats. Four or five words that do not belong together are better."
        )


def score(passphrase: str, known_words: Iterable[str] = ()) -> int:
    """Return how hard a passphrase is to guess, from 0 to 4 (zxcvbn). At most 128 characters."""
    # Imported only here: its word lists need time and memory, and only a new passphrase needs them.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    known = {part for words in (*_WORK, *known_words) for part in (words, *_parts(words)) if part}
    # zxcvbn scores several known words in a row as strong. A colleague knows them all, so the rest
    # must be strong without them.
    longest_first = sorted(known, key=len, reverse=True)
    left = re.sub("|".join(map(re.escape, longest_first)), " ", passphrase, flags=re.IGNORECASE)
    return min(
        int(zxcvbn(each, sorted(known), max_length=LONGEST)["score"])
        for each in (passphrase, " ".join(left.split()) or "lado")
    )


def _parts(words: str) -> list[str]:
    return [part for part in re.split(r"\W+", words) if len(part) > 2]
