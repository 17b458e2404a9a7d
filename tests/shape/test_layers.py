"""The layers, held by the contracts of pyproject.toml: a planted fault is seen."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("lado_desktop", "ui", "db", "resources")
PLANTED = {
    "Qt in casework": ("lado_desktop/casework", "import PySide6.QtCore", "Qt is known"),
    "Qt in a report": ("lado_desktop/reports", "import PySide6.QtGui", "Qt is known"),
    "a vault in casework": ("lado_desktop/casework", "import db.vault.slots", "never an engine"),
    "a server in a count": ("lado_desktop/figures", "import psycopg", "never an engine"),
    "the store in the window": ("ui", "import db", "never the store"),
    "SQLAlchemy in the window": ("ui", "import sqlalchemy", "never the store"),
    "ReportLab in casework": ("lado_desktop/casework", "import reportlab", "Pages are drawn"),
    "casework in the store": ("db", "import lado_desktop.casework", "downward"),
    "the window in a report": ("lado_desktop/reports", "import ui.platform", "downward"),
}


def _lint(root: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [linter, "--no-cache"], cwd=root, capture_output=True, text=True, check=False
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the packages and their contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=lambda folder, names: [
                name
                for name in names
                if not (name.endswith(".py") or Path(folder, name).is_dir())
                or name == "__pycache__"
            ],
        )
    return tmp_path


def test_the_packages_keep_to_their_layers(house: Path) -> None:
    done = _lint(house)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("fault", PLANTED)
def test_an_import_against_the_layers_is_seen(house: Path, fault: str) -> None:
    folder, line, contract = PLANTED[fault]
    (house / folder / "planted.py").write_text(f"{line}\n")
    done = _lint(house)
    broken = [said for said in done.stdout.splitlines() if said.endswith("BROKEN")]
    assert done.returncode != 0
    assert any(contract in said for said in broken), done.stdout + done.stderr
