"""Builds a vault of 100,000 contacts about 60,000 adults of 4,000 settings.

Or of fewer contacts with longer summaries. Names have real frequencies: a few very common, most
rare. Every run gives the same vault.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from db.records.audit import ActDone
from db.search.phonetic import short_forms
from db.secrets.keys import Stretching
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.record import Record, new_id
from lado_desktop.domain.time.clock import StoppedClock
from lado_desktop.domain.time.partial_date import PartialDate
from lado_desktop.unlocking.opening import FirstOfficer, make_vault, open_shift

CONTACTS, ADULTS, SETTINGS = 100_000, 60_000, 4_000
NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
_PASSPHRASE = "kettle-meadow-lantern-seven-otters"
_QUICK = Stretching(memory_kib=64 * 1024, passes=1)
_AT_ONCE = 5_000
_COMMON = ("Smith", "Jones", "Williams", "Taylor", "Brown", "Davies", "Khan", "Patel", "Singh")
_STARTS = (
    *("Ash", "Bar", "Cal", "Dun", "Ed", "Fen", "Gar", "Hol", "In", "Jar", "Kel", "Lang", "Mar"),
    *("Nor", "Ock", "Pem", "Quin", "Rad", "Sel", "Tre"),
)
_ENDS = (
    *("bury", "combe", "croft", "field", "ford", "gate", "ham", "ley", "man", "mere", "more"),
    *("ridge", "son", "ton", "well", "wick", "worth"),
)
_PLACES = ("Nursery", "Primary School", "Academy", "Football Club", "Children's Home", "Studio")
_SAID = "The head rang about what was seen on Tuesday in the hall at the end of the day"


def _family(random: Random) -> str:
    if random.random() < 0.12:
        return random.choice(_COMMON)
    name = random.choice(_STARTS) + random.choice(_ENDS)
    return f"{name}-{random.choice(_COMMON)}" if random.random() < 0.05 else name


def _records(random: Random, contacts: int, more: int) -> Iterator[Record]:
    given = sorted(short_forms())
    settings = [new_id() for _ in range(SETTINGS)]
    for number, id in enumerate(settings):
        name = f"{random.choice(_STARTS)}{random.choice(_ENDS)} {random.choice(_PLACES)} {number}"
        yield Organisation(id=id, name=name, sector="edu.primary")
    adults = [new_id() for _ in range(ADULTS)]
    for id in adults:
        year, month = random.randint(1950, 2004), random.randint(1, 12)
        yield Adult(
            id=id,
            given_names=random.choice(given).title(),
            family_name=_family(random),
            born=PartialDate(year, month, random.randint(1, 28)),
        )
    words = [random.choice(_STARTS) + random.choice(_ENDS) for _ in range(2_000)]
    for number in range(contacts):
        nameless = random.random() < 0.15
        yield Contact(
            reference=f"{number:06}",
            received_on=date(2015, 4, 1) + timedelta(days=number * 4_000 // contacts),
            intake="referral",
            adult_id=None if nameless else random.choice(adults),
            described_as=f"A coach called {random.choice(words)}" if nameless else None,
            setting_id=random.choice(settings),
            summary=f"{_SAID}, {' '.join(random.sample(words, 12) + _more(random, words, more))}.",
        )


def _more(random: Random, words: list[str], count: int) -> list[str]:
    return random.choices(words, k=count) if count else []


@contextmanager
def big_vault(contacts: int = CONTACTS, more: int = 0) -> Iterator[Shift]:
    """Yield a shift on a big vault in a temporary folder. Building needs 1 to 2 minutes.

    Each contact's summary has `more` words added to its usual dozen.
    """
    with TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        make_vault(
            vault, _PASSPHRASE, "working_together", FirstOfficer("Ottilie Marsh"), stretching=_QUICK
        )
        shift = replace(open_shift(vault, _PASSPHRASE), clock=StoppedClock(NOW))
        try:
            part: list[Record] = []
            for record in _records(Random(2026), contacts, more):
                part.append(record)
                if len(part) == _AT_ONCE:
                    _add(shift, part)
                    part = []
            _add(shift, part)
            yield shift
        finally:
            shift.store.close()


def _add(shift: Shift, records: list[Record]) -> None:
    with shift.store.writing(ActDone("Make", None, NOW)) as session:
        session.add_all(records)
