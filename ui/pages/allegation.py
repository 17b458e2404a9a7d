"""The page of an allegation: its contact's page, opened at the allegation."""

from __future__ import annotations

from ui.contact.allegation import AllegationPart
from ui.pages.contact import ContactPage


class AllegationPage(ContactPage):
    """One record, one reference: the key of its place is the contact's."""

    manual = "allegations"

    def look(self) -> None:
        first = self.file is None
        super().look()
        if first and self.file is not None and self.file.allegation is not None:
            self.show_tab(AllegationPart)
