"""What all commands share: the program, its exit codes, a shift on a vault.

Imports are late, so that help and usage errors are immediate.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

from cyclopts import App, Parameter

from lado_desktop import __version__
from lado_desktop.shell import confirmed, passphrase_from, show_upgrade

if TYPE_CHECKING:
    from concurrent.futures import Future

    from db.vault.vault import Unlocked
    from lado_desktop.casework.shift import Shift
    from lado_desktop.unlocking.opening import RecoverySheet

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

PasswordFile = Annotated[
    str | None,
    Parameter(help="File with the passphrase; - is standard input.", allow_leading_hyphen=True),
]

app = App(
    name="lado-desktop",
    help="The record of a Local Authority Designated Officer. Without a command the window opens.",
    version=__version__,
)


def unlocked(vault: Path, passphrase: str) -> Unlocked:
    """Unlock a vault, after the wait for wrong passphrases. Raises what `unlock` raises."""
    return _unlocking(vault, passphrase).result()


def begin_unlocking(vault: Path, password_file: str | None) -> Future[Unlocked]:
    """Read the passphrase, and unlock the vault in a thread while the command's modules load.

    Key stretching needs 1 s and releases the GIL. Raises WrongUsage where there is no passphrase.
    """
    return _unlocking(vault, passphrase_from(password_file))


def _unlocking(vault: Path, passphrase: str) -> Future[Unlocked]:
    # Not needed for usage errors. It imports no SQLAlchemy.
    from concurrent.futures import ThreadPoolExecutor
    from datetime import UTC, datetime

    from db.vault.attempts import Attempts

    attempts = Attempts(vault)
    if seconds := attempts.wait():
        say(f"{attempts.wrong} wrong passphrases were typed in a row. Waiting {seconds} seconds.")
        time.sleep(seconds)  # not in the thread: Ctrl+C ends the wait
    return ThreadPoolExecutor(1).submit(attempts.unlock, passphrase, datetime.now(UTC))


@contextmanager
def shift_on(vault: Path, password_file: str | None) -> Iterator[Shift]:
    """Open a vault for a block, print its notices, and close it at the end."""
    with shift_of(begin_unlocking(vault, password_file)) as shift:
        yield shift


@contextmanager
def shift_by(vault: Path, passphrase: str) -> Iterator[Shift]:
    """Do what `shift_on` does, with a passphrase that was already read."""
    with shift_of(_unlocking(vault, passphrase)) as shift:
        yield shift


@contextmanager
def shift_of(
    unlocking: Future[Unlocked], meanwhile: Callable[[Shift], object] | None = None
) -> Iterator[Shift]:
    """Do what `shift_on` does, with a vault whose unlocking has started.

    `meanwhile` may read while the file is checked. Print nothing of it before the shift exists.
    """
    # The store and casework, as above.
    from datetime import UTC, datetime

    from db.problem import NotAsSeen
    from lado_desktop.unlocking.opening import begin_shift

    unlocked, now = unlocking.result(), datetime.now(UTC)
    try:
        shift = begin_shift(unlocked, now, show_upgrade, meanwhile)
    except NotAsSeen as question:
        if not confirmed(f"{question}\nType OPEN to open it all the same: ", "OPEN"):
            say(
                "To open it all the same: lado-desktop accept VAULT --anchor "
                f"{question.anchor} --password-file FILE"
            )
            raise
        shift = begin_shift(unlocked, now, show_upgrade, meanwhile, question.anchor)
    try:
        say_each((*shift.gone_back, *shift.notices))
        _ask_whether_read(shift)
        yield shift
    finally:
        shift.store.close()


def _ask_whether_read(shift: Shift) -> None:
    """Mark the notices about restores as read, once somebody at the terminal says so."""
    if shift.gone_back and confirmed("Type READ once you have read this: ", "READ"):
        # As above.
        from lado_desktop.casework.custody.notices import mark_as_read

        mark_as_read(shift)


def sheet_written(made: RecoverySheet, path: Path, service: str, file: BinaryIO) -> bool:
    """Write a recovery sheet into its new, empty file; return False where that failed.

    The keys exist by then and cannot be undone, so the sheet is printed here instead, with what to
    do.
    """
    with suppress(Exception):  # any error: the sheet must not be lost
        content = sheet_content(made, path, service)
        if os.write(file.fileno(), content) == len(content):
            return True
    with suppress(OSError):
        path.unlink(missing_ok=True)
    say(
        f"The recovery sheet could not be written to {path.name}. The vault has the key below: "
        "copy it by hand now, and put it into the safe. Then make some room on the disk, and give "
        "the vault new keys with a sheet of their own: lado-desktop renew-keys"
    )
    print(made.text)
    return False


def sheet_content(made: RecoverySheet, path: Path, service: str) -> bytes:
    """Return a recovery sheet as a PDF or, by the path's ending, as plain text."""
    if path.suffix.lower() != ".pdf":
        return made.text.encode()
    # ReportLab and its fonts.
    from lado_desktop.printing import print_sheet

    return print_sheet(made, service)


def say(sentence: str, code: int = REFUSED) -> int:
    """Print a sentence on standard error, and return the exit code."""
    print(sentence, file=sys.stderr)
    return code


def say_each(sentences: Sequence[object]) -> None:
    """Print each sentence on a line of standard error."""
    for sentence in sentences:
        say(str(sentence))
