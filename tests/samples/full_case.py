"""One invented case in which every field is filled that the practice service leaves empty."""

from __future__ import annotations

from datetime import date

from lado_desktop.casework.contacts import (
    allegations,
    closing,
    contacts,
    decisions,
    findings,
    restrictions,
)
from lado_desktop.casework.people import adults, children, organisations
from lado_desktop.demo.invented.diary import Diary, Life
from lado_desktop.demo.invented.lookup import allegation_version
from lado_desktop.domain.time.partial_date import PartialDate

_SETTING = {
    "name": "Fernbank Lodge",
    "sector": "res.private",
    "area": "oakham_vale",
    "urn": "SC900001",
    "address": "2 Fernbank Lane, Oakham Vale",
    "telephone": "01632 960444",
    "note": "Six young people live there.",
}
_ADULT = {
    "given_names": "Casimir",
    "family_name": "Thistlewood",
    "born": PartialDate(1981, 6),
    "gender": "Male",
    "ethnicity": "White British",
    "disability": "None",
    "address": "7 Quay Steps, Oakham Vale",
    "registration": "SW100001",
    "regulator": "swe",
}
_ROLE = {
    "sector": "youth",
    "job_role": "residential_worker",
    "employment_basis": "agency",
    "started": PartialDate(2019),
    "note": "Nights only",
}
_CHILD = {
    "name": "R.",
    "part": "Said to be harmed",
    "born": PartialDate(2013, 2, 9),
    "gender": "Female",
    "ethnicity": "Not said",
    "home_authority": "Oakham Vale",
    "placing_authority": "Larkspur Hill",
    "communication": "Signs",
    "social_worker": "Nesta Trueblood",
    "note": "Lives at the lodge.",
}


def full_case(diary: Diary) -> Life:
    """An enquiry that came back as a referral, was restricted for a while, worked and closed."""
    yield diary.at(date(2025, 6, 3), 10)
    setting = organisations.add(diary.shift, _SETTING)
    adult = adults.add(diary.shift, _ADULT)
    role = adults.add_role(diary.shift, adult.id, {"organisation_id": setting.id, **_ROLE})
    adults.amend_role(diary.shift, role.id, role.version, {"ended": PartialDate(2023, 5)})
    about = {"adult_id": adult.id, "setting_id": setting.id, "sector": "res.private"}
    received = {"received_on": diary.today, "source": "health", "category": "physical"}
    enquiry = contacts.log(diary.shift, {**about, **received, "intake": "enquiry"})
    yield diary.after(1)
    again = contacts.follow_up(diary.shift, enquiry.id, {"received_on": diary.today})
    children.involve(diary.shift, again.id, _CHILD)
    contacts.log_another_adult(
        diary.shift, again.id, {"described_as": "A night worker, not named", "category": "neglect"}
    )
    officer = diary.shift.officer.id
    restrictions.restrict(diary.shift, again.id, [officer], "His sister works in this office.")
    yield diary.after(1)
    restrictions.lift(diary.shift, again.id)
    met = {"outcome": "met_no_meeting", "criteria": ["harm", "risk"], "rationale": "She was hurt."}
    decisions.decide(diary.shift, again.id, met)
    yield diary.after(2)
    version = allegation_version(diary.shift, again.id)
    learning = {"regulator_status": "notified", "learning": "Two adults on every night shift."}
    allegations.amend(diary.shift, again.id, version, learning)
    yield diary.after(40)
    concluded = {
        "found_on": diary.today,
        "finding": "substantiated",
        "rationale": "Two accounts agree.",
        "agreed_with": "The provider, by e-mail",
        "employers_view": "The provider found the same.",
        "dissent": "None.",
    }
    findings.conclude(diary.shift, again.id, concluded)
    ended = {"outcome": "dismissed", "happened_on": diary.today, "detail": "After a hearing"}
    allegations.add_employment_outcome(diary.shift, again.id, ended)
    referred = {
        "body": "dbs",
        "made_by": "employer",
        "legal_duty": True,
        "advised_on": diary.today,
        "made_on": diary.today,
        "body_reference": "D-1",
        "result": "Received",
    }
    allegations.add_onward_referral(diary.shift, again.id, referred)
    yield diary.after(3)
    closing.close(diary.shift, again.id, diary.today, "Nothing is left to do.")
