"""Files of an open vault are replaced, as a sync or restore client does, and more is saved."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from db.problem import FilesReplaced
from lado_desktop.casework.custody import backups
from lado_desktop.casework.people import adults
from lado_desktop.casework.shift import Shift
from lado_desktop.unlocking.opening import open_shift
from tests.attacks.vaults import BROKEN, REFUSED, account, attacked, end
from tests.whole_vault import PASSPHRASE


def _lock_replaced(folder: Path) -> None:
    lock = folder / "in-use.db"
    lock.rename(folder / "in-use.db.conflict")
    shutil.copy(folder / "in-use.db.conflict", lock)


def _data_replaced(folder: Path) -> None:
    shutil.copy(folder / "data-1.db", folder / "other")
    (folder / "other").replace(folder / "data-1.db")


def _folder_replaced(folder: Path) -> None:
    moved = folder.rename(folder.with_name("moved"))
    shutil.copytree(moved, folder)


def _save(shift: Shift) -> None:
    adults.add(shift, {"family_name": "Afterwards"})


def _back_up(shift: Shift) -> None:
    backups.back_up(shift, "asked for")


WAYS = {
    "the lock replaced": _lock_replaced,
    "the data file replaced": _data_replaced,
    "the folder moved, a copy in its place": _folder_replaced,
}


def acknowledged(replace: Callable[[Path], None], act: Callable[[Shift], None]) -> str:
    """Replace files under the open vault, and do something that must then be refused."""
    with attacked("lado") as ours, account(ours.place, "lado"):
        shift = open_shift(ours.folder, PASSPHRASE)
        replace(ours.folder)
        try:
            act(shift)
        except FilesReplaced:
            return REFUSED
        finally:
            shift.store.close()
        return BROKEN


if __name__ == "__main__":
    end(
        {
            f"{name}, {act.__name__.strip('_').replace('_', ' ')}": acknowledged(way, act)
            for name, way in WAYS.items()
            for act in (_save, _back_up)
        }
    )
