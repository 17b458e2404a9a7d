"""Files that are not what they should be: each is answered by a sentence, and nothing goes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from lado_desktop.casework.imports import importing
from lado_desktop.casework.imports.file import FileRefused
from lado_desktop.casework.shift import Shift

HEAD = "reference,received_on,adult_family_name,outcome,decided_on,finding,concluded_on,closed_on"
SECRET = "Marker-Surname"

WHOLE_FILES = {
    "an unknown column": (b"reference,received_on,favourite colour\nA-1,2022-01-01,x", "favourite"),
    "a missing column": (b"reference,sector\nA-1,edu.primary", 'no column "received_on"'),
    "a column that stands twice": (
        b"reference,received_on,sector,sector\nA-1,2022-01-01,,",
        "twice",
    ),
    "a column without a name": (b"reference,,received_on\nA-1,,2022-01-01", "Column 2"),
    "Latin-1": ("reference,received_on,summary\nA-1,2022-01-01,Zoë".encode("latin-1"), "Line 2"),
    "UTF-16": ("reference,received_on\nA-1,2022-01-01".encode("utf-16"), "UTF-16"),
    "UTF-16 that does not say so": ("reference,received_on\nA-1".encode("utf-16-le"), "not a text"),
    "a packed file that broke off": (b"PK\x03\x04 and more", "packed file .* damaged"),
    "a picture": (b"\x89PNG\r\n\x1a\n\xff\xfe\x00", "a picture, not a CSV"),
    "nothing at all": (b"", "empty"),
    "a quotation mark left open": (
        b'reference,received_on\nA-1,"2022-01-01\nA-2,2022-01-01',
        "Row 2",
    ),
    "semicolons for commas": (
        b"reference;received_on\nA-1;2022-01-01",
        "by semicolons. Save it with",
    ),
    "tabs for commas": (b"Ref\tDate\nA-1\t2022-01-01", "separated by tabs"),
    "a head row alone": (b"reference,received_on\n", "no rows below them"),
    "a head row and empty rows": (
        b"reference,received_on\n" + b",,\r\n" * 99,
        "no rows below them",
    ),
    "an empty first row": (
        b",,\nreference,received_on\nA,2022-01-01",
        "first row of the file is empty",
    ),
    "a million empty rows": (
        b"reference,received_on\n" + b"\n" * 1_000_000 + b"A-1,2022-01-01",
        "20,000 empty rows",
    ),
    "too many columns": (b",".join([b"x"] * 201), "200 columns"),
    "too many rows": (b"reference,received_on\n" + b"A,2022-01-01\n" * 20_001, "20,000"),
}

ROWS = {
    "a day that is none": ("A-1,2022-02-31,,,,,,", "received_on", "2022-02-31 is not a real date"),
    "a day written otherwise": ("A-1,31/02/2022,,,,,,", "received_on", "31/02/2022 is not a real"),
    "a name where a day should be": (
        f"A-1,{SECRET},,,,,,",
        "received_on",
        "this is not a day",
    ),
    "a day to come": ("A-1,2030-01-01,,,,,,", "received_on", "future"),
    "no day received": ("A-1,,,,,,,", "received_on", "needed"),
    "no reference": (",2022-01-01,,,,,,", "reference", "needed"),
    "a long reference": (f"{'A' * 41},2022-01-01,,,,,,", "reference", "40 characters"),
    "an unknown code": (f"A-1,2022-01-01,,{SECRET},,,,", "outcome", "not a code of the list"),
    "a missing cell": ("A-1,2022-01-01,,,,", "", "6 cells"),
    "a cell too many": ("A-1,2022-01-01,,,,,,,x", "", "9 cells"),
    "a NUL": ("A-1,2022-01-01,a\0b,,,,,", "adult_family_name", "NUL"),
    "a formula": ("A-1,2022-01-01,=1+1,,,,,", "adult_family_name", "formula"),
    "a formula behind a plus": ("A-1,2022-01-01,+cmd|x!A0,,,,,", "adult_family_name", "formula"),
    "a formula behind an at": ("A-1,2022-01-01,@SUM(A1),,,,,", "adult_family_name", "formula"),
    "a megabyte in a cell": (
        f"A-1,2022-01-01,{'x' * 10**6},,,,,",
        "adult_family_name",
        "1,000,000",
    ),
    "a name of 201 letters": (f"A-1,2022-01-01,{'x' * 201},,,,,", "adult_family_name", "200"),
    "decided before received": ("A-1,2022-02-01,,check,2022-01-31,,,", "decided_on", "before"),
    "closed before concluded": (
        "A-1,2022-01-01,,met_meeting,2022-01-02,false,2022-03-01,2022-02-28",
        "closed_on",
        "before the day concluded",
    ),
    "a finding below the threshold": (
        "A-1,2022-01-01,,below_advice,2022-01-02,false,2022-03-01,",
        "finding",
        "meets the threshold",
    ),
    "a finding on nothing decided": (
        "A-1,2022-01-01,,,,false,2022-03-01,",
        "finding",
        "meets the threshold",
    ),
    "a finding without its day": (
        "A-1,2022-01-01,,met_meeting,2022-01-02,false,,",
        "concluded_on",
        "needs the day",
    ),
    "a day decided without its outcome": ("A-1,2022-01-01,,,2022-01-02,,,", "outcome", "needs"),
}


@pytest.mark.parametrize("what", WHOLE_FILES)
def test_a_file_that_is_none_is_refused_as_a_whole(shift: Shift, tmp_path: Path, what: str) -> None:
    content, words = WHOLE_FILES[what]
    path = tmp_path / "tracker.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=words):
        importing.check(shift, path, "contacts")


HEADLESS = {
    "a list of names": f"{SECRET},1980-02-01\nMarlow,1981-03-02",
    "a record with semicolons": f"{SECRET};1980-02-01\nMarlow;1981-03-02",
    "accounts of a system": f"{SECRET}:x:0:0:{SECRET}:/home:/bin/sh",
    "a record with one word that is a column's": f"A-1,2022-01-01,{SECRET},reference,{SECRET}",
    "a letter": f"Dear {SECRET},\n\nthe rota, as agreed.",
}


@pytest.mark.parametrize("what", HEADLESS)
def test_a_first_row_that_is_no_head_row_is_not_repeated(
    shift: Shift, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "tracker.csv"
    path.write_text(HEADLESS[what], encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        importing.check(shift, path, "contacts")
    assert SECRET not in str(refused.value)
    assert "1980" not in str(refused.value)


OTHERWISE = "is not written as wanted."
DAYS = {
    "06/04/2021": f"06/04/2021 {OTHERWISE} If it is 6 April 2021, write 2021-04-06.",
    "6.4.21": f"6.4.21 {OTHERWISE} If it is 6 April 2021, write 2021-04-06.",
    "2021/04/06": f"2021/04/06 {OTHERWISE} If it is 6 April 2021, write 2021-04-06.",
    "14-May-21": f"14-May-21 {OTHERWISE} If it is 14 May 2021, write 2021-05-14.",
    "3rd June 2021": f"3rd June 2021 {OTHERWISE} If it is 3 June 2021, write 2021-06-03.",
    "2021-05-14 00:00:00": f"2021-05-14 00:00:00 {OTHERWISE} If it is 14 May 2021, "
    "write 2021-05-14.",
    "04/28/2021": f"04/28/2021 {OTHERWISE} If it is 28 April 2021, write 2021-04-28.",
    "1/13/2022": f"1/13/2022 {OTHERWISE} If it is 13 January 2022, write 2022-01-13.",
    "1-13-22": f"1-13-22 {OTHERWISE} If it is 13 January 2022, write 2022-01-13.",
    "2/31/2022": "2/31/2022 is not a real date; days are written as 2022-02-28.",
    "18264": "18264 is Excel's number for a day. If it is 1 January 1950, write 1950-01-01.",
    "18263": "this is not a day; days are written as 2022-02-28.",
    "46349": "46349 is Excel's number for a day. If it is 23 November 2026, write 2026-11-23.",
    "46350": "this is not a day; days are written as 2022-02-28.",
    "00042": "this is not a day; days are written as 2022-02-28.",
    "44292": "44292 is Excel's number for a day. If it is 6 April 2021, write 2021-04-06.",
    "31/04/2021": "31/04/2021 is not a real date; days are written as 2022-02-28.",
    "2021-02-30": "2021-02-30 is not a real date; days are written as 2022-02-28.",
    "07700 900123": "this is not a day; days are written as 2022-02-28.",
    "12 Marlow 2021": "this is not a real date; days are written as 2022-02-28.",
    "tbc": "this is not a day; days are written as 2022-02-28.",
}


@pytest.mark.parametrize("written", DAYS)
def test_a_day_that_is_written_otherwise_is_told_how_to_write_it(
    shift: Shift, tmp_path: Path, written: str
) -> None:
    path = tmp_path / "tracker.csv"
    path.write_text(f"reference,received_on\nA-1,{written}", encoding="utf-8")
    (problem,) = importing.check(shift, path, "contacts").problems
    assert str(problem) == f"Row 2, received_on: {DAYS[written]}"


@pytest.mark.parametrize("written", ["06/04/2021", "6.4.21", "1/13/2022", "44292", "51234"])
def test_a_day_that_may_still_come_is_reported_in_the_same_words(
    shift: Shift, tmp_path: Path, written: str
) -> None:
    path = tmp_path / "requests.csv"
    path.write_text(
        f"reference,received_on,due_on\nA-1,{written},\nA-2,2021-01-04,{written}", encoding="utf-8"
    )
    came, may_come = importing.check(shift, path, "requests").problems
    assert (came.column, may_come.column) == ("received_on", "due_on")
    assert came.sentence == may_come.sentence
    assert (written in may_come.sentence) is (written != "51234")


def test_empty_lines_at_the_end_are_not_read(shift: Shift, tmp_path: Path) -> None:
    path = tmp_path / "tracker.csv"
    rows = b'reference,received_on,summary\r\nA-1,2022-01-01,"Two\r\n\r\n"\r\nA-2,2022-01-02,\r\n'
    path.write_bytes(rows + b",,\r\n" * 1_000_000)
    checked = importing.check(shift, path, "contacts")
    assert [row.values["reference"] for row in checked.good] == ["A-1", "A-2"]
    assert not checked.problems


@pytest.mark.parametrize("what", ROWS)
def test_a_wrong_row_is_told_by_row_and_column(shift: Shift, tmp_path: Path, what: str) -> None:
    row, column, words = ROWS[what]
    path = tmp_path / "tracker.csv"
    path.write_text(f"{HEAD}\n{row}\nB-1,2022-01-01,Okafor,,,,,\n", encoding="utf-8")
    checked = importing.check(shift, path, "contacts")
    (problem,) = checked.problems
    assert (problem.row, problem.column) == (2, column)
    assert words in problem.sentence
    assert SECRET not in str(problem)
    assert [good.values["reference"] for good in checked.good] == ["B-1"]
    imported = importing.import_rows(shift, checked)
    assert (imported.rows_in, imported.rows_refused) == (1, 1)


def test_a_folder_and_a_missing_file_are_refused(shift: Shift, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="folder"):
        importing.check(shift, tmp_path, "contacts")
    with pytest.raises(FileRefused, match="no such file"):
        importing.check(shift, tmp_path / "gone.csv", "contacts")


def lines_refused(shift: Shift, path: Path, *rows: str) -> list[str]:
    path.write_text("\n".join(["reference,received_on,follows", *rows]), encoding="utf-8")
    return [str(problem) for problem in importing.check(shift, path, "contacts").problems]


def test_a_reference_is_taken_once(shift: Shift, tmp_path: Path) -> None:
    path = tmp_path / "tracker.csv"
    path.write_text("reference,received_on\nA-1,2022-01-01", encoding="utf-8")
    importing.import_rows(shift, importing.check(shift, path, "contacts"))
    assert lines_refused(shift, path, "A-1,2022-01-01,", "B-1,2022-01-01,", "B-1,2022-01-02,") == [
        "Row 2, reference: a contact in the vault has it already.",
        "Row 4, reference: row 3 has this reference already.",
    ]


def test_what_follows_something_refused_or_unknown_is_refused(shift: Shift, tmp_path: Path) -> None:
    said = lines_refused(
        shift,
        tmp_path / "tracker.csv",
        "A-3,2022-01-03,A-2",
        "A-2,2022-01-02,A-1",
        "A-1,2022-02-31,",
        "B-1,2022-01-01,Z-9",
        "C-1,2022-01-01,C-2",
        "C-2,2022-01-01,C-1",
        "D-1,2022-01-01,D-2",
        "D-2,2022-01-02,",
        "E-1,2022-01-01,E-1",
    )
    assert [sentence.partition(": ")[0] for sentence in said] == [
        *("Row 2, follows", "Row 3, follows", "Row 4, received_on", "Row 5, follows"),
        *("Row 6, follows", "Row 7, follows", "Row 8, follows", "Row 10, follows"),
    ]
    assert "came later" in said[6]


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_no_harm(
    shift: Shift, tmp_path: Path
) -> None:
    path = tmp_path / "tracker.csv"
    path.write_bytes("\ufeffreference,received_on,,\r\nA-1,2022-01-01,,\r\n,,\r\n".encode())
    checked = importing.check(shift, path, "contacts")
    assert (len(checked.good), list(checked.problems)) == (1, [])


@pytest.mark.parametrize(
    "cell,kept",
    [
        ("'=1+1", "=1+1"),
        ("'-2 marks", "-2 marks"),
        ("'tis said", "'tis said"),
        ("-", "-"),
        ("- said to be (by a parent) rough", "- said to be (by a parent) rough"),
        ("+44(0)20 7946 0000", "+44(0)20 7946 0000"),
        ("a\u202eb\u0007c", "abc"),
    ],
)
def test_a_text_is_kept_as_it_was_typed_and_a_guarded_one_is_freed(
    shift: Shift, tmp_path: Path, cell: str, kept: str
) -> None:
    path = tmp_path / "tracker.csv"
    path.write_text(f"reference,received_on,summary\nA-1,2022-01-01,{cell}", encoding="utf-8")
    (row,) = importing.check(shift, path, "contacts").good
    assert row.values["summary"] == kept
