"""Who imports whom: nobody in a circle, and the state of a form without Qt."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("lado_desktop", "ui", "db", "resources")

Graph = Mapping[str, set[str]]
"""The modules that each module imports, for types alone or inside a function too."""


def _graph(root: Path) -> Graph:
    modules = {
        ".".join(path.relative_to(root).with_suffix("").parts): path
        for package in PACKAGES
        for path in (root / package).rglob("*.py")
    }
    return {name: set(_imported(path)) - {name} for name, path in modules.items()}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _reached(graph: Graph, start: str) -> set[str]:
    """Return all that a module imports, and what these import in turn."""
    found, waiting = set[str](), [start]
    while waiting:
        new = graph.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


def test_the_state_of_a_form_knows_no_qt() -> None:
    reached = _reached(_graph(ROOT), "ui.forms.state")
    assert "lado_desktop.domain.fields.field" in reached
    assert not {name for name in reached if name.startswith(("PySide6", "shiboken6"))}
