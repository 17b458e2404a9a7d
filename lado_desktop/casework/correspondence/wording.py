"""The sentences of letters and e-mails: data in `resources/wording`, one source for both."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _letters() -> dict[str, dict[str, str]]:
    text = files("resources").joinpath("wording", "letters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def sentence(letter: str, name: str, **given: str) -> str:
    """Return a sentence with what is given filled in, as it is. Raises KeyError for none such."""
    return _letters()[letter][name].format(**given)
