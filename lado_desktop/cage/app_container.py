"""Windows' cage: an AppContainer without capabilities, in a job object. Untried on Windows.

Written by Microsoft's documentation. An AppContainer opens only files that name it or all of its
kind, and without a capability it has no network. The job limits memory, time and programs. The
process starts suspended and runs only once all of that is in place; it then tries the cage itself
(`cage/inside.py`).
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, BinaryIO

from lado_desktop.cage.limits import Limits, NoCage

_NAME = "LADO-Desktop.Reader"
_CAPABILITIES, _HANDLES, _CHILDREN = 0x20009, 0x20002, 0x2000E  # PROC_THREAD_ATTRIBUTE_*
_NO_CHILDREN = 1
_FLAGS = 0x0008_0000 | 0x4 | 0x0800_0000 | 0x400
"""EXTENDED_STARTUPINFO_PRESENT, CREATE_SUSPENDED, CREATE_NO_WINDOW, CREATE_UNICODE_ENVIRONMENT."""
_USE_HANDLES = 0x100
_ONE_PROCESS, _PROCESS_TIME, _PROCESS_MEMORY = 0x8, 0x2, 0x100
_DIE_ON_FAULT, _KILL_ON_CLOSE = 0x400, 0x2000
_EXTENDED_LIMITS, _UI_LIMITS = 9, 4
_ALL_UI = 0xFF
_STARTUP_SECONDS = 30
"""The job counts from the start, so loading the readers is added to their time."""
_TICKS = 10_000_000  # 100 ns
_FOREVER = 0xFFFFFFFF
_ENDED = 1

Pointer = ctypes.c_void_p


class _Capabilities(ctypes.Structure):
    _fields_ = (
        *(("sid", Pointer), ("capabilities", Pointer)),
        *(("count", ctypes.c_uint32), ("reserved", ctypes.c_uint32)),
    )


class _Startup(ctypes.Structure):
    _fields_ = (
        *(("size", ctypes.c_uint32), ("reserved", Pointer), ("desktop", Pointer)),
        *(("title", Pointer), ("place", ctypes.c_uint32 * 7), ("flags", ctypes.c_uint32)),
        *(("show", ctypes.c_uint16), ("size2", ctypes.c_uint16), ("reserved2", Pointer)),
        *(("stdin", Pointer), ("stdout", Pointer), ("stderr", Pointer), ("attributes", Pointer)),
    )


class _Process(ctypes.Structure):
    _fields_ = (
        *(("process", Pointer), ("thread", Pointer)),
        *(("process_id", ctypes.c_uint32), ("thread_id", ctypes.c_uint32)),
    )


class _JobLimits(ctypes.Structure):
    _fields_ = (
        *(("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64)),
        *(("flags", ctypes.c_uint32), ("least", ctypes.c_size_t), ("most", ctypes.c_size_t)),
        *(("processes", ctypes.c_uint32), ("affinity", ctypes.c_size_t)),
        *(("priority", ctypes.c_uint32), ("scheduling", ctypes.c_uint32)),
        *(("counters", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t)),
        *(("job_memory", ctypes.c_size_t), ("peaks", ctypes.c_size_t * 2)),
    )


class Contained:
    """A program that runs in the container, and its two pipes."""

    def __init__(
        self, windows: _Windows, handles: tuple[int, int], pipes: tuple[BinaryIO, BinaryIO]
    ) -> None:
        self.stdin, self.stdout = pipes
        self._kernel = windows.kernel
        self._process, self._job = map(Pointer, handles)
        self._code: int | None = None
        self._closing = threading.Lock()

    def kill(self) -> None:
        """End the program with all that is in its job."""
        with self._closing:
            if self._code is None:
                self._kernel.TerminateJobObject(self._job, _ENDED)

    def wait(self) -> int:
        """Wait for its end and return its exit code. The cage is closed then."""
        if self._code is None:
            code = ctypes.c_uint32()
            self._kernel.WaitForSingleObject(self._process, _FOREVER)
            self._kernel.GetExitCodeProcess(self._process, ctypes.byref(code))
            with self._closing:
                self._code = code.value
                self._kernel.CloseHandle(self._process)
                self._kernel.CloseHandle(self._job)
        return self._code


def start(command: Sequence[str], environment: Mapping[str, str], limits: Limits) -> Contained:
    """Start a program in the cage. Raises NoCage where any part of it cannot be set up."""
    (theirs_in, ours_in), (ours_out, theirs_out) = os.pipe(), os.pipe()
    try:
        windows = _Windows()
        handles = windows.start(command, environment, limits, (theirs_in, theirs_out))
    except (OSError, AttributeError, NoCage) as error:
        os.close(ours_in)
        os.close(ours_out)
        raise NoCage("The AppContainer cannot be set up.") from error
    finally:
        os.close(theirs_in)
        os.close(theirs_out)
    return Contained(windows, handles, (os.fdopen(ours_in, "wb"), os.fdopen(ours_out, "rb")))


class _Windows:
    """The calls of Windows that are needed, each checked."""

    def __init__(self) -> None:
        windll = getattr(ctypes, "windll")  # noqa: B009  (only Windows has it)
        self.kernel = windll.kernel32
        self._user_env = windll.userenv
        self.kernel.CreateJobObjectW.restype = Pointer

    def start(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        limits: Limits,
        pipes: tuple[int, int],
    ) -> tuple[int, int]:
        """Start the program and return the handles of its process and its job."""
        handles = (Pointer * 2)(*(self._inheritable(pipe) for pipe in pipes))
        capabilities = _Capabilities(self._container(), None, 0, 0)
        children = ctypes.c_uint32(_NO_CHILDREN)
        given = ((_CAPABILITIES, capabilities), (_HANDLES, handles), (_CHILDREN, children))
        attributes = self._attributes(given)
        startup = _Startup(size=ctypes.sizeof(_Startup), flags=_USE_HANDLES)
        startup.stdin, startup.stdout = handles[0], handles[1]
        startup.attributes = ctypes.addressof(attributes)
        begun = _Process()
        root = os.environ.get("SYSTEMROOT", "")
        pairs = {**environment, "SYSTEMROOT": root}
        block = "".join(f"{name}={value}\0" for name, value in sorted(pairs.items())) + "\0"
        line = ctypes.create_unicode_buffer(subprocess.list2cmdline(command))
        self._must(
            self.kernel.CreateProcessW(
                *(None, line, None, None, True, _FLAGS),
                *(ctypes.create_unicode_buffer(block), ctypes.c_wchar_p(root)),
                *(ctypes.byref(startup), ctypes.byref(begun)),
            )
        )
        try:
            job = self._job(limits)
            self._must(self.kernel.AssignProcessToJobObject(Pointer(job), Pointer(begun.process)))
            self._must(self.kernel.ResumeThread(Pointer(begun.thread)) != _FOREVER)
        except NoCage:
            self.kernel.TerminateProcess(Pointer(begun.process), _ENDED)
            self.kernel.CloseHandle(Pointer(begun.process))
            raise
        finally:
            self.kernel.CloseHandle(Pointer(begun.thread))
        return int(begun.process), job

    def _container(self) -> int:
        """Return the address of the container's identity, made on the first use."""
        sid = Pointer()
        name = ctypes.c_wchar_p(_NAME)
        made = self._user_env.CreateAppContainerProfile(
            name, name, name, None, 0, ctypes.byref(sid)
        )
        if made != 0:
            # It is there already, or the next call says that it is not.
            found = self._user_env.DeriveAppContainerSidFromAppContainerName(
                name, ctypes.byref(sid)
            )
            self._must(found == 0)
        return int(sid.value or 0)

    def _attributes(self, given: Sequence[tuple[int, Any]]) -> ctypes.Array[ctypes.c_char]:
        size = ctypes.c_size_t()
        self.kernel.InitializeProcThreadAttributeList(None, len(given), 0, ctypes.byref(size))
        attributes = ctypes.create_string_buffer(size.value)
        self._must(
            self.kernel.InitializeProcThreadAttributeList(
                attributes, len(given), 0, ctypes.byref(size)
            )
        )
        for number, value in given:
            self._must(
                self.kernel.UpdateProcThreadAttribute(
                    *(attributes, 0, ctypes.c_size_t(number), ctypes.byref(value)),
                    *(ctypes.c_size_t(ctypes.sizeof(value)), None, None),
                )
            )
        return attributes

    def _job(self, limits: Limits) -> int:
        job = self.kernel.CreateJobObjectW(None, None)
        self._must(job)
        most = _JobLimits(
            process_time=(limits.processor + _STARTUP_SECONDS) * _TICKS,
            flags=_ONE_PROCESS | _PROCESS_TIME | _PROCESS_MEMORY | _DIE_ON_FAULT | _KILL_ON_CLOSE,
            processes=1,
            process_memory=limits.memory,
        )
        no_ui = ctypes.c_uint32(_ALL_UI)
        for which, value in ((_EXTENDED_LIMITS, most), (_UI_LIMITS, no_ui)):
            self._must(
                self.kernel.SetInformationJobObject(
                    Pointer(job), which, ctypes.byref(value), ctypes.sizeof(value)
                )
            )
        return int(job)

    @staticmethod
    def _inheritable(pipe: int) -> int:
        # Windows alone has these.
        handle = int(import_module("msvcrt").get_osfhandle(pipe))
        getattr(os, "set_handle_inheritable")(handle, True)  # noqa: B009
        return handle

    @staticmethod
    def _must(done: Any) -> None:
        if not done:
            raise NoCage("A call of Windows failed.")
