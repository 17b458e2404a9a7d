"""Landlock: refuses a process every file by name. The second wall, where the kernel has it."""

from __future__ import annotations

import ctypes
import os
import struct

_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # The same numbers on every processor.
_VERSION = 1  # LANDLOCK_CREATE_RULESET_VERSION
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights over files a version of Landlock knows, from that version on."""
_NETWORK_FROM = 4
_SCOPES_FROM = 6
_BOTH = 3
"""TCP bind and connect; and, in the other field, abstract sockets and signals."""


def refuse_files() -> int:
    """Refuse all that this kernel's Landlock knows. Return its version, or 0 without Landlock."""
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    version = int(call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION)))
    if version < 1:
        return 0
    rights = _FILE_RIGHTS[max(known for known in _FILE_RIGHTS if known <= version)]
    rules = struct.pack("=Q", (1 << rights) - 1)
    if version >= _NETWORK_FROM:
        rules += struct.pack("=Q", _BOTH)
    if version >= _SCOPES_FROM:
        rules += struct.pack("=Q", _BOTH)
    ruleset = call(_CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), ctypes.c_uint32(0))
    if ruleset < 0:
        return 0
    try:
        refused = call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)
    return 0 if refused < 0 else version
