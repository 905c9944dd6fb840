"""Places that are not to be told: how feeds say so, and what is left of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from portal.directory.remarks import Weight, Where
from portal.directory.standard import CHILDREN, FIELDS, INSIDE

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


_SAYS_SO = re.compile(
    r"(?:^|_|is)(?:confidential|private|undisclosed)$|^(?:confidential|private)_?(?:address|location)$"
)
_YES = ("true", "yes", "y", "t", "1", "x", "si", "sí", "confidential", "private")
_KEPT = {
    "id", "name", "alternate_name", "description", "organization_id", "service_id", "location_id",
    "state_province", "country", "location_type", "confidential", "languages", "phones", "schedules",
    "service_areas", "contacts", "attributes",
}  # fmt: skip
_LINES = ("address_1", "address_2", "city", "postal_code")
_OF_A_PLACE = re.compile(
    r"address|street|city|town|post_?(?:al|code)|zip|^lat|^lon|^lng|geo|coord|map|location|direction|cross_",
    re.IGNORECASE,
)


def is_secret(place: Mapping[str, Any]) -> bool:
    """Whether a place says that it is not to be told."""
    addresses = [one for one in place.get("addresses", ()) if isinstance(one, Mapping)]
    if any(_says_so(name, value) for one in (place, *addresses) for name, value in one.items()):
        return True
    lines = [address.get(part, "") for address in addresses for part in (*_LINES, "attention")]
    told = " ".join(str(place.get(part, "")) for part in ("name", "alternate_name", "description"))
    return any(SECRET.search(str(line)) for line in lines) or bool(SECRET_PLACE.search(told))


def _says_so(name: str, value: object) -> bool:
    return bool(_SAYS_SO.search(name.casefold())) and str(value).strip().casefold() in _YES


def withhold(to: Cleaner, place: Record, at: Where) -> Record:
    """What is left of a place that is not to be told: its country and state, and how to reach it."""
    addresses = [one for one in place.get("addresses", ()) if isinstance(one, Mapping)]
    lines = {str(one.get(part, "")).strip().casefold() for one in addresses for part in _LINES}
    kept = {
        name: value
        for name, value in place.items()
        if name in _KEPT and (name == "id" or not _names_one(value, lines))
    }
    for address in addresses:
        kept |= {name: address[name] for name in ("state_province", "country") if address.get(name)}
    kept |= {"location_type": "virtual", "confidential": True}
    if kept != place:
        done = "street, city, postal code, coordinates and what nobody knows taken out"
        to.say(Weight.TOLD, at, "location", "confidential", done, place.get("name", ""))
    return kept


def _names_one(value: object, lines: set[str]) -> bool:
    """Whether a text that would stay tells what was taken out."""
    said = str(value).casefold()
    return any(len(line) > 3 and line in said for line in lines)


def at_it(record: Record) -> Record:
    """What is left of a service's being at such a place: nothing in words, and nothing that nobody knows."""
    return {name: value for name, value in record.items() if name in _KEPT - {"description"}}


def of_it(service: Record) -> Record:
    """A service that says so: what nobody knows may be its place, as in tables of one row a service."""
    unknown = (
        service.keys() - FIELDS["service"].keys() - CHILDREN["service"].keys() - INSIDE["service"].keys()
    )
    return {
        name: value for name, value in service.items() if name not in unknown or not _OF_A_PLACE.search(name)
    }
