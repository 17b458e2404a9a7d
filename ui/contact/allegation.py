"""What a contact that meets the threshold grows: the allegation, its finding, what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts import allegations, findings
from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.casework.saving import values_of
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.allegation import ALLEGATION_FORM
from lado_desktop.domain.kinds.employment_outcome import EMPLOYMENT_OUTCOME_FORM
from lado_desktop.domain.kinds.finding import FINDING_FORM, Finding
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.time.typed_day import day_words, echo_day
from ui.desk import Desk
from ui.forms.form_view import FormView
from ui.look.buttons import button
from ui.parts.entry import EntryAsk
from ui.parts.entry_slot import EntrySlot
from ui.parts.facts import FactCards
from ui.parts.part import Group, Part
from ui.parts.short_table import Head
from ui.records.record_list import RecordActs, RecordList, ShortListWords


def finding_facts(shift: Shift, finding: Finding) -> list[tuple[str, str]]:
    """Return a finding as it is read."""
    superseded = finding.superseded_on
    return [
        ("Finding", shift.label("finding", finding.finding)),
        ("Concluded on", echo_day(finding.found_on)),
        ("Why", finding.rationale or ""),
        ("Agreed with", finding.agreed_with or ""),
        ("Employer's view", finding.employers_view or ""),
        ("Dissent", finding.dissent or ""),
        ("In force until", day_words(superseded) if superseded else ""),
    ]


class AllegationPart(Part):
    """The form of an allegation, the findings on it and the employment outcomes."""

    def __init__(self, desk: Desk, contact_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent=parent)
        self._id = contact_id
        self._file: ContactFile | None = None
        self.form = FormView(desk, ALLEGATION_FORM, target_id=contact_id, parent=self)
        self.finding = Group("Finding")
        self.find_button = button("Record a finding", self.begin_finding)
        self.find_button.forbid(desk.shift.why_not(Permission.DECIDE))
        self.finding.add_act(self.find_button)
        self.slot = EntrySlot()
        self.slot.done.connect(self.acted)
        self.slot.changed.connect(self._look)
        self.in_force = FactCards()
        self.finding.column.addWidget(self.in_force)
        self.before = Group("Earlier findings")
        self.superseded = FactCards()
        self.before.column.addWidget(self.superseded)
        self.outcomes = RecordList(
            desk,
            ShortListWords(
                "Employment outcomes",
                "Add an outcome",
                "None is recorded yet. Add what came of it at work, each with its day.",
            ),
            (Head("Outcome", 4), Head("On", 3), Head("Detail", 5)),
            RecordActs(
                EMPLOYMENT_OUTCOME_FORM,
                lambda given: allegations.add_employment_outcome(desk.shift, contact_id, given),
                lambda key, version, changes: allegations.amend_employment_outcome(
                    desk.shift, key, version, changes
                ),
            ),
            contact_id,
        )
        self.outcomes.acted.connect(self.acted)
        for each in (self.form, self.finding, self.slot, self.before, self.outcomes):
            self.column.addWidget(each)

    def show_file(self, file: ContactFile) -> None:
        """Show the allegation of a contact, where it has one."""
        self._file = file
        if file.allegation is None:
            return
        fixed = file.contact.in_error_on is not None
        police = file.contact.police_status
        self.form.show_values(
            {**values_of(file.allegation), "police_status": police},
            version=file.allegation.version,
        )
        if fixed:
            self.form.set_read_only(True)
        shift = self.desk.shift
        in_force = [file.finding] if file.finding else []
        self.in_force.show_cards([finding_facts(shift, each) for each in in_force])
        self.superseded.show_cards(
            [finding_facts(shift, each) for each in file.findings if each.superseded_on]
        )
        self.before.setVisible(len(file.findings) > 1)
        self.outcomes.show_rows(
            [
                (
                    each,
                    (
                        self.desk.shift.label("employment_outcome", each.outcome),
                        day_words(each.happened_on) if each.happened_on else "",
                        each.detail or "",
                    ),
                )
                for each in file.employment_outcomes
            ]
        )
        self.outcomes.set_read_only(fixed)
        self.outcomes.reopen(file.drafted)
        self._look()
        if file.finding is None and (FINDING_FORM.name, self._id) in file.drafted:
            self.begin_finding(begin=False)

    def begin(self) -> None:
        self.form.begin()

    def keep(self) -> None:
        self.form.keep_now()
        self.slot.keep()
        self.outcomes.slot.keep()

    @property
    def is_edited(self) -> bool:
        return self.form.is_edited or self.slot.is_edited or self.outcomes.slot.is_edited

    def save(self) -> bool:
        """Change the allegation, and finish the forms that are open under it."""
        if self.form.is_edited and not self.saving(self.form, allegations.amend):
            return False
        slots = (self.slot, self.outcomes.slot)
        return all(slot.entry.run() for slot in slots if slot.is_edited and slot.entry)

    def begin_finding(self, *, begin: bool = True) -> None:
        """Open the form of a finding."""
        asked = EntryAsk(
            FINDING_FORM,
            self._id,
            verb="Record the finding",
            act=self._find,
            start={"found_on": self.desk.shift.today},
        )
        self.slot.ask(self.desk, asked, self.find_button, begin=begin)

    def _find(self, given: dict[str, Any]) -> None:
        finding = findings.conclude(self.desk.shift, self._id, given)
        self.desk.notices.say(
            f"Concluded: {self.desk.shift.label('finding', finding.finding).lower()}."
        )

    def _look(self) -> None:
        file = self._file
        if file is None:
            return
        idle = self.slot.entry is None
        self.finding.say_empty(
            "" if file.finding or not idle else "Not concluded yet. The finding concludes it."
        )
        self.find_button.setText("Find anew" if file.finding else "Record a finding")
        # A closed contact is reopened before its finding is changed.
        self.find_button.setVisible(idle and file.state not in ("closed", "in_error"))
