"""A practice's file from elsewhere is read to its limits, and what passes one is a sentence."""

from pathlib import Path
from typing import Any

import pytest

from lado_desktop.casework.shift import Shift
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.practice.practice_file import (
    NotAPractice,
    condition_read,
    contents_of,
    written,
)
from lado_desktop.figures.layout.practice_tables import read_practice, take_in
from lado_desktop.figures.problem import LayoutRefused

HOSTILE = {
    "brackets": ("a = " + "[" * 100_000, "within each other"),
    "sections": ("[a]\nb = " + "{c = " * 25 + "1" + "}" * 25, "within each other"),
    "digits": ("a = " + "9" * 200_000, "number in the file is too large"),
    "digits by sixteen": ("a = 0x" + "f" * 200_000, "number in the file is too large"),
    "no number": ("a = nan", "number in the file is too large"),
    "without end": ("a = -inf", "number in the file is too large"),
    "dots": (".".join("a" * 100_000) + " = 1", "more than 20 dots"),
    "quoted dots": ('."a b"' * 40_000 + " = 1", "more than 20 dots"),
    "dots in a head": ("[" + " . ".join("a" * 50_000) + "]", "more than 20 dots"),
    "many names": ("\n".join(f"k{each} = 1" for each in range(20_000)), "more than 1000 parts"),
    "a long list": ("a = [" + "1," * 100_000 + "]", "more than 1000 parts"),
    "one long name": ("a" * 299_000, "cannot be read"),
    "quotes": ("\"'" * 149_000, "cannot be read"),
    "too long": ("#" * 300_001, "larger than 300 KB"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(shift: Shift, what: str) -> None:
    text, told = HOSTILE[what]
    with pytest.raises(NotAPractice, match=told):
        take_in(shift, text)


def test_a_condition_that_is_typed_has_the_same_limits() -> None:
    for typed in ("a = " + "[" * 5_000, "a = " + "9" * 5_000):
        with pytest.raises(NotAPractice):
            condition_read(typed)


@pytest.mark.parametrize(
    "sets, told",
    [
        ({"s": {"any": [{"sector": ["edu*"]}, {"concluded": True}]}}, "too many rows or altern"),
        ({"s": {"set": ["t"] * 99}, "t": {"set": ["u"] * 99}, "u": {}}, "too many sets"),
        (
            {"s": {"set": ["s0"]}, "s900": {}}
            | {f"s{each}": {"set": [f"s{each + 1}"]} for each in range(900)},
            "too many sets",
        ),
    ],
)
def test_a_table_of_too_many_alternatives_is_refused(
    shift: Shift, sets: dict[str, Any], told: str
) -> None:
    said = contents_of(practice_named("bromley"))
    rows = [{"label": "Many", "set": ["s"] * 30}, {"label": "Others", "sector": ["edu*"]}]
    said["sets"] = sets
    made = {"id": "a", "title": "A", "counts": "contacts", "columns": {"years": 1}}
    said["table"] = [{**made, "rows": rows}]
    said["identity"] = []
    with pytest.raises(LayoutRefused, match=told):
        take_in(shift, written(said))


def test_a_file_of_any_size_is_read_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "practice.toml"
    path.write_bytes(b"#" * 300_001)
    with pytest.raises(NotAPractice, match="larger than 300 KB"):
        read_practice(path)
    with pytest.raises(NotAPractice, match="cannot be read"):
        read_practice(tmp_path)
