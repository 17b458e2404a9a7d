"""A draft is kept behind the window: typing waits for no disk, and nothing is lost by it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from lado_desktop.casework.today import drafts
from tests.waiting import PATIENCE_S
from ui.desk import Desk
from ui.forms.draft_saver import DraftSaver
from ui.pages.contact import ContactPage
from ui.route import Place
from ui.window.window import Window

PLACE = ("contact", None)


def _draft(desk: Desk, typed: dict[str, str], parent: QObject) -> DraftSaver:
    return DraftSaver(desk, PLACE, lambda: (typed, {}), parent)


def test_leaving_the_page_keeps_at_once_what_waited_behind_other_work(
    qtbot: QtBot, window: Window
) -> None:
    desk, held, typed = window.desk, Event(), {"summary": "The head rang."}
    draft = _draft(desk, typed, window)
    desk.looking.run(window, lambda: held.wait(PATIENCE_S), lambda _: None)
    draft.keep_soon()
    draft.keep_behind()
    assert drafts.saved_values(desk.shift, *PLACE) is None
    typed["summary"] = "The head rang twice."
    draft.keep_if_waiting()
    assert drafts.saved_values(desk.shift, *PLACE) == typed
    held.set()
    qtbot.waitUntil(lambda: not desk.looking.busy)
    # What was overtaken does not come back over it.
    assert drafts.saved_values(desk.shift, *PLACE) == typed


def test_what_is_saved_meanwhile_leaves_no_draft_behind(qtbot: QtBot, window: Window) -> None:
    desk, held = window.desk, Event()
    draft = _draft(desk, {"summary": "The head rang."}, window)
    desk.looking.run(window, lambda: held.wait(PATIENCE_S), lambda _: None)
    draft.keep_soon()
    draft.keep_behind()
    draft.drop()
    held.set()
    qtbot.waitUntil(lambda: not desk.looking.busy)
    assert drafts.saved_values(desk.shift, *PLACE) is None


def test_a_kept_draft_says_so(qtbot: QtBot, window: Window) -> None:
    draft = _draft(window.desk, {"summary": "The head rang."}, window)
    with qtbot.waitSignal(draft.kept):
        draft.keep_soon()
        draft.keep_behind()
    assert drafts.saved_values(window.desk.shift, *PLACE) == {"summary": "The head rang."}


def test_what_the_disk_did_not_take_is_reported_over_the_next_page_and_tried_again(
    qtbot: QtBot, window: Window, short_of_room: Callable[[int], AbstractContextManager[None]]
) -> None:
    window.go(Place("contact"))
    page = window.page
    assert isinstance(page, ContactPage)
    draft = page.call.form.draft
    page.call.form.editor("described_as").show_value("A bus escort")
    page.call.form.editor("described_as").edited.emit()
    with short_of_room(1):
        draft.keep_behind()
        qtbot.waitUntil(lambda: window.notices.words.startswith("NOT SAVED"))
        window.go(Place("contacts"))
        assert window.notices.words.startswith("NOT SAVED")
    draft.keep_if_waiting()
    kept = drafts.saved_values(window.desk.shift, *PLACE)
    assert kept is not None
    assert kept["described_as"] == "A bus escort"
