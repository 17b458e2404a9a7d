"""Input and output of a shell: a passphrase, a day, a file that nobody else may read."""

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
    """What was typed cannot be done. Its text is the sentence to say."""


def passphrase_from(file: str | None) -> str:
    """Return the passphrase from a file, from standard input (`-`), or typed at the terminal.

    Raises WrongUsage where there is none to be had.
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


def new_passphrase(file: str | None) -> str:
    """Return a passphrase for a new vault; typed at the terminal it is typed twice."""
    passphrase = passphrase_from(file)
    if file is None and getpass.getpass("The same again: ") != passphrase:
        raise WrongUsage("The two passphrases differ. Nothing was made.")
    return passphrase


def day_from(text: str | None) -> date | None:
    """Return a day that was typed, if one was. Raises WrongUsage where it is none."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise WrongUsage("A day is written as 2022-01-19.") from None


def show_progress(done: int, of: int, what: str = "") -> None:
    """Show the progress, in place of the one before."""
    sys.stderr.write(f"\r{what}{done} of {of}" + "\n" * (done == of))
    sys.stderr.flush()


def show_upgrade(done: int, of: int) -> None:
    """Say at a terminal how far an older vault is on its way to the shape of this program."""
    if sys.stderr.isatty():
        show_progress(done, of, "Bringing the vault to the shape of this version: ")


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A new file that only this account may read; gone again where what follows fails.

    Raises WrongUsage where there is one of this name, or none can be made.
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
    """Write a file that only this account may read, in place of one of the same name.

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
"""Windows alone would change the ends of lines."""
