"""Where this program stores what is not a vault: its settings, and which vaults were opened here.

Python's own library only, until a place is asked for: these lines run before the unlock page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from platformdirs import user_data_path

APP = "LADO Desktop"


@cache
def own_folder() -> Path:
    """Return the program's folder on this machine, never the one that roams over the network."""
    return user_data_path(APP, appauthor=False, roaming=False)


def settings_file() -> Path:
    """Return the file of this machine's own settings."""
    return own_folder() / "settings.ini"


def practice_folder() -> Path:
    """Return the default folder of the practice vault."""
    return own_folder() / "practice"
