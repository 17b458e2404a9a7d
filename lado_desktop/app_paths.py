"""Paths of the program's settings and list of vaults on this computer.

Imports only the standard library at the top: it runs before the unlock page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from platformdirs import user_data_path

APP = "LADO Desktop"


@cache
def own_folder() -> Path:
    """Return the program's folder on this computer, never the roaming one."""
    return user_data_path(APP, appauthor=False, roaming=False)


def settings_file() -> Path:
    """Return the path of this computer's settings."""
    return own_folder() / "settings.ini"


def practice_folder() -> Path:
    """Return the default folder of the practice vault."""
    return own_folder() / "practice"
