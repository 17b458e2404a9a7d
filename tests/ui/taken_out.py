"""A plugin for `planted.py`: each test runs with its reader no longer reading what was planted.

So each has to fail. `tests/shape/test_kinds.py` looks that it does.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from copy import copy
from importlib import import_module
from typing import Any

import pytest

KIND, KEY, FIELD = "setting_visit", "visits", "interpreter"
_CASEWORK, _UI = "lado_desktop.casework", "ui"
TAKEN_OUT: Mapping[str, tuple[str, str, str]] = {
    "register_permission": ("lado_desktop.domain.acts", "ACTS", f"{KEY}.import"),
    "register_act_words": ("lado_desktop.domain.acts", "ACTS", f"{KIND}.add"),
    "register_navigation": (f"{_UI}.window.navigation", "BELONGS_TO", KIND),
    "register_menus": (f"{_UI}.window.commands", "REGISTERS", KEY),
    "register_page": (f"{_UI}.pages.registers", "_LISTINGS", "Visits"),
    "register_in_use": (f"{_CASEWORK}.registers.in_use", "REGISTERS", KEY),
    "register_form": (f"{_UI}.pages.register_entry", "BY_KIND", KIND),
    "register_draft_words": (f"{_UI}.pages.draft_place", "RECORDS", KIND),
    "register_draft_place": (f"{_CASEWORK}.today.unfinished", "_PAGES", KIND),
    "register_list": (f"{_CASEWORK}.lists.counted_lists", "COUNTED_LISTS", KEY),
    "register_preview": (f"{_CASEWORK}.lists.preview", "RECORDS", KIND),
    "register_search": (f"{_UI}.search.box", "KINDS", KIND),
    "register_palette": (f"{_CASEWORK}.search.palette", "_TEXTS", KIND),
    "register_counted_kind": (f"{_CASEWORK}.lists.counted_lists", "COUNTED_WORDS", KEY),
    "register_counted_field": (
        "lado_desktop.figures.units.countable",
        "COUNTABLES",
        f"{KEY}:visit_purpose",
    ),
    "register_practice_editor": (f"{_UI}.practice.table_head", "KINDS", KEY),
    "register_import": (f"{_CASEWORK}.imports.layout", "LAYOUTS", KEY),
    "register_command_help": ("lado_desktop.commands.record", "IMPORT_KINDS", KEY),
    "register_undo": (f"{_CASEWORK}.undoing.undo", "RECORDS", KIND),
    "register_in_error": (f"{_CASEWORK}.undoing.in_error", "ERROR_KINDS", KIND),
    "register_history": (f"{_CASEWORK}.undoing.history", "RECORDS", KIND),
    "register_audit": (f"{_CASEWORK}.audit.subject", "PAGES", KIND),
    "field_form": (f"{_UI}.contact.call", "CALL_FORM", FIELD),
    "field_list": (f"{_CASEWORK}.lists.lists", "CONTACTS", FIELD),
    "field_audit": (f"{_CASEWORK}.audit.field_words", "fields_of", FIELD),
    "field_search": ("db.records.changes", "searched_names", "language"),
    "field_import": (f"{_CASEWORK}.imports.layout", "LAYOUTS", f"contacts:{FIELD}"),
    "field_question": ("lado_desktop.figures.units.countable", "COUNTABLES", f"contacts:{FIELD}"),
    "field_case_summary": ("lado_desktop.reports.heading", "fields_of", FIELD),
    "field_carried": (f"{_CASEWORK}.contacts.contacts", "fields_of", FIELD),
}
"""What each test's reader reads: module, name, and what is taken out of it there."""

_SHARED = ("RECORDS", "REGISTERS", "BY_KIND", "PAGES", "fields_of")
"""What many read: it is taken out for this one reader only."""


@pytest.fixture(autouse=True)
def without(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader of this test find nothing."""
    module, name, gone = TAKEN_OUT[request.node.name.removeprefix("test_")]
    reader = import_module(module)
    whole = getattr(reader, name)
    less = _without(whole, gone)
    readers = [reader] if name in _SHARED else list(sys.modules.values())
    for each in readers:
        for named, value in list(vars(each).items()):
            if value is whole:
                monkeypatch.setattr(each, named, less)


def _without(whole: Any, gone: str) -> Any:
    """Return the same without one: a key, an item, or what has that name among its parts."""
    first, _, inside = gone.partition(":")
    if isinstance(whole, Mapping) and inside:
        return {**whole, first: _without(whole[first], inside)}
    if isinstance(whole, Mapping):
        return {key: value for key, value in whole.items() if key != gone}
    if isinstance(whole, list | tuple):
        kept = (_without_parts(each, gone) for each in whole if getattr(each, "name", each) != gone)
        return type(whole)(kept)
    if callable(whole) and not hasattr(whole, "__dataclass_fields__"):
        return lambda *given: _without(whole(*given), gone)
    return _without_parts(whole, gone)


def _without_parts(whole: Any, gone: str) -> Any:
    """Return a declaration without one of its columns, fields, or the fields of its sections."""
    parts = [name for name in ("columns", "fields", "sections") if name in _fields_of(whole)]
    less = copy(whole) if parts else whole
    for name in parts:
        object.__setattr__(less, name, _without(getattr(whole, name), gone))
    return less


def _fields_of(whole: Any) -> Mapping[str, Any]:
    """Return the fields of a dataclass; nothing for anything else."""
    return getattr(whole, "__dataclass_fields__", {})
