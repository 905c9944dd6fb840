"""Where a service is. A place that is not to be told is not shown here either; all that can be changed of it
is whether it stays so whatever its feed says."""

from __future__ import annotations

from uuid import UUID

from portal.audit import service as audit
from portal.directory import keeping
from portal.directory.models import Entry
from portal.listing import parts
from portal.listing.service import One, keep, new_entry, one
from portal.work import NotFound, Stale, Work


def shown(work: Work, id: UUID, location_id: UUID | None) -> tuple[One, parts.Said]:
    """Without `location_id`: a new place. Of one that is not told, only whether that is said here. Raises
    NotFound for one of another service, and for one that was added here and is not told."""
    found = one(work, id)
    if location_id is None:
        return found, parts.place_shown({})
    place = next((place for place in found.places if place.id == location_id), None)
    if place is None or not (place.said or place.of_a_feed):
        raise NotFound
    return found, place.said or {"confidential": place.stays_secret}


def change(work: Work, id: UUID, location_id: UUID | None, said: parts.Said, mark: str) -> list[str]:
    """As service.change."""
    _found, there = shown(work, id, location_id)
    if said == {"confidential": False} | there:
        return []
    if parts.mark(there) != mark:
        raise Stale
    if location_id is not None:
        entry = work.main.get_one(Entry, ("location", location_id))
        if "confidential" in there:
            return _stay_secret(work, entry, stays=said["confidential"])
        return keep(work, entry, parts.place_put(entry.body, said), "place_changed")
    entry = new_entry(work, "location")
    codes = keep(work, entry, parts.place_put({}, said), "place_added")
    at = new_entry(work, "service_at_location", service_id=id, location_id=entry.id)
    keep(work, at, {}, "place_added")
    return codes


def _stay_secret(work: Work, entry: Entry, *, stays: bool) -> list[str]:
    if stays:
        return keep(work, entry, entry.body, "place_changed")
    keeping.tell_nothing(work.main, entry.id, work.now)  # until the next import, which looks at all of it
    keeping.let_go(entry)
    audit.record(work, "place_let_go", entry.id)
    return ["feed"]
