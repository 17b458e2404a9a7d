"""No file that the vault makes has a word of a record in plain text."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from db.records.audit import ActDone, record_event
from db.records.tables import DRAFT
from db.secrets.keys import Stretching
from db.vault import vault
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.record import new_id

MARKER = "Zebedeemarker"

# Looked at from another process: closing a file here would drop SQLite's own locks on it.
LOOK = """
import sys
from pathlib import Path
folder, marker = Path(sys.argv[1]), sys.argv[2]
for file in sorted(folder.rglob("*")):
    if file.is_file():
        data = file.read_bytes().lower()
        forms = [marker.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le")]
        print(file.name, len(data), sum(data.count(form) for form in forms))
"""


def test_no_name_is_in_plain_text_in_any_file_while_open_or_after(
    tmp_path: Path,
    act: Callable[..., ActDone],
    contact: Callable[..., Contact],
    run: Callable[..., subprocess.CompletedProcess[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, temporary = tmp_path / "vault", tmp_path / "temporary"
    temporary.mkdir()
    for name in ("SQLITE_TMPDIR", "TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    made = vault.create(
        folder,
        f"{MARKER} ferret quietly juggles turnips",
        stretching=Stretching(memory_kib=64 * 1024, passes=1),
    )
    store = made.open()
    noon = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001  (local civil time)
    with store.writing(act(f"Log {MARKER}")) as session:
        session.add(Officer(name=MARKER, role="lado"))
        session.add_all(Adult(family_name=f"{MARKER} {n}") for n in range(2_000))
        session.add(contact(MARKER, summary=f"{MARKER} " * 5_000))
        record_event(session, act(), "view", "contact", None, {"name": MARKER})
    with store.writing(act("draft.keep")) as session:
        session.execute(
            insert(DRAFT).values(id=new_id(), form="contact", body=MARKER, saved_at=noon)
        )
    with store.reading() as session:
        # 2,000 by 2,000 names to be sorted: more than SQLite sorts in memory.
        many = text("SELECT a.family_name FROM adult a, adult b ORDER BY b.family_name LIMIT 9")
        assert len(session.execute(many).all()) == 9

    def looked_at() -> dict[str, list[int]]:
        lines = run(LOOK, tmp_path, MARKER).stdout.splitlines()
        return {name: [int(size), int(hits)] for name, size, hits in map(str.split, lines)}

    while_open = looked_at()
    assert {"data-1.db", "data-1.db-wal", "data-1.db-shm", "in-use.json"} <= set(while_open)
    assert while_open["data-1.db-wal"][0] > 100_000
    assert {name: hits for name, (_, hits) in while_open.items() if hits} == {}
    store.close()
    after = looked_at()
    assert set(after) == {"vault.json", "data-1.db", "in-use.db", "ballast.bin"}
    assert {name: hits for name, (_, hits) in after.items() if hits} == {}


def test_the_hunt_finds_a_name_where_there_is_one(
    tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (tmp_path / "plain.txt").write_text(f"Dear {MARKER}")
    assert run(LOOK, tmp_path, MARKER).stdout == "plain.txt 18 1\n"
