from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.documents.issued_documents import anchor
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.reports.blocks import Table
from lado_desktop.reports.documents.audit_extract import audit_extract
from lado_desktop.reports.issue import issue, issue_drawn

Read = Callable[[bytes], Any]


def test_the_extract_prints_every_line_of_a_record_with_its_anchor(
    shift: Shift, allegation: Contact, read: Read
) -> None:
    version = open_contact(shift, allegation.id).contact.version
    long = "What was told. " * 400
    initials = {"place": "The hall of M.K.", "summary": long}
    contacts.amend(shift, allegation.id, version, initials)
    document = audit_extract(shift, AuditQuery(reference=allegation.reference))
    assert document.anchor == anchor(shift)
    printed = read(issue_drawn(shift, "audit", None, document).content)
    lines = [element.text for element in printed.tree.all("H3")]
    assert lines[-1].endswith(" · 23 Nov 2026, 09:05:00 · Ottilie Marsh · Changed contact")
    assert any(line.endswith(" · Added decision") for line in lines)
    rows = {row.kids[0].text: row.kids[1:] for row in printed.tree.all("TR")}
    assert [cell.text for cell in rows["Field"]] == ["Before", "After"]
    assert [cell.text for cell in rows["Where"]] == ["–", "The hall of M.K."], "not a stop less"
    before, after = (cell.text for cell in rows["What was said"])
    assert before == 'Tom <b said & "no" when he was lifted by one arm.'
    assert " ".join(after.split()) == "What was told. " * 18 + "What was…"
    assert f"Audit anchor {document.anchor}" in printed.text
    assert "Wren" not in str(printed.file.docinfo["/Title"])


def test_of_a_digest_the_extract_prints_what_can_be_compared(
    shift: Shift, allegation: Contact
) -> None:
    kept = issue(shift, "case", allegation.id)
    blocks = audit_extract(shift, AuditQuery(reference=allegation.reference)).blocks
    cells = {
        cell
        for table in blocks
        if isinstance(table, Table)
        for row in table.rows
        for cell in row.cells
    }
    digest = sha256(kept.content).hexdigest()
    assert digest not in cells
    assert f"{digest[:16]}…" in cells
