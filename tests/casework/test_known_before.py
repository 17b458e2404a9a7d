from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from lado_desktop.casework.contacts import contacts, findings
from lado_desktop.casework.contacts.contact_file import open_contact
from lado_desktop.casework.known.before import look, with_look
from lado_desktop.casework.known.record import LINES_SHOWN, KnownRecord, Typed
from lado_desktop.casework.people import adults, organisations
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.today import drafts
from lado_desktop.domain.kinds.adult import Adult
from lado_desktop.domain.kinds.contact import CONTACT_FORM, Contact
from lado_desktop.domain.kinds.officer import Officer
from lado_desktop.domain.kinds.organisation import Organisation
from lado_desktop.domain.record import new_id
from lado_desktop.domain.time.partial_date import PartialDate
from tests import beneath


def _person(shift: Shift, given: str | None, family: str, **more: Any) -> Adult:
    return adults.add(shift, {"given_names": given, "family_name": family, **more})


def _named(shift: Shift, name: str, **more: Any) -> list[KnownRecord]:
    return [each for each in look(shift, Typed(name, **more)).found if each.kind == "adult"]


@pytest.mark.parametrize(
    "given, family, typed, why",
    [
        ("Wren", "Ó Súilleabháin", "wren osuilleabhain", "same name"),
        ("Wren", "Ó Súilleabháin", "O Suille", "same name"),
        ("Mohammed", "Ali", "Muhammad Aly", "sounds like"),
        ("Catherine", "Smythe", "Kathryn Smith", "sounds like"),
        ("Catherine", "Smythe", "Kate Smythe", "short form"),
        ("Siobhan", "O'Brien", "Shivaun OBrien", "short form"),
        ("Łukasz", "Kowalski", "Lukasz Kowalsky", "sounds like"),
        ("Jayesh", "Patel", "J Patel", "same initial"),
        (None, "Featherstonehaugh", "Ann Featherstonehough", "sounds like"),
        ("Bartholomew", "Quilliam", "Mr Quilliam", "same name"),
        ("Keziah", "Pemberton-Ali", "Alun Pemberton-Ali", "part of the name"),
        ("Tomasz", "Wolanczyk", "tom wolanczik", "sounds like"),
        ("Grace", "Adeyemi", "Grase Adeyemmi", "sounds like"),
        ("Hollis", "Trevanion", "Holis Trevanyon", "sounds like"),
    ],
)
def test_a_name_is_known_again_however_it_is_heard(
    shift: Shift, given: str | None, family: str, typed: str, why: str
) -> None:
    _person(shift, "Ottoline", "Grubb")
    made = _person(shift, given, family)
    (found,) = _named(shift, typed)
    assert found.id == made.id
    assert why in found.why


def test_who_is_quite_another_is_not_shown(shift: Shift) -> None:
    _person(shift, "Barry", "Mack")
    _person(shift, "Catherine", "Jones")
    assert _named(shift, "Mary Black") == []
    assert _named(shift, "Kathryn Smith") == []
    assert look(shift, Typed("x")).found == ()


def test_former_names_and_names_people_go_by_say_so(shift: Shift) -> None:
    bride = _person(shift, "Nell", "Harcourt")
    bride = adults.amend(shift, bride.id, bride.version, {"family_name": "Vane"})
    _person(shift, "Robert", "Zielinski", known_as="Ziggy")
    assert _named(shift, "Nell Harcourt")[0].why == ("previous surname",)
    assert _named(shift, "Nel Harcort")[0].why[0] == "previous surname"
    assert _named(shift, "ziggy")[0].why == ("known as",)


def test_the_closest_come_first(shift: Shift) -> None:
    _person(shift, "Kathleen", "Smith")
    same = _person(shift, "Kate", "Smith")
    sounds = _person(shift, "Catherine", "Smythe")
    found = _named(shift, "Kate Smith")
    assert found[0].id == same.id
    assert found[-1].id == sounds.id
    assert [each.closeness for each in found] == sorted(
        (each.closeness for each in found), reverse=True
    )


def test_the_same_birth_date_is_found_alone_and_sets_namesakes_apart(shift: Shift) -> None:
    one = _person(shift, "Ada", "Finch", born=PartialDate(1980, 5, 14))
    other = _person(shift, "Ada", "Finch", born=PartialDate(1991, 1, 2))
    found = look(shift, Typed(born=PartialDate(1980, 5, 14))).found
    assert [(each.id, each.why) for each in found] == [(one.id, ("same date of birth",))]
    both = _named(shift, "Ada Finch", born=PartialDate(1991, 1, 2))
    assert [each.id for each in both] == [other.id, one.id]
    assert both[0].why == ("same name", "same date of birth")
    assert look(shift, Typed(born=PartialDate(1980))).found == ()


def test_a_setting_shows_what_came_in_about_it_and_brings_its_people_nearer(
    shift: Shift, log: Any
) -> None:
    contact = log()
    setting_id = open_contact(shift, contact.id).contact.setting_id
    (place,) = look(shift, Typed(setting="northgate nurs")).found
    assert (place.kind, place.why) == ("organisation", ("same setting",))
    assert (place.contacts[0].reference, place.contacts_in_all) == ("2627-0001", 1)
    organisations.add(shift, {"name": "Southgate School"})
    assert len(look(shift, Typed(setting_id=setting_id)).found) == 1
    (wren,) = _named(shift, "wren", setting_id=setting_id)
    assert wren.why == ("same name", "same setting")


def test_a_nameless_contact_is_found_by_its_description_and_by_what_was_said(
    shift: Shift, log: Any
) -> None:
    described = log(adult_id=None, described_as="Mr Kowalczyk who coaches on Tuesdays")
    spoken = log(summary="She said that Kowalczyk was there too.")
    found = [each for each in look(shift, Typed("Kowalchick")).found if each.kind == "contact"]
    assert [each.id for each in found] == [described.id]
    both = [each for each in look(shift, Typed("kowalczyk")).found if each.kind == "contact"]
    assert [(each.id, each.why[0]) for each in both] == [
        (described.id, "described in a nameless contact"),
        (spoken.id, "named in what was said"),
    ]
    assert look(shift, Typed("coaches")).found[0].id == described.id


def test_a_reference_is_known_in_whole_and_as_far_as_it_goes(shift: Shift, log: Any) -> None:
    contact = log()
    (found,) = look(shift, Typed(reference="2627 0001")).found
    assert (found.id, found.why) == (contact.id, ("same reference",))
    assert look(shift, Typed(reference="2627")).found[0].why == ("reference begins so",)


def test_reference_day_setting_and_finding_are_beside_the_name(
    shift: Shift, allegation: Contact
) -> None:
    findings.conclude(
        shift,
        allegation.id,
        {"finding": "unsubstantiated", "found_on": shift.today, "rationale": "Not enough."},
    )
    (wren,) = _named(shift, "wren")
    (line,) = wren.contacts
    assert (line.reference, line.received_on) == ("2627-0001", date(2026, 11, 20))
    assert (line.setting, line.finding) == ("Northgate Nursery", "Unsubstantiated")


def test_a_contact_in_error_is_known_no_more(shift: Shift, log: Any) -> None:
    contact = log(adult_id=None, described_as="The caretaker Pomfrey")
    contacts.record_in_error(shift, contact.id, "Rang about another authority.")
    assert look(shift, Typed("pomfrey")).found == ()
    assert look(shift, Typed(reference="2627-0001")).found == ()


def test_a_busy_setting_leaves_the_lines_of_its_neighbour_to_be_seen(shift: Shift) -> None:
    """A contact that is not shown is a link that is missed."""
    infants = organisations.add(shift, {"name": "Northgate Infants"})
    juniors = organisations.add(shift, {"name": "Northgate Juniors"})

    def came_in(setting: Organisation, day: int) -> Contact:
        return contacts.log(
            shift,
            {"received_on": date(2026, 11, day), "intake": "enquiry", "setting_id": setting.id},
        )

    quiet = [came_in(infants, day) for day in (2, 3)]
    with shift.act("contact.log") as session:
        session.add_all(
            Contact(
                reference=f"B{number}",
                received_on=date(2026, 11, 20),
                intake="enquiry",
                setting_id=juniors.id,
            )
            for number in range(505)
        )
    found = {each.title: each for each in look(shift, Typed(setting="Northgate")).found}
    told = found["Northgate Infants"]
    assert [line.reference for line in told.contacts] == [each.reference for each in quiet[::-1]]
    assert told.contacts_in_all == 2
    busy = found["Northgate Juniors"]
    assert (len(busy.contacts), busy.contacts_in_all) == (LINES_SHOWN, 505)
    page = organisations.contacts_of(shift, juniors.id)
    assert (len(page.lines), page.in_all) == (500, 505)
    assert page.left_out == "The newest 500 of 505 are shown. The list of contacts has every one."


def test_what_was_searched_is_kept_with_the_contact_and_the_result_is_left_to_the_officer(
    shift: Shift, log: Any
) -> None:
    looked = look(shift, Typed("Zebedee Marchbanks", "Hilltop Stables"))
    contact = contacts.log(
        shift,
        with_look(
            {"received_on": shift.today, "intake": "enquiry"}, [looked, look(shift, Typed())]
        ),
    )
    assert contact.history_result is None
    assert contact.history_note == (
        "Searched on 23 November 2026 at 09:05 for Zebedee Marchbanks, Hilltop Stables. "
        "Compared with the adults, the settings and the contacts about nobody named yet in this "
        "vault, with spellings that sound alike. No match found."
    )


def test_what_is_known_is_named_and_left_to_the_officer(shift: Shift, log: Any) -> None:
    log()
    looked = look(shift, Typed("Wren Osullivan"))
    values = with_look({"history_note": "Asked HR."}, [looked])
    assert "history_result" not in values
    assert values["history_note"].startswith("Asked HR.\nSearched on 23 November")
    assert values["history_note"].endswith("1 found, 2627-0001.")
    chosen = with_look({"history_result": "relevant"}, [look(shift, Typed("Zebedee"))])
    assert chosen["history_result"] == "relevant"


def test_what_was_added_since_the_call_began_is_not_counted_as_known(
    shift: Shift, log: Any
) -> None:
    _person(shift, "Mohamed", "Aly")
    began = new_id()
    _person(shift, "Mohammed", "Ali")
    organisations.add(shift, {"name": "Oakfield Primary School"})
    typed = Typed("Mohammed Ali", "Oakfield Primary")
    looked = look(shift, typed, since=began)
    assert {each.title: each.why for each in looked.found if each.is_new} == {
        "Mohammed Ali": ("added during this call",),
        "Oakfield Primary School": ("added during this call",),
    }
    assert [each.title for each in looked.known] == ["Mohamed Aly"]
    assert looked.words.endswith(" 1 found, without a contact.")
    new = look(shift, Typed(setting="Oakfield Primary"), since=began)
    assert new.words.endswith(" No match found.")


def test_what_a_colleague_added_since_the_call_began_was_known(shift: Shift) -> None:
    officer = Officer(name="Ambrose Teale", role="lado")
    with shift.act("officer.add_all") as session:
        session.add(officer)
    colleague = replace(shift, officer=officer)
    drafts.save(shift, CONTACT_FORM.name, None, {"place": "The hall"}, id=(began := new_id()))
    person = _person(colleague, "Mohammed", "Ali")
    organisations.add(colleague, {"name": "Oakfield Primary School"})
    mine = _person(shift, "Muhammad", "Aly")
    looked = look(shift, Typed("Mohammed Ali", "Oakfield Primary"), since=began)
    assert [each.id for each in looked.found if each.is_new] == [mine.id]
    assert looked.words.endswith(" 2 found, without a contact.")
    adults.amend(shift, person.id, person.version, {"known_as": "Mo"})
    looked = look(shift, Typed("Mohammed Ali"), since=began)
    assert [each.id for each in looked.known] == [person.id]


def test_who_has_a_contact_by_now_is_known_though_added_since_the_call_began(
    shift: Shift, log: Any
) -> None:
    began = new_id()
    contact = log(adult_id=_person(shift, "Mohammed", "Ali").id)
    looked = look(shift, Typed("Mohammed Ali"), since=began)
    assert looked.words.endswith(f" 1 found, {contact.reference}.")


def test_two_forms_of_one_call_began_with_the_first(shift: Shift, log: Any) -> None:
    assert drafts.oldest_call(shift) is None
    first, second = new_id(), new_id()
    drafts.save(shift, CONTACT_FORM.name, log().id, {"place": "The hall"}, id=new_id())
    assert drafts.oldest_call(shift) is None, "that one is logged"
    drafts.save(shift, CONTACT_FORM.name, second, {"place": "The yard"}, id=second)
    drafts.save(shift, CONTACT_FORM.name, None, {"place": "The hall"}, id=first)
    assert drafts.oldest_call(shift) == first
    drafts.drop(shift, CONTACT_FORM.name, None)
    assert drafts.oldest_call(shift) == second


def test_names_are_found_as_they_are_after_a_change(shift: Shift) -> None:
    person = _person(shift, "Shaun", "Rhydderch")
    adults.amend(shift, person.id, person.version, {"given_names": "Gethin", "previous_names": ""})
    assert _named(shift, "Sean Rytherch") == []
    assert _named(shift, "Gethin Rytherch") != []


def test_a_name_that_nobody_has_takes_few_statements(shift: Shift) -> None:
    _person(shift, "Ottoline", "Grubb")
    asked: list[str] = []
    event.listen(
        beneath.readers(shift.store),
        "before_cursor_execute",
        lambda _1, _2, statement, *_: asked.append(statement),
    )
    assert look(shift, Typed("Zbigniew Quarles")).found == ()
    about = [each for each in asked if each.startswith("SELECT")]
    # The names of adults and of contacts without one, the summaries, and what is restricted.
    assert 3 <= len(about) <= 5
