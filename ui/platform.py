"""Whether a window can open here, asked before Qt is loaded: without its libraries Qt aborts.

Only Linux leaves them out. Elsewhere Qt brings all that it needs, and every answer is that all is
well.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

# The library that Qt loads, and the Debian and Ubuntu package that contains it.
FOR_QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
    "libz.so.1": "zlib1g",
}
FOR_X_WINDOWS = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}

Load = Callable[[str], object]


def missing_libraries(load: Load = ctypes.CDLL) -> list[str]:
    """Name the Debian packages that a window needs here and that are not installed.

    `load` opens a library by its name and raises OSError where there is none. Needs some 5 ms,
    most of which Qt then saves.
    """
    if sys.platform != "linux":
        return []
    wanted = dict(FOR_QT)
    if not (_drawn_elsewhere() or _wayland_answers()):
        wanted |= FOR_X_WINDOWS
    return sorted({package for name, package in wanted.items() if not _loads(name, load)})


def no_display(load: Load = ctypes.CDLL) -> bool:
    """Tell whether no screen answers, neither X nor Wayland."""
    if sys.platform != "linux" or _drawn_elsewhere():
        return False
    return not (_wayland_answers() or _x_answers(load))


def why_no_window(load: Load = ctypes.CDLL) -> str | None:
    """Return the sentence that says why no window can open here, or None where one can."""
    if missing := missing_libraries(load):
        return (
            f"A window needs {_listed(missing)}, not installed here. "
            f"On Debian or Ubuntu: sudo apt install {' '.join(missing)}"
        )
    if no_display(load):
        return "There is no display to open a window on."
    return None


def _drawn_elsewhere() -> bool:
    """Tell whether Qt draws on something other than a screen, as in tests."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(platform) and not platform.startswith(("xcb", "wayland"))


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / str(name)).exists()


def _x_answers(load: Load) -> bool:
    """Ask the X server itself: a DISPLAY that is set may lead nowhere."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = load("libxcb.so.1")
    except OSError:
        return False
    if not isinstance(xcb, ctypes.CDLL):
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return int(xcb.xcb_connection_has_error(connection)) == 0
    finally:
        xcb.xcb_disconnect(connection)


def _loads(name: str, load: Load) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def _listed(names: Iterable[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
