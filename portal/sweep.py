"""What time does by itself: consents lapse, unconfirmed accounts go, doomed secrets are destroyed."""

from __future__ import annotations

from datetime import datetime

from portal.accounts import service as accounts
from portal.actor import SYSTEM
from portal.blobs import service as blobs
from portal.consent import service as consent
from portal.db import Stores
from portal.directory import index, keeping
from portal.finding import address
from portal.helping import paper
from portal.helping import service as helping
from portal.keyring.server import ServerKeys
from portal.messages import service as messages
from portal.notifying import service as notifying
from portal.programmes import service as programmes
from portal.statements import apart
from portal.vouching import service as vouching
from portal.web import sessions
from portal.work import begin, sweep_secrets


def sweep(stores: Stores, server: ServerKeys, now: datetime) -> dict[str, int]:
    """Counts of what was done. Safe to run at any time and as often as one likes."""
    work = begin(stores, server, SYSTEM, now)
    try:
        lapsed = consent.sweep(work)
        unconfirmed = accounts.sweep(work)
        programmes.sweep(work)
        vouching.sweep(work)
        apart.sweep(work)
        helping.sweep(work)
        paper.sweep(work)
        notifying.sweep(work)
        messages.sweep(work)
        keeping.sweep(work.main, now)
        work.commit()
        blobs.sweep(work)
        work.commit()
        doomed, orphans = sweep_secrets(work)
    finally:
        work.close()
    sessions.sweep(stores.sessions, now)
    address.sweep(stores.sessions, now)
    index.settle(stores.main)
    stores.main.scrub()
    return {"lapsed": lapsed, "unconfirmed": unconfirmed, "doomed": doomed, "orphans": orphans}
