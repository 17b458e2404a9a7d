"""vault.json: the name of the current database, and the slots that open it.

It is replaced as a whole. A checksum distinguishes damage from a wrong passphrase. A MAC under the
master key shows whether somebody altered it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.problem import NotSaved, VaultDamaged, VaultNewer
from db.secrets.keys import VAULT_FILE, Slot, sub_key
from db.vault.in_place import write_into_place

NAME = "vault.json"
FORMAT = "lado-desktop vault"
FORMAT_VERSION = 1

MOST_SLOTS = 20
MOST_WORK = 24 * 1024 * 1024
"""KiB times passes over all slots, since a passphrase is tried in each: 20 usual slots and a half
more. It takes about half a minute."""
_MOST_LETTERS = 100_000
_NAMES = {"format", "format_version", "vault_id", "seq", "key_gen", "db", "slots", "check", "mac"}
_VAULT_ID = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST = 1_000_000_000
_DATABASE_NAME = re.compile(r"data-[1-9][0-9]{0,5}\.db")


@dataclass(frozen=True)
class VaultFile:
    """The content of vault.json."""

    vault_id: str
    seq: int
    """Increases with every change of the file, so that an old copy is recognised."""
    key_gen: int
    """Increases with every new master key."""
    database: str
    """The name of the current data file."""
    slots: tuple[Slot, ...]
    mac: str = ""

    @property
    def bound_to(self) -> str:
        """What its slots are bound to."""
        return bound_to(self.vault_id, self.key_gen)

    def text(self, master_key: bytes) -> str:
        """Return the file's text with its MAC under the master key."""
        body = self._body()
        sealed = {**body, "check": _check(body), "mac": _mac(body, master_key)}
        return json.dumps(sealed, indent=1) + "\n"

    def prove(self, master_key: bytes) -> None:
        """Raise VaultDamaged where the MAC does not match this master key."""
        if not hmac.compare_digest(self.mac, _mac(self._body(), master_key)):
            raise VaultDamaged(
                "vault.json was altered since the program wrote it, so it is not trusted. "
                "Open the vault by the recovery sheet, or restore it from a backup."
            )

    def _body(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "vault_id": self.vault_id,
            "seq": self.seq,
            "key_gen": self.key_gen,
            "db": self.database,
            "slots": [slot.as_json() for slot in self.slots],
        }


def bound_to(vault_id: str, key_gen: int) -> str:
    """Return what the slots of a vault and key generation are bound to."""
    return f"{vault_id} {key_gen}"


def parse(text: str) -> VaultFile:
    """Parse the file's text. Raises VaultNewer, or VaultDamaged for an invalid one.

    It has nothing but what the program writes, so all of it is under the MAC.
    """
    try:
        if len(text) > _MOST_LETTERS:
            raise ValueError("it is too long")
        data: dict[str, Any] = json.loads(text)
        if data["format"] == FORMAT and _number(data["format_version"]) > FORMAT_VERSION:
            raise VaultNewer(
                "A newer LADO Desktop made this vault. Install the newer program. "
                "Nothing was changed."
            )
        found = VaultFile(
            vault_id=_matching(_VAULT_ID, data["vault_id"]),
            seq=_number(data["seq"]),
            key_gen=_number(data["key_gen"]),
            database=_matching(_DATABASE_NAME, data["db"]),
            slots=tuple(Slot.from_json(slot) for slot in data["slots"][: MOST_SLOTS + 1]),
            mac=_matching(_HASH, data["mac"]),
        )
        body = {name: value for name, value in data.items() if name not in ("check", "mac")}
        own = data.keys() == _NAMES and body == found._body()  # noqa: SLF001  (its own module)
        whole = own and data["check"] == _check(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _damaged() from None
    if not whole or not 1 <= len(found.slots) <= MOST_SLOTS:
        raise _damaged()
    for slot in found.slots:
        slot.stretching.check()
    if sum(each.stretching.memory_kib * each.stretching.passes for each in found.slots) > MOST_WORK:
        raise _damaged()
    return found


def _matching(form: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError("a text has another form")
    return value


def _number(value: Any) -> int:
    # A tick is a number in Python, and 9.0 equals 9.
    if type(value) is not int or not 0 <= value <= _MOST:
        raise ValueError("a number has another form")
    return value


def write(folder: Path, text: str) -> None:
    """Replace vault.json. After a crash it is the old one or the new one.

    Raises NotSaved where the disk refuses it.
    """
    try:
        write_into_place(folder / NAME, text)
    except OSError as error:
        raise NotSaved from error


def _canonical(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def _check(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()


def _mac(body: Mapping[str, Any], master_key: bytes) -> str:
    return hmac.digest(sub_key(master_key, VAULT_FILE), _canonical(body), "sha256").hex()


def _damaged() -> VaultDamaged:
    return VaultDamaged(
        "vault.json is damaged; this is not a matter of the passphrase. "
        "Open the vault by the recovery sheet, or restore it from a backup."
    )
