"""The command line. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.

An expected failure is one sentence on standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cyclopts import CycloptsError

# Importing a module registers its commands.
import lado_desktop.commands.backup
import lado_desktop.commands.officer
import lado_desktop.commands.questions
import lado_desktop.commands.record
import lado_desktop.commands.vault  # noqa: F401
from lado_desktop.commands.program import DONE, REFUSED, WRONG_USAGE, app, say
from lado_desktop.shell import WrongUsage


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit code."""
    # The kinds of expected failure: small imports, and no window waits for them.
    from lado_desktop.domain.problem import CaseworkError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        command, bound, _ = app.parse_args(arguments, exit_on_error=False, print_error=False)
        answer = command(*bound.args, **bound.kwargs)
    except (CycloptsError, WrongUsage) as error:
        return say(str(error), WRONG_USAGE)
    except CaseworkError as error:
        return say(str(error), WRONG_USAGE if _is_usage(error) else REFUSED)
    except KeyboardInterrupt:
        return say("Stopped.", REFUSED)
    return answer if isinstance(answer, int) else DONE


def _is_usage(error: Exception) -> bool:
    return type(error).__name__ in ("NoSuchChoice", "NoSuchFigures", "NotAnAnchor")
