"""Windows are left out of captures, where the system offers that, unless the officer says so."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar
from sqlalchemy import select

from db.records.tables import AUDIT, AUDIT_DETAIL
from ui.preferences import Preferences
from ui.privacy.screen_capture import LEFT_OUT, SHOWN, ScreenCapture
from ui.window.commands import Menu, Menus, left_out
from ui.window.window import Window


def test_every_window_is_left_out_until_the_officer_lets_it_be_seen(
    window: Window, qapp: QApplication
) -> None:
    told: dict[int, int] = {}
    capture = ScreenCapture(window.preferences, window, told.__setitem__)
    capture.watch(qapp)
    assert capture.is_offered
    qapp.focusWindowChanged.emit(window.windowHandle())
    assert told[int(window.winId())] == LEFT_OUT
    bar = QMenuBar(window)
    Menus(bar).show([Menu("View", [left_out(capture, lambda: window.desk.shift)])], lambda _: "")
    menu = bar.actions()[0].menu()
    assert isinstance(menu, QMenu)
    (line,) = menu.actions()
    assert line.isChecked()
    line.trigger()
    assert told[int(window.winId())] == SHOWN
    assert not Preferences(window.preferences.file).left_out_of_captures
    line.trigger()
    assert told[int(window.winId())] == LEFT_OUT
    with window.desk.shift.reading() as session:
        query = select(AUDIT_DETAIL.c.body).join(AUDIT, AUDIT.c.seq == AUDIT_DETAIL.c.seq)
        noted = query.where(AUDIT.c.act == "window.share").order_by(AUDIT.c.seq)
        chosen = session.connection().scalars(noted).all()
    assert chosen == ['{"left_out":false}', '{"left_out":true}']


def test_a_system_that_offers_nothing_of_the_kind_has_no_line_for_it(window: Window) -> None:
    capture = ScreenCapture(window.preferences, window)
    lines = [line.text() for line in window.findChildren(QAction)]
    assert ("Keep out of s&hared screens" in lines) is capture.is_offered
