"""200 lawful sequences of restore, new keys, upgrade, new laptop and second account: 0 false stops.

After each one the files of before its last work are put back: that is noticed every time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.lawful_sequences import lived

pytestmark = [pytest.mark.proof, pytest.mark.slow]


def test_no_lawful_sequence_raises_a_question(
    tmp_path: Path, times: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    tried = times(30, 200)
    wrong = [said for seed in range(tried) if (said := lived(tmp_path / str(seed), seed, steps=10))]
    figure(f"{tried} lawful sequences: {len(wrong)} false stops or rollbacks not noticed")
    assert not wrong, "\n".join(wrong)
