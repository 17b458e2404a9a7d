"""Measures an upgrade that rewrites the contacts of a vault of 20,000 contacts in 240 MB.

Three steps are planted: a required tick, a renamed and a retyped column of contacts. The limit is
60 s on two cores, including the backup before it. The disk space used at most is printed, with the
space that the upgrade asks for.
"""

import shutil
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.big_vault import big_vault
from db.backups import backup
from db.schema import upgrade
from db.vault.vault import Unlocked
from tests import beneath

LIMIT = 60.0
CONTACTS, WORDS = 20_000, 80
STEPS = """
import sqlalchemy as sa
from db.schema import steps
revision, down_revision = "{new}", "{old}"
branch_labels = depends_on = None
def upgrade() -> None:
    tick = sa.Column("planted", sa.Boolean(), nullable=False, server_default="0")
    steps.give("contact", tick, False)
    steps.rename("contact", "place", "whereabouts")
    steps.retype("contact", "described_as", sa.Text())
"""


def planted(folder: Path) -> Path:
    """Copy the program's migrations and plant one more."""
    shutil.copytree(upgrade.MIGRATIONS, folder)
    old = upgrade.head()
    new = f"{int(old) + 1:04}"
    (folder / "versions" / f"{new}_planted.py").write_text(STEPS.format(new=new, old=old))
    return folder


def _size(folder: Path) -> int:
    found = 0
    for path in folder.rglob("*"):
        try:
            found += path.stat().st_size
        except FileNotFoundError:
            continue
    return found


def measured(unlocked: Unlocked, migrations: Path) -> tuple[float, float]:
    """Return the upgrade's time in seconds, and the folder's growth in data files."""
    over = threading.Event()
    before, size = _size(unlocked.folder), unlocked.database.stat().st_size
    most = [before]

    def watch() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], _size(unlocked.folder))

    watcher = threading.Thread(target=watch)
    watcher.start()
    copy_first = backup.before_upgrade(unlocked, datetime.now(UTC))
    start = time.perf_counter()
    upgrade.upgrade(
        unlocked.database,
        unlocked.key,
        copy_first,
        lambda done, of: print(f"  {done} of {of} after {time.perf_counter() - start:.1f} s"),
        migrations=migrations,
    )
    took = time.perf_counter() - start
    over.set()
    watcher.join()
    return took, (most[0] - before) / size


def main() -> int:
    """Print the measurements; return 1 where a limit is exceeded."""
    with tempfile.TemporaryDirectory() as place, big_vault(CONTACTS, WORDS) as shift:
        unlocked = beneath.unlocked(shift.store)
        shift.store.close()
        size = unlocked.database.stat().st_size / 1e6
        took, grew = measured(unlocked, planted(Path(place) / "migrations"))
    print(f"{CONTACTS:,} contacts in {size:.0f} MB: {took:.1f} s (limit {LIMIT:.0f} s)")
    print(f"the folder grew by {grew:.1f} data files ({upgrade.ROOM} are asked for)")
    return int(took > LIMIT or grew > upgrade.ROOM)


if __name__ == "__main__":
    sys.exit(main())
