import pytest

from lado_desktop.domain.practice.practice import practice_from, practice_named, practice_names


def test_the_national_practice_comes_first_and_every_one_can_be_read() -> None:
    names = practice_names()
    assert names[0] == "working_together"
    assert {"bromley", "buckinghamshire", "kent", "leicester_city", "milton_keynes"} < set(names)
    for name in names:
        practice = practice_named(name)
        assert practice.name == name
        assert practice.authority
        assert practice.statements
        assert practice is practice_named(name)


def test_there_is_no_practice_of_another_name() -> None:
    with pytest.raises(KeyError):
        practice_named("atlantis")


def test_a_word_is_the_services_own_else_the_national_one() -> None:
    bromley, kent = practice_named("bromley"), practice_named("kent")
    assert bromley.word("below_threshold") == "Consultation"
    assert kent.word("contact") == "Referral"
    assert kent.word("below_threshold") == practice_named("working_together").word(
        "below_threshold"
    )
    with pytest.raises(KeyError):
        bromley.word("weather")


def test_a_code_is_labelled_in_the_services_own_words_and_in_printed_order() -> None:
    kent = practice_named("kent")
    assert kent.label("contact_outcome", "below_advice") == "Consultation"
    assert kent.label("sector", "edu.primary") == "School, primary"
    assert list(kent.codes("area")) == ["north", "east", "south", "west"]
    assert kent.label("area", "north") == "North"
    assert practice_named("bromley").codes("area") == {}
    # A code that was taken out of a practice's own list is shown as it was kept.
    assert practice_named("bromley").label("area", "north") == "north"


def test_a_consultation_meets_the_threshold_in_one_service_and_not_in_another() -> None:
    outcome = "contact_outcome"
    assert practice_named("milton_keynes").label(outcome, "met_no_meeting") == "Consultation"
    assert practice_named("kent").label(outcome, "below_advice") == "Consultation"


def test_clocks_fall_back_on_the_national_ones_and_can_be_switched_off() -> None:
    bromley = practice_named("bromley")
    assert bromley.clocks["minutes_draft"] == "24 hours"
    assert bromley.clocks["threshold_decision"] == "1 working day"
    assert "targets" not in bromley.clocks
    assert dict(bromley.targets) == {"1 month": 80, "3 months": 90, "12 months": 100}
    assert dict(bromley.local_targets) == {"1 month": 60, "3 months": 90}
    assert practice_named("leicester_city").standards == ("4 weeks", "12 weeks")
    assert practice_named("kent").high_caseload == 90
    about = {"authority": "A", "report": "R", "year_start": [1, 1]}
    off = practice_from("off", {"service": about, "clocks": {"lado_response": ""}})
    assert "lado_response" not in off.clocks
    assert off.year_start == (1, 1)
    assert off.period is None
