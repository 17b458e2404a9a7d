from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lado_desktop.cli import run
from tests.commands.said import Do, Said
from tests.whole_vault import PASSPHRASE, made_vault


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One vault of Bromley's, made once and copied."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    made_vault(folder)
    return folder


@pytest.fixture
def vault(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "vault"))


@pytest.fixture
def password(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return path


@pytest.fixture
def do(capsys: pytest.CaptureFixture[str], password: Path) -> Do:
    """Run one command in this process, with the passphrase's file unless told otherwise."""

    def done(*arguments: object, with_password: bool = True) -> Said:
        more = ["--password-file", str(password)] if with_password else []
        code = run([*map(str, arguments), *more])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return done
