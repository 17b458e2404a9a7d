"""Say what a run of the tests cost the processor, summed over the processes that shared it.

Seconds of work tell of the tests alone; seconds that go by tell of the machine too.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Generator
from typing import Any

import pytest

_KEPT = "processor_time"


class ProcessorTime:
    """Puts every second that this process and its children work to what was going on."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._spent: defaultdict[str, float] = defaultdict(float)
        self._at = 0.0
        self._put_to("starting")

    def _put_to(self, what: str, *, children: bool = True) -> None:
        times = os.times()
        now = times.user + times.system
        if children:
            now += times.children_user + times.children_system
        self._spent[what] += now - self._at
        self._at = now

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        self._put_to("starting")
        result = yield
        self._put_to("collecting")
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self) -> Generator[None, None, None]:
        self._put_to("between")
        yield
        self._put_to("setup")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Generator[None, None, None]:
        try:
            yield
        finally:
            self._put_to("call")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Generator[None, None, None]:
        try:
            yield
        finally:
            self._put_to("teardown")

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        if hasattr(self._config, "workeroutput"):
            self._put_to("between")
            self._config.workeroutput[_KEPT] = dict(self._spent)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        for what, spent in getattr(node, "workeroutput", {}).get(_KEPT, {}).items():
            self._spent[what] += spent

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        # Its children are the workers, who have said what they spent themselves.
        self._put_to("between", children=self._config.getoption("numprocesses", None) is None)
        parts = ", ".join(f"{what} {spent:.0f} s" for what, spent in self._spent.items())
        terminalreporter.write_line(f"processor time {sum(self._spent.values()):.0f} s: {parts}")
