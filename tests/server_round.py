"""The round of the tests on PostgreSQL: it must ask a server, and no vault in its place."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool
from sqlcipher3 import dbapi2 as sqlcipher

_SERVER = "a server"
_VAULT = "a vault"
_KINDS: dict[str, type] = {_SERVER: psycopg.Connection, _VAULT: sqlcipher.Connection}


class ServerRound:
    """A plugin that counts which tests opened a connection, and to what."""

    def __init__(self, least: int) -> None:
        """`least` tests must open a connection to the server, or the round fails."""
        self._least = least
        self._item: pytest.Item | None = None
        self._passed = self._on_server = 0
        self._in_vault: list[str] = []
        event.listen(Pool, "checkout", self._connected)

    def _connected(self, connection: object, *_: object) -> None:
        for kind, of in _KINDS.items():
            if self._item is not None and isinstance(connection, of):
                # They come with the test's report, also from another process.
                self._item.user_properties[:] = {*self._item.user_properties, (kind, True)}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._item = item

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what only a vault has."""
        for item in items:
            if mark := item.get_closest_marker("vault_only"):
                item.add_marker(pytest.mark.skip(reason=mark.args[0]))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self._passed += 1
            self._on_server += (_SERVER, True) in report.user_properties
            if (_VAULT, True) in report.user_properties:
                self._in_vault.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        # A process of xdist has only a part of the tests.
        is_whole = not hasattr(session.config, "workerinput")
        if is_whole and (self._on_server < self._least or self._in_vault):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_line(
            f"On PostgreSQL {self._passed} tests passed; {self._on_server} of them opened a "
            f"connection to the server, of at least {self._least}."
        )
        for each in self._in_vault:
            terminalreporter.write_line(f"It opened a vault and is not vault_only: {each}")
