"""Asking for a file begins in the documents, then in the folder used last."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.viewing import file_dialogs
from ui.viewing.file_dialogs import ask_open, ask_save


def test_a_dialog_begins_in_the_documents_and_then_where_a_file_was_chosen_last(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_dialogs, "_used", [])
    begun: list[str] = []
    chosen = [str(tmp_path / "minutes.pdf"), "", ""]

    def asked(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        begun.append(start)
        return chosen.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", asked)
    over = QWidget()
    qtbot.addWidget(over)
    assert ask_save(over, "Save PDF", "2026-1.pdf", "PDF (*.pdf)") == tmp_path / "minutes.pdf"
    assert ask_save(over, "Save PDF", "2026-2.pdf", "PDF (*.pdf)") is None
    assert ask_open(over, "Open", "PDF (*.pdf)") is None
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    assert [Path(each) for each in begun] == [
        folder / "2026-1.pdf",
        tmp_path / "2026-2.pdf",
        tmp_path,
    ]
