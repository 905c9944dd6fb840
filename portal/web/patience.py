"""Waiting on purpose: the floor under a sign-in's time, and the delay after wrong guesses."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_waiting = threading.BoundedSemaphore(4)  # half of a worker's threads: guessing must not stop the portal


@contextmanager
def no_sooner_than(seconds: float) -> Iterator[None]:
    """The block takes at least so long, whatever happens in it."""
    start = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0.0, seconds - (time.monotonic() - start)))


def wait(seconds: float) -> None:
    """When too many are waiting already, this one goes on: nobody is refused."""
    if seconds <= 0 or not _waiting.acquire(blocking=False):
        return
    try:
        time.sleep(seconds)
    finally:
        _waiting.release()
