"""Every page of the window and every printed page as a picture, for the eye: `make pictures`.

Writes pictures/<page>-<look>-<size>.png at 1366x768, from the practice service; with the word
`readme` those of the README instead.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A screen of its size, with no edge of a desktop about it.
os.environ.setdefault("QT_SCALE_FACTOR", "1")

import pypdfium2
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QTabWidget, QWidget

from lado_desktop.casework.audit.lines import AuditQuery
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.lists.listing import Query, page
from lado_desktop.casework.lists.lists import (
    ADULTS,
    ALLEGATIONS,
    CONTACTS,
    MEETINGS,
    ORGANISATIONS,
    PROFESSIONALS,
)
from lado_desktop.casework.meetings.meeting_file import open_meeting
from lado_desktop.casework.shift import Shift
from lado_desktop.demo.invented.three_years import to_show
from lado_desktop.demo.practice_vault import practice_vault
from lado_desktop.domain.practice.practice import practice_named
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.publishing.disclosure import public_copy
from lado_desktop.manual import manual_folder
from lado_desktop.reports.blocks import Document
from lado_desktop.reports.documents.action_list import action_list
from lado_desktop.reports.documents.audit_extract import audit_extract
from lado_desktop.reports.documents.case_summary import case_summary
from lado_desktop.reports.documents.letters import OF_A_CONTACT, invitation_letter
from lado_desktop.reports.documents.minutes import minutes
from lado_desktop.reports.documents.recovery_sheet import recovery_sheet
from lado_desktop.reports.documents.year_summary import summary_of, year_summary
from lado_desktop.reports.pdf.pdf import draw
from lado_desktop.unlocking.opening import open_shift
from lado_desktop.unlocking.vault_unlocking import VaultUnlocking
from ui.lists.preview_pane import REST_MS
from ui.look.theme import Mode, Theme
from ui.pages.reports import ReportsPage
from ui.preferences import Preferences
from ui.records.record_history import RecordHistory
from ui.route import Place
from ui.search.palette import Palette
from ui.unlock.first_run import FirstRunPage
from ui.unlock.opening import Opening
from ui.unlock.unlocking import KnownVault, NewVault, NotOpened
from ui.viewing.print_preview import PrintPreview
from ui.window.navigation import ENTRIES, OTHERS
from ui.window.window import Window
from ui.worker import Worker

FOLDER = Path("pictures")
WIDE, HIGH = 1366, 768
LOOKS = ((Mode.LIGHT, 100), (Mode.DARK, 100), (Mode.LIGHT, 200))


class Studio:
    """The program in front of a camera."""

    def __init__(self, app: QApplication, known: KnownVault, folder: Path) -> None:
        self.app = app
        self.known = known
        self.shift = open_shift(Path(known.folder), known.passphrase)
        self.folder = folder
        self.worker = Worker(lambda error: isinstance(error, NotOpened))
        self.preferences = Preferences(folder / "settings.ini")
        self.theme = Theme(app)
        self.look = (Mode.LIGHT, 100)

    def settle(self) -> None:
        """Let everything be drawn that is still to come."""
        for _ in range(4):
            self.app.processEvents()
        resting = time.monotonic() + REST_MS / 1000 + 0.05
        while self.worker.busy or time.monotonic() < resting:
            self.app.processEvents()
            time.sleep(0.01)
        for _ in range(4):
            self.app.processEvents()

    def take(self, widget: QWidget, name: str) -> None:
        """Write a picture of a widget."""
        self.settle()
        self.write(widget.grab(), name)

    def write(self, picture: QPixmap, name: str) -> None:
        """Write a picture under its look and size."""
        mode, size = self.look
        picture.save(str(FOLDER / f"{name}-{mode}-{size}.png"))

    def close(self) -> None:
        """End the background work and close the vault."""
        self.worker.close()
        self.shift.store.close()


class FreshMachine(VaultUnlocking):
    """A machine on which no vault is known."""

    def vaults(self) -> list[KnownVault]:
        return []

    def default_folder(self) -> str:
        return "/home/o.marsh/.local/share/vault"


def take_opening(studio: Studio) -> None:
    """The unlock page, also after a wrong passphrase, and the steps of the first run."""
    known, fresh = VaultUnlocking(studio.known), FreshMachine()
    known.settings_file = fresh.settings_file = studio.folder / "s.ini"
    for each, opening in (("unlock", known), ("first-run", fresh)):
        window = Opening(opening, studio.worker, lambda _: None)
        window.show()
        studio.settle()
        if window.unlock is not None:
            studio.take(window, each)
            window.unlock.passphrase.setText("not the passphrase")
            window.unlock.refuse("That passphrase does not open this vault.", 4)
            studio.take(window, f"{each}-refused")
        if window.first_run is not None:
            take_steps(studio, window, window.first_run)
        window.close()
        window.deleteLater()


def take_steps(studio: Studio, window: QWidget, first_run: FirstRunPage) -> None:
    """Each step of the first run, answered."""
    studio.take(window, "first-run-1")
    first_run.onward.click()
    first_run.service.officer.setText("Ottilie Marsh")
    studio.take(window, "first-run-2")
    first_run.onward.click()
    first_run.secret.first.setText("lado2026")
    time.sleep(0.25)
    studio.take(window, "first-run-3")
    first_run.made("LADO Desktop: recovery sheet\n\nAB2C DE3F GH4J KL5M\n")
    studio.take(window, "first-run-4")


def take_window(studio: Studio, pictured: list[str]) -> None:
    """Each page of the window with the practice service in it; `pictured` names a few, or none."""
    window = Window(
        studio.shift,
        studio.worker,
        studio.theme,
        studio.preferences,
        lock=lambda: None,
        manual=manual_folder(),
    )
    window.show()
    for mode, size in LOOKS:
        studio.look = (mode, size)
        studio.theme.apply(mode, size)
        for name, place in places(studio.shift):
            if pictured and name not in pictured:
                continue
            window.go(place)
            studio.settle()
            window.resize(WIDE, HIGH)
            take_parts(studio, window, name)
        for name, take in (
            ("reports-tables", take_tables),
            ("search", take_search),
            ("palette", take_palette),
            ("history", take_history),
            ("manual", take_manual),
        ):
            if not pictured or name in pictured:
                take(studio, window)
        studio.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.close()


MOST_SCREENS = 7
"""So many screens of one page are taken, its first one not counted."""
EMPTY_OPENS = "orchid tractor seventeen lamp"
README = {
    "today": Mode.LIGHT,
    "new-contact": Mode.LIGHT,
    "minuting": Mode.DARK,
    "reports": Mode.LIGHT,
}
"""The pages that the README shows."""
SHOWN_IN = Path("docs/pictures")
_COLOURS = 128


def take_readme(studio: Studio) -> None:
    """The pictures of the README: four pages, and the first page of minutes."""
    studio.preferences.tour_put_away = True
    window = Window(
        studio.shift, studio.worker, studio.theme, studio.preferences, lock=lambda: None
    )
    window.show()
    found = dict(places(studio.shift))
    for name, mode in README.items():
        studio.theme.apply(mode, 100)
        window.go(found[name])
        studio.settle()
        window.resize(WIDE, HIGH)
        studio.settle()
        keep_small(Image.fromqpixmap(window.grab()), SHOWN_IN / f"{name}.png")
    window.close()
    with pypdfium2.PdfDocument(draw(minutes(studio.shift, shown(studio.shift)[1]))) as pdf:
        keep_small(pdf[0].render(scale=1.5).to_pil(), SHOWN_IN / "minutes.png")


def keep_small(picture: Image.Image, file: Path) -> None:
    """Write a picture in few colours: under 150 KB."""
    picture.convert("RGB").quantize(_COLOURS).save(file, optimize=True)


def take_parts(studio: Studio, window: Window, name: str) -> None:
    """A page, each of its tabs in front in turn."""
    found = window.page.findChildren(QTabWidget) if window.page else []
    tabs = next((each for each in found if each.isVisible()), None)
    shown = [at for at in range(tabs.count()) if tabs.isTabVisible(at)] if tabs else []
    if tabs is None or len(shown) < 2:
        take_down(studio, window, name)
        return
    for at in shown:
        tabs.setCurrentIndex(at)
        words = tabs.tabText(at).replace("&", "").lower().replace(" ", "-")
        take_down(studio, window, f"{name}-{words}")


def take_down(studio: Studio, window: Window, name: str) -> None:
    """What is in front, and in light colours at 100 % the same scrolled on to its end."""
    studio.take(window, name)
    if studio.look != LOOKS[0] or window.page is None:
        return
    every = window.pages.findChildren(QScrollArea)
    areas = [each for each in every if each.isVisible() and each.verticalScrollBar().maximum()]
    if not areas:
        return
    bar = max(areas, key=lambda each: each.width() * each.height()).verticalScrollBar()
    for screen in range(2, MOST_SCREENS + 2):
        bar.setValue(bar.value() + round(0.9 * bar.pageStep()))
        studio.take(window, f"{name}-{screen}")
        if bar.value() == bar.maximum():
            break
    bar.setValue(0)


def take_empty(studio: Studio) -> None:
    """The pages of a vault in which nothing is recorded yet."""
    made = VaultUnlocking(studio.known)
    new = NewVault(str(studio.folder / "empty"), "bromley", "Ottilie Marsh", "lado", EMPTY_OPENS)
    made.create_vault(new)
    shift = open_shift(Path(new.folder), EMPTY_OPENS)
    preferences = Preferences(studio.folder / "empty.ini")
    window = Window(shift, studio.worker, studio.theme, preferences, lock=lambda: None)
    window.show()
    for entry in ENTRIES:
        window.go(Place(entry.noun))
        studio.settle()
        window.resize(WIDE, HIGH)
        studio.take(window, f"empty-{entry.noun}")
    window.close()
    shift.store.close()


def take_palette(studio: Studio, window: Window) -> None:
    """The box for everything, over Today."""
    window.go(Place("today"))
    window.show_palette()
    take_dialog(studio, window, Palette, "palette")


_OTHER_TABLES = ("Contacts by month", "Contacts by source", "Findings")


def take_tables(studio: Studio, window: Window) -> None:
    """Further tables of the reports: months going down, many rows, parts of a row."""
    window.go(Place("reports"))
    studio.settle()
    page = window.page
    assert isinstance(page, ReportsPage)
    page.tabs.setCurrentWidget(page.tables)
    for title in _OTHER_TABLES:
        (item,) = page.contents.findItems(title, Qt.MatchFlag.MatchExactly)
        page.contents.setCurrentItem(item)
        studio.take(page.tables, f"reports-{title.lower().replace(' ', '-')}")


def take_history(studio: Studio, window: Window) -> None:
    """The versions of a contact."""
    window.go(Place("contact", shown(studio.shift)[0]))
    window.acts.show_history()
    take_dialog(studio, window, RecordHistory, "history")


def take_dialog(studio: Studio, window: Window, kind: type[QDialog], name: str) -> None:
    """Draw a dialog over its window, in its place."""
    dialog = window.findChild(kind)
    assert dialog is not None
    studio.settle()
    picture = window.grab()
    painter = QPainter(picture)
    painter.drawPixmap(window.mapFromGlobal(dialog.mapToGlobal(QPoint())), dialog.grab())
    painter.end()
    dialog.close()
    studio.write(picture, name)


def take_manual(studio: Studio, window: Window) -> None:
    """The manual beside Today."""
    window.go(Place("today"))
    window.show_manual()
    studio.take(window, "manual")
    assert window.reading is not None
    window.reading.leave()


def take_search(studio: Studio, window: Window) -> None:
    """The search with its answers, which are a window of their own."""
    window.go(Place("today"))
    window.search.setText("nursery")
    window.search.look()
    studio.settle()
    picture = window.grab()
    answers = window.search.answers
    painter = QPainter(picture)
    at = window.search.mapTo(window, window.search.rect().bottomRight())
    painter.drawPixmap(at.x() - answers.width(), at.y(), answers.grab())
    painter.end()
    answers.hide()
    window.search.clear()
    studio.write(picture, "search")


def places(shift: Shift) -> Iterator[tuple[str, Place]]:
    """Every page by the name of its picture: the lists, new records, and records worth showing."""
    for entry in ENTRIES:
        yield entry.noun, Place(entry.noun)
    for noun in sorted(OTHERS):
        yield noun, Place(noun)
    contact, meeting = shown(shift)
    yield "contact", Place("contact", contact)
    yield "allegation", Place("allegation", contact)
    yield "meeting", Place("meeting", meeting)
    yield "minuting", Place("meeting", being_minuted(shift))
    yield "new-contact", Place("contact")
    yield "new-meeting", Place("meeting", about=contact)
    for name, listing in (
        ("adult", ADULTS),
        ("professional", PROFESSIONALS),
        ("organisation", ORGANISATIONS),
    ):
        yield name, Place(name, page(shift, listing, Query(limit=1)).rows[0].id)


def shown(shift: Shift) -> tuple[UUID, UUID]:
    """The contact and the meeting that have everything."""
    contact, meeting = to_show(shift)
    return (
        page(shift, CONTACTS, Query(words=contact)).rows[0].id,
        page(shift, MEETINGS, Query(words=meeting)).rows[0].id,
    )


def being_minuted(shift: Shift) -> UUID:
    """A meeting of the last days whose minutes are not approved yet."""
    files = (open_meeting(shift, row.id) for row in page(shift, MEETINGS, Query(limit=500)).rows)
    waiting = [file.meeting for file in files if file.meeting.held_on and not file.approved]
    return max(waiting, key=lambda meeting: meeting.held_on or shift.today).id


def concluded(shift: Shift) -> UUID:
    """A contact that has a finding, an outcome at work and a referral onward."""
    rows = page(shift, ALLEGATIONS, Query(limit=500)).rows
    files = (open_contact(shift, row.id) for row in rows)
    return next(
        file.contact.id
        for file in files
        if file.finding and file.employment_outcomes and file.onward_referrals
    )


def documents(shift: Shift) -> Iterator[tuple[str, Callable[[], Document]]]:
    """Every document of the practice service by its name."""
    contact, meeting = shown(shift)
    yield "minutes", lambda: minutes(shift, meeting)
    yield "action-list", lambda: action_list(shift, meeting)
    yield "case-summary", lambda: case_summary(shift, contact)
    ended = concluded(shift)
    for name, letter in OF_A_CONTACT.items():
        about = contact if name == "advice" else ended
        yield f"letter-{name}", partial(letter, shift, about)
    yield "letter-invitation", lambda: invitation_letter(shift, meeting)
    yield (
        "audit-extract",
        lambda: audit_extract(shift, AuditQuery(open_contact(shift, contact).contact.reference)),
    )
    groups = tuple(f"{letters}{number % 10}" for number, letters in enumerate(["AB2", "DE3"] * 7))
    made_at = shift.clock.now().replace(tzinfo=None)
    yield "recovery-sheet", lambda: recovery_sheet(groups, "0f" * 16, made_at, "LADO service")
    yield "year-summary", lambda: year_summary(shift, "2025/26")
    yield "year-summary-public", lambda: public_summary(shift)
    for name in ("bromley", "kent", "milton_keynes"):
        practice = practice_named(name)
        yield f"year-summary-{name}", partial(year_summary, shift, "2025/26", practice=practice)


def public_summary(shift: Shift) -> Document:
    """The year's figures as they may be published."""
    return summary_of(shift, public_copy(figures(shift, "2025/26")))


def take_prints(studio: Studio, pictured: list[str]) -> None:
    """Every printed page, and the preview with minutes in it."""
    for name, document in documents(studio.shift):
        if pictured and name not in pictured:
            continue
        content = draw(document())
        with pypdfium2.PdfDocument(content) as pdf:
            for number, sheet in enumerate(pdf, 1):
                bitmap = sheet.render(scale=1.5)
                bitmap.to_pil().save(FOLDER / f"print-{name}-{number}.png")
        if name == "minutes":
            for mode, size in LOOKS:
                studio.look = (mode, size)
                studio.theme.apply(mode, size)
                preview = PrintPreview(content, f"{name}.pdf")
                preview.show()
                # Its pages are drawn in a thread of Qt's own, which nobody can wait for.
                until = time.monotonic() + 1
                while time.monotonic() < until:
                    studio.settle()
                studio.take(preview, "preview")
                preview.close()


def main() -> None:
    """Take all pictures, or those named on the command line."""
    pictured = sys.argv[1:]
    FOLDER.mkdir(exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        studio = Studio(app, practice_vault(folder / "practice"), folder)
        if pictured == ["readme"]:
            take_readme(studio)
            studio.close()
            return
        if not pictured:
            for studio.look in LOOKS:
                studio.theme.apply(*studio.look)
                take_opening(studio)
        if not pictured or "empty" in pictured:
            studio.look = LOOKS[0]
            studio.theme.apply(*studio.look)
            take_empty(studio)
        take_window(studio, pictured)
        take_prints(studio, pictured)
        studio.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}/")


if __name__ == "__main__":
    main()
