"""Where the manual lies: beside the code of a checkout, and in the bundle alike."""

from __future__ import annotations

from pathlib import Path


def manual_folder() -> Path | None:
    """Return the folder of the manual's pages, or None where they were not installed."""
    # The bundle keeps the checkout's folders: docs lies where the packages lie.
    folder = Path(__file__).parents[1] / "docs" / "manual"
    return folder if (folder / "index.md").is_file() else None
