"""Places that are not to be told: how feeds say so, and what is left of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from portal.directory.remarks import Weight, Where

if TYPE_CHECKING:
    from portal.directory.cleaning import Cleaner

Record = dict[str, Any]

SECRET = re.compile(
    r"\b(?:confidential|undisclosed|not disclosed|non-?disclosed|withheld|unlisted|unpublished|secret)\b"
    r"|\b(?:confidencial|reservad[oa]|confidentielle?|adresse secrète|سري[ةه]?|保密)",
    re.IGNORECASE,
)


SECRET_PLACE = re.compile(
    r"(?:confidential|undisclosed|secret)\s+(?:\w+\s+)?(?:address|location|shelter|site)"
    r"|(?:address|location|shelter|site)\s+(?:is\s+|are\s+|remains?\s+)?(?:kept\s+)?(?:strictly\s+)?"
    r"(?:confidential|undisclosed|secret|not disclosed|withheld)"
    r"|(?:ubicación|dirección|domicilio|refugio)\s+(?:es\s+)?(?:confidencial|secret[oa])",
    re.IGNORECASE,
)


def is_secret(place: Mapping[str, Any]) -> bool:
    """Whether a place says that it is not to be told."""
    if place.get("confidential") is True or str(place.get("confidential", "")).casefold() in (
        "true",
        "yes",
        "1",
    ):
        return True
    lines = [address.get(part, "") for address in place.get("addresses", ())
             for part in ("address_1", "address_2", "attention", "city", "postal_code")]  # fmt: skip
    told = " ".join(str(place.get(part, "")) for part in ("name", "alternate_name", "description"))
    return any(SECRET.search(str(line)) for line in lines) or bool(SECRET_PLACE.search(told))


def withhold(to: Cleaner, place: Record, at: Where) -> Record:
    """What is left of a place that is not to be told: its country and state."""
    kept = {name: value for name, value in place.items() if name not in _TELLING}
    for address in place.get("addresses", ()):
        kept |= {name: address[name] for name in ("state_province", "country") if address.get(name)}
    kept |= {"location_type": "virtual", "confidential": True}
    if kept != place:
        done = "street, city, postal code and coordinates taken out"
        to.say(Weight.TOLD, at, "location", "confidential", done, place.get("name", ""))
    return kept


_TELLING = {
    "addresses", "latitude", "longitude", "transportation", "external_identifier", "external_identifier_type",
    "accessibility", "url", "metadata", "address_1", "address_2", "city", "postal_code", "region",
    "latitude_as_given", "longitude_as_given", "address", "street", "geometry", "coordinates", "geo",
}  # fmt: skip
