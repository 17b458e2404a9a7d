"""Doing an act on what stands in a form: where it is refused, the form says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lado_desktop.domain.problem import CaseworkError, Problem, Refused


def was_done(act: Callable[[], object], show_problems: Callable[[Sequence[Problem]], None]) -> bool:
    """Do an act. What is wrong is shown beside its field, or for the whole form; False then."""
    try:
        act()
    except Refused as refused:
        show_problems(refused.problems)
    except CaseworkError as error:
        show_problems([Problem("", str(error))])
    else:
        return True
    return False
