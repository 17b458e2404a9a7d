"""Fixtures for every test: no screen, and no unexpected line in the log."""

import gc
import itertools
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot
from sqlalchemy import select

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from db.secrets import keys
from db.secrets.keys import Slot, Stretching
from db.vault import vault
from db.vault.vault import Unlocked
from lado_desktop.casework.contacts import contacts, decisions
from lado_desktop.casework.people import adults, organisations, professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.kinds.professional import Professional
from tests import engines, server
from tests.engines import EngineForTests, Origin, first_shift
from tests.processor_time import ProcessorTime
from tests.server import Server
from tests.server_round import ServerRound
from ui.platform import missing_libraries
from ui.py311_compat import keep_errors_whole

Prepare = Callable[[Origin, Callable[[Shift], object]], Origin]
PREPARED = ("full_meeting", "allegation", "log")
"""The fixtures that have a record of their own, made once; the fullest first."""

if missing := missing_libraries():
    pytest.exit(
        f"The tests open windows. First: sudo apt install {' '.join(missing)}", returncode=1
    )

# As the program does, before any class of the window is made.
keep_errors_whole()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="try each fault as often as it can bear")
    choices = ("sqlcipher", engines.SERVER)
    parser.addoption("--engine", choices=choices, default=choices[0], help="beneath the store")
    said = "tests that must open a connection to the server"
    parser.addoption("--least-on-server", type=int, default=0, help=said)


def pytest_configure(config: pytest.Config) -> None:
    """Have the cost of the run said, and fewer examples tried where slow tests are left out.

    .ci/run tries all of them.
    """
    config.pluginmanager.register(ProcessorTime(config))
    if config.getoption("engine") == engines.SERVER:
        config.pluginmanager.register(ServerRound(config.getoption("least_on_server")))
    settings.register_profile("fast", max_examples=30)
    if config.getoption("markexpr") == "not slow":
        settings.load_profile("fast")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what needs a server where the run has none."""
    on_server = config.getoption("engine") == engines.SERVER
    return True if collection_path.name == engines.SERVER and not on_server else None


def pytest_collection_finish() -> None:
    """Leave what was imported out of every later search for what is no longer used.

    The search is made between tests, in the window's thread (see ui/idle_gc.py).
    """
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_runtest_teardown() -> None:
    """Free unused objects once there are many. Those in use are not looked at again."""
    if gc.get_count()[0] > 400_000:
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def _silence(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test whose log has a warning, unless it is marked `logs` and reads them itself.

    Qt's own warnings fail a test through pytest-qt (`qt_log_level_fail`).
    """
    yield
    if request.node.get_closest_marker("logs"):
        return
    said = [
        f"{record.name}: {record.getMessage()}"
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    assert not said, "Said to the log, and not expected:\n" + "\n".join(said)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """The bot of pytest-qt, with more patience."""
    # It loads Qt. A missing library ends the run above, with a sentence.
    from tests.waiting import PatientBot

    return PatientBot(request)


@pytest.fixture
def short_of_room() -> Callable[[int], AbstractContextManager[None]]:
    """Let no file grow beyond so many bytes for a while: what a full disk answers."""
    resource = pytest.importorskip("resource", reason="only POSIX can be told to run short")

    @contextmanager
    def short(most: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return short


@pytest.fixture(scope="session", autouse=True)
def _no_account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let what is made once for many tests leave no note of the vaults that it opened."""
    a_file = tmp_path_factory.mktemp("account") / "a file, not a folder"
    a_file.touch()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(a_file))
        yield


@pytest.fixture(autouse=True)
def account(_no_account: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An account of each test's own, with its notes of what it opened; made when it is used."""
    folder = tmp_path_factory.getbasetemp() / f"account-{next(_ACCOUNTS)}"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(folder))
        yield folder


_ACCOUNTS = itertools.count()


@pytest.fixture(scope="session", autouse=True)
def _stretched_once() -> Iterator[None]:
    """Each passphrase is stretched once with one salt: copies of a vault ask for the same key."""
    stretched = keys.stretched
    known: dict[tuple[str, bytes, Stretching], bytes] = {}

    def once(passphrase: str, slot: Slot) -> bytes:
        asked = (passphrase, slot.salt, slot.stretching)
        if asked not in known:
            known[asked] = stretched(passphrase, slot)
        return known[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "stretched", once)
        yield


@pytest.fixture(scope="session")
def a_server() -> Iterator[Server]:
    """A PostgreSQL server for the run. Only tests with `--engine postgresql` may ask for it."""
    with server.running(server.installed()) as started:
        yield started


@pytest.fixture(scope="session")
def engine(
    request: pytest.FixtureRequest,
    pytestconfig: pytest.Config,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[EngineForTests]:
    """The engine beneath every store of the run."""
    beneath: EngineForTests
    if pytestconfig.getoption("engine") == engines.SERVER:
        beneath = engines.Databases(request.getfixturevalue("a_server"))
    else:
        beneath = engines.Vaults(tmp_path_factory)
    yield beneath
    beneath.close()


@pytest.fixture(scope="session")
def prepare(engine: EngineForTests) -> Prepare:
    """Make a record from another, with what is done in it: once for many tests."""
    return engine.prepare


@pytest.fixture(scope="session")
def log_vault(engine: EngineForTests, prepare: Prepare) -> Origin:
    return prepare(engine.empty, _add_names)


@pytest.fixture(scope="session")
def allegation_vault(log_vault: Origin, prepare: Prepare) -> Origin:
    return prepare(log_vault, _add_allegation)


@pytest.fixture
def shift(
    engine: EngineForTests, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Shift]:
    """Begin a shift of Bromley's one officer, on a record with what the test asks for.

    A fixture with a record `<its name>_vault` only looks up what it adds to others.
    """
    asked = next((name for name in PREPARED if name in request.fixturenames), None)
    origin = request.getfixturevalue(f"{asked}_vault") if asked else engine.empty
    store = engine.store(tmp_path / "vault", origin)
    yield first_shift(store)
    store.close()


@pytest.fixture(scope="session")
def made_vault(tmp_path_factory: pytest.TempPathFactory) -> Unlocked:
    """A vault with its keys, of one officer and no record, quick to unlock: tests take copies."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    quick = Stretching(memory_kib=64 * 1024, passes=1)
    return vault.create(folder, "cobalt ferret quietly juggles turnips", stretching=quick)


@pytest.fixture
def unlocked(made_vault: Unlocked, tmp_path: Path) -> Unlocked:
    """A copy of the vault, unlocked by the passphrase of its one officer."""
    folder = tmp_path / "vault"
    shutil.copytree(made_vault.folder, folder)
    return replace(made_vault, folder=folder, database=folder / "data-1.db")


def _add_names(shift: Shift) -> None:
    adults.add(shift, {"given_names": "Wren", "family_name": "Ó Súilleabháin"})
    setting = organisations.add(shift, {"name": "Northgate Nursery", "sector": "ey.nursery"})
    head = {"name": "Dana Fox", "role": "Head of nursery", "organisation_id": setting.id}
    professionals.add(shift, head)


def _add_allegation(shift: Shift) -> None:
    met = {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "The child was hurt."}
    decisions.decide(shift, _logger(shift)().id, met)


def _logger(shift: Shift) -> Callable[..., Contact]:
    with shift.reading() as session:
        # The first of each: keys sort by time.
        adult, setting, caller = (
            session.scalars(select(kind.id).order_by(kind.id).limit(1)).one()
            for kind in (Adult, Organisation, Professional)
        )

    def log_contact(**values: Any) -> Contact:
        return contacts.log(
            shift,
            {
                "received_on": date(2026, 11, 20),
                "intake": "referral",
                "source": "early_years",
                "caller_id": caller,
                "adult_id": adult,
                "setting_id": setting,
                "sector": "ey.nursery",
                "job_role": "nursery_practitioner",
                "category": "physical",
                "summary": 'Tom <b said & "no" when he was lifted by one arm.',
                **values,
            },
        )

    return log_contact


@pytest.fixture
def log(shift: Shift) -> Callable[..., Contact]:
    """Log a contact of last Friday about Wren Ó Súilleabháin of Northgate Nursery."""
    return _logger(shift)


@pytest.fixture
def allegation(shift: Shift, log: Callable[..., Contact]) -> Contact:
    """A contact that met the threshold today and needs a meeting."""
    with shift.reading() as session:
        return session.scalars(select(Contact)).one()
