"""People, settings and the words about them in the practice service."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any
from uuid import UUID

from lado_desktop.casework.people import adults, organisations, professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.time.partial_date import PartialDate


@cache
def invented(name: str) -> Mapping[str, Any]:
    """Return the content of an invented file, such as `practice_people`."""
    text = files("resources").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True)
class Setting:
    """A setting, and the roles of people who work there."""

    id: UUID
    sector: str
    area: str
    roles: Sequence[str]


class People:
    """Creates settings and professionals at once, and adults when needed."""

    def __init__(self, shift: Shift, random: Random) -> None:
        self._random = random
        self._said = invented("practice_people")
        self.settings = [
            Setting(
                organisations.add(shift, {"name": each["name"], "sector": each["sector"]}).id,
                each["sector"],
                each["area"],
                each["roles"],
            )
            for each in self._said["settings"]
        ]
        agencies: dict[str, UUID] = {
            each["name"]: setting.id
            for each, setting in zip(self._said["settings"], self.settings, strict=True)
        }
        self.professionals: dict[str, UUID] = {}
        for number, each in enumerate(self._said["professionals"]):
            agency = each["agency"]
            if agency not in agencies:
                agencies[agency] = organisations.add(shift, {"name": agency}).id
            made = professionals.add(
                shift,
                {
                    "name": each["name"],
                    "role": each["role"],
                    "organisation_id": agencies[agency],
                    # Telephone numbers and domains reserved for fiction.
                    "telephone": f"01632 960{100 + number}",
                    "email": f"{each['name'].split()[-1].lower()}@example.org",
                },
            )
            self.professionals[each["name"]] = made.id
        self._agency_of = {each["name"]: each["agency"] for each in self._said["professionals"]}
        self._names = [
            (given, family) for given in self._said["given"] for family in self._said["family"]
        ]
        random.shuffle(self._names)
        self._known: list[UUID] = []

    def agency_of(self, name: str) -> str:
        """Return the agency of a professional by name."""
        agency: str = self._agency_of[name]
        return agency

    def somebody(self, *without: str) -> str:
        """Return the name of a random professional, except those given."""
        return self._random.choice([name for name in self.professionals if name not in without])

    def adult(self, shift: Shift, *, seen_before: float = 0.1) -> UUID:
        """Return a new adult, or sometimes one about whom there was a concern before."""
        if self._known and self._random.random() < seen_before:
            return self._random.choice(self._known)
        given, family = self._names.pop()
        born: PartialDate | None = PartialDate(
            self._random.randint(1958, 2003),
            self._random.randint(1, 12),
            self._random.randint(1, 28),
        )
        if self._random.random() < 0.12:
            born = None
        values = {"given_names": given, "family_name": family, "born": born}
        if self._random.random() < 0.08:
            values["previous_names"] = self._names[0][1]
        made = adults.add(shift, values)
        self._known.append(made.id)
        return made.id
