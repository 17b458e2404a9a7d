"""Make the sample vault of a shape that is released: `python -m tests.samples 2027-03-01`.

A sample is made once, by the program that is released with the shape, and never again.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from db.schema import sample
from db.secrets.keys import Stretching
from db.vault import vault
from lado_desktop.unlocking.opening import FirstOfficer, begin_shift, make_vault
from tests.samples import life


def make(target: Path) -> None:
    """Make a vault, let the small service live its life in it, and keep it as a sample."""
    quick = Stretching(memory_kib=64 * 1024, passes=1)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "vault"
        first, clock = FirstOfficer(life.OFFICER), life.FIRST_MORNING
        make_vault(folder, sample.PASSPHRASE, life.PRACTICE, first, clock, stretching=quick)
        unlocked = vault.unlock(folder, sample.PASSPHRASE)
        shift = begin_shift(unlocked, clock.now().astimezone(UTC))
        try:
            life.live(shift, Path(place))
        finally:
            shift.store.close()
        sample.keep(unlocked, target)


if __name__ == "__main__":
    day = datetime.strptime(sys.argv[1], "%Y-%m-%d").replace(tzinfo=UTC).date()
    make(sample.SAMPLES / day.isoformat())
