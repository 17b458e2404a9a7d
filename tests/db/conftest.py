from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from db.records.audit import ActDone
from db.sqlcipher.opening import make_database, open_store
from db.sqlcipher.store import SqlCipherStore
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact

KEY = bytes(range(32))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One empty vault database, made once and copied."""
    database = tmp_path_factory.mktemp("template") / "data-1.db"
    make_database(database, KEY, {"vault_id": "template"})
    return database


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return Path(shutil.copy(template, folder))


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def store(database: Path) -> Iterator[SqlCipherStore]:
    opened = open_store(database, KEY)
    yield opened
    opened.close()


@pytest.fixture
def act() -> Callable[..., ActDone]:
    def make(name: str = "Log contact") -> ActDone:
        return ActDone(name, None, datetime(2026, 11, 22, 9, 5, tzinfo=UTC))

    return make


@pytest.fixture
def adult() -> Callable[..., Adult]:
    def make(family_name: str = "Okafor", **values: Any) -> Adult:
        return Adult(family_name=family_name, **values)

    return make


@pytest.fixture
def contact() -> Callable[..., Contact]:
    def make(reference: str = "LADO/2026/0001", **values: Any) -> Contact:
        return Contact(
            reference=reference, received_on=date(2026, 4, 1), intake="referral", **values
        )

    return make


@pytest.fixture
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python code in another process: a second program."""

    def start(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return start
