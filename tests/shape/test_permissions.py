"""Every act is declared, and nothing is declared that nobody does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from db.schema.reshape import UPGRADE
from lado_desktop.casework.imports.layout import LAYOUTS
from lado_desktop.commands import import_kinds
from lado_desktop.commands.import_kinds import IMPORT_KINDS
from lado_desktop.commands.write_import_kinds import written
from lado_desktop.domain.acts import ACTS, REDO, UNDO
from lado_desktop.domain.permission import ROLES, Permission, who_may
from lado_desktop.domain.practice.codes import code_lists
from lado_desktop.domain.registers import REGISTERS

ROOT = Path(__file__).parents[2]
RELEASED = Path(__file__).with_name("released_acts.txt")
"""Every act of every release: its code, and the words that the audit of 0.1.0 stored for it."""
_CODE = re.compile(r"[a-z_]+\.[a-z_]+")
_DERIVED = {
    *(f"{kind}.import" for kind in LAYOUTS),
    *(code for each in REGISTERS.values() for code in each.acts),
}
"""Acts that are done by code made of a kind's name."""


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _acts_in(path: Path) -> Iterator[tuple[str, str]]:
    """Each act that a module names: in `act`, `doing` and `ActDone`, or after a shift."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = None
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("act", "doing"):
            name = _literal(node.args[0])
        elif len(node.args) > 1 and ast.unparse(node.args[0]) == "shift":
            # An act that is handed on with its own code: "complaint.add".
            said = _literal(node.args[1])
            name = said if said and _CODE.fullmatch(said) else None
        elif isinstance(node.func, ast.Name) and node.func.id == "ActDone":
            name = _literal(node.args[0])
        if name is not None:
            yield name, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_act_that_is_done_is_declared_and_every_one_declared_is_done() -> None:
    found = [
        each
        for top in ("lado_desktop", "db")
        for path in (ROOT / top).rglob("*.py")
        for each in _acts_in(path)
    ]
    missing = [f"{where} {name}" for name, where in found if name not in ACTS]
    assert not missing, f"Declare each act in domain/acts.py: {missing}"
    assert {name for name, _ in found} | _DERIVED | {UNDO, REDO, UPGRADE} == set(ACTS)


def test_no_code_that_an_audit_may_hold_is_ever_gone_or_given_other_words() -> None:
    kept = dict(
        line.split(" ", 1) for line in RELEASED.read_text(encoding="utf-8").splitlines() if line
    )
    assert kept.items() <= {code: act.words for code, act in ACTS.items()}.items()
    assert len(kept) >= 100


def test_every_role_is_in_the_table_and_every_permission_has_somebody() -> None:
    assert list(ROLES) == list(code_lists()["officer_role"])
    assert all(who_may(permission) for permission in Permission)


def test_the_help_of_import_names_every_kind_of_file() -> None:
    assert tuple(LAYOUTS) == IMPORT_KINDS, "python -m lado_desktop.commands.write_import_kinds"
    assert Path(import_kinds.__file__).read_text(encoding="utf-8") == written()
