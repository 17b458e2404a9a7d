"""A test waits for what comes, with patience, and goes to a line of a list by its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import PATIENCE_S

TESTS = Path(__file__).parents[1]
TIMED = {
    "waiting.py": "rests between two looks at what is waited for",
    "pictures.py": "no test: it takes pictures of what rests",
    "faults/test_kill.py": "kills at a random moment",
    "faults/test_migration_kill.py": "kills at a random moment",
    "faults/test_speed.py": "types as fast as a person does, and measures",
}
"""Where time itself is what is tried."""
ARROWS = ("Key_Down", "Key_Up", "Down", "Up")


def _faults(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _faults_of_call(node)
        elif (
            isinstance(node, ast.For) and _counts(node.iter) and any(map(_is_arrow, ast.walk(node)))
        ):
            yield f"line {node.lineno}: counts the lines of a list"


def _faults_of_call(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    values = [each.value for each in call.args if isinstance(each, ast.Constant)]
    seconds = [each for each in values if isinstance(each, int | float)]
    bot = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "qtbot"
    if name in ("sleep", "qWait", "qSleep") or (name == "wait" and bot):
        yield f"line {call.lineno}: waits for time to go by"
    if name in ("wait", "join") and any(each < PATIENCE_S for each in seconds):
        yield f"line {call.lineno}: has less than {PATIENCE_S} s of patience"
    if name in ("waitUntil", "waitSignal") and any(each.arg == "timeout" for each in call.keywords):
        yield f"line {call.lineno}: has a patience of its own"


def _counts(over: ast.expr) -> bool:
    return isinstance(over, ast.Tuple | ast.List) or (
        isinstance(over, ast.Call) and getattr(over.func, "id", "") == "range"
    )


def _is_arrow(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in ARROWS
    return isinstance(node, ast.Constant) and node.value in ARROWS


def test_no_test_waits_for_time_or_counts_the_lines_of_a_list() -> None:
    found = {
        name: faults
        for path in sorted(TESTS.rglob("*.py"))
        if (name := path.relative_to(TESTS).as_posix()) not in {*TIMED, "shape/test_waits.py"}
        and (faults := list(_faults(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_what_is_excused_waits_for_time() -> None:
    idle = [name for name in TIMED if not list(_faults((TESTS / name).read_text(encoding="utf-8")))]
    assert idle == []


@pytest.mark.parametrize(
    "line",
    [
        "time.sleep(0.2)",
        "sleep(1)",
        "QTest.qWait(1200)",
        "qtbot.wait(10)",
        "assert begun.wait(5)",
        "thread.join(2)",
        "qtbot.waitUntil(seen, timeout=2500)",
        "for _ in range(4): QTest.keyClick(view, Qt.Key.Key_Down)",
        "for _ in range(row):\n    keyboard.press('Down')",
        "for key in ('Up', 'Down'):\n    keyboard.press(key)",
    ],
)
def test_a_fixed_wait_and_a_counted_line_are_seen(line: str) -> None:
    assert list(_faults(line))


@pytest.mark.parametrize(
    "line",
    [
        "qtbot.waitUntil(lambda: bool(said))",
        "assert begun.wait(PATIENCE_S)",
        "thread.join()",
        "until(path.exists)",
        "for _ in range(9): press(window, 'Ctrl+-')",
        "daemon.wait(60)",
    ],
)
def test_a_wait_that_ends_with_what_comes_is_no_fault(line: str) -> None:
    assert not list(_faults(line))
