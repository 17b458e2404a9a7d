"""Writes `import_kinds`, the constant with which the help of `import` names its kinds.

The help must not load the records, which needs 0.25 s.
"""

from __future__ import annotations

from pathlib import Path

from lado_desktop.casework.imports.layout import LAYOUTS

_PATH = Path(__file__).with_name("import_kinds.py")


def written() -> str:
    """Return the text of the module."""
    kinds = "".join(f'    "{kind}",\n' for kind in LAYOUTS)
    return f'''"""Written by `python -m lado_desktop.commands.write_import_kinds`."""

IMPORT_KINDS = (
{kinds})
'''


if __name__ == "__main__":
    _PATH.write_text(written(), encoding="utf-8")
