"""Random sequences of what a service lawfully does with its vault, and one thing that it does not.

At each step an account opens the vault as the program does. A question there is a false stop. At
the end the files of before the last work are put back, which has to be noticed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from db.backups import backup
from db.freshness import seen_note
from db.problem import NotAsSeen
from db.schema import upgrade
from db.vault import vault
from lado_desktop.casework.custody import backups
from lado_desktop.casework.people import adults
from lado_desktop.casework.settings import new_keys
from lado_desktop.casework.shift import Shift
from lado_desktop.unlocking.going_back import go_back
from lado_desktop.unlocking.opening import open_shift
from tests import beneath
from tests.whole_vault import PASSPHRASE, made_vault


@dataclass
class Practice:
    """A vault on a laptop with two accounts, its second place, and its sheet in the safe."""

    place: Path
    random: Random
    laptops: int = 1
    sheet: str = ""
    done: list[str] = field(default_factory=list)
    before_work: dict[str, bytes] = field(default_factory=dict)
    """The data file and vault.json before the last work."""
    worked_on: str = ""
    """The account of the last work."""

    def __post_init__(self) -> None:
        self.share = self.place / "share"
        self.share.mkdir(parents=True)
        self.folder = self.place / "laptop-1" / "vault"
        self.folder.parent.mkdir()
        self.sheet = " ".join(made_vault(self.folder).groups)
        with self.at_work("first") as shift:
            backups.choose_second_place(shift, self.share)
            backups.back_up(shift, "asked for")

    @property
    def laptop(self) -> Path:
        return self.place / f"laptop-{self.laptops}"

    @contextmanager
    def account(self, name: str) -> Iterator[None]:
        """Be one of the laptop's accounts."""
        before = {each: os.environ.get(each, "") for each in ("XDG_DATA_HOME", "LOCALAPPDATA")}
        os.environ.update(dict.fromkeys(before, str(self.laptop / name)))
        try:
            yield
        finally:
            os.environ.update(before)

    @contextmanager
    def at_work(self, name: str) -> Iterator[Shift]:
        """Open the vault by an account, and close it, mostly with a backup as the window does."""
        with self.account(name):
            shift = open_shift(self.folder, PASSPHRASE)
            try:
                yield shift
                if self.random.random() < 0.7:
                    backups.back_up_if_changed(shift, "at the end")
            finally:
                shift.store.close()

    def step(self, name: str) -> None:
        """Do one lawful thing at random by an account."""
        acts: list[Callable[[str], None]] = [
            *(self.work, self.work, self.work, self.restore, self.restore_damaged),
            *(self.restore_gone, self.renew_keys, self.upgrade, self.new_laptop, self.move),
        ]
        act = self.random.choice(acts)
        self.done.append(f"{act.__name__} by {name}")
        act(name)

    def work(self, name: str) -> None:
        self.before_work = {path.name: path.read_bytes() for path in self._files()}
        self.worked_on = name
        with self.at_work(name) as shift:
            for _ in range(self.random.randint(1, 3)):
                adults.add(shift, {"family_name": "Featherstone"})

    def restore(self, name: str) -> None:
        """Go back to any backup, also to one from before the last new keys."""
        path = self.random.choice(backup.all_in(backup.folder_of(self.folder)) or [self._newest()])
        with self.account(name):
            key, slot = backup.unlock_slot(path, PASSPHRASE)
            self._go_back(path, key, slot)

    def restore_damaged(self, name: str) -> None:
        """Go back by the recovery sheet, where vault.json or the data file is damaged."""
        damaged = self.random.choice(["vault.json", self._files()[0].name])
        self._by_sheet(name, lambda: (self.folder / damaged).write_bytes(b"x"))

    def restore_gone(self, name: str) -> None:
        """Go back by the recovery sheet, where the whole folder is gone."""
        self._by_sheet(name, lambda: shutil.rmtree(self.folder))

    def renew_keys(self, name: str) -> None:
        with self.at_work(name) as shift:
            made = new_keys.renew(shift, PASSPHRASE)
            new_keys.note_sheet_stored(shift)
        self.sheet = " ".join(made.groups)

    def upgrade(self, name: str) -> None:
        """Open a vault of the shape before this one with a new version of the program."""
        beneath.take_back(vault.unlock(self.folder, PASSPHRASE), upgrade.revisions()[-2])
        with self.at_work(name):
            pass

    def new_laptop(self, name: str) -> None:
        """Restore the newest backup of the second place on a laptop that never had the vault."""
        path = self._newest()
        self.laptops += 1
        self.folder = self.laptop / "vault"
        with self.account(name):
            key, slot = backup.unlock_slot(path, PASSPHRASE)
            self._go_back(path, key, slot)

    def move(self, name: str) -> None:
        self.folder = self.folder.rename(self.laptop / f"moved-{len(self.done)}")
        with self.at_work(name):
            pass

    def rolled_back(self) -> bool:
        """Put the files of before new work back, and tell whether its account is asked about it."""
        self.work(self.random.choice(["first", "second"]))
        for path in self._files():
            path.unlink()
        for file, content in self.before_work.items():
            (self.folder / file).write_bytes(content)
        with self.account(self.worked_on):
            assert seen_note.was_in(self.folder)
            try:
                open_shift(self.folder, PASSPHRASE).store.close()
            except NotAsSeen:
                return True
        return False

    def _by_sheet(self, name: str, damage: Callable[[], object]) -> None:
        with self.at_work(name) as shift:
            backups.back_up(shift, "asked for")
        path = self._newest()
        damage()
        with self.account(name):
            self._go_back(path, backup.unlock_with_sheet(path, self.sheet), None)

    def _go_back(self, path: Path, key: bytes, slot: str | None) -> None:
        def present() -> vault.Unlocked:
            if slot is None:
                return vault.unlock_with_sheet(self.folder, self.sheet)
            return vault.unlock(self.folder, PASSPHRASE)

        now = datetime.now(UTC)
        go_back(path, key, self.folder, present, now, slot_id=slot, by_sheet=slot is None)

    def _files(self) -> list[Path]:
        return sorted([*self.folder.glob("data-*.db"), self.folder / "vault.json"])

    def _newest(self) -> Path:
        # Within a second the names run ahead of the clock.
        return max(backup.all_in(self.share), key=lambda path: path.stat().st_mtime_ns)


def lived(place: Path, seed: int, steps: int) -> str:
    """Live through a sequence, and return what went wrong in words, or ""."""
    practice = Practice(place, Random(seed))
    try:
        for _ in range(steps):
            practice.step(practice.random.choice(["first", "second"]))
        for name in ("first", "second"):
            with practice.at_work(name):
                pass
    except NotAsSeen as question:
        return f"seed {seed}: a false stop after {'; '.join(practice.done)}: {question}"
    if not practice.rolled_back():
        return f"seed {seed}: not noticed after {'; '.join(practice.done)}"
    shutil.rmtree(place)
    return ""
