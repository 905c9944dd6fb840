"""The operator at a terminal, and without one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.programmes.steps import ROOT


def run(*arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """`portal` with pipes for input and output, and nothing set but what is given."""
    return subprocess.run(
        [sys.executable, "-m", "portal.cli", *arguments], input=typed, cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


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


def refused(ran: subprocess.CompletedProcess[str], said: str) -> None:
    assert ran.returncode == 2, ran.stderr
    assert ran.stderr.startswith("portal: ")
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert said in ran.stderr


def sheet(folder: Path) -> tuple[Path, dict[str, str]]:
    """A new keyset, and what its maker wrote down."""
    path = folder / "keyset.json"
    code, shown = at_a_terminal("keys", "init", "--paper", str(path))
    assert code == 0, shown
    rows = [line.strip().partition(":") for line in shown.splitlines() if line.startswith("  ")]
    return path, {label: line.strip() for label, _, line in rows}
