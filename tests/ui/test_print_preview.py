from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from lado_desktop.reports.blocks import Document, Heading, Prose
from lado_desktop.reports.pdf.pdf import draw
from ui.look.theme import Theme
from ui.viewing.print_preview import DPI, PrintPreview


@pytest.fixture(scope="module")
def content() -> bytes:
    """Minutes of several pages."""
    lines = [Prose(f"Paragraph {number} of the minutes. " * 12) for number in range(40)]
    return draw(
        Document(
            blocks=(Heading("Minutes"), *lines),
            title="Minutes of a Position of Trust meeting",
            reference="2627-0012-M1",
            printed_by="Ottilie Marsh",
            printed_at=datetime(2026, 11, 23, 9, 5),  # noqa: DTZ001 - facts are local civil time
        )
    )


@pytest.fixture
def preview(
    qtbot: QtBot, theme: Theme, content: bytes
) -> Callable[[Callable[[], bytes] | None], PrintPreview]:
    def make(issue: Callable[[], bytes] | None = None) -> PrintPreview:
        dialog = PrintPreview(content, "2627-0012-M1-minutes.pdf", issue=issue)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def test_the_pages_are_shown_and_counted(
    preview: Callable[..., PrintPreview], content: bytes
) -> None:
    dialog = preview()
    with pypdfium2.PdfDocument(content) as document:
        pages = len(document)
    assert pages > 2
    assert dialog.pages.text() == f"Page 1 of {pages}"
    assert dialog.windowTitle() == "2627-0012-M1-minutes – LADO Desktop"


def test_the_pages_are_shown_larger_and_smaller_within_reason(
    preview: Callable[..., PrintPreview],
) -> None:
    dialog = preview()
    dialog.zoom(1.25)
    first = dialog.view.zoomFactor()
    dialog.zoom(1.25)
    assert dialog.view.zoomFactor() == pytest.approx(first * 1.25)
    for _ in range(40):
        dialog.zoom(2)
    assert dialog.view.zoomFactor() == 4
    dialog.fit_width()
    assert dialog.view.zoomMode() is dialog.view.ZoomMode.FitToWidth


def test_what_is_saved_is_what_is_shown_byte_for_byte(
    preview: Callable[..., PrintPreview], content: bytes, tmp_path: Path
) -> None:
    dialog = preview()
    dialog.save_as(tmp_path / "minutes")
    assert (tmp_path / "minutes.pdf").read_bytes() == content
    assert dialog.notices.words == "Saved as minutes.pdf."


def test_a_folder_that_takes_nothing_is_reported(
    preview: Callable[..., PrintPreview], tmp_path: Path
) -> None:
    dialog = preview()
    dialog.save_as(tmp_path / "missing" / "minutes.pdf")
    assert dialog.notices.words.startswith("Not saved: ")


def test_the_preview_makes_no_file_and_issues_nothing_until_it_is_saved(
    preview: Callable[..., PrintPreview], content: bytes, tmp_path: Path
) -> None:
    issued: list[int] = []

    def issue() -> bytes:
        issued.append(1)
        return content + b"\n% issued"

    dialog = preview(issue)
    assert not issued
    assert not list(tmp_path.iterdir())
    dialog.save_as(tmp_path / "one.pdf")
    dialog.save_as(tmp_path / "two.pdf")
    assert issued == [1]
    assert (tmp_path / "two.pdf").read_bytes().endswith(b"% issued")


def test_the_same_document_is_saved_for_word_and_is_issued_like_any_other(
    qtbot: QtBot, theme: Theme, content: bytes, tmp_path: Path
) -> None:
    issued: list[int] = []

    def issue() -> bytes:
        issued.append(1)
        return content

    dialog = PrintPreview(content, "minutes.pdf", issue=issue, word=lambda: b"PK for Word")
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.word_it.isVisible()
    dialog.save_word(tmp_path / "minutes")
    assert (tmp_path / "minutes.docx").read_bytes() == b"PK for Word"
    assert dialog.notices.words == "Saved as minutes.docx."
    assert issued == [1]


def test_what_is_for_paper_alone_is_not_offered_for_word(
    preview: Callable[..., PrintPreview],
) -> None:
    assert not preview().word_it.isVisible()


@pytest.mark.slow
def test_what_is_printed_has_every_page_sharp_and_in_place(
    preview: Callable[..., PrintPreview], tmp_path: Path
) -> None:
    dialog = preview()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.prepare(printer)
    assert printer.resolution() == DPI
    dialog.print_on(printer)
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        assert len(document) == dialog.document.pageCount()
        size = document[0].get_size()
        assert size == pytest.approx((595, 842), abs=2)
        bitmap = document[0].render(scale=1)
        shown = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
        )
        dark = sum(
            shown.pixelColor(x, y).lightness() < 128
            for x in range(0, shown.width(), 2)
            for y in range(0, shown.height(), 2)
        )
    assert dark > 500, "the page is blank"
    assert dialog.notices.words == "Sent to the printer."
