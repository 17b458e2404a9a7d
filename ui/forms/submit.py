"""Submitting a form: where the act is refused, the form shows why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lado_desktop.domain.problem import CaseworkError, Problem, Refused


def submit(act: Callable[[], object], show_problems: Callable[[Sequence[Problem]], None]) -> bool:
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
