"""Measures the minutes of a long meeting, from the record to the PDF.

The practice service's meeting has 14 people, 6 agencies and 20 actions. The limit is 1 s.
"""

import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from lado_desktop.casework.contacts.by_reference import meeting_of
from lado_desktop.casework.meetings.meeting_file import BY_AGENCY, open_meeting
from lado_desktop.demo.invented import three_years
from lado_desktop.demo.practice_vault import practice_vault
from lado_desktop.reports.documents.minutes import minutes
from lado_desktop.reports.pdf.pdf import draw
from lado_desktop.unlocking.opening import open_shift

TIMES = 5
LIMIT = 1.0


def main(folder: Path) -> int:
    """Print the first and the median time; return 1 where the first exceeds the limit."""
    known = practice_vault(folder / "vault")
    shift = open_shift(Path(known.folder), known.passphrase)
    id = meeting_of(shift, three_years.to_show(shift)[1])
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        content = draw(minutes(shift, id))
        took.append(time.perf_counter() - start)
    file = open_meeting(shift, id)
    print(
        f"{len(file.attendances)} people, {len(file.written(BY_AGENCY))} agencies, "
        f"{len(file.actions)} actions, {len(content):,} bytes   the first {took[0]:.2f} s   "
        f"median {statistics.median(took):.2f} s   limit {LIMIT} s"
    )
    shift.store.close()
    return int(took[0] > LIMIT)


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        sys.exit(main(Path(place)))
