"""What the API can be asked for: its parameters checked, and the queries that answer them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import asin, cos, radians, sin, sqrt
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from portal.directory import index
from portal.directory.models import Entry, ServiceCard, ServicePlace, ServiceTerm
from portal.directory.names import folded, pieces

PER_PAGE, MOST, LAST, LONGEST = 50, 200, 1_000_000, 200
EARTH = 6_371_000  # metres
NEAR = 2_000  # places at most around a postal code
NOBODY = UUID(int=0)


class Unclear(Exception):
    """A parameter that cannot be understood. The message names it."""


@dataclass(frozen=True)
class Asked:
    """Parameters of the standard's API, understood. `None` is: not asked for."""

    page: int = 1
    per_page: int = PER_PAGE
    search: str = ""
    format: str = "json"
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    top_only: bool = False
    modified_after: datetime | None = None
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    parent_id: UUID | None = None
    postcode: str = ""
    proximity: int | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any], allowed: tuple[str, ...]) -> Asked:
        """Raises Unclear. What this list cannot be asked for is ignored, as the standard allows."""
        found = {
            name: _READ[name](name, given[name])
            for name in allowed
            if name in given and given[name] is not None and given[name] != ""
        }
        if "proximity" in found and "postcode" not in found:
            raise Unclear("proximity: give a postcode as well")
        return cls(**found)


def _number(least: int, most: int) -> Any:
    def read(name: str, said: Any) -> int:
        text = str(said).strip()
        number = int(text) if len(text) < 12 and text.isascii() and text.isdigit() else -1
        if isinstance(said, bool) or not least <= number <= most:
            raise Unclear(f"{name}: a whole number from {least} to {most}")
        return number

    return read


def _flag(name: str, said: Any) -> bool:
    text = str(said).strip().casefold()
    if text not in ("true", "false", "1", "0"):
        raise Unclear(f"{name}: true or false")
    return text in ("true", "1")


def _text(name: str, said: Any) -> str:
    if not isinstance(said, str) or len(said) > LONGEST or re.search("[\ud800-\udfff]", said):
        raise Unclear(f"{name}: a text of at most {LONGEST} signs")
    return said


def _id(name: str, said: Any) -> UUID:
    """Ids here are UUIDs: anything else is the id of nothing."""
    try:
        return UUID(_text(name, said))
    except ValueError:
        return NOBODY


def _moment(name: str, said: Any) -> datetime:
    try:
        found = datetime.fromisoformat(_text(name, said))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unclear(f"{name}: a date and time such as 2026-01-31T12:00:00Z") from None


def _format(name: str, said: Any) -> str:
    if said not in ("json", "ndjson"):
        raise Unclear(f"{name}: json or ndjson")
    return str(said)


_READ: dict[str, Any] = {
    "page": _number(1, LAST), "per_page": _number(1, MOST), "search": _text, "format": _format,
    "minimal": _flag,
    "full": _flag, "full_service": _flag, "top_only": _flag, "modified_after": _moment,
    "taxonomy_term_id": _id,
    "taxonomy_id": _id, "organization_id": _id, "parent_id": _id, "postcode": _text,
    "proximity": _number(1, 1_000_000),
}  # fmt: skip


def services(asked: Asked) -> Select[Entry]:
    query = select(Entry).join(ServiceCard, ServiceCard.id == Entry.id)
    return _of_service(query.where(Entry.kind == "service", Entry.active), asked)


def _of_service(query: Select[Entry], asked: Asked) -> Select[Entry]:
    """The filters that every list of services shares; all of them must hold."""
    query = query.where(ServiceCard.active)
    if words := pieces(folded(asked.search))[:12]:
        query = query.where(ServiceCard.number.in_(index.that_say(words)))
    if asked.organization_id:
        query = query.where(ServiceCard.organization_id == asked.organization_id)
    if asked.modified_after:
        query = query.where(ServiceCard.modified_at >= asked.modified_after)
    for column, wanted in (
        (ServiceTerm.term_id, asked.taxonomy_term_id), (ServiceTerm.taxonomy_id, asked.taxonomy_id),
    ):  # fmt: skip
        if wanted:
            query = query.where(ServiceCard.id.in_(select(ServiceTerm.service_id).where(column == wanted)))
    return query


def at_locations(session: Session, asked: Asked) -> Select[Entry]:
    query = select(Entry).join(ServiceCard, ServiceCard.id == Entry.service_id)
    query = _of_service(query.where(Entry.kind == "service_at_location", Entry.active), asked)
    if asked.postcode:
        code = asked.postcode.strip()
        there = select(ServicePlace.location_id).where(ServicePlace.postal_code == code)
        query = query.where(
            Entry.location_id.in_(_near(session, code, asked.proximity) if asked.proximity else there)
        )
    return query


def _near(session: Session, code: str, metres: int) -> list[UUID]:
    """Places within so many metres of the middle of a postal code's places, the nearest first."""
    here = session.execute(
        select(func.avg(ServicePlace.latitude), func.avg(ServicePlace.longitude)).where(
            ServicePlace.postal_code == code
        )
    ).one()
    if here[0] is None or here[1] is None:
        return []
    north = metres / EARTH * 57.3
    east = min(180.0, north / max(0.01, cos(radians(here[0]))))
    found = session.execute(
        select(ServicePlace.location_id, ServicePlace.latitude, ServicePlace.longitude).distinct().where(
            ServicePlace.latitude.between(here[0] - north, here[0] + north),
            ServicePlace.longitude.between(here[1] - east, here[1] + east),
        )
    )  # fmt: skip
    near = sorted((distance(here[0], here[1], row.latitude, row.longitude), row.location_id) for row in found)
    return [id for away, id in near if away <= metres][:NEAR]


def distance(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Metres along the surface (haversine)."""
    here, there = radians(latitude), radians(to_latitude)
    across = sin((there - here) / 2) ** 2
    across += cos(here) * cos(there) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(across)))


def others(kind: str, asked: Asked) -> Select[Entry]:
    """Organizations, taxonomies and terms."""
    query = select(Entry).where(Entry.kind == kind, Entry.active)
    for word in asked.search.split()[:12]:
        query = query.where(Entry.name.icontains(word, autoescape=True))
    if asked.taxonomy_id:
        query = query.where(Entry.taxonomy_id == asked.taxonomy_id)
    if asked.parent_id:
        query = query.where(Entry.parent_id == asked.parent_id)
    return query.where(Entry.parent_id.is_(None)) if asked.top_only else query
