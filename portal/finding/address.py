"""What somebody looks for, sealed into an address that is good for an hour, and opened again."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from portal.crypto import CannotOpen, Pad, key_id_of, lp, new_key, open_sealed, seal
from portal.db import Store
from portal.directory.wanted import Wanted
from portal.finding.models import HourKey

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
    blob = seal(_key(store, hour, now), text, key_id=_id(hour), ctx=CTX, pad=Pad.TEXT)
    return base64.urlsafe_b64encode(blob).decode().rstrip("=")


def opened(store: Store, address: str, now: datetime) -> Wanted:
    """Raises Over."""
    try:
        blob = base64.urlsafe_b64decode(address + "=" * (-len(address) % 4))
        hour = int.from_bytes(key_id_of(blob), "big")
        key = _known(store, hour)
        text = open_sealed(key, blob, key_id=_id(hour), ctx=CTX)
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


def _id(hour: int) -> bytes:
    return hour.to_bytes(16, "big")


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
