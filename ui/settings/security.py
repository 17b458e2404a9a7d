"""Security: who may open the vault and by what, the state of the backups, who signed in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lado_desktop.casework.audit.sign_ins import sign_ins
from lado_desktop.domain.time.typed_day import short_moment
from ui.desk import Desk
from ui.look.labels import heading, label
from ui.parts.short_table import Head, ShortTable
from ui.settings.backup_care import BackupCare
from ui.settings.keyholders import Keyholders
from ui.settings.settled import part


class Security(QWidget):
    """Three parts, each with its acts beside it."""

    settled = Signal(object)
    """The Shift to work on with: the vault has new keys."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.keyholders = Keyholders(desk)
        self.backups = BackupCare(desk)
        self.log = ShortTable("Unlock log", (Head("When", 2), Head("Who", 3), Head("What", 3)))
        self.log_words = label(
            "The last unlocks, and every wrong passphrase among them. Earlier ones are in the "
            "audit.",
            tone="muted",
        )
        self.keyholders.settled.connect(self.settled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            part(
                self.keyholders,
                self.backups,
                heading("Unlock log"),
                self.log_words,
                self.log,
            )
        )

    def acts(self) -> list[QAction]:
        """What can be done here."""
        return [*self.keyholders.acts(), *self.backups.acts()]

    def take_desk(self, desk: Desk) -> None:
        """Work on with another shift."""
        self._desk = desk
        self.keyholders.take_desk(desk)
        self.backups.take_desk(desk)

    def look(self) -> None:
        """Show the current state of all of it."""
        self.keyholders.look()
        self.backups.look()
        rows = [(short_moment(one.at), one.who, one.done) for one in sign_ins(self._desk.shift)]
        self.log.show_rows(rows)
        self.log.setVisible(bool(rows))
