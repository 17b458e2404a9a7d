"""The history of a record: each version with who, when and what changed, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lado_desktop.casework.audit.field_words import DETAIL_MISSING
from lado_desktop.casework.undoing.history import FieldChange, Version, history, restore
from lado_desktop.casework.undoing.restoring import FIXED
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.domain.time.typed_day import day_words
from ui.desk import Desk
from ui.lists.measure import wrapped_heights
from ui.look.buttons import button
from ui.look.labels import heading, label
from ui.page import Kept
from ui.search.answers import Answer, AnswerList

_AT_ONCE = 50


class RecordHistory(QDialog):
    """The versions of one record, the latest first; of a page with several, under a tab each."""

    restored = Signal(str)
    """An earlier version was restored; the words that say so."""

    def __init__(self, desk: Desk, records: Sequence[Kept], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._records = records
        self._versions: list[Version] = []
        self.setWindowTitle("History")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Records")
        for each in records:
            self.tabs.addTab(each.words)
        self.tabs.setVisible(len(records) > 1)
        self.count = label("", tone="muted")
        self.versions = AnswerList("Versions, the latest first")
        self.more = button("Show &earlier versions", self._show_more)
        self.about = heading("")
        self.changes = ChangeTable()
        self.said = label("")
        self.restore_it = button("&Restore this version", self._restore, role="primary")
        self.close_it = button("Close", self.reject)
        self._lay_out(parent)
        self.tabs.currentChanged.connect(lambda _: self._begin())
        self.versions.selectionModel().currentChanged.connect(self._show_version)
        self._begin()
        self.versions.setFocus()

    @property
    def version(self) -> Version | None:
        """The version that is marked."""
        row = self.versions.currentIndex().row()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def _lay_out(self, parent: QWidget) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.count)
        left.addWidget(self.versions, 1)
        left.addWidget(self.more)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.about)
        right.addWidget(self.changes, 100)
        right.addWidget(self.said)
        right.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addLayout(left, 2)
        halves.addLayout(right, 3)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addStretch(1)
        acts.addWidget(self.restore_it)
        acts.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.tabs)
        column.addLayout(halves, 1)
        column.addLayout(acts)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        room = parent.size()
        self.resize(min(room.width() - 40, 116 * letter), min(room.height() - 60, 30 * line))

    @property
    def _record(self) -> Kept:
        return self._records[self.tabs.currentIndex()]

    def _begin(self) -> None:
        self._versions = []
        self._read()

    def _show_more(self) -> None:
        row = len(self._versions)
        self._read()
        self.versions.setCurrentIndex(self.versions.model().index(row, 0))
        self.versions.setFocus()

    def _read(self) -> None:
        """Read the versions that come after those that are shown."""
        kind, id = self._record.kind, self._record.id
        page = history(self._desk.shift, kind, id, len(self._versions), _AT_ONCE)
        self._versions += page.versions
        self.versions.show_answers(_answer(version) for version in self._versions)
        one = "1 version" if page.total == 1 else f"{page.total:,} versions"
        self.count.setText(one)
        self.more.setVisible(len(self._versions) < page.total)
        self._show_version()

    def _show_version(self) -> None:
        version = self.version
        if version is None:
            return
        latest = version is self._versions[0]
        self.about.setText(version.act)
        self.changes.show_changes(version.changes)
        self.changes.setVisible(bool(version.changes))
        if version.detail_missing:
            self.said.setText(DETAIL_MISSING)
        elif latest:
            self.said.setText("This is the record as it stands.")
        else:
            self.said.setText("Restoring is a change of its own. It can be undone.")
        fixed = self._record.kind in FIXED
        self.restore_it.setEnabled(not latest and not version.detail_missing and not fixed)

    def _restore(self) -> None:
        version = self.version
        if version is None:
            return
        try:
            said = restore(self._desk.shift, self._record.kind, self._record.id, version.seq)
        except CaseworkError as error:
            self.said.setText(str(error))
            return
        self.accept()
        self.restored.emit(said)


class ChangeTable(QTableWidget):
    """What one version changed: field, before, after. Long texts are broken into lines."""

    def __init__(self, most: int = 2_000) -> None:
        """`most` pixels are its height; what is more is scrolled to."""
        super().__init__(0, 3)
        self.most = most
        self.setAccessibleName("What changed")
        self.setHorizontalHeaderLabels(["Field", "Before", "After"])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._rows: list[tuple[str, str, str]] = []
        self.horizontalHeader().setSectionResizeMode(self.horizontalHeader().ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def show_changes(self, changes: Sequence[FieldChange]) -> None:
        """Show what was changed."""
        self._rows = [
            (change.label, change.before or "(empty)", change.after or "(empty)")
            for change in changes
        ]
        self.setRowCount(len(changes))
        for row, cells in enumerate(self._rows):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                said = f"{('Field', 'Before', 'After')[column]}: {words.strip('()')}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
                self.setItem(row, column, item)
        if changes:
            self.selectRow(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be no higher than the rows are: an empty one below would look like one that is."""
        widths = [self.columnWidth(column) for column in range(3)]
        heights = wrapped_heights(self, self._rows, widths)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        whole = self.horizontalHeader().sizeHint().height() + sum(heights) + 2 * self.frameWidth()
        self.setMaximumHeight(min(whole, self.most))


def _answer(version: Version) -> Answer:
    when = f"{day_words(version.at.date())} at {version.at:%H:%M}"
    detail = " · ".join(each for each in (version.act, version.officer) if each)
    return Answer(when, detail, version.seq)
