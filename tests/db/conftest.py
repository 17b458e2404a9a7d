from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from db import vault
from db.audit import Act
from db.keys import Stretching
from db.store import Store, make_database, open_store
from db.vault import Unlocked
from lado_desktop.domain.adult import Adult
from lado_desktop.domain.contact import Contact

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
def store(database: Path) -> Iterator[Store]:
    opened = open_store(database, KEY)
    yield opened
    opened.close()


@pytest.fixture
def act() -> Callable[..., Act]:
    def make(name: str = "Log contact") -> Act:
        return Act(name, None, datetime(2026, 11, 22, 9, 5, tzinfo=UTC))

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
    """Run Python code in a process of its own: a second program."""

    def start(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return start


PASSPHRASE = "cobalt ferret quietly juggles turnips"


@pytest.fixture(scope="session")
def made_vault(tmp_path_factory: pytest.TempPathFactory) -> Unlocked:
    """A vault of one officer, quick to unlock, made once and copied."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    return vault.create(folder, PASSPHRASE, stretching=Stretching(64 * 1024, passes=1))


@pytest.fixture
def unlocked(made_vault: Unlocked, tmp_path: Path) -> Unlocked:
    folder = tmp_path / "vault"
    shutil.copytree(made_vault.folder, folder)
    return replace(made_vault, folder=folder, database=folder / "data-1.db")
