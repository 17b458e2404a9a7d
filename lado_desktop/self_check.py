"""Checks this installation by using every part of the program once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from secrets import token_urlsafe

from db.freshness import seen_note
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.people import adults
from lado_desktop.casework.search.search import search
from lado_desktop.casework.sent.reading_apart import read_apart
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.figures.counting.year import figures
from lado_desktop.printing import print_record
from lado_desktop.unlocking.opening import FirstOfficer, make_vault, open_shift

FAMILY, KNOWN_AS = "Łukaszewicz", "Nguyễn محمد שלום"


class NotSound(CaseworkError):
    """Part of this installation does not work."""


def steps() -> Iterator[str]:
    """Run through the work in a temporary folder, and print each step.

    Raises NotSound, and the error of a missing part.
    """
    passphrase = token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="lado-desktop-") as place:
        folder = Path(place) / "vault"
        sheet = make_vault(folder, passphrase, "working_together", FirstOfficer("Self check"))
        _must(len(sheet.groups) == 14, "The recovery sheet is not whole.")
        yield "Vault made."
        with _opened(folder, passphrase) as shift:
            reference = _save(shift)
            yield "Record saved."
        head = "Subject: Check\nContent-Type: text/plain; charset=utf-8\n\n"
        mail = read_apart(f"{head}{KNOWN_AS}".encode())
        _must(mail.text == KNOWN_AS, "A file that was sent is not read.")
        yield "File read in the cage."
        with _opened(folder, passphrase) as shift:
            found = search(shift, "lukasz")
            _must(bool(found), "The record is not found by its name.")
            yield "Record read and found."
            year = figures(shift, _year_of(shift.today))
            _must(not year.gaps, "The figures do not agree.")
            yield "Figures counted."
            page = print_record(shift, "case", reference)
            _must(
                page.startswith(b"%PDF-") and page.count(b"/FontFile2") >= 3, "No fonts in print."
            )
            yield "PDF printed with its fonts."
            _must(reference in read_apart(page).text, "A PDF is not read in the cage.")
            yield "PDF read in the cage."
        names = (FAMILY.encode(), KNOWN_AS.encode())
        for file in folder.iterdir():
            content = file.read_bytes()
            _must(not any(name in content for name in names), "A name lies there unencrypted.")
        yield "Vault closed; no name lies in plain text."
        for note in seen_note.was_in(folder):
            seen_note.drop(note)
    _must(not folder.exists(), "The folder is still there.")
    yield "All is well."


@contextmanager
def _opened(folder: Path, passphrase: str) -> Iterator[Shift]:
    shift = open_shift(folder, passphrase)
    try:
        yield shift
    finally:
        shift.store.close()


def _save(shift: Shift) -> str:
    names = {"family_name": FAMILY, "given_names": "Zoë", "known_as": KNOWN_AS}
    adult = adults.add(shift, names)
    contact = contacts.log(
        shift,
        {
            "received_on": shift.today,
            "intake": "enquiry",
            "adult_id": adult.id,
            "summary": f'Tom <b said & "no". {KNOWN_AS}',
        },
    )
    return contact.reference


def _year_of(day: date) -> str:
    first = day.year if day >= date(day.year, 4, 1) else day.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise NotSound(otherwise)
