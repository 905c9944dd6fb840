"""Processes of their own that need not import the portal first.

Each is a fork of one that imported it and did nothing else, so it knows as little of whoever asks for it as
a new interpreter does, and costs two seconds less of a processor.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from pathlib import Path

from tests.house.source import ROOT

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.real.quick", "tests.real.thief"])


class Forked(CONTEXT.Process):  # type: ignore[name-defined, misc]
    """As much of a `subprocess.Popen` as is asked for here."""

    def __init__(
        self, main: Callable[[], None], *arguments: str, output: Path,
        read: Path = Path(os.devnull), environment: Mapping[str, str] = os.environ,
    ) -> None:  # fmt: skip
        super().__init__(target=_become, args=(main, arguments, dict(environment), read, output))
        self.start()

    def poll(self) -> int | None:
        return self.exitcode  # type: ignore[no-any-return]

    def wait(self, seconds: float | None = None) -> int:
        self.join(seconds)
        if self.exitcode is None:
            raise TimeoutError
        return self.exitcode  # type: ignore[no-any-return]


def _become(
    main: Callable[[], None], arguments: list[str], environment: dict[str, str], read: Path, output: Path
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = ["portal", *arguments]
    with read.open() as sys.stdin, output.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        main()
        sys.stdout.flush()
