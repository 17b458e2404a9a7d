"""What the fault tests share: their figures, and that the long ones run by themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.sqlcipher.store import make_database

HERE = Path(__file__).parent
KEY = bytes(range(32))
POINTS = HERE / "crash_points.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the long ones to `make faults`: beside other tests their times would tell nothing."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    for item in items:
        if HERE in item.path.parents and item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="make faults runs it, by itself"))


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say in one line what a test found; `make faults` prints it."""

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
