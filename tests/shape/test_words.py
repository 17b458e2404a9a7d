"""Docstrings, comments and pages use plain words: some words are rare, others very rare."""

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("bench", "db", "lado_desktop", "resources", "tests", "ui")
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
THE_RULE = Path(__file__)
"""Has the words that it counts."""

PUZZLING = re.compile(
    r"\b(stands?|stood|lies?|lay|anew|nought|whoever|whatever|wherever|let go|lets go|put away"
    r"|puts away|of its own|none such|as what|(?:is|are|was|were) (?:told|said))\b",
    re.IGNORECASE,
)
MOST_PUZZLING = 0.3
"""In 1,000 words. A reader has to stop and decode these."""
VAGUE = re.compile(r"\b(holds|takes|keeps|begun|such an?)\b", re.IGNORECASE)
MOST_VAGUE = 1.2
"""In 1,000 words, as in pytest and Hypothesis. There is nearly always a more exact word."""
WORD = re.compile(r"[\w'’-]+")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


def _texts(path: Path) -> Iterator[str]:
    """Yield the sentences of a page, or the docstrings and comments of a module."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield CODE.sub(" ", source)
        return
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str() as text)):
                yield text
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def _files() -> list[Path]:
    modules = [path for part in PARTS for path in (ROOT / part).rglob("*.py")]
    pages = [
        page
        for name in PAGES
        for page in ([ROOT / name] if ".md" in name else (ROOT / name).glob("*"))
    ]
    return [path for path in (*modules, *pages) if path != THE_RULE]


def _rate(words: re.Pattern[str], most: float) -> None:
    """Count words in 1,000. Fails above `most`, and names the files with the most of them."""
    found: Counter[str] = Counter()
    counted = 0
    for path in _files():
        for text in _texts(path):
            counted += len(WORD.findall(text))
            found[str(path.relative_to(ROOT))] += len(words.findall(text))
    rate = 1_000 * found.total() / counted
    worst = ", ".join(f"{name} ({number})" for name, number in found.most_common(8) if number)
    print(f"{rate:.2f} in 1,000 of {counted:,} words. Most in: {worst}")  # noqa: T201
    assert rate <= most, f"{rate:.2f} in 1,000 words, of at most {most}. Most in: {worst}"


def test_puzzling_words_are_nearly_absent() -> None:
    _rate(PUZZLING, MOST_PUZZLING)


def test_vague_words_are_rare() -> None:
    _rate(VAGUE, MOST_VAGUE)


def test_the_words_are_found_where_they_are_used(tmp_path: Path) -> None:
    module = tmp_path / "planted.py"
    module.write_text('"""What stands here is told anew."""\n\nLIMIT = 3  # it takes a while\n')
    text = " ".join(_texts(module))
    assert PUZZLING.findall(text) == ["stands", "is told", "anew"]
    assert VAGUE.findall(text) == ["takes"]
