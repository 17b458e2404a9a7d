"""Protects this process's memory from other programs, as far as the system can.

The memory has keys and records while the vault is open. The computer's administrator can read it
anyway. The Windows part follows the documentation and is untested.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4  # linux/prctl.h

# winnt.h: wait for the process, query its name, end it. No right to read its memory.
_RIGHTS = 0x0010_0000 | 0x1000 | 0x0001
_ACCESS = f"D:P(A;;0x{_RIGHTS:X};;;OW)(A;;0x{_RIGHTS:X};;;SY)"
"""In SDDL: these rights for owner and system, none for others."""
_DACL = 4  # DACL_SECURITY_INFORMATION
_REVISION = 1  # SDDL_REVISION_1


def harden() -> None:
    """Prevent other programs of this account from reading this process, and core dumps.

    Where the system refuses, the program runs on: this is a second line of defence.
    """
    if sys.platform == "win32":
        _close_to_others()
        return
    # The module exists only on Unix.
    import resource  # noqa: PLC0415

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # The system then also refuses debuggers and /proc/…/mem to other programs.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _close_to_others() -> None:
    """Set an access list on this process that lets no other read or dump its memory."""
    windll = getattr(ctypes, "windll")  # noqa: B009  (only Windows has it)
    description = ctypes.c_void_p()
    made = windll.advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        ctypes.c_wchar_p(_ACCESS), _REVISION, ctypes.byref(description), None
    )
    if not made:
        return
    own = windll.kernel32.GetCurrentProcess
    own.restype = ctypes.c_void_p
    windll.advapi32.SetKernelObjectSecurity(ctypes.c_void_p(own()), _DACL, description)
    windll.kernel32.LocalFree(description)
