"""Does what a vault is used for with a marked name in every text. Run under strace.

Only `chosen.txt` may have the mark in plain text: it is a copy that the officer chose to save.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import insert, text

from db.backups import backup, schedule
from db.backups.restore import restore
from db.problem import NotSaved, WrongPassphrase
from db.records.audit import ActDone, record_event, verify
from db.records.reconciling import disagreements
from db.records.tables import DRAFT
from db.secrets.keys import Stretching
from db.sqlcipher.full_text import FullText
from db.sqlcipher.store import SqlCipherStore
from db.vault import rotation, slots, vault
from db.vault.attempts import Attempts
from db.vault.custody import VaultCustody
from db.vault.opening import open_vault
from db.vault.vault import Unlocked
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.sent.given_file import given
from lado_desktop.casework.sent.proposed_contact import propose
from lado_desktop.casework.sent.reading_apart import read_apart
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.record import new_id
from lado_desktop.domain.time.clock import StoppedClock
from lado_desktop.reports.blocks import Document, Prose
from lado_desktop.reports.pdf.pdf import draw

NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)


def _work(store: SqlCipherStore, mark: str) -> None:
    act = ActDone(f"Log {mark}", None, NOW)
    with store.writing(act) as session:
        session.add_all(Adult(family_name=f"{mark} {n}", address=mark * 9) for n in range(1_500))
        session.add(
            Contact(
                reference=mark,
                received_on=date(2026, 4, 1),
                intake="referral",
                summary=f"{mark} " * 3_000,
            )
        )
        record_event(session, act, "view", "contact", None, {"name": mark})
        draft = {"id": new_id(), "form": "contact", "body": mark, "saved_at": NOW}
        session.execute(insert(DRAFT).values(**draft))
    with store.reading() as session:
        many = "SELECT a.family_name FROM adult a, adult b ORDER BY b.family_name DESC LIMIT 9"
        session.execute(text(many)).all()
    with store.reading() as session:
        assert FullText().find(session, mark)
        assert verify(session).sound
        assert disagreements(session) == []
    # No room: what is refused is not put down elsewhere. The store has no act that fills the disk.
    with store._writer.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with suppress(NotSaved), store.writing(act) as session:
        session.add_all(Adult(family_name=f"{mark} {n}", address=mark * 99) for n in range(900))
    with store._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")


def _documents(store: SqlCipherStore, unlocked: Unlocked, mark: str) -> None:
    with store.writing(ActDone("Officer", None, NOW)) as session:
        session.add(Officer(name=mark, role="lado"))
    with store.reading() as session:
        officer, contact = session.query(Officer).one(), session.query(Contact.id).limit(1).scalar()
    store.custody = VaultCustody(store, unlocked)
    practice = practice_named("bromley")
    shift = Shift(store, officer, practice, StoppedClock(NOW))
    mail = given(f"{mark}.eml", f"From: {mark}\nSubject: {mark}\n\n{mark}\n".encode() * 9_000)
    kept = kept_documents.keep(shift, "contact", contact, mail)
    assert kept_documents.view(shift, kept.id) == mail.content
    assert propose(shift, read_apart(mail.content)).read.subject == mark
    waiting = kept_documents.set_aside(shift, given(mark, mark.encode()))
    kept_documents.leave_out(shift, waiting.id)
    kept_documents.record_in_error(shift, kept.id, mark)


def _keys_and_backups(
    store: SqlCipherStore, unlocked: Unlocked, folder: Path, mark: str
) -> Unlocked:
    act = ActDone("Keys", None, NOW)
    (folder / "share").mkdir()
    schedule.set_second_place(store, folder / "share", act)
    made = schedule.back_up(store, unlocked, act, "by hand")
    schedule.drill(store, unlocked, act)
    new = f"{mark} orbit the lighthouse"
    slots.change_passphrase(store, unlocked, f"{mark} ferret quietly juggles", new, act)
    store.close()
    renewed = rotation.rotate(unlocked, new, act).unlocked
    key = backup.unlock(made.path, f"{mark} ferret quietly juggles")
    return restore(made.path, key, renewed.folder, act, renewed)


if __name__ == "__main__":
    place, name = Path(sys.argv[1]), sys.argv[2]
    passphrase = f"{name} ferret quietly juggles"
    made = vault.create(place / "vault", passphrase, stretching=Stretching(64 * 1024, passes=1))
    attempts = Attempts(made.folder)
    with suppress(WrongPassphrase):
        attempts.unlock(f"{name} is not it", NOW)
    opened = open_vault(attempts.unlock(passphrase, NOW), NOW)
    _work(opened.store, name)
    _documents(opened.store, made, name)
    restored = _keys_and_backups(opened.store, made, place, name)
    open_vault(restored, NOW).store.close()
    printed = draw(Document(name, name, [Prose(name)], name, NOW))
    assert len(printed) > 1_000
    (place / "chosen.txt").write_text(f"Dear {name},\n", encoding="utf-8")
