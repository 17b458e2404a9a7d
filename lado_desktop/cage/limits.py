"""How much a caged process may use, and the ways in which one fails."""

from __future__ import annotations

from dataclasses import dataclass


class CageError(Exception):
    """The caged process gave no reply."""


class NoCage(CageError):
    """The system offers no cage, so nothing was read."""


class TookTooLong(CageError):
    """The process was ended because its time was over."""


class BrokeOff(CageError):
    """The process ended without a whole reply, or replied more than it may."""


@dataclass(frozen=True)
class Limits:
    """What one caged process may use."""

    memory: int
    """Bytes of its own. The program and its libraries are not counted."""
    processor: int
    """Seconds of processor time, after warming up."""
    seconds: float
    """Seconds from start to end by the clock."""
    reply: int
    """Bytes that it may answer."""
