"""What is not an officer's to do or to see, a shell does not do or show either."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from db.records.audit import ActDone
from db.records.tables import AUDIT
from lado_desktop.casework.contacts import contacts, restrictions
from lado_desktop.casework.people import adults
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.unlocking.opening import open_shift
from tests.commands.said import Do
from tests.whole_vault import PASSPHRASE

MARK = "Quillfeather"


@contextmanager
def _working(vault: Path) -> Iterator[Shift]:
    shift = open_shift(vault, PASSPHRASE)
    try:
        yield shift
    finally:
        shift.store.close()


def _acts(vault: Path) -> list[str]:
    with _working(vault) as shift, shift.store.reading() as session:
        return list(session.scalars(select(AUDIT.c.act).order_by(AUDIT.c.seq)))


@pytest.mark.slow
def test_a_lesser_role_is_refused_in_the_tables_words(do: Do, vault: Path, tmp_path: Path) -> None:
    assert do("backup", vault).code == 0
    (backup,) = (vault / "backups").iterdir()
    with _working(vault) as shift:
        act = ActDone("post.amend", None, shift.clock.now())
        with shift.store.writing(act) as session:
            session.get_one(Officer, shift.officer.id).role = "contact_officer"
    tracker = tmp_path / "tracker.csv"
    tracker.write_text("reference,received_on\nA-1,2022-01-01\n")
    sheet, out = tmp_path / "sheet.txt", tmp_path / "out.pdf"
    share = tmp_path / "share"
    share.mkdir()
    for arguments in (
        ("figures", vault, "--year", "2025/26"),
        ("ask", vault, "sector/finding", "--year", "2025/26"),
        ("report", vault, "summary", "--year", "2025/26", "-o", out),
        ("import", vault, tracker, "--kind", "contacts"),
        ("import", vault, tracker, "--kind", "contacts", "--check"),
        ("import", vault, tracker, "--kind", "meetings", "--check"),
        ("import", vault, tracker, "--kind", "officers", "--check"),
        ("import", vault, tracker, "--kind", "contacts", "--undo"),
        ("officer", "add", vault, "--name", "Ada Moss"),
        ("officer", "remove", vault, "--name", "Ottilie Marsh", "--sheet", sheet),
        ("renew-keys", vault, "--sheet", sheet),
        ("backup", vault, "--to", share),
        ("restore", backup, vault),
    ):
        said = do(*arguments)
        assert (said.code, said.out) == (1, ""), arguments
        assert "is not part of your role, " in said.err or "no one officer" in said.err.lower()
    assert not any(path.exists() for path in (sheet, out))
    assert (list(share.iterdir()), list(vault.glob("kept-until-*"))) == ([], [])
    assert {"officer.add", "keys.renew", "backup.restore"}.isdisjoint(_acts(vault))


def test_going_back_to_a_backup_is_the_act_of_whoever_does_it(do: Do, vault: Path) -> None:
    assert do("backup", vault).code == 0
    (backup,) = (vault / "backups").iterdir()
    assert do("restore", backup, vault).code == 0
    with _working(vault) as shift, shift.store.reading() as session:
        by = select(AUDIT.c.officer_id).where(AUDIT.c.act == "backup.restore")
        assert set(session.scalars(by)) == {shift.officer.id}


@pytest.mark.parametrize("document", ["case", "outcome"])
def test_a_restricted_contact_is_printed_as_little_as_one_that_is_not_there(
    do: Do, vault: Path, tmp_path: Path, document: str
) -> None:
    with _working(vault) as shift:
        with shift.store.writing(ActDone("officer.add", None, shift.clock.now())) as session:
            colleague = Officer(name="Ambrose Teale", role="lado")
            session.add(colleague)
        adult = adults.add(shift, {"family_name": MARK})
        given = {"received_on": date(2026, 4, 20), "intake": "referral", "adult_id": adult.id}
        contact = contacts.log(shift, {**given, "summary": MARK})
        restrictions.restrict(shift, contact.id, [colleague.id], "One of us")
    out = tmp_path / "out.pdf"
    restricted = do("report", vault, document, contact.reference, "-o", out)
    absent = do("report", vault, document, "LADO/1999/9999", "-o", out)
    assert restricted.code == absent.code == 1
    assert restricted.err.replace(contact.reference, "") == absent.err.replace("LADO/1999/9999", "")
    assert not out.exists()
    counted = do("figures", vault, "--year", "2026/27", "--format", "csv")
    asked = do("ask", vault, "sector/finding", "--year", "2026/27", "--format", "json")
    for said in (counted, asked, do("verify", vault)):
        assert MARK not in said.out + said.err
        assert contact.reference not in said.out + said.err
