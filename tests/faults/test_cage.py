"""A reader that was taken over by its file does no harm, and how it fails is a sentence."""

from __future__ import annotations

import ctypes
import json
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lado_desktop.cage import app_container
from lado_desktop.cage.caged_program import reply_of
from lado_desktop.cage.limits import BrokeOff, Limits, TookTooLong
from lado_desktop.casework.sent.read_file import Uncaged, Unreadable
from lado_desktop.casework.sent.reading_apart import CAGE, read_apart, read_reply

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Windows' cage is untried")
ROOT = Path(__file__).parents[2]
LEAST_IN_THE_OPEN = 20
"""Attacks that an ordinary account can do: fewer would show that the attacks are wrong."""

WITHOUT_SECCOMP = f"""#!{sys.executable}
import ctypes, os, struct, sys
step = lambda code, value, yes=0, no=0: struct.pack("=HBBI", code, yes, no, value)
refused = {{"x86_64": 317, "aarch64": 277}}[os.uname().machine]
steps = [step(0x20, 0), step(0x15, refused, 0, 1), step(6, 0x50026), step(6, 0x7FFF0000)]
class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]
program = Program(len(steps), b"".join(steps))
libc = ctypes.CDLL(None)
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, ctypes.byref(program), 0, 0) == 0
os.execv({sys.executable!r}, [{sys.executable!r}, *sys.argv[1:]])
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder in which every account may write: the attacks run as an ordinary one."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o777)
        (folder / "canary").write_bytes(b"x" * 100)
        (folder / "canary").chmod(0o666)
        (folder / "spare").touch()
        yield folder


def _reply(act: str, folder: Path, limits: Limits = CAGE) -> bytes:
    command = [sys.executable, "-m", "tests.faults.cage_attacks", act, str(folder)]
    return reply_of(command, str(ROOT), b"x", limits)


def _attack(act: str, folder: Path) -> tuple[int, list[str]]:
    descriptor = os.open(folder / "canary", os.O_RDWR)
    os.set_inheritable(descriptor, True)
    try:
        tried, done = json.loads(_reply(act, folder))
    finally:
        os.close(descriptor)
    return tried, done


def test_no_attack_from_inside_the_cage_succeeds(
    open_folder: Path, figure: Callable[[str], None]
) -> None:
    tried, done = _attack("caged", open_folder)
    assert done == []
    assert sorted(each.name for each in open_folder.iterdir()) == ["canary", "spare"]
    assert (open_folder / "canary").read_bytes() == b"x" * 100
    _, in_the_open = _attack("free", open_folder)
    figure(f"{len(done)} of {tried} attacks succeed in the cage, {len(in_the_open)} without it")
    assert len(in_the_open) >= LEAST_IN_THE_OPEN


def test_calls_by_another_interface_end_the_process(open_folder: Path) -> None:
    sent_by = {"x86_64": f"ended with -{signal.SIGSYS.value}"}
    with pytest.raises(BrokeOff, match=sent_by.get(platform.machine(), "")):
        _reply("other calls", open_folder)


def test_what_works_waits_or_answers_for_ever_is_ended(open_folder: Path) -> None:
    with pytest.raises(TookTooLong):
        _reply("work for ever", open_folder)
    with pytest.raises(TookTooLong):
        _reply("wait for ever", open_folder, replace(CAGE, seconds=2))
    with pytest.raises(BrokeOff, match="too long"):
        _reply("answer for ever", open_folder)
    with pytest.raises(BrokeOff, match=f"ended with -{signal.SIGSEGV.value}"):
        _reply("fault", open_folder)


def test_without_seccomp_no_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "python"
    program.write_text(WITHOUT_SECCOMP)
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(Uncaged, match="does not offer the protection"):
        read_apart(b"Subject: Concern\n\nHe lifted the child.")


WHOLE = {
    "kind": "E-mail",
    "text": "He said so.",
    "subject": "Concern",
    "sender": "Dana",
    "sent_at": "2026-11-20T14:05:00+00:00",
    "attachments": ["rota.txt"],
}
BROKEN = {
    "nothing": b"",
    "half a reply": b'{"read": {',
    "no reply": b"[]",
    "a number": b"7",
    "deep lists": b"[" * 1_000_000,
    "deep lists in a reply": b'{"read": ' + b"[" * 1_000_000,
    "a number of many digits": b'{"read": ' + b"9" * 100_000 + b"}",
    "no text": b'{"read": {}}',
    "not UTF-8": b'{"unreadable": "\xff"}',
    "a sentence that is none": b'{"unreadable": ["x"]}',
    "an empty sentence": b'{"unreadable": ""}',
    **{
        f"{name} as {type(value).__name__}": json.dumps({"read": {**WHOLE, name: value}}).encode()
        for name, value in (
            *(("kind", 1), ("text", None), ("subject", ["a"]), ("sender", {}), ("sent_at", 5)),
            *(("sent_at", "2026-11-20T14:05:00"), ("sent_at", "soon"), ("attachments", "rota")),
            *(("attachments", [1]), ("attachments", {"a": 1})),
        )
    },
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_reply_that_is_none_is_a_sentence(what: str) -> None:
    with pytest.raises(Unreadable, match="broke off"):
        read_reply(BROKEN[what])


def test_a_reply_is_cut_to_what_a_file_may_say() -> None:
    endless = {
        "kind": "k" * 9_000,
        "text": "t" * 90_000,
        "subject": "a\ud800\u202e\nb" + "s" * 9_000,
        "sender": "d" * 9_000,
        "attachments": ["n" * 9_000] * 9_000,
        "sent_at": "9999-12-31T23:59:59-12:00",
    }
    read = read_reply(json.dumps({"read": endless}).encode())
    assert read.sent_at is None
    assert read.subject.startswith("a bss")
    lengths = (len(read.kind), len(read.text), len(read.subject), len(read.sender))
    assert max(lengths[:1] + lengths[2:]) <= 1_000
    assert lengths[1] <= 26_000
    assert [len(each) for each in read.attachments] == [1_000] * 50
    early = {**WHOLE, "sent_at": "0001-01-01T00:00:00+14:00"}
    assert read_reply(json.dumps({"read": early}).encode()).sent_at is None
    whole = read_reply(json.dumps({"read": WHOLE}).encode())
    assert (whole.text, whole.attachments) == ("He said so.", ("rota.txt",))
    assert whole.sent_at is not None


def test_the_structures_for_windows_have_the_sizes_of_its_64_bit_headers() -> None:
    sizes = {
        each.__name__: ctypes.sizeof(each)
        for each in (
            app_container._Capabilities,
            app_container._Startup,
            app_container._Process,
            app_container._JobLimits,
        )
    }
    assert sizes == {"_Capabilities": 24, "_Startup": 112, "_Process": 24, "_JobLimits": 144}
