"""What was removed or recorded in error, as a table: when, by whom, what, by which act."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lado_desktop.casework.undoing.in_error import Binned
from lado_desktop.domain.time.typed_day import short_moment
from ui.lists.read_rows import ReadHead, ReadRows, ReadView


class BinnedRows(ReadRows):
    """What is in the bin, the latest first."""

    heads = (
        ReadHead("When"),
        ReadHead("Officer", 1),
        ReadHead("What", 2, 24),
        ReadHead("Record"),
        ReadHead("Act", 0),
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lying: list[Binned] = []

    @property
    def things(self) -> Sequence[Binned]:
        return self.lying

    def show_lying(self, lying: Sequence[Binned]) -> None:
        """Show other things."""
        self.beginResetModel()
        self.lying = list(lying)
        self.endResetModel()

    def cells(self, row: int) -> tuple[str, ...]:
        each = self.lying[row]
        # A contact is its own record, whose reference is shown beside it.
        what = each.what.removesuffix(f": {each.belongs_to}")
        return short_moment(each.at), each.officer, what, each.belongs_to, each.act


class BinnedView(ReadView):
    """Shows BinnedRows. Its things are Binned."""

    lines = 7

    def __init__(self, rows: BinnedRows, parent: QWidget | None = None) -> None:
        super().__init__(rows, "Recorded in error and removed", parent)
