"""The officers' posts under Settings: hours, starters and leavers."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from lado_desktop.casework.settings import posts
from lado_desktop.domain.kinds.officer import Officer
from ui.desk import Desk
from ui.settings.posts import OfficerPosts


def test_hours_are_changed_and_a_further_post_is_added(qtbot: QtBot, desk: Desk) -> None:
    view = OfficerPosts(desk)
    qtbot.addWidget(view)
    view.look()
    cells = [view.table.item(0, column) for column in range(view.table.columnCount())]
    said = ["Ottilie Marsh", "LADO", "1", "Not filled in", ""]
    assert [cell.text() if cell else None for cell in cells] == said
    view.fte.setText("six tenths")
    view.first.setText("1.4.26")
    view.change.click()
    assert "as 0.6" in view.problem("fte")
    view.fte.setText("0.6")
    view.change.click()
    assert view.problem("fte") == ""
    view.fte.setText("1")
    view.first.setText("1.10.26")
    view.add.click()
    assert [each.fte for each in posts.posts(desk.shift)] == [0.6, 1.0]
    assert view.table.rowCount() == 2


def test_whoever_adds_no_officers_reads_the_posts(qtbot: QtBot, desk: Desk) -> None:
    own = desk.shift.officer
    support = Officer(id=own.id, name=own.name, role="business_support")
    view = OfficerPosts(replace(desk, shift=replace(desk.shift, officer=support)))
    qtbot.addWidget(view)
    view.look()
    assert not view.change.isEnabled()
    assert "LADO or Manager" in view.limits.text()
