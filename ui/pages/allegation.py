"""The page of an allegation: its contact's page, opened at the allegation."""

from __future__ import annotations

from ui.desk import Desk
from ui.pages.contact import ContactPage
from ui.place import Place


class AllegationPage(ContactPage):
    """One record, one reference: the key of its place is the contact's."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        if self.file is not None and self.file.allegation is not None:
            self.show_part(self.allegation)
