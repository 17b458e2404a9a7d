"""A sentence says that no window can open, before Qt is loaded."""

import ctypes
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import PySide6
import pytest

from ui import platform

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves libraries out")
LIBC = re.compile(r"lib(c|m|dl|rt|pthread|resolv|stdc\+\+|gcc_s)\.so|ld-linux")
QTS_OWN = re.compile(r"lib(Qt6|icu|pyside6|shiboken6)")


def _without(*absent: str) -> Callable[[str], object]:
    def load(name: str) -> object:
        if name in absent:
            raise OSError(f"{name}: cannot open shared object file")
        return object()

    return load


def _only_xcb(name: str) -> object:
    """Load the library that asks the X server; the others are there, whatever this machine has."""
    return ctypes.CDLL(name) if name == "libxcb.so.1" else object()


@pytest.fixture
def x_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose windows are drawn by an X server."""
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    taken = {path.name for path in Path("/tmp/.X11-unix").glob("X*")}
    nobodys = next(number for number in range(77, 999) if f"X{number}" not in taken)
    monkeypatch.setenv("DISPLAY", f":{nobodys}")


@pytest.mark.usefixtures("x_session")
def test_each_missing_package_is_named_once_in_one_sentence() -> None:
    bare = _without("libxcb-keysyms.so.1", "libxcb-icccm.so.4")
    assert platform.missing_libraries(bare) == ["libxcb-icccm4", "libxcb-keysyms1"]
    assert platform.why_no_window(bare) == (
        "A window needs libxcb-icccm4 and libxcb-keysyms1, not installed here. "
        "On Debian or Ubuntu: sudo apt install libxcb-icccm4 libxcb-keysyms1"
    )


@pytest.mark.usefixtures("x_session")
def test_one_missing_package_reads_as_a_sentence_too() -> None:
    said = platform.why_no_window(_without("libglib-2.0.so.0", "libgthread-2.0.so.0"))
    assert said is not None
    assert said.startswith("A window needs libglib2.0-0, not installed here.")


@pytest.mark.usefixtures("x_session")
def test_with_every_library_and_a_display_a_window_can_open() -> None:
    assert platform.why_no_window(_without()) is None


@pytest.mark.usefixtures("x_session")
def test_a_display_that_is_set_but_leads_nowhere_is_no_display() -> None:
    assert platform.no_display()
    assert platform.why_no_window(_only_xcb) == "There is no display to open a window on."


@pytest.mark.usefixtures("x_session")
def test_no_display_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    assert platform.no_display()


@pytest.mark.usefixtures("x_session")
def test_a_wayland_screen_needs_no_x_libraries(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "wayland-0").touch()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert platform.why_no_window(_without("libxcb-icccm.so.4")) is None


@pytest.mark.parametrize("system", ["win32", "darwin"])
@pytest.mark.usefixtures("x_session")
def test_elsewhere_qt_brings_what_it_needs(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert platform.why_no_window(_without(*platform.FOR_QT, *platform.FOR_X_WINDOWS)) is None


def test_every_library_that_qt_names_is_looked_for() -> None:
    qt = Path(PySide6.__file__).parent / "Qt"
    files = [qt / "plugins/platforms/libqxcb.so"]
    files += [
        qt / f"lib/libQt6{part}.so.6"
        for part in ("Core", "Gui", "Widgets", "Pdf", "Network", "DBus", "XcbQpa")
    ]
    named = {
        name.decode()
        for file in files
        for name in re.findall(rb"\0(lib[\w+-]+(?:\.\d+)?\.so\.\d+)(?=\0)", file.read_bytes())
    }
    needed = {name for name in named if not LIBC.match(name) and not QTS_OWN.match(name)}
    assert {"libGL.so.1", "libxcb-icccm.so.4"} <= needed
    assert needed <= platform.FOR_QT.keys() | platform.FOR_X_WINDOWS.keys()


def test_the_question_loads_no_qt() -> None:
    code = "import sys, ui.platform as p; p.why_no_window(); sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
