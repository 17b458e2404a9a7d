"""Checking the record: the file, documents, the audit's chain, each record against it, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.documents.document_files import Lacking
from db.records.audit import Verdict
from db.records.audit import verify as check_audit
from db.records.dangling import Dangling
from db.records.reconciling import Disagreement, disagreements
from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError

_ANCHOR = re.compile(r"(\d{1,12}):([0-9a-f]{20})")

Anchor = tuple[int, str]
"""The number of a line and the first 20 hex digits of its chain, as a print has them."""


class NotAnAnchor(CaseworkError):
    """What was typed is no anchor."""


@dataclass(frozen=True)
class Verified:
    """What a check of the whole record found."""

    damaged: bool
    verdict: Verdict
    changed: tuple[Disagreement, ...]
    """Records that are not what the audit says."""
    lost: tuple[Lacking, ...] = ()
    """Documents whose file is missing or damaged."""
    dangling: tuple[Dangling, ...] = ()
    """Rows that name a record that is not there."""

    @property
    def sound(self) -> bool:
        """Tell whether all of it is sound."""
        wrong = self.damaged or self.changed or self.lost or self.dangling
        return not wrong and self.verdict.sound

    @property
    def differences(self) -> list[str]:
        """Return a sentence for each record or file that is not as it should be."""
        lost = (f"The file of {each}." for each in self.lost)
        return [*map(str, self.changed), *map(str, self.dangling), *lost]

    @property
    def file_words(self) -> str:
        """Return the sentence about the file."""
        if self.damaged:
            return "The data file is damaged. Restore the newest backup."
        return "The data file is sound."

    @property
    def sentences(self) -> list[str]:
        """Return the messages about it, in order."""
        agreed = [] if self.changed else ["Every record is what the audit says."]
        return [self.file_words, str(self.verdict), *agreed, *self.differences]


def anchor_of(typed: str) -> Anchor:
    """Return the anchor that was typed off a print. Raises NotAnAnchor."""
    found = _ANCHOR.fullmatch("".join(typed.split()).lower())
    if found is None:
        raise NotAnAnchor(
            "An anchor is a number, a colon and 20 digits or letters from a to f. It stands at the "
            "foot of each printed page, at the right."
        )
    return int(found[1]), found[2]


def verify(shift: Shift, anchors: Iterable[Anchor] = ()) -> Verified:
    """Check everything, and write the result into the audit. A second for 100,000 lines.

    To be called off the window's thread. Raises NotSaved where the result has no room.
    """
    damaged = bool(shift.store.custody.damage_anywhere())
    given = list(anchors)
    # Before the reading session: checking every byte of every document is slow.
    lost = () if damaged else tuple(shift.store.documents.lacking(wholly=True))
    with shift.reading_all() as session:
        found = Verified(
            damaged,
            check_audit(session, given),
            () if damaged else tuple(disagreements(session)),
            lost,
            () if damaged else tuple(shift.store.custody.dangling(session)),
        )
    result = {"sound": found.sound, "lines": found.verdict.lines, "anchors": len(given)}
    note(shift, shift.doing("record.verify"), "integrity", detail=result)
    return found
