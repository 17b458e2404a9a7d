"""Each question that bypasses the restrictions is named here, with why it shows nothing restricted.

A session that `Shift` opens leaves out what is restricted, in questions to mapped records. Plain
Core SQL is not filtered, nor is a reading of everything: name each new one here, with its reason.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "lado_desktop"

_EXISTS = "it tells only whether there is such a row"
_TOLD = "it says that there is something, and to whom to speak"
_COUNTED = "every record is counted; the lists leave out (counted_lists)"
_IMPORT = "a file comes in whole and goes out whole"
_ENTITY = "a column in a condition of a question to the record itself"
_OPENING = "nobody works yet, or it reads officers and settings alone"
_AUDIT = "the audit's own lines: numbers and keys"

PAST: dict[str, str] = {
    "casework/audit/changed_since._logged": _AUDIT,
    "casework/audit/changed_since.changed_since": "references come from a list, which leaves out",
    "casework/audit/brief._query": "the columns' names: what it asks leaves out",
    "casework/audit/field_words._plain_words": "the column's kind",
    "casework/audit/field_words.linked_kind": "the column's kind",
    "casework/audit/field_words.value_of": "the column's kind",
    "casework/audit/journal.note": "it writes a line of the audit",
    "casework/audit/journal.write_down": "it writes lines of the audit",
    "casework/audit/subject._held_by": _ENTITY,
    "casework/audit/subject._taken_off": "keys, for a condition on lines that are blanked (trail)",
    "casework/audit/verifying.verify": "it compares; a record is named by a part of its key",
    "casework/contacts/contact_file._of_contacts": _ENTITY,
    "casework/contacts/contacts._incident_of": _EXISTS,
    "casework/documents/kept_documents._add": "it writes the key of a document",
    "casework/documents/kept_documents._taken_out": "the key of a document that was loaded",
    "casework/documents/kept_documents.erase_key": "it erases the key of a document",
    "casework/known/before.look": _TOLD,
    "casework/known/restricted._contacts": _TOLD,
    "casework/meetings/meetings._is_taken": _EXISTS,
    "casework/meetings/meetings._next_position": "a number within a meeting that was loaded",
    "casework/settings/settings.service_practice": _OPENING,
    "casework/search/picking.names_of": _ENTITY,
    "casework/contacts/references.give_reference": _EXISTS,
    "casework/contacts/restrictions.check_may_go": "a number, to whoever removes an officer",
    "casework/contacts/restrictions.restricted_about": _TOLD,
    "casework/contacts/restrictions.speak_to": _TOLD,
    "casework/shift.act": "it hides",
    "casework/shift.reading": "it hides",
    "casework/shift.reading_all": "it is one of what is named here",
    "casework/imports/batches._named_by_others": _ENTITY,
    "casework/imports/batches.undo": _IMPORT,
    "casework/imports/checks._known": _IMPORT,
    "casework/imports/checks._posts": _IMPORT,
    "casework/imports/contact_batch.__init__": _IMPORT,
    "casework/imports/meeting_batch.__init__": _IMPORT,
    "casework/undoing/named_by.named_by": "what it finds is loaded before it is called by name",
    "casework/undoing/restoring._refuse_twice": _EXISTS,
    "casework/undoing/restoring.bring_back": "the columns' kinds",
    "figures/reconciling/behind.records": _COUNTED,
    "figures/units/contact_queries.contacts_query": _COUNTED,
    "figures/reconciling/difference.records": _COUNTED,
    "figures/publishing/frozen.freeze": _COUNTED,
    "figures/counting/year.figures": _COUNTED,
    "unlocking/opening.role_of": _OPENING,
    "unlocking/opening._shift_in": _OPENING,
    "unlocking/opening.make_vault": _OPENING,
    "unlocking/by_sheet.holders": _OPENING,
    "unlocking/by_sheet.open_by_sheet": _OPENING,
}


def _passes_by(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr="connection" | "reading_all" | "__table__"):
            return True
        case ast.Attribute(attr="reading" | "writing" | "counting", value=value):
            return ast.unparse(value).endswith("store")
        case ast.Name(id="PAST_RESTRICTIONS", ctx=ast.Load()):
            return True
    return False


def _inmost(node: ast.AST, within: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            # A function within another is spoken of by the outer one's name.
            yield from _inmost(child, within or child.name)
        else:
            if _passes_by(child):
                yield within
            yield from _inmost(child, within)


def test_whatever_passes_by_the_restrictions_is_known_and_has_its_reason() -> None:
    found = {
        f"{path.relative_to(ROOT).with_suffix('').as_posix()}.{name}"
        for path in ROOT.rglob("*.py")
        if path.relative_to(ROOT).parts[0] != "domain"  # what is declared asks nothing
        for name in _inmost(ast.parse(path.read_text()), "")
        if name
    }
    new = sorted(found - set(PAST))
    assert not new, f"Load what these find by the session, or say here why they may: {new}"
    assert sorted(set(PAST) - found) == []
