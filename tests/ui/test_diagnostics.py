"""Diagnostics for IT are read by the officer first, then saved."""

from pathlib import Path

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from ui.viewing.diagnostics import FILE_NAME, LOG, Diagnostics
from ui.window.window import Window


def test_the_officer_reads_the_diagnostics_and_saves_them_for_it(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    window.preferences.file.with_name(LOG).write_text("09:05 INFO Vault opened", encoding="utf-8")
    (line,) = [each for each in window.findChildren(QAction) if "Diagnostics" in each.text()]
    line.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(Diagnostics)))
    (shown,) = window.findChildren(Diagnostics)
    text = shown.text.toPlainText()
    assert "09:05 INFO Vault opened" in text
    assert "Qt 6." in text
    assert window.desk.shift.officer.name not in text
    shown.save_as(tmp_path / FILE_NAME)
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == text
    assert shown.said.text() == f"Saved as {FILE_NAME}."
    shown.save_as(tmp_path / "no such folder" / FILE_NAME)
    assert shown.said.text().startswith("Not saved: ")
    shown.accept()
