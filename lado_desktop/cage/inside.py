"""Shuts the running process into the cage: no file, no network, no program, little memory and time.

What it needs must be loaded and used once before (`casework/sent/warming_up.py`), since nothing can
be opened afterwards.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from lado_desktop.cage.landlock import refuse_files
from lado_desktop.cage.limits import Limits, NoCage
from lado_desktop.cage.seccomp import refuse_calls

if sys.platform != "win32":
    # Unix alone has it. Loaded here, since nothing loads once Landlock refuses files.
    import resource

_PARENT_DEATH_SIGNAL, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38  # linux/prctl.h
_ALL, _DATA = 0, 5  # /proc/self/statm, in pages


def shut(limits: Limits, home: str) -> None:
    """Shut this process in for good. Raises NoCage where the system cannot, or the cage leaks.

    `home` is the officer's own folder, which must not open from in here. On Windows the cage is
    made around the process from outside, and here it is only tried.
    """
    if sys.platform == "linux":
        _shut_on_linux(limits)
    elif sys.platform != "win32":
        raise NoCage("This system has no cage.")
    try:
        os.scandir(home).close()
    except PermissionError:
        return
    except OSError as error:
        raise NoCage("The cage could not be tried.") from error
    raise NoCage("The cage leaks.")


def _shut_on_linux(limits: Limits) -> None:
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    # Without the window that asked, nobody waits for the reply.
    prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    prctl(_DUMPABLE, 0, 0, 0, 0)
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        raise NoCage(os.strerror(ctypes.get_errno()))
    address_space = _mapped_files() + limits.memory
    refuse_files()
    _set_limits(address_space, limits.processor)
    refuse_calls()


def _set_limits(address_space: int, processor: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = {
        resource.RLIMIT_AS: address_space,
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime) + processor,
        **dict.fromkeys((resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE), 0),
        # Standard input, output and errors.
        resource.RLIMIT_NOFILE: 3,
    }
    for limit, value in most.items():
        # Refused where the system has a lower one already.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def _mapped_files() -> int:
    """Return the bytes of address space that the program's own files fill, above all libraries.

    PyInstaller's program maps those of Qt too, 76 MB that an honest file would lack.
    """
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return (int(pages[_ALL]) - int(pages[_DATA])) * os.sysconf("SC_PAGE_SIZE")
