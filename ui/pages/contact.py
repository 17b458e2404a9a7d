"""The page of a contact, from the call to its closing; with its allegation where it has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.contacts.contact_file import ContactFile, contact_page, open_contact
from lado_desktop.domain.permission import Permission
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.record import new_id
from ui.contact.allegation import AllegationPart
from ui.contact.call import CallPart
from ui.contact.closing import ClosingPart
from ui.contact.concern import ConcernPart
from ui.contact.decision import DecisionPart
from ui.contact.known_beside import MOST
from ui.contact.letters_menu import OF_A_CONTACT, letters_menu
from ui.contact.linking import Linking
from ui.contact.state import CLOSABLE, STEPS, facts_of_contact, next_step, state_of_contact
from ui.contact.work import WorkPart
from ui.desk import Desk
from ui.page import Kept, Printable
from ui.parts.beside import Beside
from ui.parts.documents import DocumentsPart
from ui.parts.part import Part
from ui.records.attach_files import Keeper
from ui.records.in_error import ask_in_error
from ui.records.record_document import record_document
from ui.records.restricting import Restricting
from ui.records.tabbed_page import Tab, TabbedPage
from ui.route import Place
from ui.window.menus import MenuAct, act

P = TypeVar("P", bound=Part)
_OF_A_CONTACT = (ConcernPart, DecisionPart, AllegationPart, WorkPart, ClosingPart, DocumentsPart)


class ContactPage(TabbedPage):
    """A new contact is one form; a logged one has parts, and offers what comes next."""

    noun = "contact"
    needs = (Permission.LOG, Permission.RECORD, Permission.DECIDE, Permission.CLOSE)
    manual = "contacts"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(desk, place, parent)
        self.file: ContactFile | None = None
        if place.id is None:
            self._lay_new()
            return
        id = place.id
        self._make_acts()
        self.lay_out(
            [*self._acts, self.letters_act],
            [
                Tab("Contact", ConcernPart, self._made_concern),
                Tab("Decision", DecisionPart, lambda ground: DecisionPart(desk, id, ground)),
                Tab("Allegation", AllegationPart, lambda ground: AllegationPart(desk, id, ground)),
                Tab("Work", WorkPart, self._made_work),
                Tab("Closing", ClosingPart, lambda ground: ClosingPart(desk, id, ground)),
                Tab("Documents", DocumentsPart, self._made_documents),
            ],
        )
        self.body.insertWidget(self.body.indexOf(self.tabs), self.linking)
        self.look()

    @property
    def call(self) -> CallPart:
        """The form of a contact that is not logged yet."""
        return self.of(CallPart)

    @property
    def concern(self) -> ConcernPart:
        """The part Contact."""
        return self.of(ConcernPart)

    @property
    def decision(self) -> DecisionPart:
        """The part Decision."""
        return self.of(DecisionPart)

    @property
    def allegation(self) -> AllegationPart:
        """The part Allegation, which a contact below the threshold does not show."""
        return self.of(AllegationPart)

    @property
    def work(self) -> WorkPart:
        """The part Work."""
        return self.of(WorkPart)

    @property
    def closing(self) -> ClosingPart:
        """The part Closing."""
        return self.of(ClosingPart)

    @property
    def keeper(self) -> Keeper | None:
        if self.file is None or self.file.state == "in_error":
            return None
        return Keeper(self.noun, self.id, self.file.contact.reference)

    @property
    def another(self) -> Place | None:
        begun = self.place.id is None and self.call.is_begun
        return Place(self.noun, draft=new_id()) if begun else None

    def look(self) -> None:
        """Read the contact again and show it without touching what is being typed."""
        if self.place.id is None:
            return
        file = contact_page(self.desk.shift, self.place.id)
        self.file = file
        self.head.show_record(
            f"{file.contact.reference}  {file.who}",
            state_of_contact(file),
            facts_of_contact(self.desk.shift, file),
        )
        self.say_title(file.contact.reference)
        self.offer_tab(AllegationPart, file.allegation is not None)
        for part in self.parts:
            self.fill(part)
        self._show_acts(file)

    def fill(self, part: Part) -> None:
        if self.file is not None and isinstance(part, _OF_A_CONTACT):
            part.show_file(self.file)

    def records(self) -> list[Kept]:
        own = super().records()
        allegation = self.file.allegation if self.file is not None else None
        return (
            own if allegation is None else [*own, Kept("Allegation", "allegation", allegation.id)]
        )

    def document(self, name: str = "case") -> Printable | None:
        """The case summary or a letter, of what is saved: what was edited is saved first."""
        edited = any(part.is_edited for part in self.parts)
        if self.file is None or (edited and not self.save()):
            return None
        return record_document(self.desk.shift, name, self.id, self.file.contact.reference)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter logs a new contact, as Ctrl+S does: it is what the form is for."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enter and control and self.place.id is None:
            self.save_act.trigger()
            return
        super().keyPressEvent(event)

    def _print(self, name: str) -> None:
        document = self.document(name)
        if document is not None:
            self.printing.emit(document)

    def _make_acts(self) -> None:
        made: list[MenuAct] = []

        def own(words: str, do: Callable[[], object], needs: Permission, keys: str = "") -> MenuAct:
            made.append(act(self, words, do, keys))
            made[-1].forbid(self.desk.shift.why_not(needs))
            return made[-1]

        def within(kind: type[P], do: Callable[[P], object]) -> Callable[[], object]:
            return lambda: self._do_in(kind, do)

        may = Permission
        deciding = within(DecisionPart, DecisionPart.begin_deciding)
        emailing = within(DecisionPart, DecisionPart.copy_email)
        finding = within(AllegationPart, AllegationPart.begin_finding)
        adding = within(WorkPart, lambda work: work.action_list.begin_adding())
        referring = within(WorkPart, lambda work: work.referrals.begin_adding())
        another = within(ConcernPart, ConcernPart.begin_another)
        following = within(ConcernPart, ConcernPart.begin_following)
        keeping = within(DocumentsPart, DocumentsPart.ask_which)
        closing = within(ClosingPart, ClosingPart.begin_closing)
        reopening = within(ClosingPart, ClosingPart.ask_reopening)
        self.decide_act = own("&Decide", deciding, may.DECIDE, "Ctrl+D")
        self.email_act = own("Cop&y advice as e-mail", emailing, may.READ, "Ctrl+Shift+E")
        self.plan_act = own("Plan a meetin&g", self._plan, may.RECORD, "Ctrl+Shift+M")
        self.find_act = own("Record a &finding", finding, may.DECIDE, "Ctrl+Shift+F")
        self.action_act = own("Add an &action", adding, may.RECORD, "Ctrl+Shift+A")
        own("Add an &onward referral", referring, may.RECORD)
        own("Another adult in the same &call", another, may.LOG, "Ctrl+Shift+N")
        own("A &referral that follows", following, may.LOG)
        self.keep_act = own("&Keep a document…", keeping, may.LOG, "Ctrl+Shift+K")
        self.close_act = own("C&lose", closing, may.CLOSE)
        self.reopen_act = own("Reo&pen", reopening, may.CLOSE)
        self.print_act = own("Print case su&mmary", lambda: self._print("case"), may.PRINT)
        self.error_act = own("Record in &error…", self._ask_error, may.DECIDE)
        self.restricting = Restricting(self.desk, self.id, self)
        self.restricting.done.connect(self._restricted)
        self.letters_act = letters_menu(self, OF_A_CONTACT, self._print)
        self.linking = Linking(self.desk, self.id, self)
        self.linking.done.connect(lambda: self.desk.changes.saved.emit("contact", None))
        self._acts = [*made, *self.linking.acts, *self.restricting.acts]

    def _ask_error(self) -> None:
        ask_in_error(self, self.desk, self.id, self.tell)

    def _show_acts(self, file: ContactFile) -> None:
        state = file.state
        standing = state != "in_error"
        for each in self._acts:
            each.setEnabled(standing)
        self.save_act.setEnabled(standing)
        self.print_act.setEnabled(True)
        self.letters_act.setEnabled(standing)
        self.linking.show_file(file)
        self.restricting.show_file(file)
        self.decide_act.setText("&Decide" if file.decision is None else "&Decide anew")
        self.decide_act.setEnabled(state not in ("in_error", "closed"))
        self.find_act.setEnabled(self.decide_act.isEnabled() and file.allegation is not None)
        self.close_act.setEnabled(state in CLOSABLE)
        self.reopen_act.setEnabled(state == "closed")
        steps = (self.decide_act, self.plan_act, self.find_act, self.close_act)
        self.head.offer(dict(zip(STEPS, steps, strict=True)).get(next_step(file)))

    def _do_in(self, kind: type[P], do: Callable[[P], object]) -> None:
        self.show_tab(kind)
        do(self.of(kind))

    def _lay_new(self) -> None:
        self.save_act.setText("&Log contact")
        self.time_act = act(self, "Put the &time", self._put_time, "Ctrl+T")
        self.beside = Beside(self)
        self.take_acts = [self._take_act(number) for number in range(1, MOST + 1)]
        self.lay_out([self.time_act, *self.take_acts], [Tab("Contact", CallPart, self._made_call)])
        self.body.addWidget(self.beside, 1)
        # Before the form is made: what moves from parent to parent is styled again.
        self.beside.lay(self.tabs, self._lay_within)
        self.take_proposed = self.call.take_proposed
        self.call.lay_beside(self.beside.panel)
        self.head.show_record(self.desk.shift.worded("New contact"), None, [])
        self.head.save.hide()
        self.head.offer(self.save_act)
        self.say_title("New contact")

    def _lay_within(self, panel: QWidget) -> None:
        self.call.lay_within(panel)

    def _put_time(self) -> None:
        self.call.put_time()

    def _take_act(self, number: int) -> QAction:
        words = f"Take what is known, number &{number}"
        return act(self, words, lambda: self.call.known.press(number), f"Alt+{number}")

    def _made_call(self, ground: QWidget) -> CallPart:
        part = CallPart(self.desk, self.place.draft, ground)
        part.logged.connect(self._go_to_logged)
        return part

    def _made_concern(self, ground: QWidget) -> ConcernPart:
        part = ConcernPart(self.desk, self.id, ground)
        part.another.connect(self._go_to_another)
        return part

    def _made_documents(self, ground: QWidget) -> DocumentsPart:
        return DocumentsPart(self.desk, self.noun, self.id, ground)

    def _made_work(self, ground: QWidget) -> WorkPart:
        part = WorkPart(self.desk, self.id, ground)
        part.planning.connect(self._plan)
        return part

    def _plan(self) -> None:
        if any(part.is_edited for part in self.parts) and not self.save():
            return
        self.going.emit(Place("meeting", about=self.place.id))

    def _go_to_another(self, id: UUID) -> None:
        self.tell()
        # Once the form that it was typed into is closed.
        QTimer.singleShot(0, self, lambda: self.going.emit(Place("contact", id)))

    def _go_to_logged(self, id: UUID) -> None:
        self.desk.changes.saved.emit("contact", id)
        self.going.emit(Place("contact", id))

    def _restricted(self) -> None:
        """Show it as it is now; an officer who left out their own name sees it no more."""
        try:
            open_contact(self.desk.shift, self.id)
        except CaseworkError:
            self.desk.changes.saved.emit("contact", None)
            self.going.emit(Place("contacts"))
        else:
            self.tell()
