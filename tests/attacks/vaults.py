"""What the attacks share: quick vaults of invented people, accounts, commands, and how they end.

Each script tries one attack in several ways. It prints REFUSED or TOLD for each and ends with 0; it
prints BROKEN and ends with 1 where the promise does not hold. Run one from the project's folder:
`PYTHONPATH=. .venv/bin/python tests/attacks/b1_restore_bypass.py`.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from db.problem import NotAsSeen
from db.records.audit import ActDone
from db.secrets.keys import Stretching
from db.vault import slots, vault
from lado_desktop.casework.custody import backups
from lado_desktop.casework.people import adults
from lado_desktop.cli import run
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.record import new_id
from lado_desktop.unlocking.opening import RecoverySheet, begin_shift, open_shift
from tests import beneath
from tests.whole_vault import NOW, PASSPHRASE, made_vault

THEIRS = "walnut glacier hums beneath ladders"
"""The passphrase of the colleague who attacks."""
QUICK = Stretching(memory_kib=64 * 1024, passes=1)
ACT = ActDone("Try", None, NOW)
REFUSED, TOLD, BROKEN = "REFUSED", "TOLD", "BROKEN"


@dataclass(frozen=True)
class Attacked:
    """A vault of a LADO and a colleague, with a backup that the colleague has elsewhere too."""

    place: Path
    folder: Path
    backup: Path

    @property
    def data(self) -> Path:
        """The data file in use."""
        return vault.databases(self.folder)[0]


@contextmanager
def account(place: Path, name: str) -> Iterator[None]:
    """Be an account of the computer, with its own local folder."""
    names = ("XDG_DATA_HOME", "LOCALAPPDATA")
    before = {each: os.environ.get(each) for each in names}
    os.environ.update(dict.fromkeys(names, str(place / f"account-{name}")))
    try:
        yield
    finally:
        for each, value in before.items():
            os.environ.pop(each, None)
            if value is not None:
                os.environ[each] = value


def of_two(folder: Path, role: str) -> tuple[RecoverySheet, Path]:
    """Make a vault of a LADO and a colleague, and return its recovery sheet and its backup.

    One adult is in the backup, a second came later.
    """
    sheet = made_vault(folder)
    shift = open_shift(folder, PASSPHRASE)
    colleague = Officer(id=new_id(), name="Cora Clerk", role=role)
    code = slots.add_officer(
        beneath.vault_of(shift.store),
        *(vault.unlock(folder, PASSPHRASE), colleague.id, "Officer 2", ACT),
        QUICK,
        lambda session: session.add(colleague),
    )
    shift.store.close()
    begin_shift(slots.claim(folder, code, THEIRS, ACT), NOW).store.close()
    shift = open_shift(folder, PASSPHRASE)
    adults.add(shift, {"family_name": "Featherstone"})
    made = backups.back_up(shift, "asked for")
    adults.add(shift, {"family_name": "Afterwards"})
    shift.store.close()
    return sheet, made


@contextmanager
def attacked(role: str) -> Iterator[Attacked]:
    """Make the vault, in the LADO's account: one adult is in the backup, a second came later."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder = place / "vault"
        with account(place, "lado"):
            _, made = of_two(folder, role)
        (place / "theirs").mkdir()
        yield Attacked(place, folder, Path(shutil.copy(made, place / "theirs")))


def command(*arguments: object, passphrase: str = THEIRS) -> tuple[int, str]:
    """Run a command of the program, and return its code and what it said."""
    with tempfile.TemporaryDirectory() as place:
        given = Path(place) / "given"
        given.write_text(passphrase)
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = run([*map(str, arguments), "--password-file", str(given)])
    return code, said.getvalue()


def lado_is_told(ours: Attacked, words: str = "") -> str:
    """Open the vault as the LADO does every morning, and say whether the attack is told."""
    with account(ours.place, "lado"):
        try:
            shift = open_shift(ours.folder, PASSPHRASE)
        except NotAsSeen:
            return TOLD
        shift.store.close()
    shown = " ".join(shift.gone_back)
    return TOLD if shown and words in shown else BROKEN


def _damage(ours: Attacked) -> None:
    (ours.folder / "vault.json").write_text("x")


def _delete(*names: str) -> Callable[[Attacked], None]:
    def deleted(ours: Attacked) -> None:
        for name in names:
            (ours.data if name == "data" else ours.folder / name).unlink()

    return deleted


def _rename(ours: Attacked) -> None:
    ours.folder.rename(ours.folder.with_name("put aside"))


def _empty(ours: Attacked) -> None:
    shutil.rmtree(ours.folder)
    ours.folder.mkdir()


WAYS: Mapping[str, Callable[[Attacked], None]] = {
    "vault.json damaged": _damage,
    "vault.json deleted": _delete("vault.json"),
    "data file deleted": _delete("data"),
    "both deleted": _delete("data", "vault.json"),
    "folder renamed": _rename,
    "folder emptied": _empty,
}
"""What somebody with the folder does before they restore."""


def end(found: Mapping[str, str]) -> None:
    """Print what came of each way, and end the script."""
    for way, what in found.items():
        sys.stdout.write(f"{what:8} {way}\n")
    sys.exit(int(BROKEN in found.values()))
