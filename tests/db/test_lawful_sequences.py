"""What a service lawfully does raises no question. `tests/faults` has the proof at full size."""

from pathlib import Path

import pytest

from tests.lawful_sequences import lived


@pytest.mark.parametrize("seed", range(2))
def test_a_lawful_sequence_raises_no_question_and_a_rollback_does(
    tmp_path: Path, seed: int
) -> None:
    assert lived(tmp_path / "practice", seed, steps=6) == ""
