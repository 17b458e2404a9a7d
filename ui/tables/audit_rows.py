"""The lines of the audit as a table: the latest first, fetched as somebody scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.audit.lines import AuditLine, AuditQuery, count, page
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.typed_day import short_moment
from ui.lists.read_rows import NOWHERE, Index, ReadHead, ReadRows, ReadView


class AuditRows(ReadRows):
    """What answers a query."""

    heads = (
        ReadHead("When"),
        ReadHead("Officer", 1),
        ReadHead("What was done", 2, 24),
        ReadHead("Record", 2, 18),
        ReadHead("Act", 0),
    )

    def __init__(self, shift: Shift, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shift = shift
        self.query = AuditQuery()
        self.lines: list[AuditLine] = []
        self.total = 0
        """Lines that answer the query, fetched or not."""
        self.of = 0
        """Lines of the whole audit."""
        self._more = False

    def ask(self, query: AuditQuery) -> None:
        """Show what answers a query. Raises NoSuchReference; the rows are then as they were."""
        total, of = count(self._shift, query)
        found = page(self._shift, query)
        self.beginResetModel()
        self.query, self.total, self.of = query, total, of
        self.lines, self._more = found.lines, found.more
        self.endResetModel()

    @property
    def things(self) -> Sequence[AuditLine]:
        return self.lines

    def cells(self, row: int) -> tuple[str, ...]:
        line = self.lines[row]
        when = short_moment(line.at, seconds=True)
        return when, line.officer, line.what, line.about, line.act

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        found = page(self._shift, self.query, before=self.lines[-1].seq)
        self._more = found.more
        if found.lines:
            first = len(self.lines)
            self.beginInsertRows(NOWHERE, first, first + len(found.lines) - 1)
            self.lines += found.lines
            self.endInsertRows()


class AuditView(ReadView):
    """Shows AuditRows. Its things are AuditLines."""

    def __init__(self, rows: AuditRows, parent: QWidget | None = None) -> None:
        super().__init__(rows, "Lines of the audit", parent)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters would search the rows fetched so far only."""
