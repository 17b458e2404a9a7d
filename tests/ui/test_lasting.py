"""What Python 3.11 lacks under PySide6: constants that last, and errors that are whole."""

import subprocess
import sys

_MANY_CALLS = """
import sys
import ui
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(20_000):
    thing.setObjectName("x")
    thing.parent()
    thing.blockSignals(False)
    thing == 3
sys.exit(0 if None is thing.parent() else 1)
"""


def test_tens_of_thousands_of_calls_into_qt_do_not_use_up_none_or_false() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MANY_CALLS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]


_BUG = """
import sys
from ui.py311_compat import keep_errors_whole
keep_errors_whole()
from PySide6.QtCore import QAbstractListModel, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

class Field(QLineEdit):
    def focusInEvent(self, event):
        int("not a number")

class Rows(QAbstractListModel):
    def rowCount(self, parent=None):
        return 2
    def data(self, index, role=0):
        return [][index.row()]

told = []
sys.excepthook = lambda kind, error, trace: told.append(kind.__name__)
app = QApplication([])
field, rows, view = Field(), Rows(), QListView()
view.setModel(rows)
for at, do in enumerate((view.show, field.show, field.activateWindow, field.setFocus, app.quit)):
    QTimer.singleShot(20 * at, do)
app.exec()
print(*sorted(set(told)), flush=True)
"""


def test_a_bug_in_what_qt_calls_is_reported_and_does_not_end_the_program() -> None:
    done = subprocess.run([sys.executable, "-c", _BUG], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["IndexError", "ValueError"], done.stderr[-500:]
