"""Saving figures as files: all tables for Excel, all figures or one table as CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from lado_desktop.casework.audit.journal import took_out
from lado_desktop.domain.problem import CaseworkError
from lado_desktop.figures.presenting.export import as_csv, table_csv
from lado_desktop.figures.presenting.result import FigureTable, YearFigures
from lado_desktop.reports.workbook.workbook import workbook
from ui.desk import Desk
from ui.look.icons import icon
from ui.viewing.file_dialogs import ask_save
from ui.window.menus import act

_TYPES = {".xlsx": "Excel (*.xlsx)", ".csv": "CSV (*.csv)"}


class FigureSaving(QPushButton):
    """A button with what figures can be saved as. `in_front` says which table is looked at."""

    def __init__(
        self, desk: Desk, in_front: Callable[[], FigureTable | None], parent: QWidget | None = None
    ) -> None:
        super().__init__("Sa&ve as", parent)
        self.setIcon(icon("download"))
        self._desk = desk
        self._in_front = in_front
        self._figures: YearFigures | None = None
        self.excel = act(
            self, "All tables for &Excel…", lambda: self._ask(".xlsx", self.save_excel)
        )
        self.csv = act(self, "All figures as &CSV…", lambda: self._ask(".csv", self.save_csv))
        self.table_csv = act(
            self,
            "This &table as CSV…",
            lambda: self._ask(".csv", self.save_table, self._in_front()),
        )
        menu = QMenu(self)
        menu.addActions(self.acts())
        self.setMenu(menu)
        self.offer(None)

    def acts(self) -> list[QAction]:
        """What it offers, for the menu of the page."""
        return [self.excel, self.csv, self.table_csv]

    def offer(self, counted: YearFigures | None) -> None:
        """Save these figures from now on, or none."""
        self._figures = counted
        self.setEnabled(counted is not None)
        for each in self.acts():
            each.setEnabled(counted is not None)

    def save_excel(self, path: Path) -> None:
        """Write every table, with its notes and its chart, as a workbook."""
        shift = self._desk.shift
        self._save(path, "all tables, for Excel", lambda counted: workbook(shift, counted))

    def save_csv(self, path: Path) -> None:
        """Write every figure, a line each."""
        self._save(path, "as CSV", lambda counted: as_csv(counted).encode("utf-8-sig"))

    def save_table(self, path: Path) -> None:
        """Write the table as it is shown."""
        table = self._in_front()
        if table is None:
            return

        def content(counted: YearFigures) -> bytes:
            about = f"{counted.source.authority}, {counted.year}, as at {counted.as_at_words}"
            return table_csv(table, about).encode("utf-8-sig")

        self._save(path, f"the table {table.id}, as CSV", content)

    def _save(self, path: Path, what: str, content: Callable[[YearFigures], bytes]) -> None:
        counted, notices = self._figures, self._desk.notices
        if counted is None:
            return
        try:
            took_out(self._desk.shift, f"figures for {counted.year}, {what}")
            path.write_bytes(content(counted))
        except CaseworkError as error:
            notices.warn(str(error))
        except OSError as error:
            notices.warn(f"Not saved: {error.strerror}. Choose another folder.")
        else:
            notices.say(f"Saved as {path.name}.")

    def _ask(
        self, suffix: str, save: Callable[[Path], None], table: FigureTable | None = None
    ) -> None:
        if self._figures is None:
            return
        which = f"-{table.id}" if table is not None else ""
        name = f"{file_name(self._figures)}{which}{suffix}"
        path = ask_save(self, "Save figures", name, _TYPES[suffix])
        if path:
            right = path.suffix.lower() == suffix
            save(path if right else path.with_name(f"{path.name}{suffix}"))


def file_name(counted: YearFigures) -> str:
    """What a file of these figures is called, its ending left to its kind."""
    return f"figures-{counted.year.replace('/', '-')}{'-public' if counted.public else ''}"
