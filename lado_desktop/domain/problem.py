"""What is wrong with something typed, in a sentence, and the errors that carry such sentences.

CaseworkError            an expected failure; its text is the sentence an officer reads
├── Refused              the values given cannot be saved; carries one problem a field
├── ChangedMeanwhile     somebody else, or another window, saved the record first
├── PickedIsGone         what is picked in a field was removed since
└── NotFound             there is no such record
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and the field that shows it ("" for the whole form)."""

    field: str
    sentence: str


class CaseworkError(Exception):
    """An expected failure. Its text is the sentence that an officer reads."""


class Refused(CaseworkError):
    """What was given cannot be saved unchanged."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(problem.sentence for problem in problems))


class ChangedMeanwhile(CaseworkError):
    """The record was saved elsewhere since it was opened."""

    def __init__(self) -> None:
        super().__init__(
            "This record was changed elsewhere since it was opened. "
            "What you typed is kept as a draft."
        )


class PickedIsGone(CaseworkError):
    """What a field names is no longer there."""

    def __init__(self) -> None:
        super().__init__("Somebody or something that is picked here was removed. Pick it again.")


class NotFound(CaseworkError):
    """There is no such record."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")
