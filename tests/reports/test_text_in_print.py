"""Text comes out of the file as it went in, in every script and however hostile."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lado_desktop.reports.blocks import Bullets, Column, Facts, Heading, Prose, Row, Table
from lado_desktop.reports.pdf.fonts import CHAINS, FOLDER, MISSING, glyph
from lado_desktop.reports.pdf.lines import paragraphs, set_lines
from lado_desktop.reports.pdf.script import clean, turned

Print = Callable[..., Any]

NAMES = ["Łukaszewicz", "Ó Súilleabháin", "Nguyễn", "Παπαδοπούλου", "Ковальчук", "محمد", "שלום"]
HOSTILE = [
    'Tom <b said & "no"',
    "<b>bold</b> &amp; &lt;i&gt;",
    "<img src='/etc/hostname'/>",
    '<para><font color="[[[getattr(pow, Word) for Word in [1]]]"></font></para>',
    "<a href='javascript:x'>press</a>",
    "]]> <!-- ( \\ ) % {0} {title} $x \\( EMC ET endstream",
]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_found_by_a_reader_and_by_a_screen_reader(
    printed: Print, name: str
) -> None:
    table = Table(
        "", (Column("Name"),), (Row((name,)), Row((name,), "total"), Row((name,), "also"))
    )
    result = printed(Heading(name), Prose(name), Facts([("Name", name)]), Bullets([name]), table)
    assert result.text.count(name) == 7
    assert [found.text for found in result.tree.all("H2", "LBody", "TD")] == [name] * 6


@pytest.mark.parametrize("text", HOSTILE)
def test_mark_up_prints_as_typed(printed: Print, text: str) -> None:
    table = Table(text, (Column(text),), (Row((text,)),), note=text)
    result = printed(Heading(text), Prose(text), Facts([(text, text)]), Bullets([text]), table)
    for found in result.tree.all("H2", "P", "TH", "TD", "LBody", "Caption")[2:]:
        assert squeezed(found.text) == squeezed(text)
    assert "/XObject" not in result.file.pages[0].Resources
    assert "/Annots" not in result.file.pages[0]


LETTERS = st.characters(
    min_codepoint=0x20, max_codepoint=0x52F, exclude_categories=["Cc", "Cs", "Cn", "Mn", "Me"]
)
PIECES = st.sampled_from(
    ["<b", "</b>", "&", "&amp;", '"', "'", "<para>", "\\", "(", ")", "\n", " "]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES | LETTERS, min_size=1, max_size=60).map("".join))
def test_any_text_prints_as_typed(printed: Print, text: str) -> None:
    text = f"a{text}z"
    result = printed(Prose(text), Table("", (Column("C"),), (Row((text,)),)))
    typed = squeezed(unicodedata.normalize("NFC", text)).replace("\xad", "")
    prose = "".join(found.text for found in result.tree.all("P")[2:])
    assert squeezed(prose).replace("\xad", "") == typed
    assert squeezed(result.tree.all("TD")[0].text).replace("\xad", "") == typed


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=[]), max_size=80))
def test_no_text_at_all_stops_a_document(printed: Print, text: str) -> None:
    blocks = (Prose(text), Facts([(text, text)]), Heading(text), Bullets([text]))
    result = printed(*blocks, title=text, reference=text, printed_by=text, anchor=text)
    assert result.pages
    assert [found.tag for found in result.tree.all("H1", "TH", "H2", "LBody")] == [
        "H1", "TH", "H2", "LBody",
    ]  # fmt: skip


def test_a_character_no_font_has_is_a_square_but_is_found_as_typed(printed: Print) -> None:
    (line,) = set_lines("Name 你好 end", "regular", 10, 500)
    assert line.drawn == f"Name {MISSING}{MISSING} end"
    result = printed(Prose("Name 你好 end"))
    assert "Name 你好 end" in result.text


def test_joined_letters_and_far_characters_are_told_as_what_they_are(printed: Print) -> None:
    fonts = printed(Prose("محمد"), Prose("𝔸")).file.pages[0].Resources.Font.values()
    codes = {
        str(font.BaseFont).split("+")[1]: font.ToUnicode.read_bytes().decode() for font in fonts
    }
    assert "<0645>" in codes["NotoSansArabic-Regular"]
    assert "<FEE3>" not in codes["NotoSansArabic-Regular"]
    assert "<D835DD38>" in codes["DejaVuSans"]


def test_signs_that_come_in_with_pasted_text_are_printed(printed: Print) -> None:
    text = "→ ≥ 3 ✓ ☐ ½ £5 “quoted” ‘it’ – — … • €"
    (line,) = set_lines(text, "regular", 10, 500)
    assert MISSING not in line.drawn
    assert text in printed(Prose(text)).text


@pytest.mark.parametrize("face", list(CHAINS))
def test_every_face_has_the_square_and_every_font_has_a_licence(face: Any) -> None:
    assert glyph(MISSING, face) is not None
    for name in CHAINS[face]:
        assert (FOLDER / f"{name}.ttf").is_file()
    assert "SIL Open Font License" in (FOLDER / "NotoSans-OFL.txt").read_text(encoding="utf-8")
    assert "Bitstream" in (FOLDER / "DejaVuSans-LICENCE.txt").read_text(encoding="utf-8")


def test_a_wrapped_line_in_arabic_is_turned_after_it_is_broken(printed: Print) -> None:
    text = " ".join(["محمد", "قال", "نعم"] * 30)
    first, *rest = set_lines(text, "regular", 10, 200)
    assert first.typed.startswith("محمد قال")
    assert first.drawn == turned_whole(first.typed)
    assert rest
    result = printed(Prose(text))
    paragraph = result.tree.all("P")[2]
    assert " ".join(paragraph.text.split()) == text


def turned_whole(typed: str) -> str:
    (line,) = set_lines(typed.strip(), "regular", 10, 1e6)
    return line.drawn


def test_an_english_sentence_that_begins_with_an_arabic_name_runs_from_the_left() -> None:
    (line,) = set_lines("محمد said no (שלום).", "regular", 10, 500)
    assert line.drawn.endswith(" said no (םולש).")
    assert not line.right_to_left


def test_brackets_in_hebrew_face_the_other_way() -> None:
    assert turned("(שלום)", base_right_to_left=True) == "(םולש)"


def test_marks_that_turn_text_round_unseen_are_left_out() -> None:
    assert clean("pay\u202eabc\u2066 \u200fx") == "payabc \u200fx"


def test_every_kind_of_line_break_is_one_and_blank_lines_part_paragraphs(printed: Print) -> None:
    assert paragraphs("One\r\ntwo\u2028three\n \n\n\nFour\x00\n") == ["One\ntwo\nthree", "Four"]
    result = printed(Prose("One\ntwo\n\nThree"))
    assert [found.text for found in result.tree.all("P")[2:]] == ["Onetwo", "Three"]
    assert "One\ntwo\nThree" in result.text


@pytest.mark.parametrize("letter", ["x", "W", "م", "你"])
def test_a_word_longer_than_the_line_is_broken_and_nothing_is_lost(
    printed: Print, letter: str
) -> None:
    word = letter * 700
    lines = set_lines(word, "regular", 10.5, 480)
    assert "".join(line.typed for line in lines) == word
    assert all(line.width <= 480 for line in lines)
    table = Table("", (Column("A"), Column("B", 9)), (Row((word, "b")),))
    result = printed(Prose(word), table)
    assert squeezed(result.tree.all("TD")[0].text) == word


def test_lines_break_at_spaces_and_keep_every_character() -> None:
    text = "The OFFICIAL-SENSITIVE record,  with  double spaces, was made in 2021/22 or later."
    lines = set_lines(text, "regular", 10, 90)
    assert "".join(line.typed for line in lines) == text
    assert all(line.width <= 90 for line in lines)
    assert not any(line.typed.endswith("2021/") for line in lines)
