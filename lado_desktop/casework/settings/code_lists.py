"""A service's changes to coded lists: rename, add, retire, reorder.

A stored code is always readable. Retiring only stops offering it, and an added code is never
reused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from db.search.folding import fold
from lado_desktop.casework.settings.settings import ListSettings, keep, settings_of
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.text import one_line
from lado_desktop.domain.practice.codes import lists_named
from lado_desktop.domain.problem import Problem, Refused

OPEN_LISTS = lists_named("open")
"""The lists that a service may add to and retire from, with their names."""

WORDED_LISTS = {**OPEN_LISTS, **lists_named("worded")}
"""The lists whose words a service may change; rules and figures rest on the codes of the others."""

_LONGEST_LABEL = 100
_LONGEST_CODE = 50


def rename(shift: Shift, code_list: str, code: str, label: str) -> Shift:
    """Change a code's label everywhere. An empty label restores the original one.

    Returns the new shift. Raises Refused.
    """
    text = one_line(label)
    own = _list(shift, code_list)
    _refuse_unless(code in shift.practice.codes(code_list), "There is no such code in the list.")
    renamed = {each: name for each, name in own.renamed.items() if each != code}
    if text:
        _check_label(shift, code_list, text, besides=code)
        renamed[code] = text
    return _keep(shift, "code_list.rename", code_list, replace(own, renamed=renamed))


def add(shift: Shift, code_list: str, label: str, under: str = "") -> Shift:
    """Add a code to a list, or below another code `under`, with which it is counted.

    Returns the new shift. Raises Refused.
    """
    _refuse_unless(code_list in OPEN_LISTS, "Nothing can be added to this list.")
    text = one_line(label)
    _check_label(shift, code_list, text)
    known = shift.practice.codes(code_list)
    groups = {code.partition(".")[0] for code in known}
    _refuse_unless(not under or under in groups, "There is no such code in the list.")
    own = _list(shift, code_list)
    added = {**own.added, _new_code(text, under, known): text}
    return _keep(shift, "code_list.add", code_list, replace(own, added=added))


def retire(shift: Shift, code_list: str, code: str) -> Shift:
    """Stop offering a code. Records that have it do not change. Raises Refused."""
    _refuse_unless(code_list in OPEN_LISTS, "Nothing can be retired from this list.")
    offered = shift.practice.offered(code_list)
    _refuse_unless(code in offered, "This is not offered as it is.")
    _refuse_unless(len(offered) > 1, "The last one of a list stays.")
    own = _list(shift, code_list)
    retired = (*own.retired, code)
    return _keep(shift, "code_list.retire", code_list, replace(own, retired=retired))


def offer_again(shift: Shift, code_list: str, code: str) -> Shift:
    """Offer a retired code again. Raises Refused."""
    own = _list(shift, code_list)
    _refuse_unless(code in own.retired, "This is offered already.")
    retired = tuple(each for each in own.retired if each != code)
    return _keep(shift, "code_list.offer_again", code_list, replace(own, retired=retired))


def reorder(shift: Shift, code_list: str, codes: Sequence[str]) -> Shift:
    """Set the order of a list. `codes` are all its codes. Raises Refused."""
    known = shift.practice.codes(code_list)
    _refuse_unless(code_list in OPEN_LISTS, "This list keeps its order.")
    whole = len(codes) == len(known) and set(codes) == set(known)
    _refuse_unless(whole, "Every code of the list must be there once.")
    own = _list(shift, code_list)
    return _keep(shift, "code_list.order", code_list, replace(own, order=tuple(codes)))


def _list(shift: Shift, code_list: str) -> ListSettings:
    _refuse_unless(code_list in WORDED_LISTS, "The words of this list are fixed.")
    return settings_of(shift).lists.get(code_list, ListSettings())


def _keep(shift: Shift, act: str, code_list: str, changed: ListSettings) -> Shift:
    settings = settings_of(shift)
    lists = {**settings.lists, code_list: changed}
    return keep(shift, act, replace(settings, lists=lists))


def _check_label(shift: Shift, code_list: str, label: str, besides: str = "") -> None:
    _refuse_unless(bool(label), "A label is needed.")
    _refuse_unless(
        len(label) <= _LONGEST_LABEL, f"A label must be {_LONGEST_LABEL} characters or fewer."
    )
    others = {
        fold(other) for code, other in shift.practice.codes(code_list).items() if code != besides
    }
    _refuse_unless(fold(label) not in others, "The list has this label already.")


def _new_code(label: str, under: str, known: dict[str, str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", " ".join(fold(label).split()[:6])).strip("_") or "own"
    beginning = f"{under}.{plain}" if under else plain
    beginning = beginning[:_LONGEST_CODE]
    code, number = beginning, 2
    while code in known:
        code, number = f"{beginning}_{number}", number + 1
    return code


def _refuse_unless(holds: bool, sentence: str) -> None:
    if not holds:
        raise Refused([Problem("", sentence)])
