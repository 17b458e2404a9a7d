"""The look: legible in light and dark, at every text size, with signs that take their colours."""

import gc
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import resources
from tests.ui.access import contrast
from tests.waiting import in_front
from ui.look import icons
from ui.look.buttons import button, sign_button
from ui.look.colours import DARK, LIGHT, Colours, of_contrast_theme
from ui.look.labels import label, title
from ui.look.status import LOOKS, StatusTag, status
from ui.look.theme import TYPE, Mode, Theme, style_sheet

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
PICTURES = Path(str(resources.__file__)).parent / "icons"


@BOTH
def test_words_stand_out_from_every_ground_they_lie_on(colours: Colours) -> None:
    grounds = [colours.window, colours.base, colours.hover]
    written = [
        (tone, ground)
        for tone in (colours.text, colours.muted, colours.accent)
        for ground in grounds
    ]
    written += [(colours.on_accent, colours.accent), (colours.on_accent, colours.accent_strong)]
    for tone, soft in (
        (colours.accent, colours.soft_accent),
        (colours.danger, colours.soft_danger),
        (colours.warn, colours.soft_warn),
        (colours.good, colours.soft_good),
    ):
        written += [(tone, colours.base), (tone, colours.window), (tone, soft)]
        written += [(colours.text, soft), (colours.accent, soft)]
    faint = [(one, other) for one, other in written if contrast(one, other) < 4.5]
    assert not faint


@BOTH
def test_edges_of_controls_and_the_ring_of_the_focus_are_seen(colours: Colours) -> None:
    for ground in (colours.base, colours.window):
        assert contrast(colours.edge, ground) >= 3
        assert contrast(colours.accent, ground) >= 3


def test_contrast_is_worked_out_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
@pytest.mark.parametrize("size", [80, 100, 200])
def test_the_style_sheet_leaves_nothing_unfilled(colours: Colours, size: int) -> None:
    sheet = style_sheet(colours, size)
    assert "$" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    for picture in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(picture).is_file()


def test_text_size_scales_words_and_controls(qtbot: QtBot, theme: Theme) -> None:
    heights = {}
    for size in (80, 100, 200):
        theme.apply(Mode.LIGHT, size)
        words, line, press = title("Title"), QLineEdit(), QPushButton("Save")
        for each in (words, line, press):
            qtbot.addWidget(each)
            each.ensurePolished()
        heights[size] = (line.sizeHint().height(), press.sizeHint().height())
        assert words.font().pixelSize() == round(TYPE["title"] * size / 100)
        assert min(heights[size]) >= 24
    assert heights[100] >= (32, 32)
    assert heights[200] >= (60, 60)


@pytest.mark.parametrize("asked, given", [(20, 80), (150, 150), (900, 200)])
def test_text_size_is_between_80_and_200_per_cent(theme: Theme, asked: int, given: int) -> None:
    theme.apply(Mode.LIGHT, asked)
    assert theme.size == given


def test_light_and_dark_are_told_to_whoever_draws_for_himself(
    qtbot: QtBot, theme: Theme, qapp: QApplication
) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.apply(Mode.DARK)
    assert theme.colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    theme.apply(Mode.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)


def test_a_contrast_theme_of_the_system_gives_every_colour() -> None:
    system = QPalette()
    given = {
        QPalette.ColorRole.Window: "#000000",
        QPalette.ColorRole.Base: "#000000",
        QPalette.ColorRole.WindowText: "#ffffff",
        QPalette.ColorRole.Highlight: "#1aebff",
        QPalette.ColorRole.HighlightedText: "#000001",
    }
    for role, colour in given.items():
        system.setColor(role, QColor(colour))
    colours = of_contrast_theme(system)
    assert {str(value) for value in colours._asdict().values()} == {*given.values(), "True"}


def test_a_sign_takes_its_colour_from_the_palette_when_it_is_drawn(theme: Theme) -> None:
    sign = icons.icon("circle-check", "accent")
    for mode, colours in ((Mode.LIGHT, LIGHT), (Mode.DARK, DARK)):
        theme.apply(mode)
        picture = sign.pixmap(QSize(48, 48)).toImage()
        inked = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() == 255
        }
        assert inked == {colours.accent.lower()}


def test_a_sign_that_qt_copies_is_drawn_the_same(theme: Theme) -> None:
    sign = icons.icon("phone")
    copied = icons._Engine("phone", "text").clone()
    gc.collect()
    size = QSize(24, 24)
    drawn = copied.pixmap(size, QIcon.Mode.Normal, QIcon.State.Off)
    assert drawn.toImage() == sign.pixmap(size).toImage()


def test_every_sign_is_drawn_and_its_licence_is_beside_it() -> None:
    assert "ISC License" in (PICTURES / "LICENSE").read_text()
    assert len(icons.names()) >= 25
    for name in icons.names():
        assert not icons.icon(name).pixmap(QSize(24, 24)).isNull()
    with pytest.raises(KeyError):
        icons.icon("no-such-sign")


@pytest.mark.parametrize("code", LOOKS)
def test_a_status_is_a_word_and_a_shape(qtbot: QtBot, theme: Theme, code: str) -> None:
    shown = status(code, "Under way")
    tag = StatusTag(shown)
    qtbot.addWidget(tag)
    assert tag.accessibleName() == shown.word
    assert shown.shape in icons.names()

    drawn = tag.grab().toImage()
    ground = drawn.pixelColor(0, 0)
    side = drawn.height()
    assert any(drawn.pixelColor(x, y) != ground for x in range(side - 6) for y in range(side)), (
        "the shape is not drawn"
    )


def test_record_text_is_never_read_as_markup(qtbot: QtBot, theme: Theme) -> None:
    shown = label("<b>O'Brien</b> & Sons")
    plain = label("O'Brien & Sons")
    for each in (shown, plain):
        qtbot.addWidget(each)
    assert shown.sizeHint().width() > plain.sizeHint().width()


def test_a_button_with_a_sign_alone_has_a_spoken_name(qtbot: QtBot, theme: Theme) -> None:
    pressed = []
    made = sign_button("x", "Put away", lambda: pressed.append(1))
    qtbot.addWidget(made)
    made.click()
    assert (made.accessibleName(), made.toolTip(), pressed) == ("Put away", "Put away", [1])


@pytest.mark.parametrize("size", [80, 100, 150, 200])
def test_nothing_moves_when_a_control_takes_the_focus(
    qtbot: QtBot, theme: Theme, size: int
) -> None:
    theme.apply(Mode.LIGHT, size)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    controls = (QLineEdit("x"), QComboBox(), QPushButton("Save"), QToolButton(), QPushButton("Nav"))
    controls[4].setProperty("role", "nav")
    for each in controls:
        column.addWidget(each)
    window.show()
    in_front(window)
    window.setFocus()
    for each in controls:
        calm = each.sizeHint()
        each.setFocus(Qt.FocusReason.TabFocusReason)
        assert each.hasFocus()
        assert each.sizeHint() == calm, type(each).__name__


def test_a_text_size_styles_each_widget_at_most_twice_however_deep_it_is(
    qtbot: QtBot, theme: Theme
) -> None:
    outer = within = QWidget()
    qtbot.addWidget(outer)
    for _ in range(12):
        within = QWidget(within)
    styled: list[int] = []

    class Innermost(QWidget):
        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.StyleChange:
                styled.append(theme.size)
            return super().event(event)

    innermost = Innermost(within)
    outer.show()
    innermost.ensurePolished()
    styled.clear()
    theme.apply(Mode.LIGHT, 125)
    assert 1 <= len(styled) <= 2


@pytest.mark.parametrize("size", [100, 200])
def test_fields_buttons_and_signs_of_one_line_are_equally_high(
    qtbot: QtBot, theme: Theme, size: int
) -> None:
    theme.apply(Mode.LIGHT, size)
    line = QWidget()
    qtbot.addWidget(line)
    row = QHBoxLayout(line)
    for each in (QLineEdit(), QComboBox(), button("Save", int), sign_button("x", "Clear", int)):
        row.addWidget(each)
    line.show()
    items = [row.itemAt(place) for place in range(row.count())]
    heights = {item.geometry().height() for item in items if item is not None}
    theme.apply(Mode.LIGHT, 100)
    assert len(heights) == 1
