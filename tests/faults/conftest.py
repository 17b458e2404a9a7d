"""What the fault tests share: how often a fault is tried, and the figures of what was found."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.sqlcipher.opening import make_database

KEY = bytes(range(32))
POINTS = Path(__file__).with_name("crash_points.py")


@pytest.fixture
def times(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """How often a fault is tried: the first number, or the second where `make prove` asks."""
    is_full = bool(request.config.getoption("--full"))
    return lambda few, many: many if is_full else few


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say in one line what a test found; `make prove` prints it."""

    def say(line: str) -> None:
        record_property("figure", line)

    return say


def pytest_terminal_summary(terminalreporter: Any) -> None:
    lines = [
        (report.outcome, report.duration, value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "figure"
    ]
    if lines:
        terminalreporter.section("faults")
    for outcome, seconds, value in lines:
        terminalreporter.write_line(f"{outcome:7} {seconds:5.0f} s  {value}")


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A new database, empty but for its tables."""
    found = tmp_path / "vault" / "data-1.db"
    found.parent.mkdir()
    make_database(found, KEY, {})
    return found


@pytest.fixture
def nursery() -> Iterator[Callable[[str, Path, int], str]]:
    """Does something to a vault in a fork, killed at the moment given (see crash_points)."""
    with subprocess.Popen(
        [sys.executable, str(POINTS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def run(what: str, folder: Path, stop_at: int) -> str:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{what} {stop_at} {folder}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield run
        assert process.stdin is not None
        process.stdin.close()
