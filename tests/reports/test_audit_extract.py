from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lado_desktop.casework import contacts
from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.contact_file import open_contact
from lado_desktop.casework.documents import anchor
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.contact import Contact
from lado_desktop.reports.audit_extract import LONGEST, audit_extract
from lado_desktop.reports.issue import issue_drawn

Read = Callable[[bytes], Any]


def test_the_extract_prints_every_line_of_a_record_with_its_anchor(
    shift: Shift, allegation: Contact, read: Read
) -> None:
    version = open_contact(shift, allegation.id).contact.version
    long = "What was told. " * 400
    contacts.amend(shift, allegation.id, version, {"place": "The hall", "summary": long})
    document = audit_extract(shift, AuditQuery(reference=allegation.reference))
    assert document.anchor == anchor(shift)
    printed = read(issue_drawn(shift, "audit", None, document).content)
    cells = [element.text for element in printed.tree.all("TD")]
    assert "Changed contact" in cells
    assert "Added decision" in cells
    (changed,) = [cell for cell in cells if "Where: The hall" in cell]
    assert "What was said: Tom <b said" in changed
    assert f"now {long[:LONGEST].rstrip()}…" in changed
    assert f"Audit anchor {document.anchor}" in printed.text
    assert "Wren" not in str(printed.file.docinfo["/Title"])
