"""Keys: from a passphrase to its slot's key, from the master key to one for each use."""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.problem import VaultDamaged, WrongPassphrase

KEY_BYTES = 32
DATABASE = "database"
VAULT_FILE = "vault-json"


_LENGTHS = (16, 12, KEY_BYTES + 16)
"""Bytes of a slot's salt, nonce and wrapped key with its tag."""
_LONGEST_LABEL = 200
_SLOT_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Stretching:
    """The parameters of Argon2id, version 0x13 (RFC 9106)."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4
    algorithm: str = "argon2id-v19"

    def check(self) -> None:
        """Raise VaultDamaged where guessing would be too cheap or opening too costly.

        Less than 64 MiB would be a downgrade attack, more than 2 GiB or 20 passes a trap.
        """
        sound = (
            self.algorithm == "argon2id-v19"
            # A tick is a number in Python: JSON's true would be a lane.
            and all(type(each) is int for each in (self.memory_kib, self.passes, self.lanes))
            and 64 * 1024 <= self.memory_kib <= 2 * 1024 * 1024
            and 1 <= self.passes <= 20
            and 1 <= self.lanes <= 16
        )
        if not sound:
            raise VaultDamaged(
                "vault.json asks for a passphrase check that this program does not trust: "
                "it was altered. Restore the vault from a backup, or open it by the recovery sheet."
            )


@dataclass(frozen=True)
class Slot:
    """The master key, encrypted under one officer's passphrase."""

    label: str
    """The officer's label on the unlock page, readable without a passphrase."""
    salt: bytes
    nonce: bytes
    wrapped: bytes
    stretching: Stretching = field(default_factory=Stretching)
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    """Never changes, even with a new passphrase or key."""
    until: date | None = None
    """The last day to claim the slot, where a one-time code opens it."""

    def as_json(self) -> dict[str, Any]:
        """Return the slot as vault.json has it."""
        data = {
            "id": self.id,
            "label": self.label,
            "stretching": asdict(self.stretching),
            "salt": b64encode(self.salt).decode(),
            "nonce": b64encode(self.nonce).decode(),
            "wrapped": b64encode(self.wrapped).decode(),
        }
        return data if self.until is None else {**data, "until": self.until.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Slot:
        """Parse a slot. Raises KeyError, TypeError or ValueError for any but the program's own."""
        label, id = data["label"], data["id"]
        found = cls(
            label=label,
            salt=b64decode(data["salt"], validate=True),
            nonce=b64decode(data["nonce"], validate=True),
            wrapped=b64decode(data["wrapped"], validate=True),
            stretching=Stretching(**data["stretching"]),
            id=id,
            until=date.fromisoformat(data["until"]) if "until" in data else None,
        )
        lengths = (len(found.salt), len(found.nonce), len(found.wrapped))
        if lengths != _LENGTHS or not (isinstance(label, str) and len(label) <= _LONGEST_LABEL):
            raise ValueError("a part of a slot has another length")
        if not (isinstance(id, str) and _SLOT_ID.fullmatch(id)) or found.as_json() != data:
            raise ValueError("a slot is not in the program's own form")
        return found


def new_master_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def sub_key(master_key: bytes, use: str) -> bytes:
    """Derive the key of one use (HKDF-SHA256). It does not reveal the master key."""
    info = f"lado-desktop 1 {use}".encode()
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(master_key)


def wrap(
    master_key: bytes,
    secret: str,
    label: str,
    bound_to: str,
    stretching: Stretching,
    *,
    slot_id: str | None = None,
    until: date | None = None,
) -> Slot:
    """Encrypt the master key under a passphrase, or a code where `until` is given.

    AES-256-GCM. `bound_to` names the vault and key generation. After a change to it or to the
    slot's parameters, the slot does not open.
    """
    stretching.check()
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    bare = Slot(label, salt, nonce, b"", stretching, slot_id or secrets.token_hex(8), until)
    wrapped = AESGCM(stretched(secret, bare)).encrypt(nonce, master_key, _terms(bare, bound_to))
    return replace(bare, wrapped=wrapped)


def unwrap(slot: Slot, passphrase: str, bound_to: str) -> bytes:
    """Decrypt the master key. Raises WrongPassphrase, or VaultDamaged for bad parameters."""
    slot.stretching.check()
    key = stretched(passphrase, slot)
    try:
        return AESGCM(key).decrypt(slot.nonce, slot.wrapped, _terms(slot, bound_to))
    except InvalidTag:
        raise WrongPassphrase from None


def stretched(passphrase: str, slot: Slot) -> bytes:
    """Derive a slot's key from a passphrase with Argon2id. It is slow on purpose."""
    terms = slot.stretching
    # Different keyboards give composed or decomposed letters.
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return Argon2id(
        salt=slot.salt,
        length=KEY_BYTES,
        iterations=terms.passes,
        lanes=terms.lanes,
        memory_cost=terms.memory_kib,
    ).derive(typed)


def _terms(slot: Slot, bound_to: str) -> bytes:
    data = slot.as_json()
    terms = [bound_to, data["id"], data["label"], data["stretching"], data["salt"]]
    return json.dumps(terms if slot.until is None else [*terms, data["until"]]).encode()
