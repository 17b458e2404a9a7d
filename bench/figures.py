"""All of Kent's tables from an encrypted vault, beside a plain SELECT of the coded columns.

Both read the same file through sqlcipher3 in this process, by turns; each figure is the median of
its runs. The SELECT takes with fetchall what a contact is coded by: its days and single codes with
the decision and finding in force, then its criteria, status of the child, employment outcomes and
onward referrals. The limit is 1.1 times that SELECT at 100,000 contacts; and a hundred times as
many contacts may not take more than 120 times as long.

A COUNTIFS sheet of Bromley's tables over 50,000 rows in LibreOffice Calc is measured beside the
whole process of the program, where Calc is installed; the limit is half of Calc's time. With or
without Calc, the process may take 1.6 times as long as stretching the key and the plain SELECT of
the same vault. Neither limit is for the day of the weekly check, whose time is printed. What each
stage of the process takes by itself is printed too.
"""

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from bench.counted_sheet import sheet
from db.sqlcipher.engine import connect, reading_engine, writing_engine
from db.sqlcipher.opening import make_database
from db.vault import vault
from lado_desktop.domain.kinds.contact import Contact, ContactChildStatus, ContactCriterion
from lado_desktop.domain.kinds.decision import Decision
from lado_desktop.domain.kinds.employment_outcome import EmploymentOutcome
from lado_desktop.domain.kinds.finding import Finding
from lado_desktop.domain.kinds.onward_referral import OnwardReferral
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.domain.record import new_id
from lado_desktop.figures.counting.period import year_named
from lado_desktop.figures.counting.year import count_year

RUNS = 5
LIMIT = 1.1
LINEAR = 1.2
CALC_LIMIT = 0.5
LEAST_LIMIT = 1.6
"""For the whole process beside stretching the key and the plain SELECT."""
SIZES = (1_000, 10_000, 100_000)
KEY = bytes(range(32))
PASSPHRASE = "kettle-meadow-lantern-seven-otters"
AS_AT = date(2023, 3, 31)
FIRST = date(2013, 4, 1)
SINGLE = ("source", "sector", "job_role", "employment_basis", "category", "police_status")
_LOADED = (
    "lado_desktop.cli",
    "lado_desktop.unlocking.opening",
    "lado_desktop.figures.counting.year",
)
"""The modules that the command loads."""
SELECTS = (
    """SELECT c.received_on, c.concluded_on, c.closed_on, c.intake, c.method, c.source, c.sector,
    c.job_role, c.employment_basis, c.area, c.category, c.restraint, c.police_status,
    d.outcome, d.decided_on, f.finding, f.found_on FROM contact c
    LEFT JOIN decision d ON d.contact_id = c.id AND d.superseded_on IS NULL
    LEFT JOIN finding f ON f.contact_id = c.id AND f.superseded_on IS NULL""",
    "SELECT contact_id, code FROM contact_criterion",
    "SELECT contact_id, code FROM contact_child_status",
    "SELECT contact_id, outcome, happened_on FROM employment_outcome",
    "SELECT contact_id, body, made_by, made_on FROM onward_referral",
)


def fill(engine: Engine, number: int) -> None:
    """Add invented contacts over ten years, with their dated parts."""
    chance = random.Random(number)
    lists = {name: list(codes) for name, codes in code_lists().items()}
    rows: dict[Any, list[dict[str, Any]]] = {}

    def put(kind: Any, **values: Any) -> None:
        rows.setdefault(kind, []).append(values)

    for place in range(number):
        key, received = new_id(), FIRST + timedelta(days=chance.randrange(3652))
        concluded = received + timedelta(days=chance.randrange(400))
        done = chance.random() < 0.8 and concluded <= AS_AT
        put(
            Contact,
            id=key,
            version=1,
            reference=f"B{place}",
            received_on=received,
            intake=chance.choices(lists["intake"], (2, 7, 1))[0],
            method=chance.choice(lists["contact_method"]),
            area=chance.choice(("north", "south", "east", "west")),
            restraint=chance.choice(lists["restraint"]),
            concluded_on=concluded if done else None,
            closed_on=concluded if done else None,
            summary="What was said on the telephone, in some sentences. " * 5,
            **{name: chance.choice(lists[name]) for name in SINGLE},
        )
        own = {"version": 1, "contact_id": key}
        outcome = chance.choice(lists["contact_outcome"])
        put(Decision, id=new_id(), outcome=outcome, decided_on=received, **own)
        if done:
            found = chance.choice(lists["finding"])
            put(Finding, id=new_id(), finding=found, found_on=concluded, **own)
        if chance.random() < 0.3:
            code = chance.choice(lists["employment_outcome"])
            put(EmploymentOutcome, id=new_id(), outcome=code, **own)
        if chance.random() < 0.2:
            body = {"body": chance.choice(lists["referral_body"]), "made_by": "lado"}
            put(OnwardReferral, id=new_id(), legal_duty=False, **body, **own)
        if chance.random() < 0.5:
            put(ContactCriterion, contact_id=key, code=chance.choice(lists["criterion"]))
            put(ContactChildStatus, contact_id=key, code=chance.choice(lists["child_status"]))
    with engine.begin() as connection:
        for kind, values in rows.items():
            connection.execute(insert(kind), values)
    engine.dispose()


def seconds(task: Callable[[], object]) -> float:
    """Return the wall time of a task in seconds."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def select_all(connection: Any) -> None:
    """Read what contacts are coded by, plainly."""
    for query in SELECTS:
        connection.execute(query).fetchall()


def kent_beside_select(database: Path) -> tuple[float, float]:
    """Return the median times of all Kent's tables, and of the plain SELECT."""
    practice = practice_named("kent")
    year = year_named(practice, "2022/23")
    engine = reading_engine(database, KEY)
    plain = connect(database, KEY, reading=True)

    def count() -> None:
        with engine.connect() as connection:
            if gaps := count_year(connection, practice, year, AS_AT).gaps:
                sys.exit(f"The figures do not agree: {gaps[0]}")

    def select() -> None:
        select_all(plain)

    for task in (count, select):  # once for the caches of the disk
        task()
    runs = [(seconds(count), seconds(select)) for _ in range(RUNS)]
    plain.close()
    engine.dispose()
    counted, selected = zip(*runs, strict=True)
    return statistics.median(counted), statistics.median(selected)


def whole_process(folder: Path, number: int) -> tuple[float, float]:
    """Return the wall times of the process `figures`, and of stretching with a plain SELECT.

    They run in turn, on a vault of this many contacts.
    """
    place = folder / "whole"
    word = folder / "passphrase"
    word.write_text(PASSPHRASE)
    program = [sys.executable, "-m", "lado_desktop"]
    new = ["new", str(place), "--practice", "bromley", "--officer", "A", "--sheet"]
    options = ["--password-file", str(word)]
    subprocess.run([*program, *new, str(folder / "sheet.txt"), *options], check=True)
    unlocked = vault.unlock(place, PASSPHRASE)
    fill(writing_engine(unlocked.database, unlocked.key), number)
    asked = [*program, "figures", str(place), "--year", "2021/22", *options]

    def run() -> None:
        subprocess.run(asked, check=True, capture_output=True)

    def least() -> None:
        opened = vault.unlock(place, PASSPHRASE)
        plain = connect(opened.database, opened.key, reading=True)
        select_all(plain)
        plain.close()

    # The first time every page is checked, as once a week.
    print(f"weekly check {seconds(run):6.2f} s")
    print_stages(unlocked.database, unlocked.key, place)
    runs = [(seconds(run), seconds(least)) for _ in range(RUNS)]
    whole, parts = zip(*runs, strict=True)
    return statistics.median(whole), statistics.median(parts)


def print_stages(database: Path, key: bytes, place: Path) -> None:
    """Print the time of each stage of the command, which runs them in parallel."""
    practice = practice_named("bromley")
    engine = reading_engine(database, key)

    def count() -> None:
        with engine.connect() as connection:
            count_year(connection, practice, year_named(practice, "2021/22"), AS_AT)

    def check() -> None:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA quick_check").fetchall()

    def load() -> None:
        subprocess.run([sys.executable, "-c", f"import {', '.join(_LOADED)}"], check=True)

    stages = {
        "modules": load,
        "passphrase": lambda: vault.unlock(place, PASSPHRASE),
        "check": check,
        "count": count,
    }
    for name, stage in stages.items():
        print(f"{name:12} {seconds(stage):6.2f} s")
    engine.dispose()


def beside_least(folder: Path, number: int) -> bool:
    """Measure the whole process, and tell whether both its limits are kept."""
    ours, least = whole_process(folder, number)
    print(f"{number:>7,} rows  whole process {ours:6.2f} s  stretching and SELECT {least:6.2f} s")
    print(f"ratio {ours / least:18.2f}   limit {LEAST_LIMIT}")
    return beside_calc(folder, number, ours) and ours <= LEAST_LIMIT * least


def beside_calc(folder: Path, number: int, ours: float) -> bool:
    """Measure Calc beside the time of the whole process, and tell whether the limit is kept."""
    calc = shutil.which("soffice") or shutil.which("libreoffice")
    if calc is None:
        print("LibreOffice Calc is not installed here: not compared with it.")
        return True
    (folder / "sheet.fods").write_text(sheet(number), encoding="utf-8")
    convert = [calc, "--headless", "--convert-to", "csv", "--outdir", str(folder)]
    in_calc = seconds(
        lambda: subprocess.run([*convert, str(folder / "sheet.fods")], check=True, timeout=600)
    )
    print(f"{number:>7,} rows  Calc {in_calc:6.2f} s")
    print(f"ratio {ours / in_calc:18.2f}   limit {CALC_LIMIT}")
    return ours <= CALC_LIMIT * in_calc


def main() -> int:
    """Print the measurements; return 1 where a limit is exceeded."""
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for number in SIZES:
            database = Path(folder) / f"{number}.db"
            make_database(database, KEY, {})
            fill(writing_engine(database, KEY), number)
            counted, selected = found[number] = kent_beside_select(database)
            times = counted / selected
            print(f"{number:>7,} contacts  Kent {counted:6.3f} s  SELECT {selected:6.3f} s", end="")
            print(f"  ratio {times:5.2f}")
        most, least = max(SIZES), min(SIZES)
        times = found[most][0] / found[most][1]
        growth = found[most][0] / found[least][0] / (most / least)
        print(f"ratio at {most:,} {times:13.2f}   limit {LIMIT}")
        print(f"growth from {least:,} {growth:12.2f}   limit {LINEAR}")
        process_kept = beside_least(Path(folder), 50_000)
    return int(times > LIMIT or growth > LINEAR or not process_kept)


if __name__ == "__main__":
    sys.exit(main())
