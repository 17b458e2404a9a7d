from __future__ import annotations

import random
from datetime import date

import pytest

from db.problem import SheetMistyped
from db.secrets import sheet

KEY = bytes.fromhex("00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef")


def test_the_sheet_has_14_groups_of_4_and_reads_back() -> None:
    groups = sheet.groups(KEY)
    assert [len(group) for group in groups] == [4] * 14
    for typed in (" ".join(groups), "-".join(groups).lower(), "\n".join(groups), "".join(groups)):
        assert sheet.read(typed) == KEY


def test_every_one_of_2000_typing_errors_is_caught() -> None:
    dice = random.Random(5)
    text = "".join(sheet.groups(KEY))
    for _ in range(2000):
        place = dice.randrange(len(text))
        letter = dice.choice([x for x in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" if x != text[place]])
        with pytest.raises(SheetMistyped, match="typing error"):
            sheet.read(text[:place] + letter + text[place + 1 :])


def test_two_groups_in_the_wrong_order_are_caught() -> None:
    groups = sheet.groups(KEY)
    groups[3], groups[4] = groups[4], groups[3]
    with pytest.raises(SheetMistyped):
        sheet.read(" ".join(groups))


def test_a_zero_one_or_eight_is_read_as_the_letter_it_looks_like() -> None:
    key = next(
        bytes([n]) * 32
        for n in range(256)
        if set("OIB") <= set("".join(sheet.groups(bytes([n]) * 32)))
    )
    typed = "".join(sheet.groups(key)).replace("O", "0").replace("I", "1").replace("B", "8")
    assert sheet.read(typed) == key


def test_too_few_letters_are_counted_and_a_foreign_sign_is_placed() -> None:
    groups = sheet.groups(KEY)
    with pytest.raises(SheetMistyped, match="52 were typed"):
        sheet.read(" ".join(groups[:-1]))
    with pytest.raises(SheetMistyped, match="Group 3 has a sign"):
        sheet.read(" ".join([*groups[:2], "AB9C", *groups[3:]]))
    with pytest.raises(SheetMistyped, match="0 were typed"):
        sheet.read("")


def test_the_page_has_the_groups_and_what_to_do_with_them() -> None:
    page = sheet.page(KEY, "abcdef0123456789", date(2026, 11, 22))
    for group in sheet.groups(KEY):
        assert group in page
    assert "22 November 2026" in page
    assert "abcdef01" in page
    assert KEY.hex() not in page
