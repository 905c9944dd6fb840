"""Where a service is. A place that is not to be told is not shown here either, and cannot be changed."""

from __future__ import annotations

from uuid import UUID

from portal.directory.models import Entry
from portal.listing import parts
from portal.listing.service import One, keep, new_entry, one
from portal.work import NotFound, Stale, Work


def shown(work: Work, id: UUID, location_id: UUID | None) -> tuple[One, parts.Said]:
    """Without `location_id`: a new place. Raises NotFound for one that is not told, or of another service."""
    found = one(work, id)
    if location_id is None:
        return found, parts.place_shown({})
    said = next((place.said for place in found.places if place.id == location_id), None)
    if said is None:
        raise NotFound
    return found, said


def change(work: Work, id: UUID, location_id: UUID | None, said: parts.Said, mark: str) -> list[str]:
    """As service.change."""
    _found, there = shown(work, id, location_id)
    if said == there | {"confidential": False}:
        return []
    if parts.mark(there) != mark:
        raise Stale
    if location_id is not None:
        entry = work.main.get_one(Entry, ("location", location_id))
        return keep(work, entry, parts.place_put(entry.body, said), "place_changed")
    entry = new_entry(work, "location")
    codes = keep(work, entry, parts.place_put({}, said), "place_added")
    at = new_entry(work, "service_at_location", service_id=id, location_id=entry.id)
    keep(work, at, {}, "place_added")
    return codes
