"""Figures wait for nothing that they do not need, and are printed once the file is known whole."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db.sqlcipher.engine import connect
from db.vault import vault as vaults
from tests.commands.said import Do
from tests.whole_vault import PASSPHRASE

PAGE = 4096
LOADED = """
import sys
from lado_desktop.cli import run
code = run(sys.argv[1:])
print([name for name in ("sqlalchemy", "reportlab", "xlsxwriter", "docx") if name in sys.modules])
sys.exit(code)
"""


def _break_a_table(vault: Path, table: str) -> None:
    """Turn over some bytes of the first page of a table, which no count reads."""
    unlocked = vaults.unlock(vault, PASSPHRASE)
    with closing(connect(unlocked.database, unlocked.key)) as connection:
        question = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        ((page,),) = connection.execute(question, (table,)).fetchall()
    with unlocked.database.open("r+b") as file:
        file.seek((page - 1) * PAGE + 100)
        file.write(bytes(range(64)))


@pytest.mark.parametrize("command", ["figures", "ask"])
def test_of_a_damaged_file_nothing_is_printed_though_no_count_reads_the_damage(
    do: Do, vault: Path, command: str
) -> None:
    asked = [command, vault, *(["sector/years"] if command == "ask" else []), "--year", "2021/22"]
    whole = do(*asked)  # the weekly check of every page is over then
    assert (whole.code, whole.out != "") == (0, True)
    _break_a_table(vault, "own_word")
    said = do(*asked)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("The data file is damaged")


def test_an_unlock_is_in_the_audit_though_what_was_asked_is_refused(do: Do, vault: Path) -> None:
    assert do("figures", vault, "--year", "2021/22").code == 0
    assert do("figures", vault, "--year", "1066/67").code == 2
    assert do("verify", vault).out.count("lines") > 0
    unlocked = vaults.unlock(vault, PASSPHRASE)
    with closing(connect(unlocked.database, unlocked.key, reading=True)) as connection:
        question = "SELECT count(*) FROM audit WHERE action = 'unlock'"
        assert connection.execute(question).fetchone() == (3,)


def test_as_text_they_load_nothing_that_draws(vault: Path, password: Path) -> None:
    asked = ["figures", str(vault), "--year", "2021/22", "--password-file", str(password)]
    code = [sys.executable, "-c", LOADED, *asked]
    done = subprocess.run(code, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['sqlalchemy']"


def test_a_passphrase_is_stretched_before_sqlalchemy_is_there(vault: Path, password: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from db.vault.attempts import Attempts;"
        "from datetime import UTC, datetime; place, word = map(Path, sys.argv[1:]);"
        "Attempts(place).unlock(word.read_text().strip(), datetime.now(UTC));"
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(vault), str(password)], check=True)
