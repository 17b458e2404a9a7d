from importlib.resources import files

import pytest

from lado_desktop.casework.settings import spelling
from lado_desktop.casework.settings.spelling import Mistake, NoSuchWord, Speller, speller
from lado_desktop.casework.shift import Shift


def test_british_words_are_known_and_american_ones_are_not(shift: Shift) -> None:
    known = speller(shift)
    assert known.mistakes("The organisation recognised the child\u2019s colourful behaviour.") == []
    assert known.mistakes("color") == [Mistake(0, "color")]
    assert "colour" in known.suggestions("color")
    assert known.suggestions("safegaurding")[0] == "safeguarding"


def test_a_mistake_says_where_it_is(shift: Shift) -> None:
    text = "See 2627-0001, d.fox@northgate.example:\nHe lifttd her. It\u2019s notd."
    found = speller(shift).mistakes(text)
    assert [each.word for each in found] == ["lifttd", "notd"]
    assert all(text[each.start : each.end] == each.word for each in found)


def test_initials_and_words_of_the_work_are_known(shift: Shift) -> None:
    text = "The LADO rang Ofsted, the DBS, CAMHS and a whistleblower about wellbeing."
    assert speller(shift).mistakes(text) == []


def test_the_services_own_words_are_kept_in_the_vault(shift: Shift) -> None:
    assert not speller(shift).knows("Featherstonehaugh")
    spelling.add_word(shift, "Featherstonehaugh")
    spelling.add_word(shift, "Featherstonehaugh")
    spelling.add_word(shift, "apprx")
    assert spelling.own_words(shift) == ["apprx", "Featherstonehaugh"]
    own = speller(shift)
    assert own.mistakes("Apprx two. Featherstonehaugh\u2019s view.") == []
    spelling.forget_word(shift, "apprx")
    assert spelling.own_words(shift) == ["Featherstonehaugh"]


@pytest.mark.parametrize("word", ["", "two words", "x1", "a" * 61, "<b>"])
def test_what_is_no_word_is_not_added(shift: Shift, word: str) -> None:
    with pytest.raises(NoSuchWord):
        spelling.add_word(shift, word)
    assert spelling.own_words(shift) == []


def test_without_the_dictionary_every_word_is_known() -> None:
    missing = Speller(language="en_XX")
    assert missing.knows("lifttd")
    assert missing.mistakes("lifttd") == []
    assert missing.suggestions("lifttd") == []


def test_the_dictionarys_licence_is_beside_it() -> None:
    folder = files("resources").joinpath("spelling")
    licence = folder.joinpath("en_GB-LICENCE.txt").read_text(encoding="utf-8")
    assert "Kevin Atkinson" in licence
    # Initials are known by their capitals; any other word is listed because it is not known.
    added = [word for word in spelling.words_of_the_work() if not word.isupper()]
    assert added
    assert [word for word in added if Speller().knows(word)] == []
