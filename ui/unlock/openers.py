"""What the window asks of the rest of the program before a vault is open.

Nothing here imports anything but Python's own library: these lines run before the unlock page is
on screen. `lado_desktop.unlocking.openers` fills them in. Most are named tuples: Python makes four
data classes of this size in 10 ms, and the start waits for it.
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

    The next passphrase has to wait `wait` seconds, where wrong ones were typed before.
    """

    def __init__(self, sentence: str, *, wait: int = 0) -> None:
        super().__init__(sentence)
        self.wait = wait


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


class BySheet(NamedTuple):
    """The callables that open a vault by its recovery sheet."""

    letters_of: Callable[[str], str]
    """(typed) -> its letters and digits alone, in capitals, look-alikes put right."""
    wrong_signs: Callable[[str], str]
    """(letters) -> those of them that are on no sheet."""
    problem: Callable[[str], str | None]
    """(typed) -> what is wrong with a whole sheet as typed, or None."""
    officers: Callable[[str, str, Progress], Sequence[tuple[str, str]]]
    """(slow) (folder, typed, progress) -> (slot, name) of each officer whose passphrase may be
    replaced. Raises NotOpened."""
    open_vault: Callable[[SheetOpening], Shift]
    """(slow) Replaces the passphrase and returns the officer's shift. Raises NotOpened."""


class OpenVault(Protocol):
    """Opens a vault."""

    def __call__(self, folder: str, passphrase: str, progress: Progress = ..., /) -> Shift:
        """Return the shift of the officer whose passphrase it is. Raises NotOpened."""


class Openers(NamedTuple):
    """The callables that open a vault. Those marked (slow) are called in a background thread."""

    vaults: Callable[[], Sequence[KnownVault]]
    """The vaults known here, the one opened last first. Called before anything is loaded: quick,
    with Python's own library only."""
    load: Callable[[], None]
    """(slow) Imports what the program needs beyond Qt, while the passphrase is typed."""
    open_vault: OpenVault
    """(slow) Returns the shift of the officer whose passphrase it is. Raises NotOpened."""
    waiting: Callable[[str], tuple[int, str]]
    """(folder) -> the seconds that the next passphrase has to wait, and the sentence that says why;
    (0, "") for none. Called after `load`."""
    close: Callable[[Shift, bool], None]
    """(shift, whether work behind the window has ended) Closes the vault of a shift. A backup of
    what was done is made first, unless one may still be under way."""
    start_again: Callable[[], None]
    """Starts the program again in a new process, at its unlock page. This one then ends."""
    default_folder: Callable[[], str]
    """Where a vault is best kept on this machine."""
    check_place: Callable[[str], str | None]
    """(folder) -> the sentence that says why a vault may not be there, or None where it may."""
    practices: Callable[[], Sequence[tuple[str, str]]]
    """(name, authority) of every practice, as the list shows them. Called after `load`."""
    roles: Callable[[], Sequence[tuple[str, str]]]
    """(code, words) of every role that an officer may have. Called after `load`."""
    passphrase_problem: Callable[[str, Sequence[str]], str | None]
    """(passphrase, words that must not make it) -> what is wrong with it, or None. Called after
    `load`."""
    create_vault: Callable[[NewVault], str]
    """(slow) Makes a vault and returns the text of its recovery sheet. Raises NotOpened."""
    practice_vault: Callable[[], KnownVault]
    """(slow) Makes the practice vault of invented people where there is none. Raises NotOpened."""
    is_expected: Callable[[Exception], bool]
    """Tells a failure whose text is a sentence for the officer (CaseworkError) from a bug."""
    settings_file: Path
    """The ini file of this machine's own settings: in the local folder, never a roaming one."""
    left_over: Callable[[str], str | None] = lambda _: None
    """(folder) -> the sentence that says what a broken making left there, or None."""
    by_sheet: BySheet | None = None
    """How a vault is opened by its recovery sheet; None: that is not offered."""
    by_code: Callable[[CodeOpening, Progress], Shift] | None = None
    """(slow) (what was typed, progress) Replaces a one-time code by a new passphrase,
    and returns the officer's shift. Raises NotOpened. None: that is not offered."""
    manual: Path | None = None
    """The folder of the manual's pages, where they were installed."""
