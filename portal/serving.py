"""gunicorn, with the settings this portal needs: few workers, no access log, nothing on disk."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

PR_SET_DUMPABLE = 4
SHM = Path("/dev/shm")  # noqa: S108  gunicorn's heartbeat files, which hold nothing


class Server(BaseApplication):
    """Every worker makes its own application, from the environment."""

    def __init__(self, bind: str, workers: int, threads: int) -> None:
        self.options = {
            "bind": bind, "workers": workers, "threads": threads, "worker_class": "gthread",
            "max_requests": 20000, "max_requests_jitter": 2000, "accesslog": None, "loglevel": "warning",
            "worker_tmp_dir": str(SHM) if SHM.is_dir() else None, "post_fork": _harden,
            "timeout": 60, "graceful_timeout": 10,
        }  # fmt: skip
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            if value is not None:
                self.cfg.set(name, value)

    def load(self) -> Any:
        return import_module("portal").from_environment()


def _harden(_server: object, _worker: object) -> None:
    """No core dump and no look from a debugger: both would hold words and keys."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def serve(bind: str, workers: int = 2, threads: int = 8) -> None:
    """Serves until it is stopped, with a sweeper beside it that stops when this does."""
    sweeper = subprocess.Popen(
        [sys.executable, "-m", "portal.cli", "sweep", "--every", "60"], env=os.environ.copy()
    )
    try:
        Server(bind, workers, threads).run()
    finally:
        sweeper.terminate()
