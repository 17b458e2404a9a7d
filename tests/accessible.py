"""Whether a PDF is PDF/UA-1 as it claims: what a checker says, and what no checker sees."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import page as checker
import pikepdf

RULES = 104
"""What page-validation 0.11 runs for PDF/UA-1; a later one may run more, never fewer."""
UNCLAIMED = {"PDFUA1-ID-SCHEMA-001", "PDFUA1-ID-PART-001"}
"""The rules that a file fails only because it does not claim to be PDF/UA-1."""


def failed_rules(data: bytes) -> set[str]:
    """Return the rules of PDF/UA-1 that a file breaks, as page-validation finds them."""
    report = checker.validate_pdf_bytes(data, profile="ua1")
    assert report.rules.total >= RULES
    failed = {failure.rule_id for failure in report.failures}
    assert report.rules.passed == report.rules.total - len(failed)
    return failed


def claims(data: bytes) -> bool:
    """Tell whether a file says of itself that it is PDF/UA-1."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return pdf.open_metadata().get("pdfuaid:part") == "1"


def drawn_without_a_character(data: bytes) -> list[str]:
    """Return the stretches drawn in a code that the font's own list gives no character.

    The checker reads the list alone: a code that is drawn and not listed it does not see.
    """
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            told = {name: _codes(font) for name, font in page.Resources.Font.items()}
            known: set[int] = set()
            for step in pikepdf.parse_content_stream(page):
                match str(step.operator):
                    case "Tf":
                        known = told[str(step.operands[0])]
                    case "Tj" | "TJ" | "'" | '"':
                        found += [
                            drawn.hex()
                            for operand in step.operands
                            for drawn in _strings(operand)
                            if not set(drawn) <= known
                        ]
    return found


def _strings(operand: Any) -> list[bytes]:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    return [bytes(part) for part in parts if isinstance(part, pikepdf.String)]


def _codes(font: Any) -> set[int]:
    listed = re.findall(rb"^<([0-9A-F]{2})> <", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {int(code, 16) for code in listed}
