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
    """A problem with a typed value, and its field ("" for the whole form)."""

    field: str
    sentence: str


class CaseworkError(Exception):
    """An expected failure. Its text is the sentence that the officer reads."""


class Refused(CaseworkError):
    """The typed values cannot be saved."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(problem.sentence for problem in problems))


class ChangedMeanwhile(CaseworkError):
    """Somebody saved the record since it was opened."""

    def __init__(self) -> None:
        super().__init__(
            "This record was changed elsewhere since it was opened. "
            "What you typed is kept as a draft."
        )


class PickedIsGone(CaseworkError):
    """A field refers to a record that is gone."""

    def __init__(self) -> None:
        super().__init__("Somebody or something that is picked here was removed. Pick it again.")


class NotFound(CaseworkError):
    """The record does not exist."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")
