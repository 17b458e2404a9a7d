"""Links are planted in the vault's folder, so that the program writes or deletes elsewhere."""

from __future__ import annotations

from db.problem import UnsuitablePlace
from lado_desktop.unlocking.opening import open_shift
from tests.attacks.vaults import BROKEN, REFUSED, account, attacked, end
from tests.whole_vault import PASSPHRASE

NAMES = ("in-use.json", "in-use.db", "ballast.bin", "unlock-log.jsonl", "backups", "documents")


def linked(name: str) -> str:
    """Plant a link to somebody's file or folder, and open the vault."""
    with attacked("lado") as ours, account(ours.place, "lado"):
        target = ours.place / "thesis"
        planted = ours.folder / name
        if planted.is_dir():
            planted.rename(target)
        else:
            planted.unlink(missing_ok=True)
            target.write_bytes(b"a thesis")
        before = sorted(target.rglob("*")) or target.read_bytes()
        planted.symlink_to(target)
        try:
            open_shift(ours.folder, PASSPHRASE).store.close()
        except UnsuitablePlace:
            same = (sorted(target.rglob("*")) or target.read_bytes()) == before
            return REFUSED if same else BROKEN
        return BROKEN


if __name__ == "__main__":
    end({f"{name} is a link": linked(name) for name in NAMES})
