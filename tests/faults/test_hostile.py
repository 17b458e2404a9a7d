"""Files that nobody should take in, and text that nobody should draw."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from lado_desktop.casework.imports import importing
from lado_desktop.casework.imports.file import FileRefused
from lado_desktop.casework.shift import Shift
from lado_desktop.reports.blocks import Block, Bullets, Column, Document, Facts, Prose, Row, Table
from lado_desktop.reports.pdf.pdf import draw
from tests.casework.test_import_damaged import HEAD, ROWS, WHOLE_FILES

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LARGE = {
    "one line of 40 MB": b"reference,received_on\nA-1," + b"x" * 40_000_000,
    "60 MB of rows": b"reference,received_on\n" + b"A-1,2022-01-01\n" * 4_000_000,
    "a million columns": b"," * 1_000_000 + b"\n" + b"," * 1_000_000,
    "quotation marks without end": b"reference,received_on\n" + b'"' * 5_000_001,
    "line ends alone": b"\n" * 20_000_000,
    "NULs alone": bytes(20_000_000),
}


def _kilobytes() -> int:
    resource = pytest.importorskip("resource", reason="Windows tells no such number")
    most: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most


@pytest.mark.slow
def test_a_hostile_file_is_refused_or_capped_soon_and_in_little_room(
    shift: Shift, tmp_path: Path, request: pytest.FixtureRequest, figure: Callable[[str], None]
) -> None:
    files = {what: content for what, (content, _) in WHOLE_FILES.items()}
    files |= {what: f"{HEAD}\n{row}\n".encode() for what, (row, _, _) in ROWS.items()} | LARGE
    path = tmp_path / "tracker.csv"
    slowest, before = 0.0, _kilobytes()
    for what, content in files.items():
        path.write_bytes(content)
        begun = time.perf_counter()
        try:
            checked = importing.check(shift, path, "contacts")
            answered = bool(checked.problems)
        except FileRefused:
            answered = True
        assert answered, what
        slowest = max(slowest, time.perf_counter() - begun)
    room = (_kilobytes() - before) / 1_000
    figure(
        f"{len(files)} of {len(files)} hostile files refused or capped, the slowest in "
        f"{slowest:.1f} s (under 5 s), {room:.0f} MB more at most (under 300 MB)"
    )
    if request.config.getoption("--full"):  # by itself, where its time tells of it alone
        assert slowest < 5
    assert room < 300


PIECES = [
    *(
        "<b",
        "</b>",
        "<para>",
        "<img src='/etc/hostname'/>",
        "<a href='javascript:x'>",
        "&",
        "&amp;",
    ),
    *("<!--", "]]>", "%", "{0}", "\\", "(", ")", "[", "]", "<<", ">>", "endstream", "EMC", "ET"),
    *("=1+1", "@x", "#", '"', "'", "`", "$x", "Tom", "said", "no", "0", "obj", "R", "/Type"),
]


def _squeezed(said: str) -> str:
    return re.sub(r"[\s\x02\ufffe]", "", said)


def _read(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return _squeezed("".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


@pytest.mark.slow
def test_marked_up_texts_are_drawn_as_typed(
    times: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    dice, many = random.Random(17), times(100, 500)
    texts = [
        dice.choice(("", " ")).join(dice.choices(PIECES, k=dice.randint(1, 8))) for _ in range(many)
    ]
    found = 0
    for start in range(0, many, 10):
        ten = texts[start : start + 10]
        blocks: list[Block] = [
            *(Prose(one) for one in ten[:4]),
            Bullets(ten[4:6]),
            Facts([("Said", one) for one in ten[6:8]]),
            Table("", (Column("Said"),), [Row((one,)) for one in ten[8:]]),
        ]
        said = _read(draw(Document("Minutes", "LADO/2026/0001", blocks, "Officer 1", NOON)))
        found += sum(_squeezed(one) in said for one in ten)
    figure(f"{found} of {many} texts full of mark-up drawn, and read back as typed")
    assert found == many
