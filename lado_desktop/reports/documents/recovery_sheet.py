"""The recovery sheet as a page: the key, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lado_desktop.domain.time.typed_day import day_words
from lado_desktop.reports.blocks import Bullets, Column, Document, Heading, Prose, Table, plain_rows

IN_A_ROW = 4


def recovery_sheet(
    groups: Sequence[str], vault_id: str, made_at: datetime, service: str
) -> Document:
    """Return a vault's sheet: 14 groups of 4 letters and digits."""
    rows = [list(groups[start : start + IN_A_ROW]) for start in range(0, len(groups), IN_A_ROW)]
    rows[-1] += [""] * (IN_A_ROW - len(rows[-1]))
    numbered = [
        (f"{place * IN_A_ROW + 1} to {min((place + 1) * IN_A_ROW, len(groups))}", *row)
        for place, row in enumerate(rows)
    ]
    columns = [Column("Groups", 1.2), *(Column(word) for word in ("1st", "2nd", "3rd", "4th"))]
    return Document(
        title="Recovery sheet",
        reference=f"Vault {vault_id[:8]}",
        service=service,
        subtitle=f"Made on {day_words(made_at)}",
        printed_by="",
        printed_at=made_at,
        marking="OFFICIAL-SENSITIVE: KEY",
        blocks=[
            Prose("This key alone opens every record in the vault, without any passphrase."),
            Table("The key", columns, plain_rows(numbered), header_column=True, large=True),
            Heading("What to do with it"),
            Bullets(
                [
                    "Put it into a sealed envelope in the manager's safe, never with the computer.",
                    "If a passphrase is forgotten, the 14 groups open the vault in its place.",
                    "Without it, a forgotten passphrase cannot be replaced by anybody.",
                ]
            ),
        ],
    )
