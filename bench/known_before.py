"""Measures the search for known people at each key, in a vault of 100,000 contacts.

Each search is what one key press starts. In the same run the plain prefix search is measured, which
finds no other spelling. A typist feels the slow ones. The limits: 95% of the searches take less
than 50 ms, and the slowest 5% are no slower than the prefix search.
"""

import statistics
import sys
import time
from collections.abc import Callable

from bench.big_vault import big_vault
from db.sqlcipher.full_text import FullText
from lado_desktop.casework.known.before import look
from lado_desktop.casework.known.record import Typed
from lado_desktop.casework.shift import Shift

NAMES = ("Katherine Smith", "Mohammed Khan", "Trewick", "Jon Marfield", "Selbury-Patel", "S Jones")
LIMIT = 1.0
LATEST = 0.05
"""Seconds in which 95% of the searches are done."""


def by_beginning(shift: Shift, typed: str) -> object:
    with shift.reading() as session:
        return FullText().find(session, typed, ("adult",), 12)


WAYS: dict[str, Callable[[Shift, str], object]] = {
    "words that begin so": by_beginning,
    "known before": lambda shift, typed: look(shift, Typed(typed)),
    "with a setting too": lambda shift, typed: look(shift, Typed(typed, "Marford Academy")),
}


def seconds(shift: Shift) -> dict[str, list[float]]:
    """Return the times of each way at each key press, taken in turn."""
    took: dict[str, list[float]] = {way: [] for way in WAYS}
    for name in NAMES:
        for end in range(2, len(name) + 1):
            for way, find_by in WAYS.items():
                start = time.perf_counter()
                find_by(shift, name[:end])
                took[way].append(time.perf_counter() - start)
    return took


def main() -> int:
    """Print each way's times; return 1 where the limit is exceeded."""
    with big_vault() as shift:
        seconds(shift)  # once for the caches and the short forms
        took = seconds(shift)
    late = {way: statistics.quantiles(each, n=20)[-1] for way, each in took.items()}
    for way, each in took.items():
        middle = statistics.median(each)
        print(f"{way:20} median {middle * 1000:6.1f} ms   95 % {late[way] * 1000:6.1f} ms")
    times = late["known before"] / late["words that begin so"]
    print(f"{'ratio of the late':20} {times:6.2f}   limit {LIMIT}")
    latest = late["known before"] * 1000
    print(f"{'95 % of the searches':20} {latest:6.1f} ms   limit {LATEST * 1000:.0f} ms")
    return int(times > LIMIT or latest > LATEST * 1000)


if __name__ == "__main__":
    sys.exit(main())
