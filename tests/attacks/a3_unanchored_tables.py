"""What is no record, or reads the same, is changed: indexes, keys of documents, forms of values."""

from __future__ import annotations

from lado_desktop.casework.audit.verifying import rebuild_indexes, verify
from tests.attacks.past_the_program import case, change
from tests.attacks.vaults import BROKEN, TOLD, end

WAYS = {
    "the search index emptied": "DELETE FROM search_index",
    "the name keys removed": "DELETE FROM name_key",
    "a document's key removed": "DELETE FROM document_key",
    "a key given to somebody else": (
        "UPDATE meta SET value = hex(randomblob(16)) WHERE key LIKE 'officer of slot%'"
    ),
    "another practice": "UPDATE meta SET value = 'kent' WHERE key = 'practice'",
    "an id in capitals, which hides a record": "UPDATE adult SET id = upper(id)",
    "a day that no query finds": "UPDATE contact SET received_on = '2026-W47-1'",
}


def changed(statement: str) -> str:
    """Change the vault and verify it. What is derived from the records is rebuilt."""
    with case() as shift:
        if not verify(shift).sound:
            return BROKEN
        change(shift, [statement])
        found = verify(shift)
        if found.stale:
            rebuild_indexes(shift)
            if not verify(shift).sound:
                return BROKEN
        return BROKEN if found.sound else TOLD


if __name__ == "__main__":
    end({way: changed(statement) for way, statement in WAYS.items()})
