"""Two papers of one line contradict each other: both anchors are looked at, in either order."""

from __future__ import annotations

from lado_desktop.casework.audit.verifying import verify
from tests.attacks.past_the_program import case
from tests.attacks.vaults import BROKEN, TOLD, end


def contradicted(*, forged_first: bool) -> str:
    """Verify with the anchor of a print, and with another of the same line."""
    with case() as shift:
        line, digits = shift.store.head()
        anchors = [(line, digits), (line, digits[::-1])]
        found = verify(shift, anchors[::-1] if forged_first else anchors)
        return BROKEN if found.verdict.sound or not verify(shift, anchors[:1]).sound else TOLD


if __name__ == "__main__":
    end(
        {
            "the forged one last": contradicted(forged_first=False),
            "the forged one first": contradicted(forged_first=True),
        }
    )
