"""The decision on a contact: the one in force, those before it, and deciding."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts import decisions
from lado_desktop.casework.contacts.contact_file import ContactFile
from lado_desktop.casework.letters import email_text
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.fields.form import Form, Section
from lado_desktop.domain.kinds.decision import DECISION_FORM, Decision
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError, Problem, Refused
from lado_desktop.domain.time.typed_day import by_words, day_words, echo_day
from ui.desk import Desk
from ui.look.buttons import button
from ui.parts.copied import copy_email
from ui.parts.entry import Entry, EntryAsk
from ui.parts.entry_slot import EntrySlot
from ui.parts.facts import FactCards
from ui.parts.part import Group, Part

SENT_FORM = Form("advice_sent", Section("The advice went out in writing", Decision.advice_sent_on))


def decision_facts(shift: Shift, decision: Decision, criteria: list[str]) -> list[tuple[str, str]]:
    """Return a decision as it is read; the criteria belong to the one in force."""
    day = decision.decided_on
    superseded = decision.superseded_on
    return [
        ("Decision", shift.label("contact_outcome", decision.outcome)),
        ("Decided on", echo_day(day) if day else ""),
        ("Signposted to", shift.label("signposted_to", decision.signposted_to)),
        ("Criteria met", "\n".join(shift.label("criterion", code) for code in criteria)),
        ("Why", decision.rationale or ""),
        ("Advice given", decision.advice or ""),
        ("Advice sent", _sent_words(decision)),
        ("In force until", day_words(superseded) if superseded else ""),
    ]


def _sent_words(decision: Decision) -> str:
    if not decision.advice:
        return ""
    sent = decision.advice_sent_on
    return f"In writing on {echo_day(sent)}" if sent else "Not noted as sent in writing yet"


class DecisionPart(Part):
    """Shows what was decided and why, and opens the form of a decision."""

    def __init__(self, desk: Desk, contact_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent=parent)
        self._id = contact_id
        self._file: ContactFile | None = None
        self._asked = ""
        """The doubt that was shown about the decision that is being made."""
        self.now = Group("Decision")
        self.decide = button("Decide", self.begin_deciding)
        self.copy_advice = button("Copy as e-mail", self.copy_email, sign="copy")
        self.note_sent = button("Note as sent", self._begin_sent)
        self.decide.forbid(desk.shift.why_not(Permission.DECIDE))
        self.note_sent.forbid(desk.shift.why_not(Permission.RECORD))
        for each in (self.copy_advice, self.note_sent, self.decide):
            self.now.add_act(each)
        self.slot = EntrySlot()
        self.slot.done.connect(self.acted)
        self.slot.changed.connect(self._look)
        self.in_force = FactCards()
        self.now.column.addWidget(self.in_force)
        self.before = Group("Earlier decisions")
        self.superseded = FactCards()
        self.before.column.addWidget(self.superseded)
        self.column.addWidget(self.now)
        self.column.addWidget(self.slot)
        self.column.addWidget(self.before)

    def show_file(self, file: ContactFile) -> None:
        """Show the decisions of a contact."""
        self._file = file
        shift = self.desk.shift
        criteria = list(file.contact.criteria)
        in_force = [file.decision] if file.decision else []
        self.in_force.show_cards([decision_facts(shift, each, criteria) for each in in_force])
        self.superseded.show_cards(
            [
                decision_facts(shift, each, [])
                for each in file.decisions
                if each.superseded_on is not None
            ]
        )
        self._look()
        undone = file.decision is None and file.contact.in_error_on is None
        if undone and (DECISION_FORM.name, self._id) in file.drafted:
            self.begin_deciding(begin=False)

    def begin(self) -> None:
        if self.slot.entry is not None:
            self.slot.entry.view.begin()
        elif self.decide.isVisible():
            self.decide.setFocus()

    def keep(self) -> None:
        self.slot.keep()

    @property
    def is_edited(self) -> bool:
        return self.slot.is_edited

    def save(self) -> bool:
        return self.slot.entry is None or self.slot.entry.run()

    def begin_deciding(self, *, begin: bool = True) -> None:
        """Open the form of a decision; the criteria ticked before are ticked."""
        if self._file is None:
            return
        if self.slot.entry is None:
            self._asked = ""
        asked = EntryAsk(
            DECISION_FORM,
            self._id,
            verb="Record the decision",
            act=self._decide,
            values={"criteria": list(self._file.contact.criteria)},
            start={"decided_on": self.desk.shift.today},
        )
        self.slot.ask(self.desk, asked, self.decide, begin=begin)

    def _decide(self, given: dict[str, Any]) -> None:
        doubt = decisions.doubt(self.desk.shift, given)
        if doubt != self._asked:
            # Asked once, beside the ticks: the same decision recorded again is meant.
            self._asked = doubt
            if doubt:
                raise Refused([Problem("criteria", doubt)])
        decision = decisions.decide(self.desk.shift, self._id, given)
        outcome = self.desk.shift.label("contact_outcome", decision.outcome)
        self.desk.notices.say(f"Decided: {outcome}.")

    def _begin_sent(self) -> None:
        entry = Entry(
            self.desk,
            EntryAsk(
                SENT_FORM,
                self._id,
                verb="Note as sent",
                act=lambda given: decisions.record_advice_sent(
                    self.desk.shift, self._id, given["advice_sent_on"]
                ),
                start={"advice_sent_on": self.desk.shift.today},
            ),
        )
        self.slot.open(entry, self.note_sent)

    def copy_email(self) -> None:
        """Copy the advice, as it was given with the decision, as the text of an e-mail."""
        try:
            email = email_text.advice(self.desk.shift, self._id)
        except CaseworkError as error:
            self.desk.notices.warn(str(error))
            return
        self.desk.notices.say(copy_email(email))

    def _look(self) -> None:
        file = self._file
        if file is None:
            return
        decision, fixed = file.decision, file.contact.in_error_on is not None
        idle = self.slot.entry is None
        self.now.say_empty("" if decision or not idle else self._undecided(file))
        self.decide.setText("Decide anew" if decision else "Decide")
        self.decide.setVisible(not fixed and idle and file.contact.closed_on is None)
        has_advice = decision is not None and bool(decision.advice)
        self.copy_advice.setVisible(has_advice)
        self.note_sent.setVisible(
            has_advice
            and not fixed
            and idle
            and decision is not None
            and decision.advice_sent_on is None
        )
        self.before.setVisible(len(file.decisions) > 1)

    def _undecided(self, file: ContactFile) -> str:
        if file.contact.in_error_on is not None:
            return "It was recorded in error before anything was decided."
        if file.contact.check_answered_on is not None:
            return "The check is answered. Nothing has to be decided."
        by = self.desk.shift.due("threshold_decision", file.contact.received_on)
        return "Nothing is decided yet." + (
            f" Decide by {by_words(by, self.desk.shift.today)}." if by else ""
        )
