"""The `portal` command: here, which is twenty times as quick, or in a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from portal.cli import main
from tests.house.source import ROOT

Ran = subprocess.CompletedProcess[str]


def run(*arguments: str, typed: str = "", **environment: str) -> Ran:
    """The whole command, with nothing set but what is given, and neither side a terminal."""
    code, out, err, mask = 0, io.StringIO(), io.StringIO(), os.umask(0o077)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(os, "environ", {"PATH": os.environ["PATH"], **environment})
        patch.setattr(sys, "argv", ["portal", *arguments])
        patch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            os.umask(mask)
    return Ran(arguments, code, out.getvalue(), err.getvalue())


def start(*arguments: str, **environment: str) -> Ran:
    """The same as an operator has it."""
    return subprocess.run(
        [sys.executable, "-m", "portal.cli", *arguments], cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
