"""Verifies the whole vault: file, documents, hash chain, records against audit, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.documents.document_files import Lacking
from db.records.audit import Verdict, record_event
from db.records.audit import verify as check_audit
from db.records.dangling import Dangling
from db.records.reconciling import Disagreement, disagreements
from db.records.stored_values import Misstored
from db.search.index_check import Stale
from lado_desktop.casework.audit.facts import changed_facts
from lado_desktop.casework.audit.journal import note
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError

_ANCHOR = re.compile(r"(\d{1,12}):([0-9a-f]{20})")

Anchor = tuple[int, str]
"""A line number and the first 20 hex digits of its hash, as printed on documents."""


class NotAnAnchor(CaseworkError):
    """The typed text is not an anchor."""


@dataclass(frozen=True)
class Verified:
    """The result of verifying the vault."""

    damaged: bool
    verdict: Verdict
    changed: tuple[Disagreement, ...]
    """Records that differ from the audit."""
    lost: tuple[Lacking, ...] = ()
    """Documents whose file is missing or damaged."""
    dangling: tuple[Dangling, ...] = ()
    """Rows that refer to a missing record."""
    misstored: tuple[Misstored, ...] = ()
    """Values in another form than the program writes. Then records are not compared."""
    stale: tuple[Stale, ...] = ()
    """Kinds of record that an index has otherwise: `rebuild_indexes` mends it."""
    facts: tuple[str, ...] = ()
    """A sentence for each setting or key that is not as the audit says."""

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        wrong = (self.changed, self.lost, self.dangling, self.misstored, self.stale, self.facts)
        return not (self.damaged or any(wrong)) and self.verdict.sound

    @property
    def differences(self) -> list[str]:
        """Return one sentence for each record or file that is wrong."""
        lost = (f"The file of {each}." for each in self.lost)
        rows = (*self.misstored, *self.changed, *self.dangling, *self.stale)
        return [*map(str, rows), *self.facts, *lost]

    @property
    def file_words(self) -> str:
        """Return the sentence about the data file."""
        if self.damaged:
            return "The data file is damaged. Restore the newest backup."
        return "The data file is sound."

    @property
    def sentences(self) -> list[str]:
        """Return all sentences, in the order to show them."""
        agreed = [] if self.changed or self.misstored else ["Every record is what the audit says."]
        return [self.file_words, str(self.verdict), *agreed, *self.differences]


def anchor_of(typed: str) -> Anchor:
    """Parse an anchor typed from a print. Raises NotAnAnchor."""
    found = _ANCHOR.fullmatch("".join(typed.split()).lower())
    if found is None:
        raise NotAnAnchor(
            "An anchor is a number, a colon and 20 digits or letters from a to f. It stands at the "
            "foot of each printed page, at the right."
        )
    return int(found[1]), found[2]


def verify(shift: Shift, anchors: Iterable[Anchor] = ()) -> Verified:
    """Verify everything and write the result into the audit. 1 s for 100,000 lines.

    Call it off the GUI thread. Raises NotSaved where the result cannot be written.
    """
    damaged = bool(shift.store.custody.damage_anywhere())
    given = list(anchors)
    # Done before the reading session opens: reading every byte of every document is slow.
    lost = () if damaged else tuple(shift.store.documents.lacking(wholly=True))
    custody = shift.store.custody
    with shift.reading_all() as session:
        verdict = check_audit(session, given)
        misstored = () if damaged else tuple(custody.misstored(session))
        # What has another form may not even be readable.
        legible = not damaged and not misstored
        found = Verified(
            damaged,
            verdict,
            tuple(disagreements(session)) if legible else (),
            lost,
            () if damaged else tuple(custody.dangling(session)),
            misstored,
            tuple(custody.stale_indexes(session)) if legible else (),
            tuple(changed_facts(session)) if legible else (),
        )
    result = {"sound": found.sound, "lines": found.verdict.lines, "anchors": len(given)}
    note(shift, shift.doing("record.verify"), "integrity", detail=result)
    return found


def rebuild_indexes(shift: Shift) -> None:
    """Rebuild the search index and the name keys from the records, as an audited act.

    Call it off the GUI thread. Raises NotAllowed and NotSaved.
    """
    with shift.act("record.reindex") as session:
        shift.store.custody.rebuild_indexes(session)
        record_event(session, session.info["act"], "rebuild index")
