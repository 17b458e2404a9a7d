"""Keeps None, True and False alive under PySide6 6.12 on Python 3.11.

PySide6 6.12 gives these constants back without counting the reference, as is right from Python 3.12
on, where they never die (PEP 683). On 3.11 every call of a Qt method that returns nothing takes one
reference of None away, until Python ends with "deallocating None". 6.11.3 does not; but QtPdf comes
in a wheel of its own only from 6.12. So each constant is given more references than a sitting of
months could use up.
"""

from __future__ import annotations

import ctypes
import sys

_MANY = 1 << 40
_CONSTANTS = (None, True, False, NotImplemented)


def keep_constants() -> None:
    """Give the constants references enough. Does nothing where Python itself keeps them."""
    if sys.version_info >= (3, 12):
        return
    for constant in _CONSTANTS:
        if sys.getrefcount(constant) < _MANY // 2:
            # The count is the first word of every object of CPython.
            ctypes.c_ssize_t.from_address(id(constant)).value += _MANY
