"""Turns audit lines into sentences for officers, and groups the kinds of act."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from db.records.audit import Line
from db.records.audit_query import CHANGES
from lado_desktop.casework.audit.field_words import act_words, noun
from lado_desktop.casework.undoing.history import FieldChange

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "changes": ("Changes to records", CHANGES),
    "views": ("Records opened", ("view",)),
    "searches": ("Searches", ("search",)),
    "out": ("Prints and exports", ("print", "export")),
    "coming": ("Unlocking and locking", ("unlock", "failed unlock", "lock", "close")),
    "keys": (
        "Officers and keys",
        (
            *("add officer", "remove officer", "take up enrolment", "change passphrase"),
            *(
                "new code",
                "replace passphrase",
                "renew keys",
                "finish key change",
                "repair vault.json",
            ),
        ),
    ),
    "backups": (
        "Backups",
        (
            *("backup", "backup proved", "backup refused", "drill", "drill failed"),
            *("set second place", "restore", "accept vault", "read notice"),
        ),
    ),
    "settings": ("Settings", ("settings", "screen capture")),
    "checks": (
        "Checks of the record",
        (
            *("integrity", "audit broken", "documents lacking", "documents unclaimed"),
            *("clock jump", "reshape", "rebuild index"),
        ),
    ),
}
"""Groups of acts that the audit can be filtered by: label, and the actions in it."""

_SENTENCES = {
    "undo": "Took an act back",
    "lock": "Locked the window",
    "close": "Closed the window",
    "add officer": "Gave an officer a key, by a one-time code",
    "remove officer": "Removed an officer's key and renewed all keys",
    "new code": "Gave an officer a new one-time code in place of the passphrase",
    "take up enrolment": "Took up a one-time code",
    "change passphrase": "Changed their own passphrase",
    "replace passphrase": "Replaced a forgotten passphrase, by the recovery sheet",
    "renew keys": "Renewed the keys and the recovery sheet",
    "finish key change": "A change of keys that was cut short was finished or taken back",
    "repair vault.json": "An earlier copy of vault.json was put right",
    "backup proved": "Looked through a backup: it is whole",
    "backup refused": "Looked through a backup: it cannot be trusted",
    "drill": "Opened the newest backup and compared it: it is the record",
    "drill failed": "Tried the newest backup: it could not be trusted",
    "set second place": "Chose the second place for backups",
    "restore": "Went back to a backup",
    "rebuild index": "Rebuilt the search index from the records",
    "accept vault": "Opened the vault although it was not as it was last seen",
    "read notice": "Read that the vault went back, or was not as last seen",
    "screen capture": "Changed whether the window is seen in shared screens",
    "clock jump": "The computer's clock jumped",
    "reshape": "An upgrade of the program changed the fields of records",
    "audit broken": "The audit does not hold",
    "documents unclaimed": "Files that no document names were put aside, put back or removed",
    "documents lacking": "Files of documents were missing or damaged",
}
_DONE = {"create": "Added", "change": "Changed", "delete": "Removed", "view": "Opened"}
_WHERE = {"search": "everywhere", "palette": "in the box for everything"}


def sentence(line: Line) -> str:
    """Return what a line says was done, in words. Its subject is shown separately."""
    if line.action in _DONE:
        return f"{_DONE[line.action]} {noun(str(line.target_kind))}"
    if line.action in _TELLING:
        return _TELLING[line.action](line.detail or {})
    return _SENTENCES.get(line.action) or act_words(line)


def _search(detail: Mapping[str, Any]) -> str:
    lengths = detail.get("lengths", [])
    words = "one word" if len(lengths) == 1 else f"{len(lengths)} words"
    letters = " and ".join(str(each) for each in lengths)
    where = str(detail.get("in", ""))
    place = _WHERE.get(where, f"in the list of {where}")
    return f"Searched {place}: {words} of {letters} letters, {detail.get('hits', 0):,} found"


def facts(line: Line) -> tuple[FieldChange, ...]:
    """Return the facts of an event beyond its sentence, such as a setting before and after."""
    detail = line.detail or {}
    if line.action == "settings":
        return tuple(
            FieldChange(_label(name), _setting(pair[0]), _setting(pair[1]))
            for name, pair in detail.items()
        )
    if line.action in ("search", "print", "view", "undo"):
        return ()
    if line.action == "reshape":
        return tuple(_reshaped(detail))
    return tuple(
        FieldChange(_label(name), "", _plain(value))
        for name, value in detail.items()
        if value not in (None, "", [])
    )


def _reshaped(detail: Mapping[str, Any]) -> Iterator[FieldChange]:
    """Yield what an upgrade changed: each field's old and new name, or its value."""
    for name, value in detail.get("given", {}).items():
        yield FieldChange(_field(name), "", _plain(value))
    for name, new in detail.get("renamed", {}).items():
        yield FieldChange("New name", _field(name), _label(new))
    for name, moved in detail.get("moved", {}).items():
        yield FieldChange("Moved", _field(name), _field(f"{moved['into']}.{moved['value']}"))
    for name in detail.get("retyped", {}):
        yield FieldChange("New type", "", _field(name))
    for name in detail.get("dropped", ()):
        yield FieldChange("No longer recorded", _field(name), "")


def _field(name: str) -> str:
    kind, _, of_kind = name.partition(".")
    return f"{noun(kind).capitalize()}: {_label(of_kind).lower()}"


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(value)


def _setting(text: str) -> str:
    """Return a stored setting as text without JSON notation."""
    try:
        value = json.loads(text)
    except ValueError:
        return str(text)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_brief(each)}" for key, each in value.items())
    return _plain(value) if value not in (None, "") else ""


def _brief(value: Any) -> str:
    if isinstance(value, dict):
        parts = (f"{key} {_brief(each)}".strip() for key, each in value.items() if each)
        return ", ".join(parts)
    return _plain(value)


def _print(detail: Mapping[str, Any]) -> str:
    name = str(detail.get("document", "document"))
    return f"Printed, or saved as PDF: {_DOCUMENTS.get(name, name)}"


def _export(detail: Mapping[str, Any]) -> str:
    return f"Saved outside the vault: {detail.get('what', 'a file')}"


def _unlock(detail: Mapping[str, Any]) -> str:
    by_sheet = detail.get("by") == "recovery sheet"
    return "Unlocked the vault by the recovery sheet" if by_sheet else "Unlocked the vault"


def _failed(detail: Mapping[str, Any]) -> str:
    return f"A passphrase was wrong (account {detail.get('account') or 'not known'})"


def _backup(detail: Mapping[str, Any]) -> str:
    return f"Made a backup: {detail.get('reason', '')}"


def _settings(detail: Mapping[str, Any]) -> str:
    return f"Changed settings: {', '.join(each.replace('_', ' ') for each in detail)}"


def _integrity(detail: Mapping[str, Any]) -> str:
    return f"Checked the record: it {'holds' if detail.get('sound') else 'does not hold'}"


_DOCUMENTS = {
    "case": "case summary",
    "summary": "figures",
    "actions": "action list",
    "advice": "letter of advice",
    "outcome": "letter to the employer",
    "concluded": "letter to the adult",
}
_TELLING: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "search": _search,
    "print": _print,
    "export": _export,
    "unlock": _unlock,
    "failed unlock": _failed,
    "backup": _backup,
    "settings": _settings,
    "integrity": _integrity,
}
"""Actions whose sentence depends on the line's detail."""
