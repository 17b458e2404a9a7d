"""Run inside a changed program: write the migration, open each sample, say what became of it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from db.records.rebuilding import rebuilt
from db.records.reconciling import disagreements
from db.records.tables import AUDIT, AUDIT_DETAIL
from db.schema import new_migration, sample
from db.schema.reshape import reshapes
from lado_desktop.casework.audit import lines
from lado_desktop.casework.audit.verifying import verify
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import undo
from lado_desktop.casework.undoing.history import history
from lado_desktop.domain.acts import stored_as
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.records import RECORDS
from tests import beneath
from tests.histories import in_the_database
from tests.samples.loaded import opened


def _rows(shift: Shift, query: str) -> list[list[Any]]:
    with shift.reading() as session:
        return [list(row) for row in session.execute(text(query))]


def _history(shift: Shift, kind: str) -> list[Any]:
    record = RECORDS[kind]
    with shift.reading() as session:
        ids = session.scalars(select(record.id)).all()
    return [
        [change.label, change.before, change.after]
        for id in ids
        for version in history(shift, kind, id).versions
        for change in version.changes
    ]


def _undone(shift: Shift, act: str, kind: str, field: str = "") -> str:
    """Undo the officer's last act of a code on a kind and a field, or say why it is refused."""
    query = select(AUDIT.c.act_id).join(AUDIT_DETAIL, AUDIT_DETAIL.c.seq == AUDIT.c.seq)
    query = query.where(
        *(AUDIT.c.act.in_(stored_as(act)), AUDIT.c.target_kind == kind),
        *(AUDIT.c.officer_id == shift.officer.id, AUDIT_DETAIL.c.body.contains(field)),
    )
    with shift.reading() as session:
        act_id = session.connection().scalars(query.order_by(AUDIT.c.seq.desc())).first()
    assert act_id is not None
    try:
        return undo.undo(shift, act_id)
    except CaseworkError as error:
        return str(error)


def _rebuilt(shift: Shift, up_to: int | None) -> list[Any]:
    with shift.reading_all() as session:
        records = rebuilt(session, up_to).records
    return [[kind, str(id), values] for (kind, id), values in records.items()]


def _there(shift: Shift) -> list[Any]:
    records = in_the_database(beneath.readers(shift.store))
    return [[kind, str(id), values] for (kind, id), values in records.items()]


def _tampered(shift: Shift) -> list[str]:
    """What is found once a value that an upgrade gave is changed past the program."""
    with beneath.writer(shift.store).begin() as connection:
        connection.execute(
            text("UPDATE contact SET interpreter = 1 WHERE id = (SELECT min(id) FROM contact)")
        )
    with shift.reading_all() as session:
        return [each.field for each in disagreements(session)]


def found(path: Path, folder: Path) -> dict[str, Any]:
    """Return what the changed program finds in a sample."""
    with opened(path, folder) as shift:
        with shift.reading() as session:
            (before, _), *_ = reshapes(session)
        checks = lines.page(shift, lines.AuditQuery(group="checks")).lines
        return {
            "sentences": verify(shift).sentences,
            "interpreter": _rows(shift, "SELECT interpreter, count(*) FROM contact GROUP BY 1"),
            "default": _rows(
                shift,
                "SELECT dflt_value FROM pragma_table_info('contact') WHERE name='interpreter'",
            ),
            "role": _history(shift, "role_held"),
            "session": _history(shift, "training_session"),
            "referral": _history(shift, "onward_referral"),
            "moved": _rows(
                shift,
                "SELECT status, since FROM regulator_state JOIN allegation"
                " ON allegation.id = allegation_id",
            ),
            "undone role": _undone(shift, "role_held.amend", "role_held"),
            "undone allegation": _undone(
                shift, "allegation.amend", "allegation", "regulator_status"
            ),
            "undone contact": _undone(shift, "contact.log", "contact"),
            "reshape": [
                [change.label, change.before, change.after]
                for line in checks
                if line.what.startswith("An upgrade")
                for change in line.changes
            ],
            "after": verify(shift).sentences,
            "rebuilt": _rebuilt(shift, None),
            "there": _there(shift),
            "rebuilt before": _rebuilt(shift, before - 1),
            "tampered": _tampered(shift),
        }


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


if __name__ == "__main__":
    said = new_migration.main(["the rest"])
    result = {
        path.name: found(path, Path(sys.argv[1]) / path.name)
        for path in sample.samples()
        if not said
    }
    sys.stdout.write(json.dumps(result, default=_plain))
