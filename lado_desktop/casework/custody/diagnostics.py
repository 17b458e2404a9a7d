"""Facts for the council's IT when something goes wrong: versions, sizes, checks.

It reads no name, reference or text of a record, only counts.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy import func, select

import lado_desktop
from db.records.audit import verify as check_audit
from lado_desktop.casework.custody.backups import backup_state
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.records import RECORDS

LAST_LINES = 60
_PARTS = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "cryptography", "reportlab")


def diagnostics(shift: Shift, log: Path, window: Sequence[str] = ()) -> str:
    """Return a text for IT. `window` are lines about the window.

    Checks the file and the whole audit, 1 s for 100,000 lines. Call it off the GUI thread.
    """
    parts = {
        "Program": _program(),
        "Computer": [platform.platform()],
        "Window": window,
        "Vault": list(_vault(shift)),
        "Checks": list(_checks(shift)),
        "Backups": _backups(shift),
        "Log": _last_lines(log),
    }
    return "LADO Desktop: diagnostics\n\n" + "\n".join(
        f"{words}\n" + "".join(f"  {line}\n" for line in lines) for words, lines in parts.items()
    )


def _program() -> list[str]:
    versions = [f"{name} {_version(name)}" for name in _PARTS]
    return [
        f"LADO Desktop {lado_desktop.__version__}",
        f"Python {sys.version.split()[0]}",
        *versions,
    ]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"


def _vault(shift: Shift) -> Iterator[str]:
    yield f"Practice: {shift.practice.name}"
    with shift.reading() as session:
        yield from shift.store.custody.facts(session)
        counts = [select(func.count()).select_from(table) for table in RECORDS.values()]
        for kind, ((count,),) in zip(RECORDS, shift.store.together(session, *counts), strict=True):
            yield f"{kind}: {count:,}"


def _checks(shift: Shift) -> Iterator[str]:
    damage = shift.store.custody.damage()
    yield "The data file is sound." if not damage else f"The data file is damaged ({len(damage)})."
    with shift.reading() as session:
        yield str(check_audit(session))


def _backups(shift: Shift) -> list[str]:
    stand = backup_state(shift)
    chosen = "chosen" if stand.second_place else "none"
    return [
        f"Last proved: {stand.last_verified or 'never'}",
        f"Last tried: {stand.last_drill or 'never'}",
        f"Second place: {chosen}, last reached {stand.second_verified or 'never'}",
        f"Documents lacking: {len(stand.lacking)}",
    ]


def _last_lines(log: Path) -> list[str]:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ["There is none."]
    return lines[-LAST_LINES:] or ["It is empty."]
