"""A sample loaded as a vault and opened by the ordinary way in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from db.schema import sample
from lado_desktop.casework.shift import Shift
from lado_desktop.unlocking.opening import open_shift
from tests.samples.life import LAST_MORNING


@contextmanager
def opened(path: Path, folder: Path) -> Iterator[Shift]:
    """Load a sample into a folder and open it, on its last morning."""
    sample.load(path, folder)
    shift = open_shift(folder, sample.PASSPHRASE)
    try:
        yield replace(shift, clock=LAST_MORNING)
    finally:
        shift.store.close()
