"""Guessing is slowed, never refused: whoever hurt her must not be able to lock her out.

The delay comes after a wrong guess, before its answer. A right passphrase never waits for other
people's wrong ones, and passphrases are generated with at least 64 bits, so that no number of guesses
a server can answer comes near them.

Counts stand in the session store under keyed hashes: of the account, and of the network for one day.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.crypto import lp
from portal.db import Store
from portal.keyring.server import ServerKeys
from portal.web.models import Failures

ACCOUNT_FREE, ACCOUNT_MOST = 3, 8.0  # failures without a delay; the longest delay, seconds
NETWORK_FREE, NETWORK_MOST = 20, 4.0  # a shelter shares one address


def delay(failures: int, free: int, most: float) -> float:
    """Seconds: 0 for the first `free`, then 1, 2, 4 … up to `most`."""
    return 0.0 if failures < free else min(most, 2.0 ** min(failures - free, 10))


def account_key(server: ServerKeys, index: bytes) -> bytes:
    return server.mac("throttle", lp("account", index))


def network_key(server: ServerKeys, address: str | None, now: datetime) -> bytes:
    """The /24 or /56 an address is in, under a key that changes with the day."""
    return server.mac("throttle", lp("network", now.date().isoformat(), _network(address)))


def _network(address: str | None) -> str:
    try:
        ip = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    if ip.version == 6 and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped  # how a socket for both writes IPv4; all of it is one /56
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 56}", strict=False))


def wait_for(store: Store, account: bytes, network: bytes) -> float:
    with store.reading() as session:
        rows = session.scalars(select(Failures).where(Failures.key.in_((account, network))))
        counts = {row.key: row.count for row in rows}
    return max(
        delay(counts.get(account, 0), ACCOUNT_FREE, ACCOUNT_MOST),
        delay(counts.get(network, 0), NETWORK_FREE, NETWORK_MOST),
    )


def note_failure(store: Store, account: bytes, network: bytes, now: datetime) -> None:
    with store.writing() as session:
        for key in (account, network):
            _count_one(session, key, now)
        session.commit()


def _count_one(session: Session, key: bytes, now: datetime) -> None:
    row = session.get(Failures, key)
    if row is None:
        session.add(Failures(key=key, count=1, at=now))
    else:
        row.count, row.at = row.count + 1, now


def forget(store: Store, account: bytes) -> None:
    with store.writing() as session:
        session.execute(delete(Failures).where(Failures.key == account))
        session.commit()
