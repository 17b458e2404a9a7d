"""Coded lists: records store codes, and officers read labels."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_FACTS = ("attributes", "lists")
"""What the data file says of its lists and codes."""


@cache
def _file() -> Mapping[str, Any]:
    text = files("resources").joinpath("codes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def code_lists() -> Mapping[str, Mapping[str, str]]:
    """Return every list by name: code to common label, in printed order."""
    return MappingProxyType(
        {name: MappingProxyType(codes) for name, codes in _file().items() if name not in _FACTS}
    )


@cache
def lists_named(sort: str) -> Mapping[str, str]:
    """Return the lists that a service may change, with their names: `open`, or only `worded`."""
    return MappingProxyType(_file()["lists"][sort])


@cache
def codes_with(code_list: str, attribute: str) -> frozenset[str]:
    """Return the codes of a list with a true attribute in codes.toml."""
    facts = _file()["attributes"].get(code_list, {})
    return frozenset(code for code, value in facts.items() if value.get(attribute))


def meets_threshold(outcome: str | None) -> bool | None:
    """Tell whether an outcome meets the harm threshold; None before the decision."""
    if outcome is None:
        return None
    return outcome in codes_with("contact_outcome", "threshold")


def needs_meeting(outcome: str | None) -> bool:
    """Tell whether a Position of Trust meeting follows this outcome."""
    return outcome in codes_with("contact_outcome", "meeting")
