"""What is known, letter by letter, while names are typed in a vault of 100,000 contacts.

Each look is what one key press asks for. The limit is 100 ms at the 95th percentile; beside it
stands the plain prefix search alone, which finds no other spelling.
"""

import statistics
import sys
import time
from collections.abc import Callable

from bench.big_vault import big_vault
from db.search import find
from lado_desktop.casework.known_before import look
from lado_desktop.casework.known_record import Typed
from lado_desktop.casework.shift import Shift

NAMES = ("Katherine Smith", "Mohammed Khan", "Trewick", "Jon Marfield", "Selbury-Patel", "S Jones")
LIMIT = 0.100


def _seconds(each: Callable[[str], object]) -> list[float]:
    took = []
    for name in NAMES:
        for end in range(2, len(name) + 1):
            start = time.perf_counter()
            each(name[:end])
            took.append(time.perf_counter() - start)
    return took


def _by_prefix(shift: Shift, typed: str) -> object:
    with shift.reading() as session:
        return find(session, typed, ("adult",), 12)


def _said(name: str, took: list[float]) -> float:
    late = statistics.quantiles(took, n=20)[-1]
    print(f"{name:22} median {statistics.median(took) * 1000:6.1f} ms   95 % {late * 1000:6.1f} ms")
    return late


def main() -> int:
    """Print both and return 1 where the limit is passed."""
    start = time.perf_counter()
    with big_vault() as shift:
        print(f"{'vault made':22} {time.perf_counter() - start:6.1f} s")
        look(shift, Typed("Anybody"))  # loads the short forms
        _said("prefix search", _seconds(lambda typed: _by_prefix(shift, typed)))
        late = _said("known before", _seconds(lambda typed: look(shift, Typed(typed))))
        both = _seconds(lambda typed: look(shift, Typed(typed, setting="Marford Academy")))
        late = max(late, _said("and a setting", both))
    print(f"{'limit':22} {LIMIT * 1000:.0f} ms")
    return int(late > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
