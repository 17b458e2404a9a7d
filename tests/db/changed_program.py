"""A copy of the program with other records and further migrations: the next release, as it may be.

Only what changes is copied; the rest are links to this program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from db.schema import upgrade

ROOT = Path(__file__).parents[2]
_COPIED = ("lado_desktop/domain", "lado_desktop/commands", "db/schema/migrations")
"""Folders in which a changed program may write."""


def changed_program(
    folder: Path, edits: Iterable[tuple[str, str, str]], new: Mapping[str, str]
) -> Path:
    """Make the copy: `edits` are (file, pattern, what is there instead), `new` are files."""
    edits = list(edits)
    touched = [*_COPIED, *(name for name, _, _ in edits), *new]
    folder.mkdir()
    for name in ("lado_desktop", "db", "ui", "resources", "tests", "pyproject.toml"):
        _lay(folder, name, touched)
    for name, old, fresh in edits:
        path = folder / name
        said = path.read_text(encoding="utf-8")
        changed, times = re.subn(old, fresh, said)
        assert times == 1, (name, old)
        path.write_text(changed, encoding="utf-8")
    for name, text in new.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _lay(folder: Path, inside: str, touched: list[str]) -> None:
    """Copy what is touched, link what is not, and make the folders between."""
    source, target = ROOT / inside, folder / inside
    if inside in _COPIED:
        # What is compiled goes along: it is used where a file stays the same, and that is most.
        shutil.copytree(source, target)
    elif inside in touched:
        shutil.copyfile(source, target)
    elif any(each.startswith(f"{inside}/") for each in touched):
        target.mkdir()
        for each in source.iterdir():
            if each.name != "__pycache__":
                _lay(folder, f"{inside}/{each.name}", touched)
    else:
        target.symlink_to(source)


def migration(number: int, body: str) -> tuple[str, str]:
    """Return path and text of a migration, so many after the newest of this program."""
    before = int(upgrade.head()) + number - 1
    text = f"""import sqlalchemy as sa
from alembic import op
from db.schema import steps
revision, down_revision = "{before + 1:04}", "{before:04}"
branch_labels = depends_on = None
def upgrade() -> None:
    {body.strip()}
def downgrade() -> None:
    raise NotImplementedError
"""
    return f"db/schema/migrations/versions/{before + 1:04}_planted.py", text


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the copy's Python with these arguments."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
