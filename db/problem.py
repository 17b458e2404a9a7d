"""What can go wrong with a vault, each with the sentence that an officer reads.

VaultProblem             an expected failure of the vault
├── UnsuitablePlace      the folder is on a network, or in a folder that a cloud service copies
├── VaultMissing         there is no vault in the folder
├── VaultExists          a new vault would overwrite another
├── InUse                another window or account has the vault open
├── WrongPassphrase      the passphrase opens no slot of the vault
├── TooSoon              after wrong passphrases the next one must wait
├── WeakPassphrase       a new passphrase is too easily guessed
├── EnrolmentRefused     the enrolment code is none, or its time is over
├── NoSuchSlot           the officer named has no place in the vault, or the only one
├── NotAsSeen            the vault is earlier than it was last seen, another one, or a copy
├── OldVaultFile         vault.json was an earlier copy; it has been put right
├── SheetMistyped        what was typed is not a recovery sheet's key
├── WrongSheet           the key was typed rightly but belongs to another vault
├── VaultDamaged         a file of the vault is damaged or was altered
├── VaultNewer           a newer program wrote the vault
├── UpgradeFailed        an older vault could not be brought to the shape of this program
├── VaultClosed          the vault was closed while work on it was going on
├── BackupRefused        a backup is damaged, or is none
│   └── EarlierKeys      the backup was made under earlier keys
├── DocumentLost         the file of a document is missing or damaged
├── WrongLibrary         the program was installed without its encrypted database
├── Disconnected         the server cannot be reached
└── NotSaved             the disk did not take the change
"""

from __future__ import annotations

from collections.abc import Sequence

from lado_desktop.domain.problem import CaseworkError


class VaultProblem(CaseworkError):
    """An expected failure of the vault. Its text is the sentence that an officer reads."""


class UnsuitablePlace(VaultProblem):
    """The folder is unsuitable for a vault."""


class VaultMissing(VaultProblem):
    """There is no vault in the folder."""


class VaultExists(VaultProblem):
    """The folder contains a vault, or the remains of one, already."""


class InUse(VaultProblem):
    """The vault is open elsewhere."""


class WrongPassphrase(VaultProblem):
    """The passphrase opens no slot."""

    def __init__(self) -> None:
        super().__init__(
            "That passphrase does not open this vault. Check Caps Lock and try again. If you are "
            "sure of it, vault.json may have been altered: tell the manager."
        )


class TooSoon(VaultProblem):
    """Wrong passphrases were typed; the next one must wait `seconds`."""

    def __init__(self, seconds: int, wrong: int) -> None:
        self.seconds = seconds
        super().__init__(
            f"{wrong} wrong passphrases were typed in a row. Wait {seconds} seconds before the "
            "next one; the recovery sheet opens the vault without waiting."
        )


class EnrolmentRefused(VaultProblem):
    """An enrolment code does not open the vault, or does so no more."""


class NoSuchSlot(VaultProblem):
    """An officer has no slot in the vault, or has the only one."""


class NotAsSeen(VaultProblem):
    """The vault is an earlier one, another one, or a copy. Nothing was written.

    An officer may open it all the same, by its `anchor`: the line and digits of its audit.
    """

    def __init__(self, found: Sequence[str], anchor: str) -> None:
        self.anchor = anchor
        super().__init__(
            f"This vault is not as it was last seen. {' '.join(found)} It was not opened, and "
            "nothing was changed. Ask the manager and IT whether somebody put a copy here. A LADO, "
            "their cover or a manager may open it all the same, if they know why. The audit then "
            "has their name, and the other officers are shown it."
        )


class OldVaultFile(VaultProblem):
    """vault.json was an earlier copy, put back by somebody; it has been put right."""

    def __init__(self) -> None:
        super().__init__(
            "vault.json was an earlier copy of itself, with a passphrase that no longer holds. It "
            "has been put right, and the audit says so. Type your present passphrase."
        )


class VaultClosed(VaultProblem):
    """The vault was closed, by a lock or the end of the program, before the work was done."""


class BackupRefused(VaultProblem):
    """A backup is damaged, incomplete, or not a backup of this program."""


class EarlierKeys(BackupRefused):
    """A backup was made before the keys were renewed. Nothing is wrong with it."""


class DocumentLost(VaultProblem):
    """The file of a document is missing or damaged. `how` says which, in a word."""

    def __init__(self, how: str, reference: str = "This document") -> None:
        self.how = how
        text = f"{reference[:1].upper()}{reference[1:]}"
        super().__init__(
            f"{text} cannot be read: its file in the vault is {how}. Everything else is as it was. "
            "Ask IT to put the file back from the folder of the backups."
        )


class WeakPassphrase(VaultProblem):
    """A new passphrase is too short, too long or too easily guessed."""


class SheetMistyped(VaultProblem):
    """What was typed is not the key of a recovery sheet."""


class WrongSheet(VaultProblem):
    """The recovery sheet is that of another vault, or of an earlier key of this one."""

    def __init__(self) -> None:
        super().__init__(
            "The recovery sheet was typed correctly, but it belongs to another vault or to earlier "
            "keys of this one. Check the date and the number on the sheet."
        )


class VaultDamaged(VaultProblem):
    """A file of the vault is damaged or was altered. No passphrase will mend it."""


class VaultNewer(VaultProblem):
    """A newer program wrote the vault; nothing has been changed in it."""


class UpgradeFailed(VaultProblem):
    """An older vault could not be brought to the shape of this program; it is as it was."""


class WrongLibrary(VaultProblem):
    """The encrypted database is missing or too old to be trusted with records."""


class Disconnected(VaultProblem):
    """The server cannot be reached, or ended the connection."""

    def __init__(self) -> None:
        super().__init__(
            "The service's server does not answer. Check the network, then try again. Look whether "
            "your last change is there before you make it again."
        )


class NotSaved(VaultProblem):
    """The change could not be written to disk. What was saved before stays saved."""

    def __init__(
        self,
        sentence: str = "NOT SAVED: the disk is full or did not take the change. "
        "Free some room on it, then save again. What was saved before is safe.",
    ) -> None:
        super().__init__(sentence)


class FilesReplaced(NotSaved):
    """Another file has the name of one that the vault has open."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"NOT SAVED: {name} in the vault's folder was replaced or removed while it was open, "
            "as a sync or restore program does. Copy what you typed elsewhere, close the program, "
            "and let IT look before you open the vault again."
        )
