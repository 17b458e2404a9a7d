"""The recovery sheet: the master key on paper, as 14 groups of 4 letters and digits.

The sheet opens everything, so it is in a sealed envelope in the manager's safe.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date

from db.problem import SheetMistyped
from db.secrets.keys import KEY_BYTES

GROUPS = 14
GROUP = 4
_CHECK_BYTES = 3
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
# Base32 has no 0, 1 and 8: typing one means the letter that looks like it.
_LOOKALIKES = str.maketrans("018", "OIB")


def groups(master_key: bytes) -> list[str]:
    """Return the 14 groups: 256 bits of key and 24 bits of checksum in base32."""
    text = base64.b32encode(master_key + _check(master_key)).decode()
    return [text[start : start + GROUP] for start in range(0, GROUPS * GROUP, GROUP)]


def read(typed: str) -> bytes:
    """Parse the typed master key. Case, spaces and dashes do not matter.

    Raises SheetMistyped for an impossible letter, a wrong length, or a failed checksum, which finds
    all but 1 of 16 million errors.
    """
    text = letters_of(typed)
    for place, letter in enumerate(text):
        if letter not in LETTERS:
            raise SheetMistyped(
                f"Group {place // GROUP + 1} has a sign that is not on any recovery sheet. "
                "The sheet has only the letters A to Z and the digits 2 to 7."
            )
    if len(text) != GROUPS * GROUP:
        raise SheetMistyped(
            f"The recovery sheet has {GROUPS} groups of {GROUP}, {GROUPS * GROUP} letters and "
            f"digits in all; {len(text)} were typed."
        )
    both = base64.b32decode(text)
    key, check = both[:KEY_BYTES], both[KEY_BYTES:]
    if check != _check(key):
        raise SheetMistyped(
            "There is a typing error in it somewhere. Compare what was typed with the sheet, "
            "group by group."
        )
    return key


def letters_of(typed: str) -> str:
    """Return what was typed in capitals, without spaces and dashes, with look-alikes corrected."""
    return re.sub(r"[\s\-–—.,:]+", "", typed).upper().translate(_LOOKALIKES)


def page(master_key: bytes, vault_id: str, made_on: date) -> str:
    """Return the whole sheet as plain text, to print or to copy by hand."""
    found = groups(master_key)
    rows = [found[start : start + 4] for start in range(0, GROUPS, 4)]
    lines = "\n".join("    " + "  ".join(row) for row in rows)
    return (
        "RECOVERY SHEET for the LADO Desktop vault\n"
        f"Vault {vault_id[:8]}, made on {made_on.day} {made_on:%B %Y}\n\n"
        f"{lines}\n\n"
        "This key alone opens every record in the vault, without any passphrase.\n"
        "Keep it in a sealed envelope in the manager's safe, never with the computer.\n"
        'To use it: where the passphrase is asked, choose "Use the recovery sheet".\n'
        "Without it, nobody can open the vault once the passphrase is forgotten.\n"
    )


def _check(master_key: bytes) -> bytes:
    return hashlib.sha256(b"lado-desktop sheet" + master_key).digest()[:_CHECK_BYTES]
