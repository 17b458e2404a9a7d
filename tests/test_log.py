"""The log on this computer: five files at most, with fixed words only."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from lado_desktop import log as logs
from ui.last_chance import LastChance


@pytest.fixture
def begin() -> Iterator[object]:
    """Begin the log, and put back what it changed."""
    handlers: list[logging.StreamHandler[TextIO]] = []

    def start(folder: Path) -> None:
        if (handler := logs.begin(folder)) is not None:
            handlers.append(handler)

    yield start
    for handler in handlers:
        logs.log.removeHandler(handler)
        handler.stream.close()
    logs.log.setLevel(logging.NOTSET)


@pytest.mark.logs
def test_an_error_is_logged_by_reference_class_and_place_without_its_text(
    begin: object, tmp_path: Path
) -> None:
    assert callable(begin)
    begin(tmp_path / "own")
    said: list[str] = []
    try:
        raise RuntimeError("Wren Ó Súilleabháin")
    except RuntimeError:
        kind, error, trace = sys.exc_info()
    assert kind is not None
    LastChance(said.append).take(kind, error, trace)
    file = tmp_path / "own" / logs.NAME
    line = file.read_text(encoding="utf-8")
    assert f"{said[0][-6:]} RuntimeError at tests/test_log.py:" in line
    assert "Wren" not in line
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0


def test_a_long_log_is_put_aside_and_the_oldest_let_go(begin: object, tmp_path: Path) -> None:
    assert callable(begin)
    for number in range(1, logs.KEPT + 1):
        (tmp_path / f"log.{number}.txt").write_text(f"the {number}th")
    (tmp_path / logs.NAME).write_text("x" * logs.MOST)
    begin(tmp_path)
    logs.log.info("begun")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "log.1.txt",
        "log.2.txt",
        "log.3.txt",
        "log.4.txt",
        "log.txt",
    ]
    assert (tmp_path / "log.txt").read_text().endswith("INFO begun\n")
    assert (tmp_path / "log.4.txt").read_text() == "the 3th"


def test_a_folder_that_takes_no_log_is_no_harm(begin: object, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert logs.begin(tmp_path / "file" / "own") is None
