"""What leads do with the directory: correct a record, and say that somebody called and it holds.

A record that was changed here is *kept*: imports leave it as it is and say so, until it is let go again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.directory.cleaning import Cleaner
from portal.directory.confidential import at_it, is_secret
from portal.directory.models import Entry, ServiceCard
from portal.directory.remarks import Report, Where
from portal.directory.shelf import refresh
from portal.directory.staging import REFERS

CARDS = 500  # made anew in one sweep


def keep(session: Session, entry: Entry, body: dict[str, Any], by: UUID, now: datetime) -> Report:
    """Put this body in place of the entry's, cleaned as an import would; its services' cards follow.

    The report says what was wrong with it. A body without a name changes nothing.
    """
    report = Report()
    found = Cleaner(entry.feed, report, with_contacts=True).record(
        entry.kind, body | {"id": str(entry.id)}, Where("here", 0)
    )
    if found is None:
        return report
    for name in REFERS.get(entry.kind, ()):
        found.pop(name, None)
    entry.body, entry.name = found, str(found.get("name", ""))[:300]
    entry.kept_at, entry.kept_by, entry.modified_at = now, by, now
    if entry.kind == "location" and is_secret(found):
        tell_nothing(session, entry.id, now)
    session.flush()
    for service in services_of(session, entry):
        refresh(session, service, now)
    return report


def tell_nothing(session: Session, location_id: UUID, now: datetime) -> None:
    """What is said of services' being at a place that is not to be told. Imports look at it again."""
    at = select(Entry).where(Entry.kind == "service_at_location", Entry.location_id == location_id)
    for one in session.scalars(at):
        one.body, one.digest, one.modified_at = at_it(one.body), b"", now


def let_go(entry: Entry) -> None:
    """The next import of its feed takes over again."""
    entry.kept_at = entry.kept_by = None
    entry.digest = b""


def checked(session: Session, service_id: UUID, by: UUID, now: datetime) -> bool:
    """Somebody called: what stands here holds. False when there is no such service."""
    card = session.get(ServiceCard, service_id)
    if card is not None:
        card.checked_at, card.checked_by = now, by
    return card is not None


def services_of(session: Session, entry: Entry) -> list[Entry]:
    """The services on whose cards a change of this record shows."""
    services = select(Entry).where(Entry.kind == "service")
    if entry.kind == "service":
        return [entry]
    if entry.kind == "organization":
        return list(session.scalars(services.where(Entry.organization_id == entry.id)))
    at = select(Entry.service_id).where(Entry.kind == "service_at_location")
    if entry.kind == "location":
        return list(session.scalars(services.where(Entry.id.in_(at.where(Entry.location_id == entry.id)))))
    return list(session.scalars(services.where(Entry.id == entry.service_id)))


def sweep(session: Session, now: datetime) -> None:
    """Cards from before there was an index are made anew, some at a time."""
    old = select(ServiceCard.id).where(ServiceCard.number == 0).limit(CARDS)
    for entry in session.scalars(select(Entry).where(Entry.kind == "service", Entry.id.in_(old))).all():
        refresh(session, entry, now)
