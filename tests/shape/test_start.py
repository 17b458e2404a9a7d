"""What is loaded before the unlock page is on screen: Qt and little else, or the officer waits."""

import subprocess
import sys

LATER = ("sqlalchemy", "alembic", "sqlcipher3", "reportlab", "cyclopts", "lado_desktop.domain")
UNLOCK_PAGE = """
import sys
import lado_desktop.__main__
from PySide6.QtWidgets import QApplication
from ui.unlock.unlocking import KnownVault
from ui.unlock.unlock import UnlockPage

app = QApplication([])
page = UnlockPage([KnownVault("somewhere", "Practice service")])
page.show()
app.processEvents()
print("\\n".join(sys.modules))
"""


def test_the_unlock_page_waits_for_nothing_but_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNLOCK_PAGE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & set(LATER)
