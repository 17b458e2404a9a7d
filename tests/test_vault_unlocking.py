"""What the window asks before a vault is open, asked as the window asks it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from db.records.audit import ActDone
from db.records.slot_officers import forget_officer
from db.records.tables import AUDIT
from db.vault import vault
from lado_desktop.app_paths import own_folder
from lado_desktop.domain.problem import NotFound
from lado_desktop.unlocking.vault_unlocking import VaultUnlocking
from tests.waiting import until
from tests.whole_vault import PASSPHRASE, made_vault
from ui.unlock.unlocking import KnownVault, NewVault, NotOpened, Unlocking

START_AGAIN = """
import sys
from lado_desktop.unlocking.vault_unlocking import VaultUnlocking
sys.orig_argv = [sys.executable, "-c", "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()"]
sys.orig_argv.append({place!r})
VaultUnlocking().start_again()
"""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Unlocking]:
    """The unlocking of a machine on which the program was never run."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    own_folder.cache_clear()
    yield VaultUnlocking()
    own_folder.cache_clear()


@pytest.mark.slow
def test_a_first_run_from_the_first_question_to_the_open_vault(
    asked: Unlocking, tmp_path: Path
) -> None:
    assert list(asked.vaults()) == []
    folder = str(tmp_path / "vault")
    assert asked.check_place(folder) is None
    assert "cloud" in str(asked.check_place(str(tmp_path / "OneDrive" / "vault")))
    asked.load()
    assert ("bromley", "London Borough of Bromley") in asked.practices()
    assert ("lado", "LADO") in asked.roles()
    assert asked.passphrase_problem(PASSPHRASE, ["Bromley"]) is None
    assert "15 characters" in str(asked.passphrase_problem("too short", []))
    sheet = asked.create_vault(NewVault(folder, "bromley", "Ottilie Marsh", "lado", PASSPHRASE))
    assert "RECOVERY SHEET" in sheet
    with pytest.raises(NotOpened) as wrong:
        asked.open_vault(folder, "otter lantern crocus eighteen")
    assert (str(wrong.value)[:15], wrong.value.wait) == ("That passphrase", 0)
    assert list(asked.vaults()) == []
    shift = asked.open_vault(folder, PASSPHRASE)
    assert (shift.officer.name, shift.practice.name) == ("Ottilie Marsh", "bromley")
    with pytest.raises(NotOpened, match="open already") as held:
        asked.open_vault(folder, PASSPHRASE)
    assert held.value.wait == 0
    asked.close(shift, True)
    assert list(asked.vaults()) == [KnownVault(folder, "London Borough of Bromley")]


@pytest.mark.slow
def test_wrong_passphrases_wait_and_a_fresh_start_of_the_program_waits_in_full(
    asked: Unlocking, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    made_vault(folder)
    waits = []
    for _ in range(4):
        assert asked.waiting(str(folder)) == (0, "")
        with pytest.raises(NotOpened, match="That passphrase") as wrong:
            asked.open_vault(str(folder), "otter lantern crocus eighteen")
        waits.append(wrong.value.wait)
    assert waits == [0, 0, 0, 2]
    with pytest.raises(NotOpened, match="Wait 2 seconds") as soon:
        asked.open_vault(str(folder), PASSPHRASE)
    assert soon.value.wait == 2
    again = VaultUnlocking()
    seconds, sentence = again.waiting(str(folder))
    assert (seconds, sentence[:19]) == (2, "4 wrong passphrases")
    until(lambda: again.waiting(str(folder)) == (0, ""))
    shift = again.open_vault(str(folder), PASSPHRASE)
    with shift.reading() as session:
        query = select(AUDIT.c.action).where(AUDIT.c.act == "vault.unlock")
        written = session.connection().scalars(query).all()
    again.close(shift, True)
    assert written == [*["failed unlock"] * 4, "unlock", "integrity"]
    assert VaultUnlocking().waiting(str(folder)) == (0, "")


def test_a_passphrase_that_is_no_officers_opens_nothing(asked: Unlocking, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    made_vault(folder)
    unlocked = vault.unlock(folder, PASSPHRASE)
    store = unlocked.open()
    with store.writing(ActDone("Test", None, datetime.now(UTC))) as session:
        forget_officer(session, str(unlocked.slot_id))
    store.close()
    with pytest.raises(NotOpened, match="belongs to no officer"):
        asked.open_vault(str(folder), PASSPHRASE)
    unlocked.open().close()  # the refused opening released it


def test_a_vault_that_is_not_as_last_seen_opens_by_its_anchor(
    asked: Unlocking, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    made_vault(folder)
    earlier = {path: path.read_bytes() for path in folder.iterdir()}
    asked.close(asked.open_vault(str(folder), PASSPHRASE), True)
    for path, content in earlier.items():
        path.write_bytes(content)
    with pytest.raises(NotOpened, match="not as it was last seen") as refused:
        asked.open_vault(str(folder), PASSPHRASE)
    nothing = lambda _done, _of: None  # noqa: E731
    shift = asked.open_vault(str(folder), PASSPHRASE, nothing, refused.value.anchor)
    asked.close(shift, True)


def test_what_cannot_be_made_is_reported_in_a_sentence(asked: Unlocking, tmp_path: Path) -> None:
    new = NewVault(str(tmp_path / "v"), "bromley", "Ottilie Marsh", "lado", "too short")
    with pytest.raises(NotOpened, match="15 characters"):
        asked.create_vault(new)
    with pytest.raises(NotOpened, match="no vault"):
        asked.open_vault(str(tmp_path), PASSPHRASE)
    assert asked.is_expected(NotFound("contact"))
    assert not asked.is_expected(ValueError("a bug"))


def test_one_vault_alone_is_offered_where_it_was_asked_for() -> None:
    only = KnownVault("somewhere", "Practice service", "its passphrase")
    assert list(VaultUnlocking(only).vaults()) == [only]


def test_the_program_starts_again_as_it_was_started(tmp_path: Path) -> None:
    place = tmp_path / "started"
    code = START_AGAIN.format(place=str(place))
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
    until(place.exists)
