"""The one-time code by which a new officer claims a slot: 25 letters and digits, 125 bits."""

from __future__ import annotations

import secrets

from db.problem import EnrolmentRefused
from db.secrets.sheet import LETTERS, letters_of

LENGTH = 25
GROUP = 5
DAYS = 14
"""Days for which a code is valid."""


def new_code() -> str:
    """Return a new random code in five groups of five."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read(typed: str) -> str:
    """Normalise a typed code. Case, spaces and dashes do not matter.

    Raises EnrolmentRefused where it cannot be a code.
    """
    letters = letters_of(typed)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        raise EnrolmentRefused(
            f"An enrolment code has five groups of five, {LENGTH} letters and digits in all "
            f"(A to Z, 2 to 7); {len(letters)} were typed. Compare it with what you were given."
        )
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))
