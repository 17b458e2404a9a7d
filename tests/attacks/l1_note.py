"""A planted note of an interrupted creation is to make `new` clear a real vault away."""

from __future__ import annotations

from db.vault import unfinished
from tests.attacks.vaults import BROKEN, REFUSED, account, attacked, command, end


def cleared(lacks: str, who: str) -> str:
    """Plant the note beside a vault without backups, and make another vault over it."""
    with attacked("contact_officer") as ours:
        for path in (ours.folder / "backups").iterdir():
            path.unlink()
        (ours.folder / "backups").rmdir()
        if lacks:
            (ours.folder / lacks).unlink()
        unfinished.begin(ours.folder)
        data = ours.data.read_bytes()
        with account(ours.place, who):
            code, _ = command(
                *("new", ours.folder, "--practice", "bromley", "--officer", "Somebody Else"),
                passphrase="marble kettle orbits silent wardrobe",
            )
        return REFUSED if code and ours.data.read_bytes() == data else BROKEN


if __name__ == "__main__":
    end(
        {
            f"{f'without {lacks}' if lacks else 'whole'}, by {who} account": cleared(lacks, who)
            for lacks in ("", "vault.json")
            for who in ("lado", "second")
        }
    )
