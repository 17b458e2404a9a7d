"""Measures an import of 737 contacts and 41 meetings, from the files to the last commit.

The limit is 10 s for both on two cores. Without Bromley's files the same number of rows is made up.
Checking 10 times as many rows may take at most 15 times as long.
"""

import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from db.secrets.keys import Stretching
from lado_desktop.casework.imports import importing
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.clock import StoppedClock
from lado_desktop.unlocking.opening import FirstOfficer, make_vault, open_shift

LIMIT = 10.0
GROWTH = 15.0
DATA = Path(__file__).parents[2] / "shared" / "data"
ROWS = {"contacts": 737, "meetings": 41}
PASSPHRASE = "otter lantern crocus seventeen"


def made_up(folder: Path) -> dict[str, Path]:
    """Write files with as many rows as Bromley's."""
    first = date(2019, 4, 1)
    contacts = [
        "reference,received_on,adult_family_name,adult_born_on,setting,sector,outcome,summary"
    ]
    contacts += [
        f"X-{number:04},{first + timedelta(days=number)},Person{number},1970-01-01,"
        f"School {number % 200},edu.primary,met_no_meeting,Invented for a measurement."
        for number in range(ROWS["contacts"])
    ]
    meetings = ["reference,kind,held_on,mode"]
    meetings += [f"X-{n:04},pot_initial,2022-01-10,virtual" for n in range(ROWS["meetings"])]
    files = {}
    for kind, lines in (("contacts", contacts), ("meetings", meetings)):
        files[kind] = folder / f"{kind}.csv"
        files[kind].write_text("\n".join(lines), encoding="utf-8")
    return files


def growth(shift: Shift, folder: Path) -> float:
    """Return the time to check 10,000 rows, divided by that for 1,000."""
    took = []
    for rows in (1_000, 10_000):
        path = folder / f"{rows}.csv"
        lines = (f"G-{number},2026-01-05" for number in range(rows))
        path.write_text("\n".join(("reference,received_on", *lines)), encoding="utf-8")
        start = time.process_time()
        importing.check(shift, path, "contacts")
        took.append(time.process_time() - start)
    return took[1] / took[0]


def main() -> int:
    """Print the time of each file; return 1 where a limit is exceeded."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = {kind: DATA / f"bromley_{kind}.csv" for kind in ROWS}
        if not DATA.is_dir():
            files = made_up(folder)
        quick = Stretching(memory_kib=64 * 1024, passes=1)
        clock = StoppedClock(datetime(2026, 11, 23, 9, 5, tzinfo=UTC))
        officer = FirstOfficer("Measurement")
        make_vault(folder / "v", PASSPHRASE, "bromley", officer, clock, stretching=quick)
        shift = open_shift(folder / "v", PASSPHRASE)
        total = 0.0
        for kind, path in files.items():
            start = time.perf_counter()
            done = importing.import_rows(shift, importing.check(shift, path, kind))
            took = time.perf_counter() - start
            total += took
            print(f"{kind:10}{done.rows_in:5} in, {done.rows_refused} refused   {took:6.2f} s")
        grown = growth(shift, folder)
        shift.store.close()
    print(f"both                        {total:6.2f} s   limit {LIMIT}")
    print(f"10,000 rows checked         {grown:6.1f} times 1,000   limit {GROWTH}")
    return int(total > LIMIT or grown > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
