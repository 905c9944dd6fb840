"""The operator at a terminal, and without one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress

from tests.command import Ran
from tests.house.source import ROOT


def at_a_terminal(*arguments: str, typed: str = "") -> tuple[int, str]:
    """Exit code, and all that stood on the screen."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "portal.cli", *arguments]
    program = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT)
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b""
    with suppress(OSError):  # Linux says so when the program has ended
        while read := os.read(ours, 4096):
            shown += read
    os.close(ours)
    return program.wait(), shown.decode().replace("\r\n", "\n")


def refused(ran: Ran, said: str) -> None:
    assert ran.returncode == 2, ran.stderr
    assert ran.stderr.startswith("portal: ")
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert said in ran.stderr
