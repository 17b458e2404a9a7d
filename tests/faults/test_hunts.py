"""No name gets out: not into any file that is ever written, nor into a line of the log."""

from __future__ import annotations

import json
import logging
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from db.records.audit import ActDone
from db.sqlcipher.opening import open_store
from db.sqlcipher.store import SqlCipherStore
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from ui.last_chance import LastChance

WORK = Path(__file__).with_name("marked_work.py")
MARK = "Zebedeemarker"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CALLS = "openat,write,writev,pwrite64,pwritev,sendto,sendmsg,socket"
_WRITE = re.compile(r"^\d+ +p?writev?(?:64)?\(\d+<([^>]*)>, (.*)")


def _forms(mark: str) -> list[bytes]:
    return [mark.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le")]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="sudo apt install strace")
def test_no_name_is_ever_written_in_plain_text(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    log = tmp_path / "calls"
    place = tmp_path / "place"
    place.mkdir()
    strace = ["strace", "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={CALLS}", "-o", str(log)]
    done = subprocess.run(
        [*strace, sys.executable, str(WORK), str(place), MARK],
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in done.stderr.lower():
        pytest.skip("this machine does not let strace look at another process")
    assert done.returncode == 0, done.stderr
    assert MARK not in done.stdout + done.stderr
    written: dict[str, int] = {}
    hits: dict[str, int] = {}
    sockets = piped = 0
    with log.open(encoding="ascii") as lines:
        for line in lines:
            sockets += "socket(AF_INET" in line  # not that by which the system is asked for names
            if found := _WRITE.match(line):
                # To the process that reads what was sent, and back: no file.
                name = Path(bytes.fromhex(found[1].replace("\\x", "")).decode()).name
                if name.startswith("pipe:["):
                    piped += 1
                    continue
                data = bytes.fromhex("".join(re.findall(r"\\x([0-9a-f]{2})", found[2]))).lower()
                written[name] = written.get(name, 0) + len(data)
                if any(form in data for form in _forms(MARK)):
                    hits[name] = hits.get(name, 0) + 1
    assert {"data-1.db-wal", "vault.json.new", "unlock-log.jsonl"} <= set(written)
    assert any(len(name) == 36 and name.endswith(".new") for name in written), "no document"
    assert piped, "nothing was read apart"
    assert hits == {"chosen.txt": 1}
    assert sockets == 0
    # And each file that is there at the end, by name and by content.
    for path in place.rglob("*"):
        assert MARK.lower() not in path.name.lower()
        if path.is_file() and path.name != "chosen.txt":
            data = path.read_bytes().lower()
            assert not any(form in data for form in _forms(MARK)), path.name
    megabytes = sum(written.values()) / 1e6
    figure(
        f"a marked name in 0 of {len(written) - 1} files written ({megabytes:.0f} MB), found in "
        "the one that was chosen; nothing asked of any network"
    )


def _save(store: SqlCipherStore, **values: object) -> None:
    with store.writing(ActDone(f"Log {MARK}", None, NOON)) as session:
        session.add(Adult(**values))


def _contact(store: SqlCipherStore, reference: str, **values: object) -> None:
    with store.writing(ActDone("Log", None, NOON)) as session:
        day = date(2026, 4, 1)
        session.add(Contact(reference=reference, received_on=day, intake="referral", **values))


def _sql(store: SqlCipherStore, statement: str, **values: object) -> None:
    with store.reading() as session:
        session.execute(text(statement), values).all()


def _raise(error: BaseException) -> None:
    raise error


def _from_another(error: Exception) -> None:
    try:
        _raise(error)
    except Exception as first:
        raise RuntimeError(f"{MARK} again") from first


def _use(_value: object) -> None:
    pytest.fail("there was no error")


WAYS: list[Callable[[SqlCipherStore], None]] = [
    lambda store: _save(store, family_name=None, given_names=MARK),
    lambda store: _save(store, family_name=f"{MARK}\ud800"),
    lambda store: _save(store, family_name={"name": MARK}),
    lambda store: _save(store, family_name=[MARK]),
    lambda store: _save(store, family_name=MARK, id=MARK),
    lambda store: _save(store, family_name=MARK, nothing=MARK),
    lambda store: _contact(store, "LADO/2026/0001", summary=MARK),
    lambda store: _contact(store, MARK, adult_id=MARK),
    lambda store: _contact(store, MARK, closed_on=MARK),
    lambda store: _sql(store, f"SELECT {MARK} FROM adult"),
    lambda store: _sql(store, f"SELECT '{MARK} FROM adult"),
    lambda store: _sql(store, "SELECT * FROM nothing WHERE name = :name", name=MARK),
    lambda store: _sql(store, "DELETE FROM adult WHERE family_name = :name", name=MARK),
    lambda store: _sql(store, "SELECT :name", name=object()),
    lambda _: _raise(KeyError(MARK)),
    lambda _: _raise(ValueError(f"no day: {MARK}")),
    lambda _: _raise(OSError(28, "No space left", f"{MARK}.pdf")),
    lambda _: _from_another(ValueError(MARK)),
    lambda _: _use(int(MARK)),
    lambda _: json.loads(f'{{"{MARK}'),
    lambda _: _use(MARK.encode("ascii").decode("utf-16")),
    lambda _: _use({"a": 1}[MARK]),
]


@pytest.mark.logs
def test_no_name_reaches_the_log(
    database: Path, key: bytes, caplog: pytest.LogCaptureFixture, figure: Callable[[str], None]
) -> None:
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    door = LastChance(shown.append)
    door.install()
    store = open_store(database, key)
    _contact(store, "LADO/2026/0001")
    try:
        for number, way in enumerate(WAYS):
            if number % 5 == 4:
                thread = threading.Thread(target=way, args=(store,))
                thread.start()
                thread.join()
                continue
            try:
                way(store)
            except Exception:  # noqa: BLE001  (what nobody caught)
                kind, error, trace = sys.exc_info()
                assert kind is not None
                door.take(kind, error, trace)
    finally:
        door.remove()
        store.close()
    logged = "\n".join(
        f"{line.getMessage()} {line.exc_text or ''} {line.args}" for line in caplog.records
    )
    assert len(shown) == len(WAYS)
    assert all(sentence[-6:] in logged for sentence in shown)
    said = logged + "\n".join(shown)
    assert MARK.lower() not in said.lower()
    assert "0001" not in said
    figure(f"{len(WAYS)} errors forced with a marked name in each: it is in 0 lines of the log")
