"""People and matters that casework's stories begin with. All are invented."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lado_desktop.casework import adults, contacts, decisions, organisations, professionals
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.contact import Contact

Log = Callable[..., Contact]


@pytest.fixture
def log(shift: Shift) -> Log:
    """Log a contact of last Friday about Wren Ó Súilleabháin of Northgate Nursery."""
    adult = adults.add(shift, {"given_names": "Wren", "family_name": "Ó Súilleabháin"})
    setting = organisations.add(shift, {"name": "Northgate Nursery", "sector": "ey.nursery"})
    caller = professionals.add(
        shift, {"name": "Dana Fox", "role": "Head of nursery", "organisation_id": setting.id}
    )

    def log_contact(**values: Any) -> Contact:
        return contacts.log(
            shift,
            {
                "received_on": date(2026, 11, 20),
                "intake": "referral",
                "source": "early_years",
                "caller_id": caller.id,
                "adult_id": adult.id,
                "setting_id": setting.id,
                "sector": "ey.nursery",
                "job_role": "nursery_practitioner",
                "category": "physical",
                "summary": 'Tom <b said & "no" when he was lifted by one arm.',
                **values,
            },
        )

    return log_contact


@pytest.fixture
def allegation(shift: Shift, log: Log) -> Contact:
    """A contact that met the threshold today and needs a meeting."""
    contact = log()
    decisions.decide(
        shift,
        contact.id,
        {"outcome": "met_meeting", "criteria": ["harm"], "rationale": "The child was hurt."},
    )
    return contact
