"""What a command answered, and the passphrase of the vault that it worked on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PASSPHRASE = "otter lantern crocus seventeen"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Do = Callable[..., Said]
