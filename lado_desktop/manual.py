"""Where the manual is: beside the code in a checkout, and the same in the bundle."""

from __future__ import annotations

from pathlib import Path


def manual_folder() -> Path | None:
    """Return the folder of the manual's pages, or None where they were not installed."""
    # The bundle has the checkout's folders: docs is beside the packages.
    folder = Path(__file__).parents[1] / "docs" / "manual"
    return folder if (folder / "index.md").is_file() else None
