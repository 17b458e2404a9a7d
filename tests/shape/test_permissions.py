"""Every act is in the table of permissions, and the table has no act that nobody does."""

import ast
from collections.abc import Iterator
from pathlib import Path

from lado_desktop.casework.imports.layout import LAYOUTS
from lado_desktop.domain.permission import ACTS, ROLES, Permission, who_may
from lado_desktop.domain.practice.codes import code_lists

ROOT = Path(__file__).parents[2]
_AS_IMPORTED = {f"Import {kind}" for kind in LAYOUTS}


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _acts_in(path: Path) -> Iterator[tuple[str, str]]:
    """Each act that a module names: given to `shift.act`, `shift.doing`, or after a shift."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = None
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("act", "doing"):
            name = _literal(node.args[0])
        elif len(node.args) > 1 and ast.unparse(node.args[0]) == "shift":
            # What is handed on to be done under a name of its own: "Add complaint".
            said = _literal(node.args[1])
            name = said if said and said[0].isupper() else None
        if name is not None:
            yield name, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_act_is_in_the_table_of_permissions_and_every_line_of_it_is_an_act() -> None:
    found = [each for path in (ROOT / "lado_desktop").rglob("*.py") for each in _acts_in(path)]
    missing = [f"{where} {name}" for name, where in found if name not in ACTS]
    assert not missing, f"Give each act its permission in domain/permission.py: {missing}"
    assert {name for name, _ in found} | _AS_IMPORTED == set(ACTS)


def test_every_role_is_in_the_table_and_every_permission_has_somebody() -> None:
    assert list(ROLES) == list(code_lists()["officer_role"])
    assert all(who_may(permission) for permission in Permission)
