from typing import Any

from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.meetings import actions
from lado_desktop.casework.people import adults, children, organisations
from lado_desktop.casework.search.picking import name_of, suggest
from lado_desktop.casework.search.search import search
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.time.partial_date import PartialDate


def test_a_changed_family_name_is_kept_and_still_found(shift: Shift, log: Any) -> None:
    contact = log()
    adult = open_contact(shift, contact.id).adult
    assert adult is not None
    adults.amend(shift, adult.id, adult.version, {"family_name": "Nguyễn"})
    (found,) = suggest(shift, "adult", "o'suill")
    assert found.label == "Wren Nguyễn"
    assert "formerly Ó Súilleabháin" in found.detail
    assert contact.reference in found.detail
    assert [each.id for each in suggest(shift, "adult", "nguyen")] == [adult.id]


def test_an_adult_shows_every_contact_and_every_role(shift: Shift, log: Any) -> None:
    first, second = log(), log(category="emotional")
    assert first.adult_id is not None
    adults.add_role(
        shift, first.adult_id, {"job_role": "scout_leader", "started": PartialDate(2021)}
    )
    file = adults.open_adult(shift, first.adult_id)
    assert [line.reference for line in file.contacts] == [second.reference, first.reference]
    assert [role.job_role for role in file.roles] == ["scout_leader"]


def test_a_child_is_involved_with_a_part(shift: Shift, allegation: Contact) -> None:
    children.involve(shift, allegation.id, {"name": "A.B.", "part": "Said to be harmed"})
    ((involved, child),) = open_contact(shift, allegation.id).children
    assert (child.name, involved.part) == ("A.B.", "Said to be harmed")
    child_again = children.amend(shift, child.id, child.version, {"home_authority": "Kent"})
    assert child_again.home_authority == "Kent"


def test_a_setting_is_found_and_named(shift: Shift) -> None:
    setting = organisations.add(shift, {"name": "St Anne's School", "sector": "edu.primary"})
    for typed in ("st annes", "annes sch", "ST ANNE'S"):
        assert [each.id for each in suggest(shift, "organisation", typed)] == [setting.id]
    assert name_of(shift, "organisation", setting.id) == "St Anne's School"
    assert suggest(shift, "organisation", setting.name)[0].detail == "School, primary"


def test_search_opens_the_record_behind_each_hit_once(shift: Shift, allegation: Contact) -> None:
    children.involve(shift, allegation.id, {"name": "Zebedee"})
    assert [(each.kind, each.id) for each in search(shift, "zebedee")] == [
        ("contact", allegation.id)
    ]
    assert [each.id for each in search(shift, allegation.reference)] == [allegation.id]
    assert {each.kind for each in search(shift, "northgate")} == {"organisation"}
    summary = {"summary": "Lifted, lifted, lifted."}
    contacts.amend(
        shift, allegation.id, open_contact(shift, allegation.id).contact.version, summary
    )
    actions.add(
        shift, allegation.id, {"text": "Ask at length who else saw that and how he was lifted"}
    )
    (lifted,) = search(shift, "lifted")
    assert lifted.id == allegation.id
    assert lifted.detail.startswith("20 November 2026"), "it says why the best hit was found"
    assert search(shift, '"; DROP') == []
