"""What a reader that was taken over by its file would try, from inside the cage or without it.

test_cage.py starts it as a program. Its answer is how it ends, or which attacks succeeded. `free`
runs the attacks without a cage, as an ordinary account.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import resource
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lado_desktop.cage.inside import shut
from lado_desktop.casework.sent.reading_apart import CAGE
from lado_desktop.casework.sent.warming_up import warm_up

PARENT = os.getppid()
CALL = ctypes.CDLL(None, use_errno=True).syscall
CALL.restype = ctypes.c_long
NOBODY = 65_534
ROOM = (ctypes.c_char * 512)()


class Vector(ctypes.Structure):
    _fields_ = (("start", ctypes.c_void_p), ("length", ctypes.c_size_t))


HERE, THERE = Vector(ctypes.addressof(ROOM), 8), Vector(0x1000, 8)


def raw(number: int, *arguments: Any) -> Callable[[], int]:
    """Make a system call by its number on x86-64, past every library."""

    def attack() -> int:
        done = int(CALL(ctypes.c_long(number), *arguments))
        if done < 0:
            raise OSError(ctypes.get_errno(), "refused")
        return done

    return attack


def forked() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def executed(free: bool) -> None:
    child = os.fork() if free else 0
    if child == 0:
        os.execv("/bin/true", ["true"])
    os.waitpid(child, 0)


def threaded() -> None:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()


def sent() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram:
        datagram.sendto(b"x", ("127.0.0.1", 9))


def bound() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))


def abstract() -> None:
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(f"\0{os.getpid()}")


def paired() -> None:
    for each in socket.socketpair():
        each.close()


def left_open() -> None:
    """Write into anything that the parent may have left open for this process."""
    written = 0
    for number in range(3, 256):
        try:
            written += os.write(number, b"x")
        except OSError:
            continue
    if not written:
        raise OSError("none")


def limit_raised() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 40, 1 << 40))


def many_bytes() -> int:
    return len(bytearray(400_000_000))


def attacks(folder: Path, free: bool) -> dict[str, Callable[[], Any]]:
    own, target = folder / "canary", str(folder).encode()
    runnable = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
    address = ctypes.c_void_p(ctypes.addressof(ROOM) & ~0xFFF)
    return {
        "descriptors left open": left_open,
        "read a file": own.read_bytes,
        "make a file": lambda: (folder / "made").write_bytes(b""),
        "truncate by opening": lambda: own.write_bytes(b""),
        "truncate by name": lambda: os.truncate(own, 1),
        "rename": lambda: own.rename(folder / "moved"),
        "make a folder": (folder / "folder").mkdir,
        "make a link": lambda: (folder / "link").symlink_to("a"),
        "list a folder": lambda: list(Path("/").iterdir()),
        "stat": Path("/etc/passwd").stat,
        "chmod": lambda: folder.chmod(0o777),
        "utime": lambda: os.utime(folder),
        "set an attribute": lambda: os.setxattr(folder, "user.a", b"x"),
        "remove": (folder / "spare").unlink,
        "openat, by number": raw(257, -100, b"/etc/passwd", 0, 0),
        "openat2, by number": raw(437, -100, b"/etc/passwd", ctypes.byref(ROOM), 24),
        "the parent's memory, by /proc": lambda: os.open(f"/proc/{PARENT}/mem", os.O_RDONLY),
        "the parent's memory, by call": raw(
            310, PARENT, ctypes.byref(HERE), 1, ctypes.byref(THERE), 1, 0
        ),
        "trace the parent": raw(101, 0x4206, PARENT, 0, 0),
        "take the parent's descriptors": raw(434, PARENT, 0),
        "bind TCP": bound,
        "send UDP": sent,
        "abstract socket": abstract,
        "pair of sockets": paired,
        "fork": forked,
        "vfork and start": lambda: os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0),
        "clone3, by number": raw(435, None, 0),
        "thread": threaded,
        "signal to the parent": lambda: os.kill(PARENT, 0),
        "signal to the group": lambda: os.kill(0, 0),
        "runnable memory": lambda: mmap.mmap(-1, 4_096, prot=runnable),
        "memory made runnable": raw(10, address, 4_096, 7),
        "io_uring": raw(425, 4, ctypes.byref(ROOM)),
        "bpf": raw(321, 0, 0, 0),
        "namespace of users": raw(272, 0x1000_0000),
        "memfd": lambda: os.memfd_create("x"),
        "duplicate a descriptor": lambda: os.dup(1),
        "pipe": os.pipe,
        "raise its limits": limit_raised,
        "keyring": raw(250, 0, -3, 0),
        "shared memory": raw(29, 0, 4_096, 0o1600),
        "queue of messages": raw(240, b"q", 0o102, 0o600, 0),
        "priority of the parent": raw(141, 0, PARENT, 5),
        "mount": raw(165, b"a", target, b"tmpfs", 0, 0),
        "show its memory to others": raw(157, 4, 1, 0, 0, 0),
        "more memory": many_bytes,
        "execve": lambda: executed(free),
    }


def try_all(tries: dict[str, Callable[[], Any]]) -> None:
    done = []
    for name, attack in tries.items():
        try:
            attack()
        except (OSError, RuntimeError, ValueError, MemoryError):
            continue
        done.append(name)
    os.write(1, json.dumps([len(tries), done]).encode())


def work() -> None:
    while True:
        pass


def answer() -> None:
    while True:
        os.write(1, bytes(65_536))


def wait() -> None:
    os.close(1)
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


ENDLESS: dict[str, Callable[[], Any]] = {
    "work for ever": work,
    "answer for ever": answer,
    "wait for ever": wait,
    "fault": lambda: ctypes.string_at(0),
    # Of the interface that x86-64 has beside its own.
    "other calls": lambda: CALL(0x4000_0000 | 39),
}


def main(act: str, folder: Path) -> None:
    sys.stdin.buffer.read()
    warm_up()
    tries = attacks(folder, act == "free")
    if act != "free":
        shut(CAGE if act == "caged" else replace(CAGE, processor=1), "/")
    elif os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    ENDLESS.get(act, lambda: try_all(tries))()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
