"""Entry point: runs a command if one was typed, else the window.

Imports are late: the unlock page is on screen before the records are loaded.
"""

from __future__ import annotations

import sys

from lado_desktop.hardening import harden


def main() -> int:
    """Run the typed command, or open the window. Returns the exit code."""
    harden()
    arguments = sys.argv[1:]
    if arguments[:1] == ["--read-file"]:
        # The readers of files that somebody sent: this process does nothing else.
        from lado_desktop.casework.sent.reading_apart import answer

        answer(arguments[-1])
    if arguments:
        # Only commands need the command-line library.
        from lado_desktop.cli import run

        return run(arguments)
    from lado_desktop.unlocking.vault_unlocking import (
        open_window,  # Qt comes with it, where it can be loaded at all
    )

    return open_window()


if __name__ == "__main__":
    sys.exit(main())
