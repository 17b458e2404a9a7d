"""Changes a vault as somebody with a passphrase does who opens its data file with other tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.documents import kept_documents
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.sent.given_file import GivenFile
from lado_desktop.casework.shift import Shift
from lado_desktop.unlocking.opening import open_shift
from tests import beneath
from tests.attacks.vaults import account, attacked
from tests.whole_vault import PASSPHRASE


@contextmanager
def case() -> Iterator[Shift]:
    """Open a vault with a contact, a meeting with a line of its minutes, and a document."""
    with attacked("lado") as ours, account(ours.place, "lado"):
        shift = open_shift(ours.folder, PASSPHRASE)
        contact = contacts.log(
            shift, {"received_on": shift.today, "intake": "referral", "summary": "What was said"}
        )
        held = {"kind_of": "pot_initial", "planned_for": date(2026, 11, 30)}
        meeting = meetings.plan(shift, [contact.id], held)
        meetings.write(shift, meeting.id, "risk", "The panel found that the child was struck.")
        letter = GivenFile("letter.txt", b"What was written")
        kept_documents.keep(shift, "contact", contact.id, letter)
        yield shift
        shift.store.close()


def change(shift: Shift, statements: Iterable[str]) -> None:
    """Run statements on the data file, past all that the program does."""
    with beneath.vault_of(shift.store).between_acts() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        for each in statements:
            cursor.execute(each)
        cursor.execute("PRAGMA foreign_keys=ON")
