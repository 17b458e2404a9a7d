"""Terminal input and output: passphrases, days, progress, private files."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

_LONGEST = 4096


class WrongUsage(Exception):
    """The command cannot be carried out as typed. Its text is the sentence to print."""


def passphrase_from(file: str | None) -> str:
    """Return the passphrase from a file, standard input (`-`), or the terminal.

    Raises WrongUsage where there is none.
    """
    if file is None:
        if not sys.stdin.isatty():
            raise WrongUsage("Give the passphrase by --password-file (- is standard input).")
        return getpass.getpass("Passphrase: ")
    try:
        if file == "-":
            text = sys.stdin.buffer.read(_LONGEST)
        else:
            with Path(file).open("rb") as opened:
                text = opened.read(_LONGEST)
    except OSError:
        raise WrongUsage("The passphrase's file cannot be read.") from None
    try:
        return text.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise WrongUsage("The passphrase's file is not a text in UTF-8.") from None


def confirmed(question: str, word: str) -> bool:
    """Ask for a word at the terminal, and tell whether it was typed. False without a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip() == word


def new_passphrase(file: str | None) -> str:
    """Return a new vault's passphrase. At the terminal it is typed twice."""
    passphrase = passphrase_from(file)
    if file is None and getpass.getpass("The same again: ") != passphrase:
        raise WrongUsage("The two passphrases differ. Nothing was made.")
    return passphrase


def day_from(text: str | None) -> date | None:
    """Parse a typed day, or return None for none. Raises WrongUsage."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise WrongUsage("A day is written as 2022-01-19.") from None


def show_progress(done: int, of: int, what: str = "") -> None:
    """Show the progress in place of the last one."""
    sys.stderr.write(f"\r{what}{done} of {of}" + "\n" * (done == of))
    sys.stderr.flush()


def show_upgrade(done: int, of: int) -> None:
    """Show at a terminal how far the upgrade of a vault is."""
    if sys.stderr.isatty():
        show_progress(done, of, "Bringing the vault to the shape of this version: ")


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a new file that only this account can read, and remove it if the block fails.

    Raises WrongUsage where the name exists or the file cannot be created.
    """
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600)
    except FileExistsError:
        raise WrongUsage(f"{path.name} is there already. Choose another name.") from None
    except OSError:
        raise WrongUsage(f"{path.name} cannot be made there.") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_over(path: Path, content: bytes) -> None:
    """Write a file that only this account can read, replacing one of the same name.

    Raises WrongUsage where it cannot be written.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        with new_file(fresh) as file:
            file.write(content)
        fresh.replace(path)
    except OSError:
        raise WrongUsage(f"{path.name} cannot be written there.") from None


_BINARY = getattr(os, "O_BINARY", 0)
"""Windows would otherwise change line endings."""
