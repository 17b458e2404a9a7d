"""Forms: declared lists of sections of fields, which the window draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lado_desktop.domain.fields.field import Field, field_of


@dataclass(frozen=True, init=False)
class Section:
    """Fields under one heading.

    `shown_when` names a field and the values at which the section is shown: {"outcome": (...)}.
    """

    title: str
    fields: tuple[Field, ...]
    shown_when: Mapping[str, tuple[object, ...]]

    def __init__(
        self,
        title: str,
        *attributes: Any,
        shown_when: Mapping[str, tuple[object, ...]] | None = None,
    ) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "fields", tuple(field_of(each) for each in attributes))
        object.__setattr__(self, "shown_when", dict(shown_when or {}))


@dataclass(frozen=True, init=False)
class Form:
    """The form of one noun. Its name also identifies its drafts."""

    name: str
    sections: tuple[Section, ...]

    def __init__(self, name: str, *sections: Section) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "sections", sections)

    def __iter__(self) -> Iterator[Field]:
        for section in self.sections:
            yield from section.fields

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all its fields, in reading order."""
        return tuple(field.name for field in self)
