"""What is proved at full size has a name, and is proved once of one source."""

from pathlib import Path

import pytest

from tests import prove

TESTS = Path(__file__).parent


@pytest.fixture(autouse=True)
def proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Proofs that were made elsewhere: none."""
    monkeypatch.setattr(prove, "PROVED", tmp_path)
    return tmp_path


def test_every_fault_and_every_measurement_with_a_limit_has_a_name() -> None:
    names = list(prove.proofs())
    assert {"kill", "key-crash", "power", "tampering", "bench-figures", "bench-startup"} <= {*names}
    assert "bench-big-vault" not in names, "it makes a vault and measures nothing"
    assert prove.to_prove([], "now") == names


def test_what_held_of_this_source_is_proved_again_only_by_its_name(proved: Path) -> None:
    (proved / "kill").write_text("now", encoding="utf-8")
    (proved / "power").write_text("before", encoding="utf-8")
    assert "kill" not in prove.to_prove([], "now")
    assert "power" in prove.to_prove([], "now")
    assert prove.to_prove(["kill"], "now") == ["kill"]


def test_what_judges_times_is_slow_too_so_make_test_leaves_it_out() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")}
    proofs = [
        path
        for path, source in sources.items()
        if "pytest.mark.proof" in source and path != Path(__file__)
    ]
    assert proofs
    for path in proofs:
        assert "\npytestmark = [pytest.mark.proof, pytest.mark.slow]\n" in sources[path], path


def test_a_proof_that_is_not_there_is_reported_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert prove.main(["kil"]) == 2
    assert "No such proof: kil. There are: attacks, cage, " in capsys.readouterr().err


def test_a_run_that_was_cut_short_goes_on_with_what_is_left(
    proved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"one": ["-c", ""], "two": ["-c", "raise SystemExit(1)"], "three": ["-c", ""]}
    monkeypatch.setattr(prove, "proofs", lambda: told)
    assert prove.main([]) == 1
    assert prove.to_prove([], prove.state()) == ["two"]
    told["two"] = ["-c", ""]
    assert prove.main([]) == 0
    assert prove.to_prove([], prove.state()) == []
