"""The practice vault: a whole invented service, built once."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from db.freshness import new_place
from db.problem import WrongPassphrase
from db.secrets.keys import Stretching
from lado_desktop.casework.shift import Shift
from lado_desktop.demo.invented import three_years
from lado_desktop.demo.invented.published import ISSUED_YEAR
from lado_desktop.domain.gc_paused import gc_paused
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.publishing import frozen
from lado_desktop.unlocking.opening import FirstOfficer, make_vault, open_shift
from ui.unlock.unlocking import KnownVault

PASSPHRASE = "kettle-meadow-lantern-seven-otters"  # noqa: S105  (nobody is protected by it)
"""Shown and filled in where it is asked for."""

_QUICK = Stretching(memory_kib=64 * 1024, passes=1)
"""Quick key stretching, since everybody knows the passphrase."""

_UNFINISHED = ".lado-desktop-practice-"


def practice_vault(folder: Path) -> KnownVault:
    """Return the practice vault in a folder; build it if there is none.

    Raises CaseworkError where the folder has other content or cannot be written.
    """
    found = KnownVault(str(folder), "Practice service", PASSPHRASE)
    if new_place.is_vault(folder):
        _prove(folder)
        return found
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseworkError(
            "This folder holds something else already. Choose an empty one, or a new name."
        )
    try:
        _build(folder)
    except OSError as error:
        raise CaseworkError("The practice vault cannot be written there.") from error
    return found


def _prove(folder: Path) -> None:
    try:
        shift = open_shift(folder, PASSPHRASE)
    except WrongPassphrase:
        raise CaseworkError(
            "The vault in this folder is not the practice vault. Choose another folder."
        ) from None
    shift.store.close()
    if not shift.practice_data:
        raise CaseworkError("The vault in this folder is not for practice. Choose another folder.")


def _build(folder: Path) -> None:
    """Build in a temporary folder and move it at the end, so that no partial vault remains."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left_over in folder.parent.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left_over, ignore_errors=True)
    place = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder.parent))
    try:
        officer = FirstOfficer(three_years.OFFICER)
        start_clock = three_years.start_clock()
        stands_at, practice = three_years.CLOCK.now(), three_years.PRACTICE
        make_vault(
            *(place, PASSPHRASE, practice, officer, start_clock),
            stands_at=stands_at,
            stretching=_QUICK,
        )
        shift = open_shift(place, PASSPHRASE)
        try:
            shift.store.custody.without_fsync()
            with gc_paused():
                three_years.build(shift, _issue)
        finally:
            shift.store.close()
        if folder.exists():
            folder.rmdir()
        place.rename(folder)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _issue(shift: Shift) -> None:
    """Freeze a year's figures, as its annual report does."""
    report = f"{shift.practice.report} {ISSUED_YEAR}"
    frozen.freeze(shift, figures(shift, ISSUED_YEAR), report)
