"""Each attack of `tests/attacks` is refused or told, in a program of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ATTACKS = Path(__file__).parents[1] / "attacks"
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", sorted(path.stem for path in ATTACKS.glob("[a-z][0-9]_*.py")))
def test_an_attack_is_refused_or_told(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.attacks.{name}"],
        cwd=ATTACKS.parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "REFUSED" in done.stdout or "TOLD" in done.stdout
