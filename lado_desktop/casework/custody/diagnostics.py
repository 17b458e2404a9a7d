"""What IT needs to know where something goes wrong: versions, sizes, checks. Nothing of a record.

No name, reference or text is read for it: only how many there are of each kind.
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

import lado_desktop
from db.records.audit import verify as check_audit
from db.schema.upgrade import current
from lado_desktop.casework.custody.backups import standing
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.records import RECORDS

LAST_LINES = 60
_PARTS = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "cryptography", "reportlab")


def diagnostics(shift: Shift, log: Path, window: Sequence[str] = ()) -> str:
    """Return a text that an officer can give to IT. `window` are lines about the window.

    It checks the file and the whole audit: a second a 100,000 lines, off the window's thread.
    """
    parts = {
        "Program": _program(),
        "Computer": _computer(shift.store.folder),
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


def _computer(folder: Path) -> list[str]:
    free = shutil.disk_usage(folder).free
    return [platform.platform(), f"Free on the vault's disk: {_size(free)}"]


def _vault(shift: Shift) -> Iterator[str]:
    yield f"Practice: {shift.practice.name}"
    # Names of our own making alone: somebody may have put a file of another name there.
    for pattern in ("vault.json", "data-*.db*", "kept-until-*.db*", "ballast.bin", "in-use.db"):
        for path in sorted(shift.store.folder.glob(pattern)):
            yield f"{path.name}: {_size(path.stat().st_size)}"
    with shift.reading() as session:
        yield f"Shape of the tables: {current(session.connection())}"
        yield f"SQLite {_said(session, 'SELECT sqlite_version()')}"
        yield f"SQLCipher {_said(session, 'PRAGMA cipher_version')}"
        for kind, table in RECORDS.items():
            count = session.scalar(select(func.count()).select_from(table)) or 0
            yield f"{kind}: {count:,}"


def _said(session: Session, question: str) -> str:
    return str(session.scalar(text(question)))


def _checks(shift: Shift) -> Iterator[str]:
    damage = shift.store.damage()
    yield "The data file is sound." if not damage else f"The data file is damaged ({len(damage)})."
    with shift.reading() as session:
        yield str(check_audit(session))


def _backups(shift: Shift) -> list[str]:
    stand = standing(shift)
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


def _size(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB" if count >= 100_000 else f"{count:,} bytes"
