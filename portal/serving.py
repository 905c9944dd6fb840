"""gunicorn, with the settings this portal needs: few workers, no access log, nothing on disk."""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from portal.web.errors import places

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NAME = 1, 4, 15
SHM = Path("/dev/shm")  # noqa: S108  gunicorn's heartbeat files, which hold nothing


class QuietLog(Logger):
    """gunicorn would log what a broken request said and who sent it, and the address of one that failed."""

    def warning(self, msg: str, *args: Any, **options: Any) -> None:
        if not str(msg).startswith("Invalid request"):
            super().warning(msg, *args, **options)

    def exception(self, msg: str, *args: Any, **options: Any) -> None:
        error = sys.exc_info()[1]
        if error is not None:
            self.error("%s: %s", type(error).__name__, places(error))


class Server(BaseApplication):
    """Every worker makes its own application, from the environment."""

    def __init__(self, bind: str, workers: int, threads: int) -> None:
        self.options = {
            "bind": bind, "workers": workers, "threads": threads, "worker_class": "gthread",
            "max_requests": 20000, "max_requests_jitter": 2000, "accesslog": None, "loglevel": "warning",
            "worker_tmp_dir": str(SHM) if SHM.is_dir() else None, "post_fork": _harden,
            "timeout": 60, "graceful_timeout": 10, "logger_class": QuietLog, "control_socket_disable": True,
        }  # fmt: skip
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            if value is not None and name in self.cfg.settings:  # an older one has no control socket
                self.cfg.set(name, value)

    def load(self) -> Any:
        app = import_module("portal").from_environment()
        gc.collect()
        gc.freeze()  # what is there for good need not be looked through again and again
        return app


def _harden(_server: object = None, _worker: object = None) -> None:
    """No core dump and no look from a debugger: both would hold words and keys."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def serve(bind: str, workers: int = 2, threads: int = 8, *, beside: Callable[[int], None]) -> None:
    """Serves until it is stopped, with a process `beside` it that is given the number of this one."""
    _harden()
    _fork(beside)
    Server(bind, workers, threads).run()


def _fork(work: Callable[[int], None]) -> None:
    """A child, which has in memory what is imported here already, and ends when this process does."""
    parent = os.getpid()
    if os.fork():
        return
    try:
        for one in (signal.SIGINT, signal.SIGHUP):  # Ctrl+C, a terminal closed: it ends with its parent
            signal.signal(one, signal.SIG_IGN)
        if sys.platform == "linux":
            prctl = ctypes.CDLL(None).prctl
            prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
            prctl(PR_SET_NAME, b"portal-sweep", 0, 0, 0)
        work(parent)
    except Exception as error:
        print(f"portal: {type(error).__name__}: {places(error)}", file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(0)
