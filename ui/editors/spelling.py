"""The speller of an open vault: loaded in the background when a text is first on screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from lado_desktop.casework.settings import spelling
from lado_desktop.casework.settings.spelling import Mistake, Speller
from lado_desktop.casework.shift import Shift
from ui.worker import Worker


class Spelling(QObject):
    """Knows no mistakes until the dictionary is loaded. `changed` says that it knows more now."""

    changed = Signal()

    def __init__(self, shift: Shift, worker: Worker) -> None:
        super().__init__()
        self._shift, self._worker = shift, worker
        self._speller: Speller | None = None
        self._asked = False

    def load(self) -> None:
        """Load the dictionary, once, without keeping anybody waiting."""
        if not self._asked:
            self._asked = True
            self._worker.run(self, lambda: spelling.speller(self._shift), self._take)

    def mistakes(self, text: str) -> list[Mistake]:
        """Return the words of a text that are not known, in order."""
        return [] if self._speller is None else self._speller.mistakes(text)

    def suggestions(self, word: str) -> list[str]:
        """Return what may have been meant, the likeliest first."""
        return [] if self._speller is None else self._speller.suggestions(word)

    def add(self, word: str) -> None:
        """Let the service spell a word so from now on. Raises CaseworkError."""
        spelling.add_word(self._shift, word)
        self._take(spelling.speller(self._shift))

    def forget(self, word: str) -> None:
        """Remove one of the service's own words. Raises CaseworkError."""
        spelling.forget_word(self._shift, word)
        self._take(spelling.speller(self._shift))

    def _take(self, speller: Speller) -> None:
        self._speller = speller
        self.changed.emit()
