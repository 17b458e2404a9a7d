"""The program's migrations with one more, planted by a test, in a folder of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

from db.schema import upgrade
from tests.db.changed_program import migration


def planted(folder: Path, *bodies: str) -> Path:
    """Copy the migrations and plant one for each body after the newest."""
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for number, body in enumerate(bodies, 1):
        path, text = migration(number, body)
        (folder / "versions" / Path(path).name).write_text(text, encoding="utf-8")
    return folder
