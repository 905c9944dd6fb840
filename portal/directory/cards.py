"""What pages and searches read of a service. Pure: its documents go in, a card comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from portal.directory import facets, needs, tongues
from portal.directory.hours import hours_of
from portal.directory.names import folded, plain, spoken

Record = Mapping[str, Any]
SUMMARY = 400
_FREE = re.compile(
    r"^\s*(?:none|free|no (?:fee|fees|cost|charge|charges)|0|0\.00|\$0|gratis|gratuito|sin costo)\b"
    r"|\bfree (?:of charge|to (?:everyone|all|eligible|clients|use))|\bno (?:cost|charge|fee)s?\b"
    r"|\bfree service"
    r"|\bservices? (?:is|are) free\b|\bgratuit",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(
    r"[$£€]\s?[1-9]|\b[1-9]\d*(?:\.\d\d)? ?(?:usd|gbp|eur|dollars|pounds)"
    r"|sliding|insurance|medicaid|medicare|per hour|copay",
    re.I,
)
_NO_PAPERS = re.compile(r"^\s*(?:none|no |nothing|not required|ninguno|sin )", re.IGNORECASE)
_STEPS = re.compile(
    r"wheel ?chair|step[- ]?free|no steps|level access|\bramp\b|\bada\b|silla de ruedas|disabled_?access",
    re.I,
)
_NO_STEPS = re.compile(
    r"\bnot? (?:wheel ?chair|step[- ]?free|accessible)|inaccessible|stairs only", re.IGNORECASE
)
KINDS = {
    "voice": "voice",
    "cell": "voice",
    "": "voice",
    "text": "text",
    "sms": "text",
    "fax": "fax",
    "textphone": "textphone",
    "whatsapp": "text",
}


class Made(NamedTuple):
    card: dict[str, Any]
    places: list[dict[str, Any]]
    terms: list[tuple[str, str | None]]  # term, its taxonomy


def card_of(
    service: Record, organization: Record | None, places: Iterable[tuple[Record, Record | None]]
) -> Made:
    """`places`: each service_at_location with its location, if that is known."""
    places = list(places)
    told = [place for _at, place in places if place is not None]
    phones = list(_phones(service, organization, places))
    terms = {term["id"]: term for term in _terms(service)}
    rows = {place["id"]: _place(service["id"], place) for place in told if not place.get("confidential")}
    card = {
        **_named(service, organization),
        **_reached(service, phones, told),
        "hours": hours_of([service, *(at for at, _place in places), *told])[:60],
        "terms": [str(term.get("name", "")) for term in terms.values()][:60],
        "step_free": _step_free(told),
        "confidential": any(place.get("confidential") is True for place in told),
    }
    card |= _found_by(service, card, list(rows.values()))
    return Made(card, list(rows.values()), [(id, _taxonomy(term)) for id, term in terms.items()])


def _found_by(service: Record, card: Mapping[str, Any], places: list[dict[str, Any]]) -> dict[str, Any]:
    """What an index holds of it: by what it can be chosen, the words of its name, and all its words."""
    about = str(service.get("description", ""))
    eligible = str(service.get("eligibility_description", ""))
    names = f"{card['name']} {card['alternate_name']}"
    keys = needs.of_service(card["terms"], names, about)
    who = facets.who(names, eligible, about)
    found = {"needs": f" {' '.join(keys)} " if keys else "", "who": f" {' '.join(who)} " if who else ""}
    said = [
        *card["terms"],
        *(place[part] for place in places[:20] for part in ("name", "city")),
        about,
        eligible,
    ]
    return found | {
        "facets": facets.facets_of({**card, **found}, places[:100]),
        "title": folded(f"{names} {card['organization']}")[:900],
        "words": folded(" ".join(map(str, said)))[:6000],
    }


def _named(service: Record, organization: Record | None) -> dict[str, Any]:
    return {
        "status": service["status"],
        "active": service["status"] == "active",
        "name": spoken(service["name"])[:300],
        "alternate_name": str(service.get("alternate_name", ""))[:300],
        "organization": spoken(str((organization or {}).get("name", "")))[:300],
        "summary": _summary(str(service.get("description", ""))),
        "free": _free(service),
        "papers": _papers(service),
        "minimum_age": _age(service.get("minimum_age")),
        "maximum_age": _age(service.get("maximum_age")),
        "assured_on": str(service.get("assured_date", ""))[:10] or None,
        "last_modified": service.get("last_modified"),
    }


def _reached(service: Record, phones: list[tuple[str, Record]], places: list[Record]) -> dict[str, Any]:
    return {
        "languages": _languages(service, places, phones),
        "interpreters": _interpreters(service, phones),
        "phone": next((str(phone["number"])[:60] for way, phone in phones if way == "voice"), ""),
        "ways": _ways(service, phones, places),
    }


def _terms(service: Record) -> Iterator[Record]:
    for attribute in service.get("attributes", ()):
        if isinstance(attribute.get("taxonomy_term"), Mapping) and attribute["taxonomy_term"].get("id"):
            yield attribute["taxonomy_term"]


def _taxonomy(term: Record) -> str | None:
    return (term.get("taxonomy_detail") or {}).get("id") or term.get("taxonomy_id")


def _summary(said: str) -> str:
    said = " ".join(said.split())
    return said if len(said) <= SUMMARY else said[: SUMMARY - 1].rpartition(" ")[0][: SUMMARY - 1] + "…"


def _phones(
    service: Record, organization: Record | None, places: list[tuple[Record, Record | None]]
) -> Iterator[tuple[str, Record]]:
    """The service's own first, then its places', then its organization's."""
    at = [one for here, place in places for one in (here, place)]
    for owner in (service, *at, organization):
        for phone in (owner or {}).get("phones", ()):
            if phone.get("number"):
                yield KINDS.get(str(phone.get("type", "")).casefold(), "voice"), phone


def _languages(service: Record, places: list[Record], phones: list[tuple[str, Record]]) -> str:
    named = [
        one
        for owner in (service, *places, *(phone for _way, phone in phones))
        for one in owner.get("languages", ())
    ]
    said = [(str(one.get("code", "")), str(one.get("name", ""))) for one in named]
    codes = [
        tongues.code_of(code) or tongues.code_of(name) for code, name in said if not tongues.is_help(name)
    ]
    found = " ".join(dict.fromkeys(code for code in codes if code))[:390]
    return f" {found} " if found else ""


def _interpreters(service: Record, phones: list[tuple[str, Record]]) -> bool:
    names = [
        str(one.get("name", ""))
        for owner in (service, *(phone for _way, phone in phones))
        for one in owner.get("languages", ())
    ]
    said = str(service.get("interpretation_services", "")).strip()
    return any(map(tongues.is_help, names)) or (bool(said) and not _NO_PAPERS.match(said))


def _ways(service: Record, phones: list[tuple[str, Record]], places: list[Record]) -> str:
    ways = [way for way, _phone in phones]
    ways += ["email"] * bool(service.get("email")) + ["web"] * bool(service.get("url"))
    ways += ["visit"] * any(place.get("location_type") == "physical" for place in places)
    ways += ["remote"] * any(
        place.get("location_type") == "virtual" and not place.get("confidential") for place in places
    )
    return f" {' '.join(dict.fromkeys(ways))} "


def _free(service: Record) -> bool | None:
    amounts = [
        one["amount"] for one in service.get("cost_options", ()) if isinstance(one.get("amount"), int | float)
    ]
    if amounts:
        return min(amounts) == 0
    said = f"{service.get('fees_description', '')}\n{service.get('fees', '')}".strip()
    if _NOT_FREE.search(said):
        return False
    return True if _FREE.search(said) else None


def _papers(service: Record) -> bool | None:
    asked = [str(one.get("document", "")) for one in service.get("required_documents", ())]
    if not asked:
        return None
    return not all(_NO_PAPERS.match(one) for one in asked)


def _age(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) and 0 <= value <= 150 else None


def _step_free(places: list[Record]) -> bool | None:
    said = [
        " ".join(map(str, one.values()))
        for place in places
        for one in place.get("accessibility", ())
        if isinstance(one, Mapping)
    ]
    if not said:
        return None
    return any(_STEPS.search(one) and not _NO_STEPS.search(one) for one in said) or None


def _place(service_id: str, place: Record) -> dict[str, Any]:
    addresses = [one for one in place.get("addresses", ()) if isinstance(one, Mapping)]
    address = next(
        (one for one in addresses if one.get("address_type") == "physical"), addresses[0] if addresses else {}
    )
    latitude, longitude = place.get("latitude"), place.get("longitude")
    on_earth = (
        isinstance(latitude, int | float) and isinstance(longitude, int | float)
        and abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)
    )  # fmt: skip
    city = str(address.get("city", ""))[:120]
    street = " ".join(str(address[part]) for part in ("address_1", "address_2") if address.get(part))
    return {
        "service_id": service_id, "location_id": place["id"], "name": str(place.get("name", ""))[:300],
        "street": street[:300], "city": city, "city_key": plain(city)[:120],
        "state": str(address.get("state_province", ""))[:120],
        "postal_code": str(address.get("postal_code", ""))[:24],
        "country": str(address.get("country", ""))[:24],
        "latitude": latitude if on_earth else None, "longitude": longitude if on_earth else None,
    }  # fmt: skip


def day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said)[:10])
    except ValueError:
        return None
