"""The sentences of letters and e-mails, read from `resources/wording`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _letters() -> dict[str, dict[str, str]]:
    text = files("resources").joinpath("wording", "letters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def mid_sentence(label: str) -> str:
    """Return a label for the middle of a sentence: "Threshold met" becomes "threshold met".

    An abbreviation such as LADO keeps its capitals.
    """
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def section(name: str) -> dict[str, str]:
    """Return the templates of one section by name. Raises KeyError."""
    return _letters()[name]


def sentence(letter: str, name: str, **given: str) -> str:
    """Fill the values into the named template. Raises KeyError if there is no such template."""
    return _letters()[letter][name].format(**given)
