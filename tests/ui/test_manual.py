"""The manual: found, opened at the page's place, searched, shown without a network."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.manual import manual_folder
from ui.look.theme import Mode, Theme
from ui.manual.manual import ManualPanel
from ui.manual.page_style import blocks
from ui.manual.text import ManualText, slug
from ui.window.navigation import BELONGS_TO, ENTRIES, OTHERS, page_class
from ui.window.window import Window

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder() -> Path:
    found = manual_folder()
    assert found is not None
    return found


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, folder: Path) -> ManualPanel:
    panel = ManualPanel(folder)
    qtbot.addWidget(panel)
    panel.resize(460, 640)
    panel.show()
    panel.open("contacts")
    return panel


def _headings(page: str) -> set[str]:
    return {slug(line) for line in re.findall(r"^#+ (.*)$", page, flags=re.MULTILINE)}


def test_every_link_of_the_manual_leads_to_a_page_and_heading_that_there_are(folder: Path) -> None:
    text = ManualText(folder)
    for name, page in text.pages.items():
        for link in re.findall(r"\]\(([^)]*)\)", page):
            to, _, heading = link.partition("#")
            to = to.removesuffix(".md") or name
            assert to in text.pages, f"{name}: {link}"
            assert not heading or heading in _headings(text.pages[to]), f"{name}: {link}"


def test_the_first_page_leads_to_every_other(folder: Path) -> None:
    text = ManualText(folder)
    led_to = set(re.findall(r"\(([\w-]+)\.md\)", text.pages["index"]))
    assert led_to == set(text.pages) - {"index"}


def test_every_page_of_the_window_has_its_place_in_the_manual(folder: Path) -> None:
    text = ManualText(folder)
    for noun in (*(entry.noun for entry in ENTRIES), *BELONGS_TO, *OTHERS):
        name, _, heading = page_class(noun).manual.partition("#")
        assert name in text.pages, noun
        assert name != "index", noun
        assert not heading or heading in _headings(text.pages[name]), noun


def test_the_bundle_takes_the_manual_along() -> None:
    assert '("docs/manual/*.md", "docs/manual")' in (ROOT / "pyinstaller.spec").read_text()


def test_the_manual_is_found_beside_wherever_the_program_is(folder: Path) -> None:
    assert folder == ROOT / "docs" / "manual"


def test_words_are_found_in_any_page_a_heading_first(folder: Path) -> None:
    found = ManualText(folder).find("recovery sheet")
    assert found[0].place == "first-steps#the-recovery-sheet"
    assert found[0].title == "First steps: The recovery sheet"
    assert "security" in {hit.place.partition("#")[0] for hit in found}
    assert all("**" not in hit.words and "](" not in hit.words for hit in found)
    assert ManualText(folder).find("zebra") == ManualText(folder).find(" ") == []


def test_a_page_is_drawn_with_our_type_and_no_mark_of_markdown(panel: ManualPanel) -> None:
    panel.open("import")
    document = panel.page.document()
    words = document.toPlainText()
    assert "**" not in words
    assert "](" not in words
    title = document.begin()
    size = panel.font().pixelSize()
    assert title.begin().fragment().charFormat().font().pixelSize() > 1.5 * size
    body = title.next().begin().fragment().charFormat().font()
    assert (body.family(), body.pixelSize()) == (panel.font().family(), size)
    assert any(isinstance(each, QTextTable) for each in document.rootFrame().childFrames())


@pytest.mark.parametrize("size", [80, 200])
def test_the_page_takes_colours_and_size_of_the_window(
    panel: ManualPanel, theme: Theme, size: int
) -> None:
    theme.apply(Mode.DARK, size)
    paragraphs = blocks(panel.page.document())
    first = next(each for each in paragraphs if not each.blockFormat().headingLevel())
    body = first.begin().fragment().charFormat()
    assert body.foreground().color().name() == theme.colours.text.lower()
    assert body.font().pixelSize() == theme.pixels(14)
    assert panel.page.horizontalScrollBar().maximum() == 0


def test_a_link_is_followed_and_nothing_outside_the_manual_is_opened(panel: ManualPanel) -> None:
    panel.open("index")
    panel.page.anchorClicked.emit(QUrl("first-steps.md#typing"))
    assert panel.place == "first-steps#typing"
    assert panel.page.textCursor().block().text() == "Typing"
    for outside in ("https://example.org/a.md", "file:///etc/passwd", "/etc/x.md", "../x.md"):
        panel.page.anchorClicked.emit(QUrl(outside))
        assert panel.place in ("first-steps#typing", "index")
    panel.open("meetings")
    panel.go_back()
    assert panel.place != "meetings"


def test_the_search_shows_passages_and_enter_opens_the_first_at_its_word(
    panel: ManualPanel,
) -> None:
    QTest.keyClicks(panel.words, "ballast")
    assert [answer.title for answer in panel.hits.answers] == ["Security, in plain words"]
    assert not panel.page.isVisible()
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    assert panel.place == "security"
    assert panel.page.isVisible()
    assert panel.page.textCursor().selectedText() == "ballast"


def test_a_search_for_nothing_that_is_there_says_so_and_keeps_the_page(panel: ManualPanel) -> None:
    QTest.keyClicks(panel.words, "zebra")
    assert panel.said.isVisible()
    assert panel.page.isVisible()
    QTest.keyClick(panel.words, Qt.Key.Key_Escape)
    assert panel.words.text() == ""
    assert not panel.said.isVisible()


def test_f1_opens_at_the_pages_place_and_esc_goes_back_to_where_somebody_worked(
    window: Window, qtbot: QtBot, log: Callable[..., Contact]
) -> None:
    log()
    QTest.keySequence(window, QKeySequence("Ctrl+2"))
    worked_in = QApplication.focusWidget()
    QTest.keySequence(window, QKeySequence("F1"))
    assert window.reading is not None
    assert window.reading.manual is not None
    assert (window.reading.manual.isVisible(), window.reading.manual.place) == (True, "contacts")
    assert window.reading.manual.page.hasFocus()
    assert window.page is not None
    assert window.page.isVisible(), "the page can be seen beside it"
    QTest.keyClick(window.reading.manual.page, Qt.Key.Key_Escape)
    assert not window.reading.manual.isVisible()
    assert QApplication.focusWidget() is worked_in
    QTest.keySequence(window, QKeySequence("Ctrl+7"))
    QTest.keySequence(window, QKeySequence("F1"))
    assert window.reading.manual.place == "figures"
    QTest.keySequence(window, QKeySequence("F1"))
    assert not window.reading.manual.isVisible()
    qtbot.waitUntil(lambda: not window.desk.worker.busy)


@pytest.mark.parametrize("size", [100, 200])
def test_the_manual_leaves_the_window_on_a_small_screen(
    window: Window, theme: Theme, size: int
) -> None:
    theme.apply(Mode.LIGHT, size)
    QTest.keySequence(window, QKeySequence("F1"))
    QApplication.processEvents()
    least = window.minimumSizeHint()
    assert (least.width() <= 1366, least.height() <= 700) == (True, True)
    assert window.reading is not None
    assert window.reading.manual is not None
    assert window.reading.manual.width() >= 0.3 * window.width()
    assert window.page is not None
    assert window.page.isVisible() is (size == 100), "where there is no room for two, one is read"
    window.reading.leave()
    assert window.page.isVisible()
