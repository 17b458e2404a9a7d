"""What PySide6 6.12 expects of Python 3.12 and later, and Python 3.11 lacks.

6.11.3 does not need it; but QtPdf has a separate wheel only from 6.12.
"""

from __future__ import annotations

import ctypes
import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_MANY = 1 << 40
_CONSTANTS = (None, True, False, NotImplemented)


def keep_constants() -> None:
    """Give the constants references enough. Does nothing where Python itself makes them immortal.

    PySide6 gives them back without counting the reference, as is right where they never die (PEP
    683). On 3.11 every call of a Qt method that returns nothing takes one reference of None away,
    until Python ends with "deallocating None"; so many would not be used up in a sitting of months.
    """
    if sys.version_info >= (3, 12):
        return
    for constant in _CONSTANTS:
        if sys.getrefcount(constant) < _MANY // 2:
            # The count is the first word of every object of CPython.
            ctypes.c_ssize_t.from_address(id(constant)).value += _MANY


def keep_errors_whole() -> None:
    """Let a bug in what overrides a method of Qt's reach the last chance, and not end the program.

    PySide6 looks into the error that the method raises. On 3.11 one that Python's own C code
    raised, as `int("x")` does, is not whole yet, and the look ends the program (seen at 6.12.0).
    Once it was caught in Python, it is whole. To be called before any class of the window is made.
    """
    if sys.version_info >= (3, 12):
        return
    # Whether Qt can be loaded at all is asked by a module of this package.
    from PySide6.QtCore import QObject  # noqa: PLC0415

    def begin(cls: type[QObject], /, **given: Any) -> None:
        super(QObject, cls).__init_subclass__(**given)
        for name, value in list(vars(cls).items()):
            if isinstance(value, FunctionType) and _is_qts(cls, name):
                setattr(cls, name, _caught(value))

    QObject.__init_subclass__ = classmethod(begin)  # type: ignore[assignment] # as a class body says it


def _is_qts(cls: type[QObject], name: str) -> bool:
    """Tell whether a method of this name is one of Qt's, which Qt itself calls."""
    if name.startswith("__"):
        return False
    inherited = (vars(each).get(name) for each in cls.__mro__[1:])
    return any(each is not None and not isinstance(each, FunctionType) for each in inherited)


def _caught(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        try:
            return function(*args, **named)
        except BaseException:
            raise  # whole by now

    return call
