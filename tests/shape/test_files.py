"""What a file here may be called, how long it may be, and what it may never say."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("lado_desktop", "ui", "db", "resources", "bench")
EMPTY_NAMES = {
    "base",
    "common",
    "controller",
    "handler",
    "helper",
    "helpers",
    "manager",
    "misc",
    "service",
    "util",
    "utils",
}
LONGEST = 300
MOST_MODULES = 15
# Here every module is of one sort and bears its own noun, so one is found by its name at once.
OF_ONE_SORT = {
    "db/schema/migrations/versions": "a module for each step of the tables",
    "lado_desktop/domain/kinds": "a module for each kind of record",
    "lado_desktop/reports/documents": "a module for each printed document",
    "ui/pages": "a module for each page of the window",
}
DRAWN_FROM_MARKUP = {"Paragraph", "XPreformatted"}
# Spelt in pieces, so that this file does not name them either.
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.~])/(?:work|root|home/\w+|Users/\w+|opt/pypi)(?=/)"
    r"|\b[A-Z]:\\+Users\\"
    r"|\bpypi" + r"\.org|pythonhosted" + r"\.org|npmjs" + r"\.org|deb\.debian" + r"\.org"
)


def _modules(root: Path, folders: Iterable[str]) -> list[Path]:
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def _names_nothing(name: str) -> bool:
    """Tell whether the noun of a snake_case or CamelCase name, its last word, is an empty one.

    A ServiceStep asks about the service; a MeetingService says nothing of meetings.
    """
    words = [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]
    return bool(words) and (words[-1] in EMPTY_NAMES or words[0] == "base")


def _nameless(path: Path) -> Iterator[str]:
    """Each name of a module, and of its classes, that names nothing."""
    names = [path.stem, *re.findall(r"^\s*class\s+(\w+)", path.read_text(), re.MULTILINE)]
    return (name for name in names if _names_nothing(name))


def _draws_markup(path: Path) -> bool:
    """Tell whether a module imports from ReportLab a class that reads markup."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportlab"):
            if {alias.name for alias in node.names} & (DRAWN_FROM_MARKUP | {"*"}):
                return True
        elif isinstance(node, ast.Attribute) and node.attr in DRAWN_FROM_MARKUP:
            return True
    return False


def _tracked() -> list[Path]:
    """Every file of the repository, and every one that is about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git repository, so there is no list of its files")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_every_file_and_class_is_named_after_something() -> None:
    nameless = {
        str(path.relative_to(ROOT)): found
        for path in _modules(ROOT, (*CODE, "tests"))
        if (found := list(_nameless(path)))
    }
    assert not nameless


@pytest.mark.parametrize("name", ["utils", "case_helpers", "common", "event_handler", "base"])
def test_a_file_that_names_nothing_is_seen(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.py"
    path.write_text("")
    assert list(_nameless(path)) == [name]


def test_a_class_that_names_nothing_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "meeting.py"
    names = ["MeetingManager", "BaseForm", "ServiceStep", "Database"]
    path.write_text("\n".join(f"class {name}: ..." for name in names))
    assert list(_nameless(path)) == ["MeetingManager", "BaseForm"]


def test_no_module_is_longer_than_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): length
        for path in _modules(ROOT, CODE)
        if "migrations" not in path.parts
        and (length := len(path.read_text().splitlines())) > LONGEST
    }
    assert not long, "a noun is hiding in each"


def _full(root: Path, folders: Iterable[str]) -> dict[str, int]:
    """Return the folders that have more modules than may be read at a glance, and how many."""
    modules = (path for path in _modules(root, folders) if path.name != "__init__.py")
    counts = Counter(str(path.parent.relative_to(root)) for path in modules)
    return {folder: count for folder, count in counts.items() if count > MOST_MODULES}


def test_a_folder_has_at_most_15_modules_unless_all_are_of_one_sort() -> None:
    assert not _full(ROOT, CODE).keys() - OF_ONE_SORT.keys()
    assert all((ROOT / folder).is_dir() for folder in OF_ONE_SORT)


def test_a_folder_of_16_modules_is_seen(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    for number in range(16):
        (tmp_path / "ui" / f"page_{number}.py").write_text("")
    assert _full(tmp_path, ["ui"]) == {"ui": 16}
    (tmp_path / "ui" / "page_15.py").rename(tmp_path / "ui" / "__init__.py")
    assert not _full(tmp_path, ["ui"])


def test_record_text_reaches_reportlab_markup_in_one_module_only() -> None:
    drawing = [path.name for path in _modules(ROOT, ("lado_desktop",)) if _draws_markup(path)]
    assert len(drawing) <= 1


@pytest.mark.parametrize(
    "line",
    [
        "from reportlab.platypus import Paragraph, Spacer",
        "from reportlab.platypus import Paragraph as P",
        "from reportlab.platypus import *",
        "import reportlab.platypus as rl\nrl.Paragraph('x')",
    ],
)
def test_a_second_module_that_draws_markup_is_seen(tmp_path: Path, line: str) -> None:
    path = tmp_path / "minutes.py"
    path.write_text(line)
    assert _draws_markup(path)


def test_a_block_called_paragraph_is_not_reportlabs(tmp_path: Path) -> None:
    path = tmp_path / "minutes.py"
    path.write_text("from lado_desktop.reports.blocks import Paragraph\nParagraph('x')")
    assert not _draws_markup(path)


def test_no_file_names_a_path_of_one_machine_or_a_registry() -> None:
    said = {
        str(path.relative_to(ROOT)): found.group()
        for path in _tracked()
        if (found := OF_ONE_MACHINE.search(path.read_text(errors="ignore")))
    }
    assert not said


@pytest.mark.parametrize(
    "line",
    ["cd /" + "work/main", "/home/" + "jo/vault", r"C:\Users" + r"\jo", "https://py" + "pi.org"],
)
def test_a_path_of_one_machine_is_seen(line: str) -> None:
    assert OF_ONE_MACHINE.search(line)


def test_no_test_but_those_of_faults_judges_a_time_of_its_machine() -> None:
    clock = re.compile(r"\b(perf_counter|process_time|thread_time)\b")
    timed = [
        str(path.relative_to(ROOT))
        for path in _modules(ROOT / "tests", ["."])
        if path != Path(__file__) and "faults" not in path.parts and clock.search(path.read_text())
    ]
    assert not timed, "a time is measured in bench/, as a ratio or against a limit"
