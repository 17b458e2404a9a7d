"""What the window asks before a vault is open, answered. Imports wait until they are needed."""

from __future__ import annotations

import faulthandler
import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from lado_desktop import __version__
from lado_desktop.app_paths import own_folder, practice_folder, settings_file
from lado_desktop.log import begin as begin_log
from lado_desktop.log import log
from lado_desktop.manual import manual_folder
from lado_desktop.unlocking.known_vaults import known_vaults, remember
from lado_desktop.unlocking.sheet_openers import by_sheet
from ui.platform import why_no_window
from ui.py311_compat import keep_errors_whole
from ui.unlock.openers import CodeOpening, KnownVault, NewVault, NotOpened, Openers

if TYPE_CHECKING:
    from db.schema.upgrade import Progress
    from db.vault.attempts import Attempts
    from lado_desktop.casework.shift import Shift

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
"""All that an unlock asks for, so that it asks for nothing that is not there yet."""


def openers(only: KnownVault | None = None) -> Openers:
    """Return the callables for the window; `only` is the one vault that it shall offer."""
    attempts: dict[str, Attempts] = {}

    def attempts_on(folder: str) -> Attempts:
        # The store, as in `_open`.
        from db.vault.attempts import Attempts

        return attempts.setdefault(folder, Attempts(Path(folder)))

    def waiting(folder: str) -> tuple[int, str]:
        # As above.
        from db.problem import TooSoon

        tried = attempts_on(folder)
        seconds = tried.wait()
        return (seconds, str(TooSoon(seconds, tried.wrong))) if seconds else (0, "")

    def open_vault(
        folder: str, passphrase: str, progress: Progress = lambda _done, _of: None
    ) -> Shift:
        return _open(folder, passphrase, attempts_on(folder), progress)

    def vaults() -> Sequence[KnownVault]:
        return [only] if only is not None else known_vaults(own_folder() / _KNOWN)

    return Openers(
        vaults=vaults,
        load=_load,
        open_vault=open_vault,
        waiting=waiting,
        close=_close,
        start_again=start_again,
        default_folder=_default_folder,
        check_place=_check_place,
        practices=_practices,
        roles=_roles,
        passphrase_problem=_passphrase_problem,
        create_vault=_create_vault,
        practice_vault=_practice_vault,
        is_expected=_is_expected,
        left_over=_left_over,
        by_sheet=by_sheet(_remember),
        by_code=_open_by_code,
        settings_file=settings_file(),
        manual=manual_folder(),
    )


def open_window(only: KnownVault | None = None) -> int:
    """Open the window and return the exit code when it is closed; say why where none can open."""
    if (why := why_no_window()) is not None:
        sys.stderr.write(f"{why}\n")
        return 1
    handler = begin_log(own_folder())
    if handler is not None:
        # Where Qt or a library brings the program down, its last place is in the log too.
        faulthandler.enable(handler.stream)
    log.info("Started: LADO Desktop %s on %s", __version__, sys.platform)
    # Qt: it aborts where a library is missing, so it is loaded only now.
    keep_errors_whole()
    from ui.start import run

    try:
        return run(openers(only), sys.argv[:1])
    finally:
        log.info("Ended")
        if handler is not None:
            log.removeHandler(handler)


def start_again() -> None:
    """Start this program again, with the same arguments."""
    # Other processes are for the lock alone: no start waits for the module that begins them.
    import subprocess

    again = [sys.executable, *sys.orig_argv[1:]]
    # In a new session, so that it outlives the window that is closing.
    subprocess.Popen(again, start_new_session=True)  # noqa: S603  (our own command line)


def _load() -> None:
    # The whole program behind the window: the store, casework and the pages that come first.
    for name in _BEHIND:
        import_module(name)
    # And what its first use alone would make: the mappings, and the store's questions.
    from sqlalchemy.orm import configure_mappers

    configure_mappers()
    # What was loaded stays to the end: looking through it for waste again and again is waste.
    gc.collect()
    gc.freeze()


def _open(folder: str, passphrase: str, attempts: Attempts, progress: Progress) -> Shift:
    # The store and casework: loading SQLAlchemy alone needs a quarter of a second.
    from lado_desktop.domain.problem import CaseworkError
    from lado_desktop.unlocking.opening import open_shift

    try:
        shift = open_shift(Path(folder), passphrase, attempts, progress)
    except CaseworkError as error:
        log.info("Not opened: %s", type(error).__name__)
        raise NotOpened(str(error), wait=attempts.wait()) from error
    log.info("Vault opened")
    _remember(folder, shift)
    return shift


def _remember(folder: str, shift: Shift) -> None:
    if not shift.practice_data:
        remember(own_folder() / _KNOWN, KnownVault(folder, shift.practice.authority))


def _open_by_code(given: CodeOpening, progress: Progress) -> Shift:
    # As above.
    from lado_desktop.domain.problem import CaseworkError
    from lado_desktop.unlocking.by_code import open_by_code

    try:
        shift = open_by_code(Path(given.folder), given.code, given.passphrase, progress)
    except CaseworkError as error:
        raise NotOpened(str(error)) from error
    _remember(given.folder, shift)
    return shift


def _close(shift: Shift, ended: bool) -> None:
    # Casework, which made the shift.
    from lado_desktop.casework.custody.backups import back_up_if_changed
    from lado_desktop.domain.problem import CaseworkError

    try:
        # A vault is closed also where no backup can be made: the next opening tells and makes one.
        with suppress(CaseworkError):
            if ended:
                back_up_if_changed(shift, "at the end")
    finally:
        shift.store.close()
        log.info("Vault closed")


def _default_folder() -> str:
    # Asked on a first run only, which no unlock waits for.
    from db.vault.location import default_folder

    return str(default_folder())


def _left_over(folder: str) -> str | None:
    # As above.
    from db.vault import unfinished

    if not unfinished.is_broken_off(Path(folder)):
        return None
    return (
        "Making a vault in this folder was broken off, and nothing is in it. What is left of it is "
        "cleared away when you make the vault."
    )


def _check_place(folder: str) -> str | None:
    # As above.
    from db.problem import UnsuitablePlace
    from db.vault import location, unfinished

    if (Path(folder) / "vault.json").exists() and not unfinished.is_broken_off(Path(folder)):
        return "There is a vault in this folder already. Choose another folder for a new one."

    try:
        location.check(Path(folder))
    except UnsuitablePlace as error:
        return str(error)
    return None


def _practices() -> Sequence[tuple[str, str]]:
    # The practices are read with the domain, which no unlock waits for.
    from lado_desktop.domain.practice.practice import practice_named, practice_names

    return [(name, practice_named(name).authority) for name in practice_names()]


def _roles() -> Sequence[tuple[str, str]]:
    # As above. The first officer is one who may add the others.
    from lado_desktop.domain.practice.codes import code_lists
    from lado_desktop.unlocking.opening import first_roles

    return [(role, code_lists()["officer_role"][role]) for role in first_roles()]


def _passphrase_problem(passphrase: str, words: Sequence[str]) -> str | None:
    # Only a new passphrase is weighed.
    from db.problem import WeakPassphrase
    from db.secrets import passphrase as passphrases

    try:
        passphrases.check(passphrase, words)
    except WeakPassphrase as error:
        return str(error)
    return None


def _create_vault(new: NewVault) -> str:
    # The store and casework, as in `_open`.
    from lado_desktop.domain.problem import CaseworkError
    from lado_desktop.unlocking.opening import FirstOfficer, make_vault

    officer = FirstOfficer(new.officer, new.role)
    try:
        return make_vault(Path(new.folder), new.passphrase, new.practice, officer).text
    except CaseworkError as error:
        raise NotOpened(str(error)) from error
    except OSError as error:
        raise NotOpened("The folder cannot be written to. Choose another one.") from error


def _practice_vault() -> KnownVault:
    # A whole service of invented people is built: for practice alone.
    from lado_desktop.demo.practice_vault import practice_vault
    from lado_desktop.domain.problem import CaseworkError

    try:
        return practice_vault(practice_folder())
    except CaseworkError as error:
        raise NotOpened(str(error)) from error


def _is_expected(error: Exception) -> bool:
    # What was never loaded cannot have been raised.
    problem = sys.modules.get("lado_desktop.domain.problem")
    return problem is not None and isinstance(error, problem.CaseworkError)
