"""The tests of casework and figures run on both engines, but for a few that each say why not."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_VAULT_ONLY = 15


def _vault_only(source: str) -> Iterator[list[str]]:
    """The reasons of each test that is left out on a server."""
    module = ast.parse(source)
    of_all: list[str] = []
    for each in module.body:
        if isinstance(each, ast.Assign) and "pytestmark" in map(ast.unparse, each.targets):
            of_all = list(_reasons(each.value))
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            reasons = [*of_all, *(said for each in node.decorator_list for said in _reasons(each))]
            if reasons:
                yield reasons


def _reasons(expression: ast.expr) -> Iterator[str]:
    calls = {id(each.func): each for each in ast.walk(expression) if isinstance(each, ast.Call)}
    for each in ast.walk(expression):
        if isinstance(each, ast.Attribute) and each.attr == "vault_only":
            given = calls[id(each)].args if id(each) in calls else []
            yield str(given[0].value) if given and isinstance(given[0], ast.Constant) else ""


def test_few_tests_are_about_a_vault_alone_and_each_says_why() -> None:
    paths = sorted((ROOT / "tests").rglob("test_*.py"))
    found = [each for path in paths for each in _vault_only(path.read_text(encoding="utf-8"))]
    assert 1 <= len(found) <= MOST_VAULT_ONLY
    assert all(len(reason.split()) > 3 for reasons in found for reason in reasons)


@pytest.mark.parametrize(
    "source, reasons",
    [
        ("@pytest.mark.vault_only('It has files.')\ndef test_a(): ...", [["It has files."]]),
        ("@pytest.mark.vault_only\ndef test_a(): ...", [[""]]),
        ("@pytest.mark.vault_only()\ndef test_a(): ...", [[""]]),
        ("pytestmark = [mark.slow, mark.vault_only('Why')]\ndef test_a(): ...", [["Why"]]),
        ("def test_a(): ...", []),
    ],
)
def test_a_mark_with_and_without_its_reason_is_seen(source: str, reasons: list[list[str]]) -> None:
    assert list(_vault_only(source)) == reasons


@pytest.mark.parametrize(
    "path, fault",
    [
        ("tests/figures/test_view.py", "0 of them opened a connection to the server, of at least"),
        ("tests/samples/test_opened.py", "It opened a vault and is not vault_only"),
    ],
)
def test_a_round_on_a_server_fails_where_its_tests_ask_none(path: str, fault: str) -> None:
    least = "1" if "at least" in fault else "0"
    asked = ["--engine", "postgresql", "--least-on-server", least, "-p", "no:cacheprovider", path]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *asked],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert fault in done.stdout
    assert " failed" not in done.stdout
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
