"""All acts: the code that the audit stores, the words, and the permission.

A code is never changed or reused, since audits contain it for ever. Audits from before 30 November
2026 contain the words instead, so words here are recognised in them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lado_desktop.domain.permission import Permission
from lado_desktop.domain.register import Register
from lado_desktop.domain.registers import REGISTERS

UNDO, REDO = "undo", "redo"
"""The acts that reverse another act. An audit event names that act."""


@dataclass(frozen=True)
class Act:
    """One declared act."""

    code: str
    words: str
    """As officers say it: "Log contact"."""
    needs: Permission | None
    """None for acts of the program, and where the undone act decides."""
    undoable: bool = True


_OWN_ACTS = (
    Act(UNDO, "Undo", None, undoable=False),
    Act(REDO, "Redo", None, undoable=False),
    Act("record.look", "Look", Permission.OWN),
    Act("window.lock", "Lock", Permission.OWN),
    Act("window.close", "Close window", Permission.OWN),
    Act("window.lock_after", "Change lock time", Permission.OWN),
    Act("notice.read", "Read notice", Permission.OWN),
    Act("clock.watch", "Watch the clock", Permission.OWN),
    Act("draft.keep", "Keep draft", Permission.OWN),
    Act("draft.drop", "Drop draft", Permission.OWN),
    Act("passphrase.change", "Change passphrase", Permission.OWN),
    Act("window.share", "Change shared screens", Permission.OWN),
    Act("document.view", "View document", Permission.READ),
    Act("document.add", "Keep document", Permission.LOG),
    Act("file.set_aside", "Set file aside", Permission.LOG),
    Act("file.leave_out", "Leave file out", Permission.LOG),
    Act("contact.log", "Log contact", Permission.LOG),
    Act("contact.log_another_adult", "Log another adult", Permission.LOG),
    Act("contact.log_following", "Log referral that follows", Permission.LOG),
    Act("contact.link", "Link contacts", Permission.LOG),
    Act("contact.unlink", "Unlink contact", Permission.LOG),
    Act("contact.amend", "Change contact", Permission.LOG),
    Act("adult.add", "Add person", Permission.LOG),
    Act("adult.amend", "Change person", Permission.LOG),
    Act("role_held.add", "Add role held", Permission.LOG),
    Act("role_held.amend", "Change role held", Permission.LOG),
    Act("child.add", "Add child", Permission.LOG),
    Act("child.amend", "Change child", Permission.LOG),
    Act("professional.add", "Add professional", Permission.LOG),
    Act("professional.amend", "Change professional", Permission.LOG),
    Act("organisation.add", "Add organisation", Permission.LOG),
    Act("organisation.amend", "Change organisation", Permission.LOG),
    Act("spelling.add", "Add word", Permission.LOG),
    Act("spelling.remove", "Forget word", Permission.LOG),
    Act("allegation.amend", "Change allegation", Permission.RECORD),
    Act("meeting.plan", "Plan meeting", Permission.RECORD),
    Act("meeting.amend", "Change meeting", Permission.RECORD),
    Act("meeting.set_contacts", "Change contacts of meeting", Permission.RECORD),
    Act("attendance.add", "Add attendance", Permission.RECORD),
    Act("attendance.amend", "Change attendance", Permission.RECORD),
    Act("attendance.remove", "Remove attendance", Permission.RECORD),
    Act("minute_section.write", "Write minutes", Permission.RECORD),
    Act("minute_section.remove", "Remove section", Permission.RECORD),
    Act("action.add", "Add action", Permission.RECORD),
    Act("action.amend", "Change action", Permission.RECORD),
    Act("onward_referral.add", "Add onward referral", Permission.RECORD),
    Act("onward_referral.amend", "Change onward referral", Permission.RECORD),
    Act("employment_outcome.add", "Add employment outcome", Permission.RECORD),
    Act("employment_outcome.amend", "Change employment outcome", Permission.RECORD),
    Act("decision.advice_sent", "Record advice sent", Permission.RECORD),
    Act("register.in_error", "Record entry in error", Permission.RECORD),
    Act("record.restore_version", "Restore earlier version", Permission.RECORD),
    Act("record.bring_back", "Take out of the bin", Permission.RECORD),
    Act("document.in_error", "Record document in error", Permission.RECORD),
    Act("contact.decide", "Decide contact", Permission.DECIDE),
    Act("finding.record", "Record finding", Permission.DECIDE),
    Act("contact.in_error", "Record in error", Permission.DECIDE),
    Act("contact.conclude", "Conclude contact", Permission.CLOSE),
    Act("contact.close", "Close", Permission.CLOSE),
    Act("contact.reopen", "Reopen", Permission.CLOSE),
    Act("minutes.approve", "Approve minutes", Permission.APPROVE, undoable=False),
    Act("document.issue", "Issue document", Permission.PRINT),
    Act("record.take_out", "Take out of the vault", Permission.PRINT),
    Act("document.save_copy", "Save copy of document", Permission.PRINT),
    Act("contact.restrict", "Restrict contact", Permission.RESTRICT),
    Act("contact.lift_restriction", "Lift restriction", Permission.RESTRICT),
    Act("published_figure.add", "Type in published figure", Permission.FIGURES),
    Act("published_figure.amend", "Change published figure", Permission.FIGURES),
    Act("question.save", "Save question", Permission.FIGURES),
    Act("question.remove", "Forget question", Permission.FIGURES),
    Act("figures.freeze", "Freeze figures", Permission.FIGURES),
    Act("contacts.import", "Import contacts", Permission.IMPORT, undoable=False),
    Act("checks.import", "Import checks", Permission.IMPORT, undoable=False),
    Act("meetings.import", "Import meetings", Permission.IMPORT, undoable=False),
    Act("officers.import", "Import officers", Permission.IMPORT, undoable=False),
    Act("import.undo", "Undo import", Permission.IMPORT, undoable=False),
    Act("settings.change", "Change settings", Permission.SETTLE),
    Act("practice.choose", "Choose practice", Permission.SETTLE),
    Act("code_list.rename", "Rename in a list", Permission.SETTLE),
    Act("code_list.add", "Add to a list", Permission.SETTLE),
    Act("code_list.retire", "Retire from a list", Permission.SETTLE),
    Act("code_list.offer_again", "Offer again in a list", Permission.SETTLE),
    Act("code_list.order", "Set a list in order", Permission.SETTLE),
    Act("backup.choose_second_place", "Choose the second place", Permission.SETTLE),
    Act("table.edit", "Edit table", Permission.SETTLE),
    Act("table.add", "Add table", Permission.SETTLE),
    Act("table.remove", "Remove table", Permission.SETTLE),
    Act("table.as_shipped", "Table as shipped", Permission.SETTLE),
    Act("table.order", "Order of tables", Permission.SETTLE),
    Act("practice.edit_words", "Edit words", Permission.SETTLE),
    Act("practice.edit_clocks", "Edit clocks", Permission.SETTLE),
    Act("practice.edit_statements", "Edit statements", Permission.SETTLE),
    Act("practice.import", "Take in practice", Permission.SETTLE),
    Act("officer.add_all", "Add officers", Permission.OFFICERS),
    Act("officer.add", "Add officer", Permission.OFFICERS),
    Act("post.add", "Add post", Permission.OFFICERS),
    Act("post.amend", "Change post", Permission.OFFICERS),
    Act("officer.remove", "Remove officer", Permission.OFFICERS),
    Act("keys.renew", "Renew keys", Permission.OFFICERS),
    Act("officer.new_code", "Give new code", Permission.OFFICERS),
    Act("backup.make", "Back up", Permission.BACKUP),
    Act("backup.drill", "Try a backup", Permission.BACKUP),
    Act("record.verify", "Verify the record", Permission.BACKUP),
    Act("record.reindex", "Rebuild the search index", Permission.BACKUP),
    Act("backup.verify", "Verify a backup", Permission.BACKUP),
    Act("backup.restore", "Restore backup", Permission.RESTORE),
    Act("audit.export", "Export audit", Permission.AUDIT),
    # Acts of the program itself.
    Act("vault.unlock", "Unlock", None, undoable=False),
    Act("vault.make", "Make vault", None, undoable=False),
    Act("vault.accept", "Open a vault not as last seen", None, undoable=False),
    Act("documents.check", "Check documents", None, undoable=False),
    Act("document.put_back", "Put document back", None, undoable=False),
    Act("vault_file.repair", "Put vault.json right", None, undoable=False),
    Act("passphrase.replace", "Replace passphrase", None, undoable=False),
    Act("officer.take_up_code", "Take up code", None, undoable=False),
    Act("vault.upgrade", "Upgrade", None, undoable=False),
)


def _of_register(register: Register) -> Iterator[Act]:
    for code, words in register.acts.items():
        yield Act(code, words, register.needs)
    words = f"Import {register.key}"
    yield Act(f"{register.key}.import", words, Permission.IMPORT, undoable=False)


_ACTS = (*_OWN_ACTS, *(act for each in REGISTERS.values() for act in _of_register(each)))

ACTS: Mapping[str, Act] = MappingProxyType({act.code: act for act in _ACTS})
"""All acts by code."""

_BY_WORDS = {act.words: act for act in _ACTS}


def declared(stored: str) -> Act | None:
    """Return an act by its stored code or words; None for the words of an old undo."""
    return ACTS.get(stored) or _BY_WORDS.get(stored)


def right_of(code: str) -> Permission:
    """Return the permission of an act. Raises KeyError, and ValueError where it has none."""
    right = ACTS[code].needs
    if right is None:
        raise ValueError(f"The act {code} is the program's own, or its right has to be given.")
    return right


_OF_FORM = {
    "another_adult": "contact.log_another_adult",
    "referral_that_follows": "contact.log_following",
    "child_involved": "child.add",
    "decision": "contact.decide",
    "finding": "finding.record",
    "closing": "contact.close",
    "concluding": "contact.conclude",
    "saved_question": "question.save",
    "practice_part": "table.edit",
}
"""The acts of forms and kinds of record without a named act."""


def permission_to_change(name: str) -> Permission:
    """Return the permission to change a form or kind of record.

    The permission for casework where no act has another.
    """
    kind = name.removeprefix("change_").removeprefix("new_")
    code = _OF_FORM.get(kind, f"{kind}.amend")
    return right_of(code) if code in ACTS else Permission.RECORD


def stored_as(code: str) -> tuple[str, str]:
    """Return what the audit may store for an act: its code or, in old lines, its words."""
    return code, ACTS[code].words


def took_back(stored: str, code: str) -> bool:
    """Tell whether a stored act is UNDO or REDO, in either form."""
    return stored == code or stored.startswith(f"{ACTS[code].words} ")
