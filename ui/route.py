"""Where one can be in the window: a page, of a record or of none yet."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Place:
    """A page by its noun, and the record that it shows.

    A record's noun without a key is the page of a new one. `about` is what a new one starts from:
    the contact that a meeting is planned on.
    """

    noun: str
    id: UUID | None = None
    about: UUID | None = None
    narrowed: tuple[tuple[str, str], ...] = ()
    """For a list: the filters to set, (name, code)."""
    draft: UUID | None = None
    """For a new contact: which, where it was started while another was not finished."""
    of: Hashable = None
    """What a page shows that is not a record: a figure."""
