"""The menu bar: every act of the window, with its mnemonic and its shortcut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMainWindow,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.look.icons import icon


class MenuAct(QAction):
    """A menu line that can be kept grey for good, with the reason."""

    why_not = ""

    def forbid(self, why_not: str) -> None:
        """Disable it and show why; None leaves it as it is."""
        if why_not:
            self.why_not = why_not
            self.setToolTip(why_not)
            self.setStatusTip(why_not)
            self.setEnabled(False)

    def setEnabled(self, enabled: bool) -> None:
        super().setEnabled(enabled and not self.why_not)


def act(
    owner: QWidget, words: str, do: Callable[[], object], keys: str = "", sign: str = ""
) -> MenuAct:
    """Return a menu line: its words with a mnemonic, what it does, its shortcut and its icon."""
    made = MenuAct(words, owner)
    if keys:
        made.setShortcuts([QKeySequence(each) for each in keys.split(", ")])
    if sign:
        made.setIcon(icon(sign))
        made.setProperty("sign", sign)
    made.triggered.connect(lambda _: do())
    return made


def in_menu(words: str) -> str:
    """Return words for a menu line in which an ampersand is no mnemonic."""
    return words.replace("&", "&&")


@dataclass(frozen=True)
class MenuLine:
    """One line of the menus: its words, its menu, its keys, and what it does."""

    words: str
    menu: str
    keys: str
    action: QAction


def commands_of(window: QMainWindow) -> list[MenuLine]:
    """Return every line of the menus and of the menus within them, in their order.

    A menu that is filled each time it opens is `passing`, and left out.
    """
    return [
        command
        for top in window.menuBar().actions()
        if isinstance(menu := top.menu(), QMenu)
        for command in _commands_in(menu, plain_words(top.text()))
    ]


def _commands_in(menu: QMenu, path: str) -> Iterator[MenuLine]:
    for line in menu.actions():
        within = line.menu()
        words = plain_words(line.text())
        if isinstance(within, QMenu):
            if within.property("passing"):
                continue
            yield from _commands_in(within, f"{path}, {words}")
        elif words:
            yield MenuLine(words, path, keys_of(line), line)


def plain_words(words: str) -> str:
    """Return the words of a menu line without its mnemonic and its dots."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def keys_of(line: QAction) -> str:
    """Return the keys of an act as on the keyboard: "Ctrl+F or F3"."""
    form = QKeySequence.SequenceFormat.NativeText
    return " or ".join(key.toString(form) for key in line.shortcuts())


def shortcuts_of(window: QMainWindow) -> list[tuple[str, str]]:
    """Return every act that has a shortcut, with its keys, in the order of the menus."""
    return [(each.words, each.keys) for each in commands_of(window) if each.keys]


class ShortcutsDialog(QDialog):
    """All shortcuts in one table."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shortcuts = shortcuts_of(window)
        table = QTableWidget(len(shortcuts), 2)
        table.setAccessibleName("Shortcuts")
        table.setHorizontalHeaderLabels(["Act", "Keys"])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for row, (words, keys) in enumerate(shortcuts):
            table.setItem(row, 0, QTableWidgetItem(words))
            table.setItem(row, 1, QTableWidgetItem(keys))
        table.selectRow(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.addWidget(table)
        column.addWidget(buttons)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(64 * letter, min(window.height() - 40, 32 * self.fontMetrics().height()))
