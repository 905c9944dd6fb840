"""The sweep: once, by hand or from a timer, or again and again beside a server."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime

import click
from sqlalchemy.exc import OperationalError

from portal.db import Stores
from portal.keyring.server import ServerKeys
from portal.migrations.start import ready
from portal.notifying.providers import NotNow, providers
from portal.notifying.sending import Outbox
from portal.settings import Settings
from portal.sweep import sweep

EVERY = 60  # seconds
Clock = Callable[[], datetime]


def sweep_once(now: Clock) -> dict[str, int]:
    """Counts of what was done."""
    stores, server, outbox = _ready(now)
    counts = sweep(stores, server, now())
    return counts | {"sent": _send(outbox)}


def keep_sweeping(now: Clock, parent: int) -> None:
    """Until the process with this number, whose child this one is, has ended."""
    stores, server, outbox = _ready(now)
    while True:
        time.sleep(EVERY)
        if os.getppid() != parent:
            return
        try:
            sweep(stores, server, now())
        except (OperationalError, OSError):
            click.echo("portal: the sweep could not write; it tries again.", err=True)
        except Exception as error:  # lapsing and shredding go on whatever one thing was wrong with
            click.echo(f"portal: the sweep broke off ({type(error).__name__}); it tries again.", err=True)
        _send(outbox)


def _ready(now: Clock) -> tuple[Stores, ServerKeys, Outbox]:
    settings = Settings.from_environment()
    stores, server = ready(settings)
    return stores, server, Outbox(stores, server, settings, providers(settings), now)


def _send(outbox: Outbox) -> int:
    """What waits in the outbox. Who did not get it is nobody's business, why is the operator's."""
    try:
        return outbox.send()
    except (NotNow, OperationalError) as error:
        why = error if isinstance(error, NotNow) else "OperationalError"
        click.echo(f"portal: a message could not be handed over ({why}); it is tried again.", err=True)
    return 0
