"""The officers' posts: starters, leavers and hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.casework.settings import posts
from lado_desktop.casework.settings.posts import Post, PostGiven
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.problem import CaseworkError, Problem, Refused
from lado_desktop.domain.time.typed_day import day_words, short_day, typed_day
from ui.desk import Desk
from ui.look.buttons import button
from ui.look.choice_box import ChoiceBox
from ui.look.flow import Flow
from ui.look.labels import label, small
from ui.parts.short_table import Head, ShortTable
from ui.settings.settled import Settled, in_columns, part

_HEADS = (
    Head("Name", 4),
    Head("Role", 4),
    Head("Full time", 2),
    Head("From", 3),
    Head("To", 3),
)
_FIRST = "Not counted until this is filled in."
_HOURS = "1 is full time, 0.6 three days of five. A further post from its first day changes them."


class OfficerPosts(QWidget):
    """One post at a time. Each act is saved at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._posts: list[Post] = []
        self.table = ShortTable("Posts", _HEADS, marked=True)
        self.role = ChoiceBox()
        for code in code_lists()["officer_role"]:
            self.role.addItem(desk.shift.label("officer_role", code), code)
        self.fte, self.first, self.last = QLineEdit(), QLineEdit(), QLineEdit()
        self._rows = {
            "list": Settled("&Posts", self.table),
            "role": Settled("As &what", self.role),
            "fte": Settled("Full-time e&quivalent", self.fte, _HOURS),
            "started_on": Settled("In post &from", self.first, _FIRST),
            "ended_on": Settled("In post &to", self.last, "Empty while the post goes on."),
        }
        self.change = button("Sa&ve this post", self._change, role="primary")
        self.add = button("Add as a f&urther post", self._add)
        why_not = desk.shift.why_not(Permission.OFFICERS)
        self.limits = label(why_not, tone="muted")
        self.limits.setVisible(bool(why_not))
        for each in (self.change, self.add):
            each.forbid(why_not)
        for field in (self.role, self.fte, self.first, self.last):
            field.setEnabled(not why_not)
        acts = QWidget()
        row = Flow(8, acts)
        row.addWidget(self.change)
        row.addWidget(self.add)
        under = small("A role holds from the next unlock. To take a leaver's key, go to Security.")
        posts_row, *rest = self._rows.values()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part(self.limits, posts_row, in_columns(rest), acts, under))
        self.table.currentCellChanged.connect(lambda *_: self._show_post())

    def problem(self, name: str) -> str:
        """The message beside a part of a post."""
        return self._rows[name].problem

    def look(self) -> None:
        """Show the posts as they are now, staying on the one that was marked."""
        marked = self._marked.id if self._marked else None
        self._posts = posts.posts(self._desk.shift)
        with QSignalBlocker(self.table):
            self.table.show_rows([self._cells(each) for each in self._posts])
            places = [place for place, each in enumerate(self._posts) if each.id == marked]
            self.table.setCurrentCell(places[0] if places else 0, 0)
        self._show_post()

    @property
    def _marked(self) -> Post | None:
        row = self.table.currentRow()
        return self._posts[row] if 0 <= row < len(self._posts) else None

    def _cells(self, post: Post) -> tuple[str, ...]:
        begun = short_day(post.started_on) if post.started_on else "Not filled in"
        ended = short_day(post.ended_on) if post.ended_on else ""
        role = self._desk.shift.label("officer_role", post.role)
        return post.name, role, f"{post.fte:g}", begun, ended

    def _show_post(self) -> None:
        post = self._marked
        if post is None:
            return
        self.role.setCurrentIndex(self.role.findData(post.role))
        self.fte.setText(f"{post.fte:g}")
        self.first.setText(day_words(post.started_on) if post.started_on else "")
        self.last.setText(day_words(post.ended_on) if post.ended_on else "")

    def _change(self) -> None:
        post = self._marked
        if post is not None:
            self._do(lambda given: posts.change(self._desk.shift, post.id, post.version, given))

    def _add(self) -> None:
        post = self._marked
        if post is not None:
            self._do(lambda given: posts.add(self._desk.shift, post.officer_id, given))

    def _given(self) -> PostGiven:
        today = self._desk.shift.today
        problems: list[Problem] = []

        def day(name: str, field: QLineEdit) -> date | None:
            try:
                return typed_day(field.text().strip(), today) if field.text().strip() else None
            except ValueError as error:
                problems.append(Problem(name, str(error)))
                return None

        first, last = day("started_on", self.first), day("ended_on", self.last)
        try:
            fte = float(self.fte.text().replace(",", "."))
        except ValueError:
            fte = 0.0
            problems.append(Problem("fte", "Full-time equivalent must be a number, as 0.6."))
        if problems:
            raise Refused(problems)
        return PostGiven(str(self.role.currentData()), fte, first, last)

    def _do(self, act: Callable[[PostGiven], None]) -> None:
        for row in self._rows.values():
            row.say_problem("")
        try:
            act(self._given())
        except Refused as refused:
            for problem in refused.problems:
                self._rows[problem.field].say_problem(problem.sentence)
            return
        except CaseworkError as error:
            self._rows["list"].say_problem(str(error))
            return
        self._desk.notices.say("The post is saved.")
        self.look()
