"""The sentences of letters and e-mails: data in `resources/wording`, one source for both."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _letters() -> dict[str, dict[str, str]]:
    text = files("resources").joinpath("wording", "letters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def mid_sentence(label: str) -> str:
    """Return a label for use inside a sentence: "Threshold met" is "threshold met".

    A first word that is a name of letters, such as LADO, stays as it is.
    """
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def section(name: str) -> dict[str, str]:
    """Return the sentences of one section by name, not filled in. Raises KeyError."""
    return _letters()[name]


def sentence(letter: str, name: str, **given: str) -> str:
    """Fill the values into the named template. Raises KeyError if there is no such template."""
    return _letters()[letter][name].format(**given)
