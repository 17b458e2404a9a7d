"""The audit: who did what to which record when, narrowed, checked, printed and taken out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from lado_desktop.casework.audit.field_words import DETAIL_MISSING
from lado_desktop.casework.audit.file import as_csv
from lado_desktop.casework.audit.lines import AuditLine, NoSuchReference
from lado_desktop.casework.audit.verifying import (
    Anchor,
    NotAnAnchor,
    Verified,
    anchor_of,
    rebuild_indexes,
    verify,
)
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.permission import Permission
from lado_desktop.reports.documents.audit_extract import audit_extract
from ui.desk import Desk
from ui.lists.filter_bar import under
from ui.look.buttons import button
from ui.look.flow import Flow
from ui.look.labels import label, restyle, small
from ui.page import Page, Printable, act_button
from ui.parts.audit_filters import AuditFilters
from ui.records.record_history import ChangeTable
from ui.route import Place
from ui.tables.audit_rows import AuditRows, AuditView
from ui.viewing.file_dialogs import ask_save
from ui.window.menus import act


class AuditPage(Page):
    """Lines in plain words, the latest first. Nothing here can be changed or switched off."""

    manual = "audit"

    def __init__(self, desk: Desk, place: Place, parent: QWidget | None = None) -> None:
        desk.shift.require(Permission.AUDIT)
        super().__init__(desk, place, parent)
        self.verify_it = act(self, "&Verify the record", self.verify, sign="shield")
        self._csv = act(self, "Save as &CSV…", self._ask_where, sign="download")
        self._print = act(self, "&Print extract…", self._preview, sign="printer")
        self._open = act(self, "&Open the record of the line", self._open_marked)
        self.headed("Audit", self.verify_it)
        self.filters = AuditFilters(desk.shift)
        self.count = label("", tone="muted")
        self.rows = AuditRows(desk.shift, self)
        self.view = AuditView(self.rows)
        self.about = label("")
        self.changes = ChangeTable(most=7 * self.fontMetrics().height())
        self.found = label("")
        self._panel = QFrame()
        inside = QHBoxLayout(self._panel)
        inside.setContentsMargins(12, 8, 12, 8)
        self.rebuild_it = button("Re&build the search index", self._rebuild)
        inside.addWidget(self.found, 1)
        inside.addWidget(self.rebuild_it)
        self._panel.hide()
        self.anchor = QLineEdit()
        self.anchor.setMinimumWidth(26 * self.fontMetrics().averageCharWidth())
        self.anchor.setPlaceholderText("412:09ab…")
        self.anchor_it = button("Chec&k the anchor", self._check_anchor)
        self.anchor_problem = small("", "danger")
        self.anchor_problem.hide()
        self._lay_out()
        self.filters.changed.connect(self.look)
        self.view.marked.connect(self._show_line)
        self.view.opened.connect(self._open_line)
        self.anchor.returnPressed.connect(self._check_anchor)
        self.say_title("Audit")

    def start(self) -> None:
        self.desk.journal.write_now()
        self.filters.look()
        self.look()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def acts(self) -> list[QAction]:
        return [self.verify_it, self._open, self._csv, self._print]

    def document(self) -> Printable | None:
        query = self.rows.query
        if not query.reference:
            return None
        shift = self.desk.shift
        document = audit_extract(shift, query)

        # What draws PDFs is slow to load, and is not needed until something is printed.
        def draw() -> bytes:
            from lado_desktop.reports.pdf import pdf  # noqa: PLC0415

            return pdf.draw(document)

        def issue() -> bytes:
            from lado_desktop.reports.issue import issue_drawn  # noqa: PLC0415

            return issue_drawn(shift, "audit", None, document).content

        return Printable(f"audit-{query.reference.replace('/', '-')}.pdf", draw, issue)

    def look(self) -> None:
        """Show what answers the filters, or say beside them why nothing does."""
        try:
            self.rows.ask(self.filters.query())
        except (ValueError, NoSuchReference) as error:
            self.filters.say_problem(str(error))
            return
        narrowed = self.rows.total != self.rows.of
        whole = "1 line" if self.rows.of == 1 else f"{self.rows.of:,} lines"
        self.count.setText(f"{whole}, {self.rows.total:,} shown" if narrowed else whole)
        self._print.setEnabled(bool(self.rows.query.reference))
        self._csv.setEnabled(bool(self.rows.total))
        if self.rows.lines:
            self.view.selectRow(0)
        self._show_line(self.view.current)

    def verify(self, *anchors: Anchor) -> None:
        """Check the whole record behind the window, and say what was found."""
        self._check("Checking the file, the audit and every record…", verify, anchors)

    def _rebuild(self) -> None:
        """Rebuild the search index in the background, and verify again."""

        def rebuild_and_verify(shift: Shift, anchors: tuple[Anchor, ...]) -> Verified:
            rebuild_indexes(shift)
            return verify(shift, anchors)

        self._check("Building the search index from the records…", rebuild_and_verify, ())

    def _check(
        self,
        sentence: str,
        task: Callable[[Shift, tuple[Anchor, ...]], Verified],
        anchors: tuple[Anchor, ...],
    ) -> None:
        shift = self.desk.shift
        self.rebuild_it.hide()
        self._say_found(sentence, "quiet")
        for each in (self.verify_it, self.anchor_it):
            each.setEnabled(False)
        self.desk.worker.run(
            self,
            lambda: task(shift, anchors),
            lambda found: self._verified(found, anchors),
            self._not_verified,
        )

    def save_csv(self, path: Path) -> None:
        """Write the lines that are shown for a spreadsheet, behind the window."""
        path = path if path.suffix.lower() == ".csv" else path.with_name(f"{path.name}.csv")
        shift, query = self.desk.shift, self.rows.query

        def save() -> str:
            content = as_csv(shift, query)
            try:
                path.write_text(content, encoding="utf-8-sig", newline="")
            except OSError as error:
                return error.strerror or "the disk did not take it"
            return ""

        self.desk.worker.run(
            self,
            save,
            lambda trouble: self._saved(path, trouble),
            lambda error: self.desk.notices.warn(str(error)),
        )

    def _saved(self, path: Path, trouble: str) -> None:
        if trouble:
            self.desk.notices.warn(f"Not saved: {trouble}. Choose another folder.")
        else:
            self.desk.notices.say(f"Saved as {path.name}. It is as safe as you keep it.")

    def _verified(self, found: Verified, anchors: tuple[Anchor, ...]) -> None:
        said = found.sentences
        if anchors and found.verdict.sound:
            said.append("The line of the anchor is in the audit as it was printed.")
        self._say_found("\n".join(said), "done" if found.sound else "warn")
        self.rebuild_it.setVisible(bool(found.stale))
        self._allow()
        self.look()

    def _not_verified(self, error: Exception) -> None:
        self._say_found(str(error), "warn")
        self._allow()

    def _allow(self) -> None:
        for each in (self.verify_it, self.anchor_it):
            each.setEnabled(True)

    def _say_found(self, sentence: str, surface: str) -> None:
        self.found.setText(sentence)
        restyle(self._panel, "surface", surface)
        self._panel.show()

    def _check_anchor(self) -> None:
        try:
            anchor = anchor_of(self.anchor.text())
        except NotAnAnchor as error:
            self.anchor_problem.setText(str(error))
            self.anchor_problem.show()
            self.anchor.setFocus()
            return
        self.anchor_problem.hide()
        self.verify(anchor)

    def _show_line(self, line: AuditLine | None) -> None:
        changes = () if line is None else line.changes
        self.changes.show_changes(changes)
        self.changes.setVisible(bool(changes))
        if line is None:
            narrowed = self.rows.of > 0
            self.about.setText("No line answers all of this." if narrowed else "Nothing yet.")
        elif line.detail_missing:
            self.about.setText(f"Line {line.seq:,}. {DETAIL_MISSING}")
        else:
            more = " What it is about is restricted to other officers." if line.restricted else ""
            self.about.setText(f"Line {line.seq:,}: {line.what}.{more}")
        self._open.setEnabled(line is not None and line.page is not None)

    def _open_marked(self) -> None:
        self._open_line(self.view.current)

    def _open_line(self, line: AuditLine | None) -> None:
        if line is not None and line.page is not None:
            self.going.emit(Place(*line.page))

    def _preview(self) -> None:
        if (document := self.document()) is not None:
            self.printing.emit(document)

    def _ask_where(self) -> None:
        path = ask_save(self, "Save as CSV", "audit.csv", "CSV (*.csv)")
        if path:
            self.save_csv(path)

    def _lay_out(self) -> None:
        check = QWidget()
        flow = Flow(12, check)
        flow.addWidget(under("An anchor &from a print", self.anchor))
        flow.addWidget(under("", self.anchor_it))
        for lesser in (self._csv, self._print):
            flow.addWidget(under("", act_button(lesser)))
        rows: tuple[QWidget, ...] = (self._panel, self.filters, self.count, self.view)
        beneath = (self.about, self.changes, check, self.anchor_problem)
        for each in (*rows, *beneath):
            self.body.addWidget(each, 1 if each is self.view else 0)
