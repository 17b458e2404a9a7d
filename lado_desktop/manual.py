"""Finds the manual's pages, in a checkout or a bundle."""

from __future__ import annotations

from pathlib import Path


def manual_folder() -> Path | None:
    """Return the folder of the manual's pages, or None where it is not installed."""
    # A bundle has the layout of a checkout: docs is next to the packages.
    folder = Path(__file__).parents[1] / "docs" / "manual"
    return folder if (folder / "index.md").is_file() else None
