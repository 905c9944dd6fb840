"""What somebody looks for, sealed into an address that is good for an hour, and opened again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from portal.crypto import CannotOpen, lp, new_key
from portal.db import Store
from portal.directory.wanted import Wanted
from portal.finding.models import HourKey
from portal.keyring.passing import opened_in_time, sealed_for_a_while

GOOD_FOR = timedelta(hours=1)
CTX = lp("finding/v1")
HOUR = 3600
LONGEST = 6000  # signs of an address


class Over(Exception):
    """The address is over an hour old, or none of ours."""


def sealed(store: Store, wanted: Wanted, now: datetime) -> str:
    """base64url of: the hour as the id of the key, and under its key the moment and what is wanted."""
    hour = int(now.timestamp()) // HOUR
    text = int(now.timestamp()).to_bytes(8, "big") + wanted.packed()
    return sealed_for_a_while(_key(store, hour, now), text, key_id=hour.to_bytes(16, "big"), ctx=CTX)


def opened(store: Store, address: str, now: datetime) -> Wanted:
    """Raises Over."""
    try:
        text = opened_in_time(address, lambda id: _known(store, int.from_bytes(id, "big")), ctx=CTX)
        made = int.from_bytes(text[:8], "big")
        if not 0 <= now.timestamp() - made <= GOOD_FOR.total_seconds() or len(address) > LONGEST:
            raise Over
        return Wanted.unpacked(text[8:])
    except (CannotOpen, ValueError, TypeError, KeyError):
        raise Over from None


def sweep(store: Store, now: datetime) -> None:
    """Keys whose addresses are over. Searching does it too, so that it does not wait for the sweep."""
    over = int((now - GOOD_FOR).timestamp()) // HOUR
    with store.writing() as session:
        session.execute(delete(HourKey).where(HourKey.hour < over))
        session.commit()


def _known(store: Store, hour: int) -> bytes:
    """Raises CannotOpen."""
    with store.glance() as connection:
        found = connection.execute(select(HourKey.key).where(HourKey.hour == min(hour, 2**62))).scalar()
    if found is None:
        raise CannotOpen
    return bytes(found)


def _key(store: Store, hour: int, now: datetime) -> bytes:
    try:
        return _known(store, hour)
    except CannotOpen:
        made = insert(HourKey).values(hour=hour, key=new_key(), made_at=now).prefix_with("OR IGNORE")
        with store.writing() as session:
            session.execute(made)
            session.commit()
        sweep(store, now)
        return _known(store, hour)
