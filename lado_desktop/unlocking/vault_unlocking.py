"""Answers the window's questions before a vault is open. Imports are late."""

from __future__ import annotations

import faulthandler
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from lado_desktop import __version__
from lado_desktop.app_paths import own_folder, practice_folder, settings_file
from lado_desktop.log import begin as begin_log
from lado_desktop.log import log
from lado_desktop.manual import manual_folder
from lado_desktop.unlocking.known_vaults import known_vaults, remember
from ui.platform import why_no_window
from ui.py311_compat import keep_errors_whole
from ui.unlock.unlocking import (
    CodeOpening,
    KnownVault,
    NewVault,
    NotOpened,
    Progress,
    SheetOpening,
)

if TYPE_CHECKING:
    from db.vault.attempts import Attempts
    from lado_desktop.casework.shift import Shift
    from lado_desktop.domain.problem import CaseworkError

_KNOWN = "vaults.txt"
_BEHIND = (
    "lado_desktop.unlocking.opening",
    "ui.window.window",
    "ui.pages.today",
    "ui.window.backups",
    "ui.idle_gc",
    "ui.privacy.idle",
    "ui.privacy.screen_lock",
    "ui.privacy.spot",
)
"""The modules that an unlock needs, loaded before it."""


class VaultUnlocking:
    """Opens the vaults of this computer. `ui.unlock.unlocking.Unlocking` is the protocol."""

    def __init__(self, only: KnownVault | None = None) -> None:
        """`only` is the only vault that the window offers, if given."""
        self._only = only
        self._attempts: dict[str, Attempts] = {}
        self.settings_file = settings_file()
        self.manual = manual_folder()

    def vaults(self) -> Sequence[KnownVault]:
        return known_vaults(own_folder() / _KNOWN) if self._only is None else [self._only]

    def load(self) -> None:
        # The program behind the window: the store, casework, and the first pages.
        for name in _BEHIND:
            import_module(name)
        # And what its first use would create: the mappings and the store's queries.
        from sqlalchemy.orm import configure_mappers

        configure_mappers()
        # What was loaded stays to the end, so the garbage collector need not search it again.
        gc.collect()
        gc.freeze()

    def waiting(self, folder: str) -> tuple[int, str]:
        # The store, as in `open_vault`.
        from db.problem import TooSoon

        seconds = (tried := self._attempts_on(folder)).wait()
        return (seconds, str(TooSoon(seconds, tried.wrong))) if seconds else (0, "")

    def open_vault(
        self,
        folder: str,
        passphrase: str,
        progress: Progress = lambda _done, _of: None,
        accepted: str = "",
        /,
    ) -> Shift:
        # The store and casework: SQLAlchemy alone takes 0.25 s.
        from lado_desktop.domain.problem import CaseworkError
        from lado_desktop.unlocking.opening import open_shift

        attempts = self._attempts_on(folder)
        try:
            shift = open_shift(Path(folder), passphrase, attempts, progress, accepted)
        except CaseworkError as error:
            log.info("Not opened: %s", type(error).__name__)
            raise _in_words(error, wait=attempts.wait()) from error
        log.info("Vault opened")
        return _remembered(folder, shift)

    def sheet_letters(self, typed: str) -> str:
        # The keys, which no passphrase page needs.
        from db.secrets.sheet import letters_of

        return letters_of(typed)

    def wrong_signs(self, letters: str) -> str:
        # As above.
        from db.secrets.sheet import LETTERS

        return "".join(letter for letter in letters if letter not in LETTERS)

    def sheet_problem(self, typed: str) -> str | None:
        # As above.
        from db.problem import SheetMistyped
        from db.secrets import sheet

        try:
            sheet.read(typed)
        except SheetMistyped as error:
            return str(error)
        return None

    def sheet_officers(
        self, folder: str, typed: str, progress: Progress, accepted: str = "", /
    ) -> Sequence[tuple[str, str]]:
        # The store and casework, as in `open_vault`.
        from lado_desktop.unlocking.by_sheet import holders

        with _not_opened():
            there = holders(Path(folder), typed, progress, accepted)
        return [(one.slot_id, one.name) for one in there]

    def open_by_sheet(self, given: SheetOpening) -> Shift:
        # As above.
        from lado_desktop.unlocking.by_sheet import open_by_sheet

        with _not_opened():
            shift = open_by_sheet(Path(given.folder), given.typed, given.slot, given.passphrase)
        return _remembered(given.folder, shift)

    def open_by_code(self, given: CodeOpening, progress: Progress, /) -> Shift:
        # As above.
        from lado_desktop.unlocking.by_code import open_by_code

        with _not_opened():
            shift = open_by_code(Path(given.folder), given.code, given.passphrase, progress)
        return _remembered(given.folder, shift)

    def close(self, shift: Shift, ended: bool) -> None:
        # Casework, which made the shift.
        from lado_desktop.casework.custody.backups import back_up_if_changed
        from lado_desktop.domain.problem import CaseworkError

        try:
            # The vault is closed even if no backup can be made: the next opening makes one.
            with suppress(CaseworkError):
                if ended:
                    back_up_if_changed(shift, "at the end")
        finally:
            shift.store.close()
            log.info("Vault closed")

    def start_again(self) -> None:
        # Only the lock starts other processes, so no start-up waits for this module.
        import subprocess

        again = [sys.executable, *sys.orig_argv[1:]]
        # A new session, so that it outlives the window that is closing.
        subprocess.Popen(again, start_new_session=True)  # noqa: S603  (our own command line)

    def default_folder(self) -> str:
        # Only a first run asks, so no unlock waits for this.
        from db.vault.location import default_folder

        return str(default_folder())

    def left_over(self, folder: str) -> str | None:
        # As above.
        from db.vault import unfinished

        words = (
            "Making a vault in this folder was broken off, and nothing is in it. What is left of "
            "it is cleared away when you make the vault."
        )
        return words if unfinished.is_broken_off(Path(folder)) else None

    def check_place(self, folder: str) -> str | None:
        # Not the store: the first run asks this before it is loaded.
        from db.freshness import new_place
        from db.problem import UnsuitablePlace, VaultExists

        try:
            new_place.check(Path(folder))
        except (UnsuitablePlace, VaultExists) as error:
            return str(error)
        return None

    def practices(self) -> Sequence[tuple[str, str]]:
        # Practices load with the domain, so no unlock waits for them.
        from lado_desktop.domain.practice.practice import practice_named, practice_names

        return [(name, practice_named(name).authority) for name in practice_names()]

    def roles(self) -> Sequence[tuple[str, str]]:
        # As above. The first officer must be able to add others.
        from lado_desktop.domain.practice.codes import code_lists
        from lado_desktop.unlocking.opening import first_roles

        return [(role, code_lists()["officer_role"][role]) for role in first_roles()]

    def passphrase_problem(self, passphrase: str, words: Sequence[str], /) -> str | None:
        # Only a new passphrase is checked.
        from db.problem import WeakPassphrase
        from db.secrets import passphrase as passphrases

        try:
            passphrases.check(passphrase, words)
        except WeakPassphrase as error:
            return str(error)
        return None

    def create_vault(self, new: NewVault) -> str:
        # The store and casework, as in `open_vault`.
        from lado_desktop.unlocking.opening import FirstOfficer, make_vault

        officer = FirstOfficer(new.officer, new.role)
        try:
            with _not_opened():
                return make_vault(Path(new.folder), new.passphrase, new.practice, officer).text
        except OSError as error:
            raise NotOpened("The folder cannot be written to. Choose another one.") from error

    def practice_vault(self) -> KnownVault:
        # Only for practice: it builds a whole invented service.
        from lado_desktop.demo.practice_vault import practice_vault

        with _not_opened():
            return practice_vault(practice_folder())

    def is_expected(self, error: Exception) -> bool:
        # An error of a module that was not loaded cannot occur.
        problem = sys.modules.get("lado_desktop.domain.problem")
        return problem is not None and isinstance(error, problem.CaseworkError)

    def _attempts_on(self, folder: str) -> Attempts:
        # The store, as in `open_vault`.
        from db.vault.attempts import Attempts

        return self._attempts.setdefault(folder, Attempts(Path(folder)))


def open_window(only: KnownVault | None = None) -> int:
    """Open the window, and return the exit code. Prints why, where no window can open."""
    if (why := why_no_window()) is not None:
        sys.stderr.write(f"{why}\n")
        return 1
    handler = begin_log(own_folder())
    if handler is not None:
        # If Qt or a library crashes the program, the log gets the place too.
        faulthandler.enable(handler.stream)
    log.info("Started: LADO Desktop %s on %s", __version__, sys.platform)
    # Qt aborts where a system library is missing, so it is loaded only now.
    keep_errors_whole()
    from ui.start import run

    try:
        return run(VaultUnlocking(only), sys.argv[:1])
    finally:
        log.info("Ended")
        if handler is not None:
            log.removeHandler(handler)


def _remembered(folder: str, shift: Shift) -> Shift:
    if not shift.practice_data:
        remember(own_folder() / _KNOWN, KnownVault(folder, shift.practice.authority))
    return shift


@contextmanager
def _not_opened() -> Iterator[None]:
    """Turn an expected failure into NotOpened with its sentence."""
    # The domain, which the unlock page does not wait for.
    from lado_desktop.domain.problem import CaseworkError

    try:
        yield
    except CaseworkError as error:
        raise _in_words(error) from error


def _in_words(error: CaseworkError, wait: int = 0) -> NotOpened:
    from db.problem import NotAsSeen

    anchor = error.anchor if isinstance(error, NotAsSeen) else ""
    return NotOpened(str(error), wait=wait, anchor=anchor)
