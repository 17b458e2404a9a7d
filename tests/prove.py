"""The proofs at full size, one after another: `make prove`, or `make prove ONLY="kill power"`.

What was proved of this very source is not proved again unless it is named, so a run that was
interrupted goes on where it was.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROVED = ROOT / ".proofs"
"""A file for each proof that held, with the state of the source of which it did."""
_SOURCE = ("lado_desktop", "ui", "db", "resources", "tests", "bench")


def proofs() -> dict[str, list[str]]:
    """Each proof with its command: a file of faults, or a measurement that has a limit."""
    pytest = ["-m", "pytest", "-q", "--no-header", "-r", "fEs", "--full"]
    found = {
        path.stem.removeprefix("test_").replace("_", "-"): [*pytest, str(path)]
        for path in sorted((ROOT / "tests/faults").glob("test_*.py"))
    }
    for path in sorted((ROOT / "bench").glob("*.py")):
        if "LIMIT" in path.read_text(encoding="utf-8"):
            found[f"bench-{path.stem.replace('_', '-')}"] = [str(path)]
    return found


def state() -> str:
    """Return what tells this source from any other."""
    said = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for folder in _SOURCE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                said.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return said.hexdigest()


def to_prove(names: list[str], now: str) -> list[str]:
    """Return the proofs that are named, or all that did not hold yet. Raises KeyError."""
    known = proofs()
    if unknown := [name for name in names if name not in known]:
        raise KeyError(", ".join(unknown))
    return names or [name for name in known if _proved(name) != now]


def _proved(name: str) -> str:
    path = PROVED / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main(names: list[str]) -> int:
    """Prove, saying what each proof took; return 1 where one did not hold."""
    now = state()
    try:
        asked = to_prove(names, now)
    except KeyError as unknown:
        sys.stderr.write(f"No such proof: {unknown.args[0]}. There are: {', '.join(proofs())}\n")
        return 2
    if not asked:
        sys.stdout.write("All proofs held of this source. Name those to be proved again.\n")
    PROVED.mkdir(exist_ok=True)
    failed = []
    for name in asked:
        begun = time.monotonic()
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        held = subprocess.run([sys.executable, *proofs()[name]], cwd=ROOT, check=False)
        word = "failed" if held.returncode else "held"
        sys.stdout.write(f"== {name} {word} after {time.monotonic() - begun:.0f} s\n")
        (PROVED / name).write_text("" if held.returncode else now, encoding="utf-8")
        failed += [name] if held.returncode else []
    if failed:
        sys.stderr.write(f"Did not hold: {' '.join(failed)}\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
