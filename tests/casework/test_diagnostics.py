"""Diagnostics tell IT what it needs, and nothing of a record."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lado_desktop.casework.custody.diagnostics import LAST_LINES, diagnostics
from lado_desktop.casework.people import professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today.drafts import save
from lado_desktop.domain.kinds.contact import Contact
from tests import beneath

MARK = "Zyxomark"


@pytest.mark.vault_only("The files of the vault's folder are listed.")
def test_no_marked_name_text_or_reference_is_in_the_diagnostics(
    shift: Shift, log: Callable[..., Contact], tmp_path: Path
) -> None:
    marked = log(summary=f"{MARK} was lifted by one arm.", job_role_other=f"{MARK} post")
    professionals.add(shift, {"name": f"Dana {MARK}", "role": MARK, "email": f"{MARK}@x.example"})
    save(shift, "contact", marked.id, {"summary": f"{MARK} typed and not saved"}, {})
    (beneath.folder(shift.store) / f"{MARK}.docx").write_text("laid there by somebody")
    (beneath.folder(shift.store) / f"data-1 {MARK}.txt").write_text("the same")
    said = diagnostics(shift, tmp_path / "log.txt")
    for secret in (MARK, marked.reference, "Súilleabháin", "Northgate", "Ottilie", str(tmp_path)):
        assert secret not in said
    assert "  contact: 1\n" in said
    assert "  data-1.db: " in said
    assert "  The data file is sound.\n" in said
    assert "The audit holds: " in said
    assert "SQLCipher 4." in said
    assert "  There is none.\n" in said


def test_the_end_of_the_log_is_reported(shift: Shift, tmp_path: Path) -> None:
    lines = [f"line {number}" for number in range(200)]
    (tmp_path / "log.txt").write_text("\n".join(lines), encoding="utf-8")
    told = diagnostics(shift, tmp_path / "log.txt").split("Log\n")[1].split("\n")
    assert [line.strip() for line in told if line] == lines[-LAST_LINES:]
