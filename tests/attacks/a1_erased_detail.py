"""A line of minutes is rewritten, and what the audit says of it is taken away."""

from __future__ import annotations

from lado_desktop.casework.audit.verifying import verify
from tests.attacks.past_the_program import case, change
from tests.attacks.vaults import BROKEN, TOLD, end

_REWRITE = "UPDATE minute_section SET text = 'The panel found nothing.'"
_OF_IT = "(SELECT seq FROM audit WHERE target_kind = 'minute_section')"
_DETAIL = f"DELETE FROM audit_detail WHERE seq IN {_OF_IT}"
WAYS = {
    "the text alone": [_REWRITE],
    "the detail too": [_DETAIL, _REWRITE],
    "the detail alone": [_DETAIL],
    "the line too": [
        "DROP TRIGGER audit_no_delete",
        _DETAIL,
        f"DELETE FROM audit WHERE seq IN {_OF_IT}",
        _REWRITE,
    ],
}


def rewritten(statements: list[str]) -> str:
    """Rewrite the minutes, and verify with an anchor that was printed before."""
    with case() as shift:
        anchor = shift.store.head()
        change(shift, statements)
        return BROKEN if verify(shift, [anchor]).sound else TOLD


if __name__ == "__main__":
    end({way: rewritten(statements) for way, statements in WAYS.items()})
