"""What the manual says of the program's behaviour is shown by tests that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/manual/behaviour.md"
_TEST = re.compile(r"`(tests/[a-z_/]+\.py)::(test_\w+)`")


def test_every_part_of_the_page_names_a_test() -> None:
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    assert len(parts) == 31
    assert [part.splitlines()[0] for part in parts if not _TEST.search(part)] == []


def test_every_test_that_the_page_names_is_there() -> None:
    named = _TEST.findall(PAGE.read_text(encoding="utf-8"))
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).is_file()
        or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert missing == []
