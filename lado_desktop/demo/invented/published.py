"""The practice service's published figures and saved questions.

Freezing a report needs its figures, which a higher layer counts and passes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from lado_desktop.casework.published import published_figures, questions
from lado_desktop.casework.shift import Shift
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.people import invented

Issue = Callable[[Shift], object]
"""Freezes the figures of ISSUED_YEAR on the day of a shift, as an issued report."""

ISSUED_YEAR = "2024/25"
_ISSUED = date(2025, 5, 12)
_ASKED = date(2025, 9, 2)


class Published:
    """Issues a report, types in figures, saves questions."""

    def __init__(self, diary: Diary, issue: Issue) -> None:
        self._diary = diary
        self._issue = issue

    def lives(self) -> Iterator[Life]:
        """Yield all of these lives."""
        content = invented("practice_settings")
        yield self._issued()
        for report in content["published"]:
            yield self._typed_in(report)
        for number, question in enumerate(content["questions"]):
            yield self._asked(question, number)

    def _issued(self) -> Life:
        yield self._diary.at(_ISSUED, 16)
        self._issue(self._diary.shift)

    def _typed_in(self, report: Mapping[str, Any]) -> Life:
        yield self._diary.at(report["on"], 16)
        shared = {name: value for name, value in report.items() if name not in ("on", "figures")}
        for row, figure in report["figures"].items():
            given = {**shared, "row_label": row, "figure": figure}
            published_figures.type_in(self._diary.shift, given)

    def _asked(self, question: Mapping[str, Any], number: int) -> Life:
        yield self._diary.at(_ASKED, 12 + number)
        questions.save(self._diary.shift, {"counts": "contacts", **question})
