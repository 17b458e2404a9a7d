"""What other programs may have of this one's memory, read back from the system."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="read from Linux's /proc")
PROGRAM = """
import ctypes, os, pathlib, resource, sys
sys.argv = ["lado-desktop", "--version"]
resource.setrlimit(resource.RLIMIT_CORE, (1 << 20, 1 << 20))
import lado_desktop.cli
from lado_desktop.__main__ import main
lado_desktop.cli.run = lambda _: 0
if os.getuid() == 0:
    # As an account like any other, whose programs could read each other's memory.
    os.setgid(65534); os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
print(os.stat("/proc/self/mem").st_uid == os.getuid())
main()
limits = pathlib.Path("/proc/self/limits").read_text()
print([line.split()[4:6] for line in limits.splitlines() if line.startswith("Max core file")])
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), os.stat("/proc/self/mem").st_uid == os.getuid())
"""


def test_no_other_program_reads_the_memory_and_no_crash_writes_it_down() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    mine_before, *_, limits, after = done.stdout.splitlines()
    assert mine_before == "True"
    assert limits == "[['0', '0']]"
    # Not to be dumped, and its memory's file is the administrator's.
    assert after == "0 False"
