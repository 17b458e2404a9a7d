"""Files taken from the disk to be kept with a record: chosen or dropped, read behind the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lado_desktop.casework.documents.kept_documents import keep
from lado_desktop.casework.sent.given_file import read_given
from lado_desktop.domain.problem import CaseworkError
from ui.desk import Desk
from ui.viewing.file_dialogs import ask_open_several

KINDS = "E-mails, PDF, Word files and pictures (*.eml *.msg *.pdf *.docx *.png *.jpg *.jpeg *.txt)"
ALL = "All files (*)"


@dataclass(frozen=True)
class Keeper:
    """The record that a page files documents with."""

    kind: str
    """`contact` or `meeting`."""
    id: UUID
    reference: str


def ask_and_keep(desk: Desk, page: QWidget, keeper: Keeper) -> None:
    """Ask which files, and file them with the record."""
    paths = ask_open_several(page, "Keep documents", f"{KINDS};;{ALL}")
    if paths:
        keep_files(desk, keeper, paths)


def keep_files(desk: Desk, keeper: Keeper, paths: Sequence[Path]) -> None:
    """File documents with the record, and report which were filed and why another was not."""

    def kept() -> tuple[int, list[str]]:
        number, refusals = 0, []
        for path in paths:
            try:
                keep(desk.shift, keeper.kind, keeper.id, read_given(path))
                number += 1
            except CaseworkError as error:
                refusals.append(str(error))
        return number, refusals

    def tell(done: tuple[int, list[str]]) -> None:
        number, refusals = done
        if number:
            desk.changes.saved.emit(keeper.kind, keeper.id)
        said = "1 document" if number == 1 else f"{number} documents"
        kept_words = f"{said} kept with {keeper.reference}." if number else ""
        if not refusals:
            desk.notices.say(f"{kept_words} The files where they came from are untouched.")
            return
        desk.notices.warn(" ".join([kept_words, *dict.fromkeys(refusals)]).strip())

    # It may have to wait for a backup that is being made: somebody who left the page sees it too.
    desk.notices.say("Keeping it…")
    desk.worker.run(desk.notices, kept, tell)
