"""Documents as the standard nests them: what is kept apart here is put together again, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.directory.models import Entry, ServiceCard
from portal.directory.standard import CHILDREN, MUST

Record = dict[str, Any]
BATCH = 200


def complete(kind: str, record: Record) -> Record:
    """With every field the standard wants; a text that nobody gave is empty."""
    for name in MUST.get(kind, ()):
        record.setdefault(name, "")
    for name, child in CHILDREN.get(kind, {}).items():
        for one in record.get(name, ()):
            if isinstance(one, dict):
                complete(child, one)
    for name, inner in (
        ("program", "program"),
        ("taxonomy_term", "taxonomy_term"),
        ("taxonomy_detail", "taxonomy"),
    ):
        if isinstance(record.get(name), dict):
            complete(inner, record[name])
    return record


def flat(kind: str, record: Record) -> Record:
    """Without its lists: what the standard gives in a listing."""
    return {
        name: value for name, value in record.items() if name not in CHILDREN[kind] or kind == "taxonomy_term"
    }


def _entries(session: Session, kind: str, ids: Iterable[UUID | None]) -> dict[UUID, Entry]:
    wanted = {id for id in ids if id is not None}
    found = (
        session.scalars(select(Entry).where(Entry.kind == kind, Entry.id.in_(wanted), Entry.active))
        if wanted
        else ()
    )
    return {entry.id: entry for entry in found}


def body(entry: Entry) -> Record:
    """Its own, with the owners that stand in columns."""
    found = dict(entry.body)
    if entry.kind == "location" and entry.organization_id:
        found["organization_id"] = str(entry.organization_id)
    return complete(entry.kind, found)


class Whole:
    """Puts together the services of one page: at most four statements, however many they are."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def services(self, entries: Sequence[Entry], *, places: bool = True) -> list[Record]:
        organizations = _entries(self.session, "organization", (entry.organization_id for entry in entries))
        at = self._at([entry.id for entry in entries]) if places else {}
        found = []
        for entry in entries:
            record = body(entry)
            if at.get(entry.id):
                record["service_at_locations"] = at[entry.id]
            self._organization(record, entry.organization_id, organizations)
            found.append(record)
        return found

    def listed(self, entries: Sequence[Entry]) -> list[Record]:
        organizations = _entries(self.session, "organization", (entry.organization_id for entry in entries))
        found = []
        for entry in entries:
            record = flat("service", body(entry))
            self._organization(record, entry.organization_id, organizations)
            if "organization" in record:
                record["organization"] = flat("organization", record["organization"])
            found.append(record)
        return found

    def _organization(self, record: Record, id: UUID | None, known: dict[UUID, Entry]) -> None:
        if id in known:
            record["organization"] = body(known[id])
        elif id is not None:
            record["organization_id"] = str(id)

    def _at(self, ids: list[UUID]) -> dict[UUID, list[Record]]:
        entries = self.session.scalars(
            select(Entry)
            .where(Entry.kind == "service_at_location", Entry.service_id.in_(ids), Entry.active)
            .order_by(Entry.id)
        ).all()
        locations = _entries(self.session, "location", (entry.location_id for entry in entries))
        found: dict[UUID, list[Record]] = {}
        for entry in entries:
            if entry.service_id is not None:
                found.setdefault(entry.service_id, []).append(self._place(entry, locations))
        return found

    def _place(self, entry: Entry, locations: dict[UUID, Entry], *, whole: bool = True) -> Record:
        record = body(entry) if whole else flat(entry.kind, body(entry))
        if entry.location_id in locations:
            place = body(locations[entry.location_id])
            record["location"] = place if whole else flat("location", place)
        elif entry.location_id is not None:
            record["location_id"] = str(entry.location_id)
        return record

    def at_locations(self, entries: Sequence[Entry], *, whole: bool) -> list[Record]:
        """Each service_at_location with its place and its service, the service without its other places."""
        locations = _entries(self.session, "location", (entry.location_id for entry in entries))
        services = list(_entries(self.session, "service", (entry.service_id for entry in entries)).values())
        told = self.services(services, places=False) if whole else self.listed(services)
        by_id = {record["id"]: record for record in told}
        found = []
        for entry in entries:
            record = self._place(entry, locations, whole=whole)
            if str(entry.service_id) in by_id:
                record["service"] = by_id[str(entry.service_id)]
            found.append(record)
        return found

    def organizations(self, entries: Sequence[Entry], *, whole: bool, services: bool) -> list[Record]:
        """`services`: all of each service; else only which there are."""
        if not whole and not services:
            return [flat("organization", body(entry)) for entry in entries]
        ids = [entry.id for entry in entries]
        places = self._owned("location", ids)
        theirs = self._owned("service", ids)
        found = []
        for entry in entries:
            record = body(entry) if whole else flat("organization", body(entry))
            if whole and entry.id in places:
                record["locations"] = [_without_owner(body(place)) for place in places[entry.id]]
            own = theirs.get(entry.id, [])
            record["services"] = [body(one) if services else flat("service", body(one)) for one in own]
            found.append(record)
        return found

    def _owned(self, kind: str, ids: list[UUID]) -> dict[UUID, list[Entry]]:
        query = (
            select(Entry)
            .where(Entry.kind == kind, Entry.organization_id.in_(ids), Entry.active)
            .order_by(Entry.id)
        )
        if kind == "service":
            query = query.join(ServiceCard, ServiceCard.id == Entry.id).where(ServiceCard.active)
        found: dict[UUID, list[Entry]] = {}
        for entry in self.session.scalars(query):
            if entry.organization_id is not None:
                found.setdefault(entry.organization_id, []).append(entry)
        return found


def _without_owner(record: Record) -> Record:
    return {name: value for name, value in record.items() if name != "organization_id"}


def one(session: Session, kind: str, id: UUID) -> Entry | None:
    """What is public and active, or None."""
    entry = session.get(Entry, (kind, id))
    service = (
        id if kind == "service" else entry.service_id if entry and kind == "service_at_location" else None
    )
    if entry is None or not entry.active:
        return None
    if service is not None:
        card = session.get(ServiceCard, service)
        return entry if card is not None and card.active else None
    return entry
