"""Information shared, by agency: a text for each agency, and adding one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from lado_desktop.casework.meetings.meeting_file import BY_AGENCY, MeetingFile
from lado_desktop.domain.fields.field import Field, FieldKind
from lado_desktop.domain.kinds.minute_section import MinuteSection
from ui.desk import Desk
from ui.editors.text_editors import LineEditor
from ui.forms.field_row import FieldRow
from ui.look.buttons import button
from ui.look.flow import Flow
from ui.meeting.minute_text import MinuteText
from ui.parts.part import Group, Part


class AgencyReports(Part):
    """What each agency shared. An agency is here as soon as it is named."""

    def __init__(
        self,
        desk: Desk,
        file: MeetingFile,
        words: str,
        take_in: Callable[[MinuteText], None],
        parent: QWidget | None = None,
    ) -> None:
        """`take_in` is called with each text that is made."""
        super().__init__(desk, padded=False, parent=parent)
        self._meeting = file.meeting
        self._take_in = take_in
        self._present: list[str] = []
        self._fixed = False
        self.texts: dict[str, MinuteText] = {}
        self.group = Group(words, self)
        self.group.column.setSpacing(16)
        self.column.addWidget(self.group)
        self.adding = QWidget(self)
        field = Field(FieldKind.LINE, "Agency", name="agency")
        self.name: LineEditor

        def made(row: QWidget) -> LineEditor:
            self.name = LineEditor(field, row)
            return self.name

        self.name_row = FieldRow(field, made, self.adding)
        self._names = QStringListModel(self)
        finder = QCompleter(self._names, self.name.line)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.line.setCompleter(finder)
        self.name.line.returnPressed.connect(self._add_named)
        under = QVBoxLayout(self.adding)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(8)
        self.name_row.setMaximumWidth(self.fontMetrics().averageCharWidth() * 50)
        under.addWidget(self.name_row)
        buttons = QWidget(self.adding)
        row = Flow(12, buttons)
        under.addWidget(buttons)
        self.add = button("Add this agency", self._add_named, parent=buttons)
        self.each_present = button(
            "One for each agency present", self._add_present, role="link", parent=buttons
        )
        for each in (self.add, self.each_present):
            row.addWidget(each)
        self.column.addWidget(self.adding)

    def show_file(self, file: MeetingFile, drafted: list[str]) -> None:
        """Show the agencies' reports, those typed and not saved too."""
        self._fixed = file.fixed
        self._present = list(
            dict.fromkeys(each.agency for each, _ in file.attendances if each.agency)
        )
        self._names.setStringList(self._present)
        written = {section.agency or "": section for section in file.written(BY_AGENCY)}
        for agency in dict.fromkeys([*written, *drafted]):
            if agency not in self.texts:
                self._make(agency)
        for agency, text in self.texts.items():
            self._show(text, written.get(agency))
        self.adding.setVisible(not self._fixed)
        self._look()

    def begin(self) -> None:
        first = next((text for text in self.texts.values() if not text.isHidden()), None)
        if first is not None:
            first.begin()
        else:
            self.name.line.setFocus()

    def _show(self, text: MinuteText, section: MinuteSection | None) -> None:
        text.show_section(section, "", fixed=self._fixed)

    def _make(self, agency: str) -> MinuteText:
        text = MinuteText(self.desk, self._meeting, BY_AGENCY, agency, agency, parent=self.group)
        self.texts[agency] = text
        self.group.column.addWidget(text)
        self._take_in(text)
        text.saved.connect(self._look)
        return text

    def _add_named(self) -> None:
        agency = " ".join(self.name.typed().split())
        if not agency:
            self.name_row.show_problem("Agency is needed.")
            return
        self.name_row.show_problem("")
        text = self.texts.get(agency) or self._make(agency)
        text.show()
        self.name.show_value(None)
        self._look()
        text.begin()

    def _add_present(self) -> None:
        for agency in self._present:
            (self.texts.get(agency) or self._make(agency)).show()
        self._look()
        self.begin()

    def _look(self) -> None:
        missing = [agency for agency in self._present if agency not in self.texts]
        self.each_present.setVisible(bool(missing))
        shown = any(not text.isHidden() for text in self.texts.values())
        if shown:
            self.group.say_empty("")
        elif self._fixed:
            self.group.say_empty("Not recorded")
        else:
            self.group.say_empty("Name each agency that shared something, then type what it said.")
