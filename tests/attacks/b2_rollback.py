"""An older vault is copied back: the newer record is to be forgotten, its documents destroyed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping

from db.problem import NotAsSeen
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.custody import backups
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.sent.given_file import given
from lado_desktop.unlocking.opening import open_shift
from tests.attacks.vaults import BROKEN, TOLD, Attacked, account, attacked, end, lado_is_told
from tests.whole_vault import PASSPHRASE


def _worked_on(ours: Attacked) -> None:
    with account(ours.place, "lado"):
        shift = open_shift(ours.folder, PASSPHRASE)
        contact = contacts.log(shift, {"received_on": shift.today, "intake": "referral"})
        photograph = given("photo.txt", b"a photograph of the bruise")
        kept_documents.keep(shift, "contact", contact.id, photograph)
        backups.back_up(shift, "asked for")
        shift.store.close()


def rolled_back(hidden: Callable[[Attacked], object]) -> str:
    """Put the files of an hour ago back, and hide what would show it."""
    with attacked("contact_officer") as ours:
        names = (ours.data.name, "vault.json")
        for name in names:
            shutil.copy(ours.folder / name, ours.place / "theirs")
        _worked_on(ours)
        documents = len(list((ours.folder / "documents").iterdir()))
        for name in names:
            shutil.copy(ours.place / "theirs" / name, ours.folder / name)
        hidden(ours)
        told = lado_is_told(ours)
        kept = len(list((ours.folder / "documents").iterdir())) == documents
        return told if kept else BROKEN


def accepted() -> str:
    """Open it all the same: the newer documents are to outlive that."""
    with attacked("contact_officer") as ours:
        for name in ("data-1.db", "vault.json"):
            shutil.copy(ours.folder / name, ours.place / "theirs")
        _worked_on(ours)
        for name in ("data-1.db", "vault.json"):
            shutil.copy(ours.place / "theirs" / name, ours.folder / name)
        with account(ours.place, "lado"):
            try:
                open_shift(ours.folder, PASSPHRASE)
            except NotAsSeen as question:
                shift = open_shift(ours.folder, PASSPHRASE, accepted=question.anchor)
                shift.store.close()
        return TOLD if list((ours.folder / "documents").rglob("*.sealed")) else BROKEN


HIDDEN: Mapping[str, Callable[[Attacked], object]] = {
    "nothing hidden": lambda _: None,
    "backups deleted": lambda ours: shutil.rmtree(ours.folder / "backups"),
    "an account that never saw it": lambda ours: shutil.rmtree(
        ours.place / "account-lado", ignore_errors=True
    ),
    "an old backup under a new name": lambda ours: shutil.copy(
        ours.backup, ours.folder / "backups" / "2099-01-01T000000Z.ladobak"
    ),
}

if __name__ == "__main__":
    found = {way: rolled_back(hidden) for way, hidden in HIDDEN.items()}
    end({**found, "documents of an accepted older vault": accepted()})
