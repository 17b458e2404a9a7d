"""What the window asks of the rest of the program before a vault is open.

Nothing here imports anything but Python's own library: these lines run before the unlock page is
on screen. `lado_desktop.unlocking.vault_unlocking` answers. Some records are named tuples: Python
makes four data classes of this size in 10 ms, and the start waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from lado_desktop.casework.shift import Shift


Progress = Callable[[int, int], None]
"""Called with (done, of) while an older vault is brought to the shape of this program."""


def upgrading(done: int, of: int) -> str:
    """Return the sentence that says how far an older vault is."""
    return (
        "This version of the program is newer than the vault. A backup is made, then the records "
        f"are prepared: step {min(done + 1, of)} of {of}. Leave the program open until it is done."
    )


class NotOpened(Exception):
    """A vault was not opened or made. Its text is the sentence that the officer reads.

    The next passphrase has to wait `wait` seconds, where wrong ones were typed before. A vault that
    is not as it was last seen has an `anchor`, by which the officer may open it all the same.
    """

    def __init__(self, sentence: str, *, wait: int = 0, anchor: str = "") -> None:
        super().__init__(sentence)
        self.wait, self.anchor = wait, anchor


class KnownVault(NamedTuple):
    """A vault that was opened here before, or the practice vault."""

    folder: str
    title: str
    """What the officer calls it: the service's name."""
    passphrase: str = ""
    """Only of the practice vault, where it is shown and filled in."""


class NewVault(NamedTuple):
    """What the first run asks."""

    folder: str
    practice: str
    """A practice's name, as `bromley`."""
    officer: str
    role: str
    """A code of the list `officer_role`."""
    passphrase: str


@dataclass(frozen=True)
class SheetOpening:
    """A vault to be opened by its recovery sheet. Neither sheet nor passphrase is in its text."""

    folder: str
    typed: str = field(repr=False)
    slot: str
    """The place in the vault of the officer whose passphrase is replaced."""
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class CodeOpening:
    """A vault to be opened by a one-time code. Neither code nor passphrase is in its text."""

    folder: str
    code: str = field(repr=False)
    passphrase: str = field(repr=False)


class Unlocking(Protocol):
    """What the window asks of the rest of the program before a vault is open.

    Methods marked (slow) are called in a background thread. Those that open or make a vault raise
    NotOpened. `progress` is called while an older vault is upgraded. `accepted` is the anchor of a
    vault that the officer opens although it is not as it was last seen.
    """

    @property
    def settings_file(self) -> Path:
        """The ini file of this machine's settings: in the local folder, never a roaming one."""

    @property
    def manual(self) -> Path | None:
        """The folder of the manual's pages; None where it was not installed."""

    def vaults(self) -> Sequence[KnownVault]:
        """Return the vaults known here, the one opened last first.

        Called before anything is loaded: quick, with Python's own library only.
        """

    def load(self) -> None:
        """(slow) Import what the program needs beyond Qt, while the passphrase is typed."""

    def waiting(self, folder: str) -> tuple[int, str]:
        """Return the seconds until the next passphrase may be tried, and the sentence that says so.

        (0, "") for none. Called after `load`.
        """

    def open_vault(
        self, folder: str, passphrase: str, progress: Progress = ..., accepted: str = "", /
    ) -> Shift:
        """(slow) Return the shift of the officer whose passphrase it is."""

    def sheet_letters(self, typed: str) -> str:
        """Return the letters and digits of a sheet as typed, in capitals, look-alikes put right."""

    def wrong_signs(self, letters: str) -> str:
        """Return those letters that are on no sheet."""

    def sheet_problem(self, typed: str) -> str | None:
        """Return what is wrong with a whole sheet as typed, or None."""

    def sheet_officers(
        self, folder: str, typed: str, progress: Progress, accepted: str = "", /
    ) -> Sequence[tuple[str, str]]:
        """(slow) Return slot and name of each officer whose passphrase the sheet may replace."""

    def open_by_sheet(self, given: SheetOpening) -> Shift:
        """(slow) Replace the passphrase and return the officer's shift."""

    def open_by_code(self, given: CodeOpening, progress: Progress, /) -> Shift:
        """(slow) Put a new passphrase in place of a one-time code; return the officer's shift."""

    def close(self, shift: Shift, ended: bool) -> None:
        """Close the vault of a shift; `ended`: nothing is under way in the background.

        A backup of what was done is made first, unless one may still be under way.
        """

    def start_again(self) -> None:
        """Start the program in a new process, at its unlock page. This one then ends."""

    def default_folder(self) -> str:
        """Return where a vault is best kept on this machine."""

    def check_place(self, folder: str) -> str | None:
        """Return why a vault may not be in a folder, or None where it may."""

    def left_over(self, folder: str) -> str | None:
        """Return what an interrupted making of a vault left in a folder, or None."""

    def practices(self) -> Sequence[tuple[str, str]]:
        """Return name and authority of every practice. Called after `load`."""

    def roles(self) -> Sequence[tuple[str, str]]:
        """Return the code and label of each role that a first officer may have.

        Called after `load`.
        """

    def passphrase_problem(self, passphrase: str, words: Sequence[str], /) -> str | None:
        """Return what is wrong with a passphrase, or None. `words` must not make it."""

    def create_vault(self, new: NewVault) -> str:
        """(slow) Make a vault and return the text of its recovery sheet."""

    def practice_vault(self) -> KnownVault:
        """(slow) Make the practice vault of invented people where there is none."""

    def is_expected(self, error: Exception) -> bool:
        """Tell a failure whose text is a sentence for the officer (CaseworkError) from a bug."""
