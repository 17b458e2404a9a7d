"""A power cut, simulated: what a program asked the disk to do, and what of it may be there after.

The system calls come from strace. What was synced is there; of what was not, any part may be: left
out, in another order, torn at 512 bytes. New and removed files are taken as durable in order.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "openat,pwrite64,pwritev,write,writev,fdatasync,fsync,ftruncate,truncate,unlink,unlinkat,"
    "rename,renameat,renameat2"
)
SECTOR = 512
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_FILE = re.compile(r"^\d+<([^>]*)>")


@dataclass(frozen=True)
class Write:
    """Bytes to a place, or a new length where there are none."""

    offset: int
    data: bytes | None


@dataclass(frozen=True)
class Call:
    """One call: `name` is write, sync, create, remove, or said (to the standard output)."""

    name: str
    file: str
    write: Write | None = None
    said: str = ""


def read_calls(log: Path, folder: Path) -> Iterator[Call]:
    """Read what strace wrote (-f -y -xx) of the files in a folder and of the standard output.

    Raises ValueError for a call that is not understood: then nothing would be proved.
    """
    with log.open(encoding="ascii") as lines:
        for line in lines:
            if "unfinished ..." in line or "resumed>" in line:
                raise ValueError("calls of two threads overlap")
            found = _LINE.match(line)
            if found and int(found[3]) >= 0:
                call = _call(found[1], found[2], str(folder))
                if call is not None:
                    yield call


def _call(name: str, said: str, folder: str) -> Call | None:
    if name in ("openat", "unlink", "unlinkat"):
        return _call_by_name(name, said, folder)
    target = _FILE.match(said)
    file = _text(target[1]) if target else ""
    call = None
    if name == "write" and said.startswith("1<"):
        call = Call("said", "", said=_text(said.split('"')[1]))
    elif not file.startswith(folder):
        pass
    elif name in ("fsync", "fdatasync"):
        call = Call("sync", file)
    elif name == "ftruncate":
        call = Call("write", file, Write(int(said.rsplit(",", 1)[1]), None))
    elif name == "pwrite64":
        data = bytes.fromhex(said.split('"')[1].replace("\\x", ""))
        call = Call("write", file, Write(int(said.rsplit(",", 1)[1]), data))
    elif Path(file).suffix in (".db", ".db-wal"):
        raise ValueError(f"{name} on {Path(file).name}")
    return call  # none for the holder's name and the ballast: nothing of the record


def _call_by_name(name: str, said: str, folder: str) -> Call | None:
    file = _text(said.split('"')[1])
    if not file.startswith(folder):
        return None
    if name != "openat":
        return Call("remove", file)
    if "O_CREAT" not in said:
        return None
    return Call("write", file, Write(0, None)) if "O_TRUNC" in said else Call("create", file)


def _text(escaped: str) -> str:
    return bytes.fromhex(escaped.replace("\\x", "")).decode("utf-8", "replace")


@dataclass
class Disk:
    """What is on the disk for certain, and what may be."""

    files: dict[str, bytearray] = field(default_factory=dict)
    waiting: dict[str, list[Write]] = field(default_factory=dict)

    def do(self, call: Call) -> None:
        """Take one call."""
        if call.name == "create":
            self.files.setdefault(call.file, bytearray())
        elif call.name == "remove":
            self.files.pop(call.file, None)
            self.waiting.pop(call.file, None)
        elif call.name == "sync":
            for write in self.waiting.pop(call.file, []):
                _apply(self.files.setdefault(call.file, bytearray()), write)
        elif call.name == "write" and call.write is not None:
            self.waiting.setdefault(call.file, []).append(call.write)

    def after_power_cut(self, dice: random.Random) -> dict[str, bytes]:
        """Return the files as they may be found."""
        found = {file: bytearray(data) for file, data in self.files.items()}
        how = dice.choice(("none", "all but one", "some torn", "some torn", "last first"))
        for file, writes in self.waiting.items():
            left = list(writes)
            if how == "none":
                left = []
            elif how == "all but one" and left:
                left.pop(dice.randrange(len(left)))
            elif how == "some torn":
                left = [torn for write in left for torn in _torn(write, dice)]
            elif how == "last first":
                left = left[len(left) // 2 :][::-1]
            for write in left:
                _apply(found.setdefault(file, bytearray()), write)
        return {file: bytes(data) for file, data in found.items()}


def _torn(write: Write, dice: random.Random) -> list[Write]:
    if write.data is None:
        return [write] if dice.random() < 0.5 else []
    fate = dice.random()
    if fate < 0.4:
        return []
    if fate < 0.7:
        return [write]
    ends = range(0, len(write.data), SECTOR)
    return [
        Write(write.offset + start, write.data[start : start + SECTOR])
        for start in ends
        if dice.random() < 0.5
    ]


def _apply(data: bytearray, write: Write) -> None:
    if write.data is None:
        del data[write.offset :]
        data.extend(bytes(write.offset - len(data)))
        return
    data.extend(bytes(max(0, write.offset - len(data))))
    data[write.offset : write.offset + len(write.data)] = write.data
