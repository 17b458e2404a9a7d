"""Hides the memory of this process from other programs, as far as the system offers it.

The keys and the record are in it while the vault is open. None of this stops the administrator of
the computer. The Windows part follows its documentation and was not tried there.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4  # linux/prctl.h

# winnt.h: to wait for the process, to ask its name, to end it. Nothing else, above all no reading.
_RIGHTS = 0x0010_0000 | 0x1000 | 0x0001
_ACCESS = f"D:P(A;;0x{_RIGHTS:X};;;OW)(A;;0x{_RIGHTS:X};;;SY)"
"""In Windows' own writing: these rights for the owner and the system, none for anybody else."""
_DACL = 4  # DACL_SECURITY_INFORMATION
_REVISION = 1  # SDDL_REVISION_1


def harden() -> None:
    """Let no other program of this account read this process, and no crash write it to a file.

    Where the system refuses, the program works on: it is a second wall, not the first.
    """
    if sys.platform == "win32":
        _close_to_others()
        return
    # Unix alone has it.
    import resource  # noqa: PLC0415

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # The system then also refuses a debugger, and /proc/…/mem, to other programs.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _close_to_others() -> None:
    """Give this process an access list by which no other may read its memory or dump it."""
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
