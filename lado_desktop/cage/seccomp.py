"""Seccomp: the kernel refuses this process every call but those in one short list.

The filter is a program for the kernel (classic BPF, linux/filter.h and linux/seccomp.h). Each of
its steps has a code, two jumps (if true, if false) and a value.
"""

from __future__ import annotations

import ctypes
import os
import struct
from errno import EPERM

from lado_desktop.cage.limits import NoCage

_CALLS = {  # by number on x86_64 and aarch64; the second is untried
    "close": (3, 57),
    "fstat": (5, 80),
    "lseek": (8, 62),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "getpid": (39, 172),
    "exit": (60, 93),
    "gettimeofday": (96, 169),
    "getrusage": (98, 165),
    "sigaltstack": (131, 132),
    "gettid": (186, 178),
    "futex": (202, 98),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "getrandom": (318, 278),
    "rseq": (334, 293),
}
_WRITE = (1, 64)
_MEMORY = ((9, 222), (10, 226))
"""mmap and mprotect."""
_SECCOMP = (317, 277)
_KERNELS = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""Of a processor: its audit number, and its column in the tables above."""
_X32 = 0x40000000
"""From here on x86_64 counts the calls of another interface once more."""

_LOAD, _IF_SAME, _IF_LEAST, _IF_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | EPERM, 0x80000000
_NUMBER, _PROCESSOR, _FIRST, _THIRD = 0, 4, 16, 32
"""Where a call's number, its processor and its arguments are: the low half of each."""
_PROT_EXEC = 4
_STDOUT = 1
_SET_FILTER, _ALL_THREADS = 1, 1


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def refuse_calls() -> None:
    """Refuse every call that is not in the list, from now on and for good. Raises NoCage."""
    machine = os.uname().machine
    if machine not in _KERNELS:
        raise NoCage(f"No list of calls for {machine}.")
    steps = _steps(machine)
    program = _Program(len(steps), b"".join(steps))
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    number = _SECCOMP[_KERNELS[machine][1]]
    done = call(
        number, ctypes.c_uint(_SET_FILTER), ctypes.c_uint(_ALL_THREADS), ctypes.byref(program)
    )
    if done != 0:
        raise NoCage(os.strerror(ctypes.get_errno()))


def _steps(machine: str) -> list[bytes]:
    processor, column = _KERNELS[machine]
    steps = [
        *(_step(_LOAD, _PROCESSOR), _step(_IF_SAME, processor, 1, 0), _step(_RETURN, _KILL)),
        _step(_LOAD, _NUMBER),
        *(_step(_IF_LEAST, _X32, 0, 1), _step(_RETURN, _KILL)),
    ]
    for numbers in _CALLS.values():
        steps += [_step(_IF_SAME, numbers[column], 0, 1), _step(_RETURN, _ALLOW)]
    # Only the reply may be written.
    steps += [
        _step(_IF_SAME, _WRITE[column], 0, 4),
        *(_step(_LOAD, _FIRST), _step(_IF_SAME, _STDOUT, 0, 1)),
        *(_step(_RETURN, _ALLOW), _step(_RETURN, _REFUSE)),
    ]
    # Memory, but none that can be run.
    for numbers in _MEMORY:
        steps += [
            _step(_IF_SAME, numbers[column], 0, 4),
            *(_step(_LOAD, _THIRD), _step(_IF_BITS, _PROT_EXEC, 0, 1)),
            *(_step(_RETURN, _REFUSE), _step(_RETURN, _ALLOW)),
        ]
    return [*steps, _step(_RETURN, _REFUSE)]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
