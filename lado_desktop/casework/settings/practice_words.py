"""A service's own words, clocks and statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lado_desktop.casework.settings.practice_parts import content_kept, keep_parts
from lado_desktop.casework.settings.settings import present
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.due_steps import STEPS
from lado_desktop.domain.fields.text import clean, one_line
from lado_desktop.domain.practice.practice import Statement, practice_named
from lado_desktop.domain.practice.practice_file import clocks_of
from lado_desktop.domain.problem import Problem, Refused
from lado_desktop.domain.time.due import CLOCKS, Length

WORDS = {
    "contact": "A contact",
    "below_threshold": "What does not meet the threshold",
    "threshold_met": "What meets the threshold",
    "internal_investigation": "The employer's own investigation",
}
"""The words of a practice, with their meaning."""
SERVICE = {"authority": "Authority", "report": "Title of the annual report"}

TARGETS = ("targets", "local_targets")
OFFERED_CLOCKS = {
    name: limit.words for name, limit in CLOCKS.items() if any(step.clock == name for step in STEPS)
}
"""The clocks that can be set: those that make something due. A file may have others."""

_LONGEST = 80
_MOST_STATEMENTS = 12
_TARGET = re.compile(r"(.+?)\s*[:=]?\s+(\d{1,3})\s*%?")


def keep_words(shift: Shift, given: Mapping[str, str]) -> Shift:
    """Save the service's words and name, and return the new shift.

    An empty word restores the shipped one. Raises Refused.
    """
    shipped = practice_named(shift.practice.name)
    data = {name: one_line(words) for name, words in given.items()}
    long = [name for name, words in data.items() if len(words) > _LONGEST]
    if long:
        sentence = f"A word must be {_LONGEST} characters or fewer."
        raise Refused([Problem(name, sentence) for name in long])
    words = {
        name: data[name]
        for name in WORDS
        if data.get(name) and data[name] != shipped.words.get(name)
    }
    about = {
        name: data[name]
        for name in SERVICE
        if data.get(name) and data[name] != getattr(shipped, name)
    }
    came_in = content_kept(shift, "words").items()
    # A file that was read may have words that this page does not offer.
    kept = {name: each for name, each in came_in if name not in WORDS}
    changed = {("words", ""): {**kept, **words} or None, ("service", ""): about or None}
    keep_parts(shift, "practice.edit_words", changed)
    return present(shift)


def keep_clocks(shift: Shift, given: Mapping[str, str]) -> Shift:
    """Save lengths, targets and standards as typed, and return the new shift.

    An empty length switches its clock off. Clocks that are not offered stay. Raises Refused with a
    sentence for each field.
    """
    problems: list[Problem] = []
    settable = {*OFFERED_CLOCKS, *TARGETS, "standards"}
    current = clocks_of(shift.practice)
    clocks = {name: value for name, value in current.items() if name not in settable}
    for name in OFFERED_CLOCKS:
        typed = one_line(given.get(name, ""))
        if typed and (sentence := _length_problem(typed)):
            problems.append(Problem(name, sentence))
        clocks[name] = typed
    for name in TARGETS:
        targets = _targets(name, given.get(name, ""), problems)
        if targets:
            clocks[name] = targets
    standards = [one_line(each) for each in given.get("standards", "").split(",") if each.strip()]
    if any(map(_length_problem, standards)):
        problems.append(
            Problem("standards", "Write lengths of time with commas: 1 month, 3 months.")
        )
    if standards:
        clocks["standards"] = standards
    if problems:
        raise Refused(problems)
    shipped = clocks_of(practice_named(shift.practice.name))
    # Equal to the shipped clocks: nothing is stored, so later versions apply.
    same = {name: each for name, each in clocks.items() if each} == shipped
    keep_parts(shift, "practice.edit_clocks", {("clocks", ""): None if same else clocks})
    return present(shift)


def _length_problem(typed: str) -> str:
    try:
        Length.parse(typed)
    except ValueError as error:
        return str(error)
    return ""


def _targets(name: str, typed: str, problems: list[Problem]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in filter(str.strip, typed.split(",")):
        match = _TARGET.fullmatch(one_line(each))
        if match is None or _length_problem(match[1]) or not 0 < int(match[2]) <= 100:
            sentence = "Write each target as a length and a percentage: 1 month 80%, 3 months 90%."
            problems.append(Problem(name, sentence))
            return {}
        found[match[1]] = int(match[2])
    return found


def targets_words(targets: Mapping[str, int]) -> str:
    """Return targets in the form they are typed: "1 month 80%, 3 months 90%"."""
    return ", ".join(f"{length} {percent}%" for length, percent in targets.items())


def keep_statements(shift: Shift, given: Iterable[tuple[str, str]]) -> Shift:
    """Save the opening statements of the minutes, in order, and return the new shift.

    Statements without title and text are left out. Raises Refused.
    """
    listed = [
        Statement(one_line(title), clean(text).strip())
        for title, text in given
        if title.strip() or text.strip()
    ]
    if any(not each.title or not each.text for each in listed):
        raise Refused([Problem("statements", "A statement needs a title and a text.")])
    if len(listed) > _MOST_STATEMENTS:
        sentence = f"There may be {_MOST_STATEMENTS} statements at most."
        raise Refused([Problem("statements", sentence)])
    shipped: Sequence[Statement] = practice_named(shift.practice.name).statements
    content = {"statement": [{"title": each.title, "text": each.text} for each in listed]}
    changed = None if listed == list(shipped) else content
    keep_parts(shift, "practice.edit_statements", {("statements", ""): changed})
    return present(shift)
