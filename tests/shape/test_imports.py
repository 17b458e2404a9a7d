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


def _circles(graph: Graph) -> list[set[str]]:
    """Return each set of modules that import one another, over any number of steps."""
    reached = {name: _reached(graph, name) for name in graph}
    circles: list[set[str]] = []
    for name in graph:
        if name in reached[name] and not any(name in circle for circle in circles):
            circles.append({other for other in reached[name] if name in reached.get(other, ())})
    return circles


def test_no_modules_import_each_other_in_a_circle_for_types_neither() -> None:
    assert not _circles(_graph(ROOT))


def test_a_circle_for_types_or_inside_a_function_is_seen(tmp_path: Path) -> None:
    sources = {
        "window": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ui import menus\n",
        "menus": "import ui.dropped\n",
        "dropped": "def take() -> None:\n    from ui.window import Window\n",
        "page": "from ui.window import Window\n",
    }
    (tmp_path / "ui").mkdir()
    for name, source in sources.items():
        (tmp_path / "ui" / f"{name}.py").write_text(source)
    assert _circles(_graph(tmp_path)) == [{"ui.window", "ui.menus", "ui.dropped"}]
