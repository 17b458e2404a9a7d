"""Measures unlocking: from Enter to a filled Today page, with 1,000 contacts and a real key.

Each run is a whole process: the page is shown, the program loads behind it, and then the passphrase
is given. Python finds compiled code. Qt's loop sleeps while idle, since polling would take a core
from the key stretching. The limit is 1.2 s on two cores, most of it key stretching, which is
printed too. So is the memory of the idle program then.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from db.vault import vault
from lado_desktop.app_paths import own_folder
from lado_desktop.casework.imports import importing
from lado_desktop.unlocking.known_vaults import remember
from lado_desktop.unlocking.opening import FirstOfficer, make_vault, open_shift
from ui.unlock.unlocking import KnownVault

RUNS = 5
LIMIT = 1.2
CONTACTS = 1_000
PASSPHRASE = "otter lantern crocus seventeen"
PROGRAM = f"""
import os, runpy, sys, time
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

def drive(*_):
    app = QApplication.instance()
    def until(true):
        while not true():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    def shown(name):
        return next((w for w in app.topLevelWidgets() if type(w).__name__ == name), None)
    until(lambda: shown("Opening") is not None and shown("Opening").is_loaded)
    page = shown("Opening").unlock
    page.passphrase.setText({PASSPHRASE!r})
    start = time.perf_counter()
    page._try()
    until(lambda: shown("Window") is not None and shown("Window").isVisible()
          and shown("Window").page is not None and shown("Window").page.dues.rowCount() > 0)
    app.processEvents()
    took = time.perf_counter() - start
    with open("/proc/self/statm") as sizes:
        resident = int(sizes.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    os.write(1, f"{{took}} {{resident}}".encode())
    os._exit(0)

QApplication.exec = drive
sys.argv = ["lado-desktop"]
runpy.run_module("lado_desktop", run_name="__main__")
"""


def fill(folder: Path) -> None:
    """Make a vault of 1,000 contacts, 1 in 10 of them open."""
    make_vault(folder, PASSPHRASE, "bromley", FirstOfficer("Measurement"))
    shift = open_shift(folder, PASSPHRASE)
    first = date(2021, 4, 1)
    rows = ["reference,received_on,adult_family_name,adult_born_on,setting,sector,outcome,summary"]
    rows += [
        f"X-{number:04},{first + timedelta(days=number)},Person{number},1970-01-01,"
        f"School {number % 200},edu.primary,"
        f"{'' if number % 10 == 0 else 'info_only'},Invented for a measurement."
        for number in range(CONTACTS)
    ]
    file = folder.parent / "contacts.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    importing.import_rows(shift, importing.check(shift, file, "contacts"))
    shift.store.close()


def main() -> int:
    """Print the medians; return 1 where the limit is exceeded."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
        os.environ |= {"PYTHONPYCACHEPREFIX": f"{home}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
        folder = Path(home) / "vault"
        fill(folder)
        remember(own_folder() / "vaults.txt", KnownVault(str(folder), "Measurement"))
        took, stretching, memory = [], [], []
        for _ in range(RUNS + 1):
            done = subprocess.run(
                [sys.executable, "-c", PROGRAM],
                env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
                capture_output=True,
                timeout=60,
                check=False,
            )
            if done.returncode or not done.stdout:
                sys.exit(f"No Today came.\n{done.stderr.decode()}")
            time_taken, resident = done.stdout.split()
            took.append(float(time_taken))
            memory.append(int(resident))
            start = time.perf_counter()
            vault.unlock(folder, PASSPHRASE)
            stretching.append(time.perf_counter() - start)
    del took[0]  # it compiled
    print(f"stretching the passphrase  {statistics.median(stretching):6.2f} s")
    print(f"Enter to a filled Today    {statistics.median(took):6.2f} s   limit {LIMIT}")
    print(f"memory of the idle program {statistics.median(memory) / 1e6:6.0f} MB")
    return int(statistics.median(took) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
