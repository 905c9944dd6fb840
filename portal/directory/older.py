"""What a row is, and what it was called before HSDS 3.0: versions 1.1 and 2.x, Open Referral UK, Ohana."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from portal.directory import hours
from portal.directory.standard import FIELDS, OWNERS, PLURAL, SINGULAR

Record = dict[str, Any]
Rows = list[tuple[str, Record]]

TABLES = {
    "services_at_location": "service_at_location", "services_at_locations": "service_at_location",
    "service_location": "service_at_location", "service_locations": "service_at_location",
    "physical_address": "address", "physical_addresses": "address", "postal_address": "address",
    "postal_addresses": "address", "mail_address": "address", "mail_addresses": "address",
    "regular_schedule": "schedule", "regular_schedules": "schedule", "holiday_schedule": "schedule",
    "holiday_schedules": "schedule", "accessibility_for_disabilities": "accessibility",
    "service_taxonomy": "attribute", "service_taxonomys": "attribute", "service_taxonomies": "attribute",
    "service_attribute": "attribute", "service_attributes": "attribute", "other_attribute": "attribute",
    "other_attributes": "attribute", "eligibilities": "eligibility", "eligibilitys": "eligibility",
    "metadatas": "metadata", "fundings": "funding", "accessibilities": "accessibility",
}  # fmt: skip
# Lists inside records that had another name.
LISTS = {
    "regular_schedules": "schedules", "regular_schedule": "schedules", "holiday_schedules": "schedules",
    "holiday_schedule": "schedules", "physical_addresses": "addresses", "postal_addresses": "addresses",
    "accessibility_for_disabilities": "accessibility", "service_taxonomys": "attributes",
    "service_taxonomies": "attributes", "service_attributes": "attributes", "fundings": "funding",
}  # fmt: skip
RENAMED = {
    "organization": {"url": "website"},
    "service": {
        "website": "url",
        "eligibility": "eligibility_description",
        "locations": "service_at_locations",
    },
    "location": {"website": "url"},
    "phone": {"number_type": "type", "department": "description"},
    "accessibility": {"accessibility": "description"},
    "service_area": {"service_area": "name"},
    "taxonomy_term": {"vocabulary": "taxonomy", "term": "name"},
    "language": {"language": "name"},
    "attribute": {"taxonomy": "taxonomy_term"},
    "required_document": {"document_name": "document"},
}
_SIGNS: tuple[tuple[str, set[str]], ...] = (
    ("service_at_location", {"service", "location"}),
    ("service_at_location", {"service_id", "location_id"}),
    ("service", {"service_at_locations"}), ("service", {"eligibility_description"}),
    ("service", {"cost_options"}),
    ("service", {"application_process"}), ("service", {"service_areas"}),
    ("service", {"required_documents"}),
    ("service", {"fees"}), ("service", {"assured_date"}), ("service", {"organization", "name"}),
    ("location", {"location_type"}), ("location", {"latitude"}), ("location", {"addresses"}),
    ("taxonomy_term", {"taxonomy_detail"}), ("taxonomy_term", {"taxonomy_id", "name"}),
    ("taxonomy_term", {"vocabulary"}), ("taxonomy_term", {"parent_id", "name"}),
    ("organization", {"legal_status"}), ("organization", {"tax_id"}), ("organization", {"tax_status"}),
    ("organization", {"programs"}), ("organization", {"organization_identifiers"}),
    ("organization", {"locations"}),
    ("organization", {"year_incorporated"}), ("organization", {"parent_organization_id"}),
    ("service", {"status", "name"}), ("service", {"status", "id"}), ("taxonomy", {"version", "uri"}),
)  # fmt: skip


def kind_of(hint: str, values: Mapping[str, Any], file: str) -> str | None:
    """What a row is: by its table, else by its fields, else by the name of its file."""
    name = hint.casefold().removesuffix(".csv")
    if name in ("taxonomy", "taxonomies") and values.keys() & {
        "parent_id",
        "vocabulary",
        "parent_name",
        "taxonomy_id",
    }:
        return "taxonomy_term"
    if name in TABLES or name in SINGULAR or name in FIELDS:
        return TABLES.get(name) or SINGULAR.get(name) or name
    for kind, signs in _SIGNS:
        if signs <= values.keys():
            return kind
    for kind in sorted(FIELDS, key=len, reverse=True):
        if re.search(rf"(?:^|[^a-z])(?:{kind}|{PLURAL[kind]})(?:[^a-z]|$)", file.casefold()):
            return kind
    return (
        ("service" if "name" in values else None)
        if name in ("contents", "data", "items", "results")
        else None
    )


def mapped(hint: str, kind: str, given: Mapping[str, Any]) -> Rows:
    """The row as 3.0 says it, and what else was in it."""
    name = hint.casefold().removesuffix(".csv")
    renamed = {old: new for old, new in RENAMED.get(kind, {}).items() if not given.get(new)}
    values = {renamed.get(key, key): value for key, value in given.items()}
    for old, new in LISTS.items():
        if isinstance(values.get(old), list):
            values[new] = [
                *values.get(new, []),
                *(mapped(old, SINGULAR[new], one)[0][1] for one in values.pop(old) if one),
            ]
    if name in TABLES and values.get("id") and len(str(values["id"])) < 32:
        values["id"] = f"{name} {values['id']}"  # two tables of old are one today, and counted apart
    more: Rows = []
    if kind in _MORE:
        _MORE[kind](values, name, more)
    return [(kind, values), *more]


def _words(values: Record, name: str, field: str, split: str | None = None) -> None:
    """A text where 3.0 has a list of records."""
    said = values.get(name)
    if isinstance(said, str):
        parts = [part.strip() for part in re.split(split, said)] if split else [said.strip()]
        values[name] = [{field: part} for part in parts if part]


def _service(values: Record, _name: str, more: Rows) -> None:
    _words(values, "languages", "name")
    _words(values, "required_documents", "document")
    _words(values, "service_areas", "name", r"[;,|]")
    if "funding_sources" in values:
        values["funding"] = values.pop("funding_sources")
        _words(values, "funding", "source", r"[;,]")
    ages = [one for one in values.pop("eligibilitys", None) or [] if isinstance(one, Mapping)]
    told = values.get("eligibility_description")
    if isinstance(told, list):
        ages, told = [*ages, *(one for one in told if isinstance(one, Mapping))], None
    told = [told, values.pop("audience", None), *(one.get("eligibility") for one in ages)]
    values["eligibility_description"] = "\n".join(
        str(one).strip() for one in told if one and str(one).strip()
    )
    for one in ages[:1]:
        values |= {key: one[key] for key in ("minimum_age", "maximum_age") if one.get(key) is not None}
    for term in re.split(r"[,;|\s]+", str(values.pop("taxonomy_ids", "") or "")):
        if term:
            values.setdefault("attributes", []).append({"taxonomy_term_id": term, "link_entity": "service"})
    if values.get("location_id") and values.get("id"):
        place = {"service_id": values["id"], "location_id": values.pop("location_id")}
        more.append(("service_at_location", place))


def _organization(values: Record, _name: str, _more: Rows) -> None:
    if "date_incorporated" in values:
        found = re.search(r"\b(1[89]|20)\d\d\b", str(values["date_incorporated"]))
        values |= {"year_incorporated": found[0]} if found else {}
    if "funding_sources" in values:
        values["funding"] = values.pop("funding_sources")
        _words(values, "funding", "source", r"[;,]")


def _location(values: Record, _name: str, _more: Rows) -> None:
    _words(values, "languages", "name")
    _words(values, "accessibility", "description", r"[;,]")
    if not values.get("location_type"):
        virtual = str(values.pop("virtual", "")).strip().casefold() in ("true", "1", "yes", "t")
        values["location_type"] = "virtual" if virtual else "physical"


def _address(values: Record, name: str, more: Rows) -> None:
    if not values.get("address_type"):
        values["address_type"] = "postal" if name.startswith(("postal", "mail")) else "physical"
    if not values.get("location_id") and values.get("organization_id"):
        # Before 3.0 an organization had addresses of its own: now they are at a place of its.
        owner = values.pop("organization_id")
        place = {"id": f"addresses of {owner}", "organization_id": owner, "location_type": "postal"}
        values["location_id"] = place["id"]
        more.append(("location", place))


def _phone(values: Record, _name: str, _more: Rows) -> None:
    said = values.pop("language", None) or (
        values.pop("languages") if isinstance(values.get("languages"), str) else None
    )
    if said:
        values["languages"] = [{"name": said}]
    prefix = str(values.pop("country_prefix", "") or "").strip()
    if prefix and values.get("number"):
        values["number"] = f"+{prefix.lstrip('+')} {values['number']}"


def _schedule(values: Record, _name: str, _more: Rows) -> None:
    said = values.pop("weekday", None)
    if said is not None and not values.get("byday"):
        number = str(said).strip()
        days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        values["byday"] = (
            days[int(number) % 7 - 1] if re.fullmatch("[0-7]", number) else hours.day(number) or number
        )
        values.setdefault("freq", "WEEKLY")
    for old, new in (
        ("start_date", "valid_from"),
        ("end_date", "valid_to"),
        ("original_text", "description"),
    ):
        if values.get(old):
            values.setdefault(new, values.pop(old))
    if str(values.get("closed", "")).strip().casefold() in ("true", "1", "yes", "t"):
        values["closed"] = True
        values.setdefault("description", "Closed")


def _taxonomy_term(values: Record, name: str, _more: Rows) -> None:
    if "id" not in values and "taxonomy_id" in values:
        values["id"] = values.pop("taxonomy_id")  # Ohana
    if str(values.get("parent_id", "")).strip() in ("0", ""):
        values.pop("parent_id", None)


def _attribute(values: Record, name: str, _more: Rows) -> None:
    if name.startswith("service_"):
        values["link_entity"] = "service"
        values["taxonomy_term_id"] = values.pop("taxonomy_id", None) or values.get("taxonomy_term_id")
        values["link_id"] = values.pop("service_id", None) or values.get("link_id")
    elif name.startswith("other_attribute"):
        values.setdefault("link_entity", values.get("link_type"))
    if not isinstance(values.get("taxonomy_term"), Mapping):
        values.pop("taxonomy_term", None)


_MORE: dict[str, Callable[[Record, str, Rows], None]] = {
    "service": _service, "organization": _organization, "location": _location, "address": _address,
    "phone": _phone, "schedule": _schedule, "taxonomy_term": _taxonomy_term, "attribute": _attribute,
}  # fmt: skip


def owners_of(values: Mapping[str, Any]) -> list[str]:
    """The columns by which this row belongs to another."""
    return [name for name in OWNERS if values.get(name)]
