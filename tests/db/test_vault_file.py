"""vault.json is the program's own down to the last sign, or it is said to be damaged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.problem import VaultDamaged, VaultProblem, WrongPassphrase
from db.records.audit import ActDone
from db.secrets.keys import Stretching
from db.vault import slots, vault, vault_file
from lado_desktop.domain.record import new_id
from tests import beneath
from tests.whole_vault import NOW, PASSPHRASE, QUICK, made_vault, whole_vault

Body = dict[str, Any]
Change = Callable[[Body], object]


def _in_slot(name: str, value: object) -> Change:
    return lambda body: body["slots"][0].update({name: value})


def _stretching(name: str, value: object) -> Change:
    return lambda body: body["slots"][0]["stretching"].update({name: value})


def _other(name: str, value: object) -> Change:
    return lambda body: body.update({name: value})


def _many(body: Body) -> None:
    body["slots"] = body["slots"] * (vault_file.MOST_SLOTS + 1)


def _costly(body: Body) -> None:
    body["slots"] = body["slots"] * vault_file.MOST_SLOTS
    for slot in body["slots"]:
        slot["stretching"] = {**slot["stretching"], "memory_kib": 1024 * 1024, "passes": 20}


CHANGES: dict[str, Change] = {
    "passes 3.0": _stretching("passes", 3.0),
    "memory 65536.0": _stretching("memory_kib", 65536.0),
    "lanes true": _stretching("lanes", True),
    "too little memory": _stretching("memory_kib", 1024),
    "another name in the stretching": _stretching("more", 1),
    "no salt": _in_slot("salt", ""),
    "a short salt": _in_slot("salt", "AAAAAA=="),
    "no nonce": _in_slot("nonce", ""),
    "no key": _in_slot("wrapped", ""),
    "another name in a slot": _in_slot("more", 1),
    "a label of 10 MB": _in_slot("label", "x" * 10_000_000),
    "a label that is a number": _in_slot("label", 7),
    "a slot's id that is a path": _in_slot("id", "../../x"),
    "a day that is none": _in_slot("until", "2099-13-01"),
    "seq as text": _other("seq", "9"),
    "seq 9.0": _other("seq", 9.0),
    "seq true": _other("seq", True),
    "seq below 0": _other("seq", -1),
    "format version 1.0": _other("format_version", 1.0),
    "another format": _other("format", "x"),
    "another name": _other("more", "x"),
    "a database elsewhere": _other("db", "../data-1.db"),
    "no slots": _other("slots", []),
    "slots that are a text": _other("slots", "none"),
    "an id of another form": _other("vault_id", "x" * 32),
    "more slots than a vault has": _many,
    "slots that take minutes": _costly,
}


def changed(folder: Path, change: Change) -> None:
    """Change the file as somebody does who knows its plain check."""
    path = folder / vault_file.NAME
    said = json.loads(path.read_text(encoding="utf-8"))
    body = {name: value for name, value in said.items() if name not in ("check", "mac")}
    change(body)
    check = vault_file._check(body)
    path.write_text(json.dumps({**body, "check": check, "mac": said["mac"]}), encoding="utf-8")


@pytest.mark.parametrize("name", CHANGES)
def test_another_form_of_anything_is_damage_and_no_wrong_passphrase(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "vault"
    made_vault(folder)
    changed(folder, CHANGES[name])
    with pytest.raises(VaultDamaged, match=r"vault\.json"):
        vault.unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 90_000, "", "null", "[]", '{"format": 1}'])
def test_what_is_no_vault_file_at_all_is_damage(text: str) -> None:
    with pytest.raises(VaultDamaged):
        vault_file.parse(text)


@pytest.mark.parametrize(
    "change", [_other("key_gen", 2), _in_slot("until", "2099-01-01"), _stretching("passes", 2)]
)
def test_where_damage_and_a_wrong_passphrase_look_alike_both_are_named(
    tmp_path: Path, change: Change
) -> None:
    folder = tmp_path / "vault"
    made_vault(folder)
    changed(folder, change)
    with pytest.raises(WrongPassphrase, match=r"Caps Lock.*vault\.json may have been altered"):
        vault.unlock(folder, PASSPHRASE)


def test_a_vault_has_keys_for_twenty_officers_at_most(tmp_path: Path) -> None:
    with whole_vault(tmp_path / "vault") as shift:
        store, act = beneath.vault_of(shift.store), ActDone("officer.add", None, NOW)
        unlocked = vault.unlock(tmp_path / "vault", PASSPHRASE)
        cheap = Stretching(memory_kib=QUICK.memory_kib, passes=1)
        for number in range(2, vault_file.MOST_SLOTS + 1):
            slots.add_officer(store, unlocked, new_id(), f"Officer {number}", act, cheap)
        with pytest.raises(VaultProblem, match="at most"):
            slots.add_officer(store, unlocked, new_id(), "One more", act, cheap)
        assert len(slots.slots(tmp_path / "vault")) == vault_file.MOST_SLOTS
