"""The command line from end to end: what it does, what it says, how it ends."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import text

from db.schema import upgrade
from db.vault.vault import unlock
from lado_desktop import __version__
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.meetings import meetings
from lado_desktop.casework.sent.word_file import read_docx
from lado_desktop.figures.presenting.view import PUBLIC_WARNING
from lado_desktop.unlocking.opening import open_shift
from tests import beneath
from tests.commands.said import Do
from tests.whole_vault import PASSPHRASE

PUBLISHED = Path(__file__).parents[1] / "published"
SURNAME = "Marker-Featherstone"


def tracker(folder: Path, *rows: str) -> Path:
    path = folder / "tracker.csv"
    path.write_text("\n".join(["reference,received_on,adult_family_name", *rows]), encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_service_begins_from_nothing_in_an_empty_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "USERPROFILE": str(home), "LC_ALL": "C"}
    environment.pop("XDG_DATA_HOME", None)

    def command(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "lado_desktop", *map(str, arguments), "--password-file", "-"],
            cwd=home,
            env=environment,
            input=f"{PASSPHRASE}\n",
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    made = command(
        "new", "vault", "--practice", "bromley", "--officer", "Zoë Łukasz", "--sheet", "s.pdf"
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert stat.S_IMODE((home / "s.pdf").stat().st_mode) == 0o600
    page = pypdfium2.PdfDocument(home / "s.pdf")[0].get_textpage().get_text_bounded()
    assert "Recovery sheet" in page
    assert "13 to 14" in page
    taken_in = command(
        "import", "vault", tracker(home, f"A-1,2021-05-05,{SURNAME}"), "--kind", "contacts"
    )
    assert (taken_in.returncode, taken_in.stdout) == (0, "1 in, 0 refused.\n")
    verified = command("verify", "vault")
    assert verified.returncode == 0
    assert "The audit holds" in verified.stdout
    (home / "tracker.csv").unlink()
    for file in (each for each in home.rglob("*") if each.is_file()):
        content = file.read_bytes()
        assert SURNAME.encode() not in content
        assert "Łukasz".encode() not in content


def test_the_sheet_is_printed_where_no_file_is_named_and_the_officer_and_role_are_as_named(
    do: Do, tmp_path: Path
) -> None:
    folder = tmp_path / "v"
    said = do("new", folder, "--practice", "kent", "--officer", "Ada Moss", "--role", "manager")
    assert said.code == 0
    assert said.out.count("RECOVERY SHEET") == 1
    shift = open_shift(folder, PASSPHRASE)
    shift.store.close()
    assert (shift.officer.name, shift.officer.role) == ("Ada Moss", "manager")
    assert shift.practice.name == "kent"
    assert not shift.practice_data
    assert "Ada" not in (folder / "vault.json").read_text()


def test_no_sheet_and_no_vault_stay_behind_where_the_vault_was_not_made(
    do: Do, tmp_path: Path, password: Path
) -> None:
    password.write_text("too short")
    sheet = tmp_path / "sheet.txt"
    said = do("new", tmp_path / "v", "--practice", "kent", "--officer", "A", "--sheet", sheet)
    assert said.code == 1
    assert "15 characters" in said.err
    assert not sheet.exists()
    assert not (tmp_path / "v").exists()


def test_a_sheet_is_never_written_over_another_file(do: Do, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("mine")
    said = do("new", tmp_path / "v", "--practice", "kent", "--officer", "A", "--sheet", sheet)
    assert said.code == 2
    assert sheet.read_text() == "mine"
    assert not (tmp_path / "v").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("import",),
        ("import", "v", "f.csv"),
        ("import", "v", "f.csv", "--kind", "invoices"),
        ("import", "v", "not there.csv", "--kind", "contacts"),
        ("new", "v", "--practice", "atlantis", "--officer", "A"),
        ("new", "v", "--practice", "kent", "--officer", "A", "--role", "pirate"),
        ("new", "v", "--practice", "kent", "--officer", "A", "--role", "auditor"),
        ("figures", "v"),
        ("figures", "v", "--year", "2021/22", "--as-at", "19/01/2022"),
        ("figures", "v", "--year", "2021/22", "--practice", "atlantis"),
        ("report", "v", "novel", "-o", "x.pdf"),
        ("report", "v", "minutes", "-o", "x.pdf"),
        ("report", "v", "summary", "-o", "x.pdf"),
        ("verify", "v", "--loudly"),
        ("verify", "v", "--anchor", "412"),
        ("restore", "no such.ladobak", "v"),
    ],
)
def test_wrong_usage_is_reported_in_a_sentence(do: Do, arguments: tuple[str, ...]) -> None:
    said = do(*arguments)
    assert said.code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_a_passphrase_is_not_waited_for_where_nobody_types(
    do: Do, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    said = do("verify", vault, with_password=False)
    assert said.code == 2
    assert "--password-file" in said.err


def test_a_wrong_passphrase_a_missing_vault_and_an_odd_file_are_reported(
    do: Do, vault: Path, password: Path, tmp_path: Path
) -> None:
    assert "There is no vault" in do("verify", tmp_path / "nowhere").err
    password.write_text("otter lantern crocus eighteen")
    wrong = do("verify", vault)
    assert (wrong.code, wrong.err.startswith("That passphrase")) == (1, True)
    password.write_bytes(b"\xff\xfe")
    assert do("verify", vault).code == 2


def test_rows_that_are_wrong_stay_out_and_no_name_is_said(
    do: Do, vault: Path, tmp_path: Path
) -> None:
    path = tracker(tmp_path, f"A-1,2021-05-05,{SURNAME}", f"A-2,31/02/2022,{SURNAME}")
    looked = do("import", vault, path, "--kind", "contacts", "--check")
    assert (looked.code, looked.out) == (
        1,
        "1 would go in, 1 would be refused. Nothing was written.\n",
    )
    said = do("import", vault, path, "--kind", "contacts")
    assert (said.code, said.out) == (1, "1 in, 1 refused.\n")
    assert said.err == (
        "Row 3, received_on: 31/02/2022 is not a real date; days are written as 2022-02-28.\n"
    )
    again = do("import", vault, path, "--kind", "contacts")
    assert (again.code, again.out) == (1, "")
    assert "taken in on" in again.err
    assert do("import", vault, path, "--kind", "contacts", "--undo").out == "1 taken out again.\n"
    assert do("import", vault, path, "--kind", "contacts", "--undo").code == 2
    assert do("import", vault, path, "--kind", "contacts").out == "1 in, 1 refused.\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"reference,received_on,shoe_size\nA-1,2021-05-05,44",
        b"reference,sector\nA-1,edu.primary",
        "reference,received_on,summary\nA-1,2021-05-05,Zoë".encode("latin-1"),
        "reference,received_on\nA-1,2021-05-05".encode("utf-16"),
        b'reference,received_on\nA-1,"2021-05-05',
    ],
)
def test_a_damaged_file_takes_nothing_in(
    do: Do, vault: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "damaged.csv"
    path.write_bytes(content)
    said = do("import", vault, path, "--kind", "contacts")
    assert (said.code, said.out) == (1, "")
    assert said.err
    assert "Traceback" not in said.err


def test_documents_are_printed_by_reference(do: Do, vault: Path, tmp_path: Path) -> None:
    shift = open_shift(vault, PASSPHRASE)
    contact = contacts.log(shift, {"received_on": date(2026, 5, 5), "intake": "enquiry"})
    for month, kind in ((6, "pot_initial"), (7, "pot_review")):
        held = {"kind_of": kind, "held_on": date(2026, month, 1)}
        meetings.plan(shift, [contact.id], held)
    shift.store.close()
    for document, reference, title in (
        ("case", contact.reference, "Case summary"),
        ("minutes", f"{contact.reference}-M1", "Minutes"),
        ("actions", contact.reference, "Actions"),
    ):
        path = tmp_path / f"{document}.pdf"
        said = do("report", vault, document, reference, "-o", path)
        assert (said.code, said.err) == (0, "")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with pikepdf.open(path) as pdf:
            assert title in str(pdf.docinfo["/Title"])
    text = pypdfium2.PdfDocument(tmp_path / "actions.pdf")[0].get_textpage().get_text_bounded()
    assert f"{contact.reference}-M2" in text
    word = tmp_path / "case.docx"
    assert do("report", vault, "case", contact.reference, "-o", word).code == 0
    assert contact.reference in read_docx(word.read_bytes()).text
    again = do("report", vault, "case", contact.reference, "-o", tmp_path / "case.pdf")
    assert again.code == 0
    unknown = do("report", vault, "case", "9999-0001", "-o", tmp_path / "none.pdf")
    assert (unknown.code, unknown.err) == (1, "There is no such contact.\n")
    assert not (tmp_path / "none.pdf").exists()


@pytest.mark.parametrize("more", [[], ["--check"]])
def test_an_import_of_no_rows_is_refused(
    do: Do, vault: Path, tmp_path: Path, more: list[str]
) -> None:
    path = tmp_path / "tracker.csv"
    path.write_text("reference,received_on\n\n,,\n", encoding="utf-8")
    said = do("import", vault, path, "--kind", "contacts", *more)
    assert (said.code, said.out) == (1, "")
    assert "has no rows below them" in said.err


def test_a_summary_and_figures_are_of_the_year_that_is_asked(
    do: Do, vault: Path, tmp_path: Path
) -> None:
    do(
        "import",
        vault,
        tracker(tmp_path, "A-1,2021-05-05,", "A-2,2021-06-05,"),
        "--kind",
        "contacts",
    )
    counted = do("figures", vault, "--year", "2021/22", "--format", "csv")
    assert "contacts_consultations_referrals" in counted.out
    assert "2021/22" in do("figures", vault, "--year", "2021/22").out
    assert PUBLIC_WARNING in do("figures", vault, "--year", "2021/22", "--public").out
    for command in ("figures", "ask"):
        said = " ".join(do(command, "--help", with_password=False).out.replace("│", " ").split())
        assert PUBLIC_WARNING in said
    assert do("figures", vault, "--year", "2021/22", "--practice", "leicester_city").code == 0
    book = tmp_path / "figures.xlsx"
    assert do("figures", vault, "--year", "2021/22", "--format", "xlsx", "-o", book).code == 0
    assert book.read_bytes().startswith(b"PK")
    assert do("figures", vault, "--year", "2021/22", "--format", "xlsx").code == 2
    listed = do("ask", vault, "--year", "2021/22").out
    assert "Contacts by source" in listed.splitlines()
    answer = do("ask", vault, "Contacts by source", "--year", "2021/22", "--public").out
    assert answer.index("Contacts by source") < answer.index("This is a public copy.")
    by_hand = do("ask", vault, "sector/quarters", "--year", "2021/22", "--format", "csv").out
    assert '"question","Contacts by sector, by quarters of the year"' in by_hand
    wrong = do("ask", vault, "sector/weather", "--year", "2021/22")
    assert (wrong.code, "There is no question “sector/weather”" in wrong.err) == (2, True)
    printed = tmp_path / "summary.pdf"
    assert do("report", vault, "summary", "--year", "2021/22", "-o", printed).code == 0
    assert printed.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("terminal", [True, False])
def test_an_older_vault_says_at_a_terminal_how_far_its_upgrade_is(
    do: Do, vault: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    beneath.take_back(unlock(vault, PASSPHRASE), upgrade.revisions()[-2])
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    said = do("verify", vault)
    assert said.code == 0
    steps = [f"\rBringing the vault to the shape of this version: {n} of 3" for n in range(4)]
    assert said.err == ("".join(steps) + "\n" if terminal else "")


def test_verify_finds_a_record_that_was_changed_past_the_program(do: Do, vault: Path) -> None:
    shift = open_shift(vault, PASSPHRASE)
    with beneath.writer(shift.store).begin() as connection:
        connection.execute(text("UPDATE officer SET name = 'Somebody Else'"))
    shift.store.close()
    said = do("verify", vault)
    assert (said.code, "Somebody" in said.err) == (1, False)
    assert "the field name was changed past the program" in said.err


def test_verify_holds_the_audit_against_what_was_once_printed(do: Do, vault: Path) -> None:
    shift = open_shift(vault, PASSPHRASE)
    seq, digits = shift.store.head()
    shift.store.close()
    assert do("verify", vault, "--anchor", f"{seq}:{digits.upper()}").code == 0
    other = do("verify", vault, "--anchor", f"{seq}:{'0' * 20}")
    assert (other.code, "not the one once printed" in other.err) == (1, True)
    for papers in ([digits, "0" * 20], ["0" * 20, digits]):
        anchors = [part for paper in papers for part in ("--anchor", f"{seq}:{paper}")]
        assert do("verify", vault, *anchors).code == 1
    cut_off = do("verify", vault, "--anchor", f"{seq + 100}:{digits}")
    assert (cut_off.code, "missing now" in cut_off.err) == (1, True)


@pytest.mark.slow
def test_after_wrong_passphrases_a_command_waits_and_says_so(
    do: Do, vault: Path, password: Path
) -> None:
    right = password.read_text()
    password.write_text("otter lantern crocus eighteen")
    assert [do("verify", vault).code for _ in range(4)] == [1] * 4
    password.write_text(right)
    said = do("verify", vault)
    assert (said.code, said.err) == (
        0,
        "4 wrong passphrases were typed in a row. Waiting 2 seconds.\n",
    )


def test_verify_finds_a_file_that_was_altered(do: Do, vault: Path) -> None:
    assert do("verify", vault).code == 0
    text = (vault / "vault.json").read_text()
    (vault / "vault.json").write_text(text.replace('"seq": 1', '"seq": 2'))
    said = do("verify", vault)
    assert (said.code, "damaged" in said.err) == (1, True)


def test_the_program_says_its_version(do: Do) -> None:
    assert do("--version", with_password=False).out.strip() == __version__


@pytest.mark.slow
def test_the_program_checks_itself(do: Do) -> None:
    checked = do("--self-check", with_password=False)
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.splitlines()[-1] == "All is well."


@pytest.mark.slow
def test_bromleys_year_is_taken_in_from_the_shell(do: Do, vault: Path) -> None:
    for kind, rows in (("contacts", 737), ("meetings", 41)):
        said = do("import", vault, PUBLISHED / f"bromley_{kind}.csv", "--kind", kind)
        assert (said.code, said.out, said.err) == (0, f"{rows} in, 0 refused.\n", "")
    figures = do(
        *("figures", vault, "--year", "2021/22", "--as-at", "2022-01-19", "--format", "json")
    )
    tables = json.loads(figures.out)["tables"]
    assert all(table["reconciles"] for table in tables)
    contacts_row = tables[0]["rows"][0]
    assert (contacts_row["label"], len(contacts_row["count"])) == ("Contacts", 3)
    assert do("verify", vault).code == 0
