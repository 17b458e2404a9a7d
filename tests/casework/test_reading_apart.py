"""What somebody sent is read by a process that has little room, little time and no vault."""

import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from lado_desktop.casework.sent.any_file import read_any
from lado_desktop.casework.sent.read_file import Unreadable
from lado_desktop.casework.sent.reading_apart import read_apart


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Dana Fox <d.fox@northgate.example>", "Ó Súilleabháin"
    mail["Date"] = "Fri, 20 Nov 2026 14:05:00 +0000"
    mail.set_content("He lifted the child.\nשלום")
    mail.add_attachment(b"MZ", maintype="application", subtype="x", filename="rota.exe")
    return mail.as_bytes()


def test_another_process_reads_the_same_and_says_the_same_sentences() -> None:
    content = _mail()
    assert read_apart(content) == read_any(content)
    with pytest.raises(Unreadable) as here:
        read_any(b"%PDF-1.7 and nothing")
    with pytest.raises(Unreadable) as there:
        read_apart(b"%PDF-1.7 and nothing")
    assert str(here.value) == str(there.value)


def test_a_reading_that_takes_too_long_or_breaks_off_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Unreadable, match="more than 30 seconds"):
        read_apart(_mail(), seconds=0.01)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Unreadable, match="broke off"):
        read_apart(_mail())
    monkeypatch.setattr(sys, "executable", "/nowhere")
    with pytest.raises(Unreadable, match="starts no more programs"):
        read_apart(_mail())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_what_reads_can_write_no_file_and_has_little_memory(tmp_path: Path) -> None:
    tries = f"""
from lado_desktop.casework.sent.reading_apart import confine
confine()
try:
    bytearray(2_000_000_000)
except MemoryError:
    print("little room")
try:
    open({str(tmp_path / "kept")!r}, "wb", buffering=0).write(b"words")
except OSError as error:
    print(error.strerror)
"""
    done = subprocess.run([sys.executable, "-c", tries], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["little room", "File too large"]
    assert (tmp_path / "kept").read_bytes() == b""
