"""What holds for every test: no screen, and nothing said to the log that was not expected."""

import logging
import os
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from ui.platform import missing_libraries

if missing := missing_libraries():
    pytest.exit(
        f"The tests open windows. First: sudo apt install {' '.join(missing)}", returncode=1
    )


@pytest.fixture(autouse=True)
def _silence(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test whose log holds a warning, unless it is marked `logs` and reads them itself.

    Qt's own warnings fail a test through pytest-qt (`qt_log_level_fail`).
    """
    yield
    if request.node.get_closest_marker("logs"):
        return
    said = [
        f"{record.name}: {record.getMessage()}"
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    assert not said, "Said to the log, and not expected:\n" + "\n".join(said)
