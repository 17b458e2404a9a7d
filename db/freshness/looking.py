"""Notices at an opening that the vault is an earlier one, another one, or a copy.

It is compared with the account's note, the backups in its folder and those in the second place. An
audited turn explains a difference (`db.freshness.turns`), and then nothing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from db.backups import backup
from db.freshness import seen_note
from db.freshness.newest_backups import KnownBackup, known_in, known_in_second, line_of
from db.freshness.seen_note import SeenNote
from db.freshness.turns import NEW_KEYS, RESTORE, Ask, Turn, second_place, turns
from db.problem import NotAsSeen, VaultProblem
from db.records.hash_chain import ANCHOR_DIGITS, START
from db.vault import vault, vault_file
from db.vault.vault import Unlocked
from lado_desktop.domain.time.clock import LONDON

PRACTICE_DATA = "practice_data"
"""The meta key of a vault with practice data. Of such a vault no note is kept."""


@dataclass(frozen=True)
class Finding:
    """Something that shows the vault to be other than it was."""

    sentence: str
    line: int = 0
    """The audit line that it says is missing."""
    key_gen: int = 0
    """The key generation that it says was there."""


@dataclass(frozen=True)
class Findings:
    """What an opening found, and the vault's anchor, by which an officer accepts it."""

    found: tuple[Finding, ...]
    anchor: str

    def refuse(self, accepted: str) -> None:
        """Raise NotAsSeen, unless nothing was found or the officer accepts this very vault."""
        if self.found and accepted != self.anchor:
            raise NotAsSeen([each.sentence for each in self.found], self.anchor)

    def detail(self) -> dict[str, object]:
        """Return what the audit says of an acceptance. `Turn.covers` reads it."""
        return {
            "highest": max(each.line for each in self.found),
            "key_gen": max(each.key_gen for each in self.found),
            "found": [each.sentence for each in self.found],
        }


def look(unlocked: Unlocked, ask: Ask) -> Findings:
    """Compare a vault with what is known of it. `ask` reads it before anything is written.

    Raises what `vault_file.parse` raises.
    """
    opened = _Opened.read(unlocked, ask)
    found = [] if opened.is_practice else [*opened.against_notes(), *opened.against_backups()]
    return Findings(tuple(found), f"{opened.line}:{opened.head[:ANCHOR_DIGITS]}")


def refusing(unlocked: Unlocked) -> Callable[[Connection], None]:
    """Return a check for `Unlocked.open` to run first. It raises NotAsSeen."""

    def first(connection: Connection) -> None:
        look(unlocked, connection.exec_driver_sql).refuse("")

    return first


@dataclass(frozen=True)
class _Opened:
    unlocked: Unlocked
    ask: Ask
    key_gen: int
    line: int
    head: str
    turns: list[Turn]

    @classmethod
    def read(cls, unlocked: Unlocked, ask: Ask) -> _Opened:
        key_gen = vault_file.parse(vault.text_of(unlocked.folder)).key_gen
        last = list(ask("SELECT seq, chain FROM audit ORDER BY seq DESC LIMIT 1"))
        line, head = last[0] if last else (0, START)
        return cls(unlocked, ask, key_gen, line, head, turns(ask))

    @property
    def is_practice(self) -> bool:
        return bool(list(self.ask(f"SELECT 1 FROM meta WHERE key = '{PRACTICE_DATA}'")))  # noqa: S608

    def against_notes(self) -> Iterator[Finding]:
        folder, vault_id = self.unlocked.folder, self.unlocked.vault_id
        own = seen_note.note_of(vault_id, folder)
        for other in seen_note.was_in(folder) if own is None else ():
            if other.vault_id != vault_id:
                yield Finding(
                    f"Another vault was in this folder when this account had it open on "
                    f"{_moment(other.at)}."
                )
        elsewhere = [] if own else [each for each in seen_note.notes() if each.vault_id == vault_id]
        for note in [own] if own else elsewhere:
            yield from self._against(note)
            copied = note is not own and not self._restored_since(note)
            if copied and _has_vault(Path(note.folder), vault_id):
                yield Finding(
                    f"The same vault is in {note.folder} too, where this account opened it on "
                    f"{_moment(note.at)}. One of them is a copy: records of two copies are never "
                    "brought together again."
                )

    def _against(self, note: SeenNote) -> Iterator[Finding]:
        same_keys = note.key_gen == self.key_gen
        if not note.mac or (same_keys and not note.is_true(self.unlocked.master_key)):
            yield Finding(
                "This account's note of the vault was altered, or is of a vault with other keys."
            )
        elif note.key_gen > self.key_gen:
            yield Finding(
                f"On {_moment(note.at)} this account had it open under later keys: this vault is "
                "from before the keys were renewed.",
                note.seq,
                note.key_gen,
            )
        elif not self._has(note.seq, note.head) and not self._explained(note.seq, note.turns):
            yield Finding(
                f"On {_moment(note.at)} this account saw line {note.seq:,} of its audit. "
                f"{self._instead(note.seq)}",
                note.seq,
            )
        elif note.key_gen < self.key_gen and not self._turned_since(note):
            yield Finding("Its keys were renewed, and its audit does not say by whom.")

    def against_backups(self) -> Iterator[Finding]:
        beside = backup.folder_of(self.unlocked.folder)
        key, vault_id = self.unlocked.master_key, self.unlocked.vault_id
        yield from self._against_all("beside it", known_in(beside, vault_id, key))
        for place in sorted(self._second_places()):
            known = known_in_second(place, vault_id, key)
            yield from self._against_all("in the second place", known)

    def _against_all(self, where: str, known: Iterable[KnownBackup]) -> Iterator[Finding]:
        """Yield what the newest of some backups shows: the earlier ones show no more."""
        known = list(known)
        later = [each.vault.key_gen for each in known if each.vault.key_gen > self.key_gen]
        if later and not any(each.key_gen >= max(later) for each in self.turns):
            yield Finding(
                f"A backup {where} was made under later keys: this vault is from before the keys "
                "were renewed.",
                key_gen=max(later),
            )
        manifests = [each.manifest for each in known if each.manifest is not None]
        for made in sorted(manifests, key=lambda one: one.order)[-1:]:
            line, digits = line_of(made), made.anchor.partition(":")[2]
            if not self._has(line, digits) and not self._explained(line, made.turns, loosely=True):
                yield Finding(
                    f"The backup {where} of {_moment(made.made_at)} has line {line:,} of its "
                    f"audit. {self._instead(line)}",
                    line,
                )

    def _has(self, line: int, digits: str) -> bool:
        if line == 0:
            return True
        there = list(self.ask(f"SELECT chain FROM audit WHERE seq = {line:d}"))  # noqa: S608
        return bool(there) and len(digits) >= ANCHOR_DIGITS and there[0][0].startswith(digits)

    def _explained(self, line: int, seen: Iterable[str], *, loosely: bool = False) -> bool:
        known = set(seen)
        return any(each.covers(line, known, loosely=loosely) for each in self.turns)

    def _turned_since(self, note: SeenNote) -> bool:
        return any(
            each.seq > note.seq or (each.action not in NEW_KEYS and each.act_id not in note.turns)
            for each in self.turns
        )

    def _restored_since(self, note: SeenNote) -> bool:
        restored = [each for each in self.turns if each.action == RESTORE]
        return any(each.act_id not in note.turns for each in restored)

    def _instead(self, line: int) -> str:
        if line > self.line:
            return f"Now the audit ends with line {self.line:,}."
        return "Now another line is in its place."

    def _second_places(self) -> set[str]:
        note = seen_note.note_of(self.unlocked.vault_id, self.unlocked.folder)
        return {each for each in (second_place(self.ask), note.second if note else "") if each}


def _has_vault(folder: Path, vault_id: str) -> bool:
    try:
        return vault_file.parse(vault.text_of(folder)).vault_id == vault_id
    except VaultProblem:
        return False


def _moment(text: str) -> str:
    try:
        here = datetime.fromisoformat(text).astimezone(LONDON)
    except ValueError:
        return "a day that cannot be read"
    return f"{here.day} {here:%B %Y at %H:%M}"
