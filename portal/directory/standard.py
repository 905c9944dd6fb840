"""HSDS 3.0 as data (openreferral.org, version 3.0 of 2024; CC BY-SA 4.0): kinds, fields, what stands in what.

A field is text unless a letter says otherwise: n number, u address on the web, e e-mail, d date, m moment,
t time of day, i id of another record.
"""

from __future__ import annotations

_FIELDS = """
organization: id name alternate_name description email/e website/u tax_status tax_id year_incorporated/n
    legal_status logo uri/u parent_organization_id/i
program: id organization_id/i name alternate_name description
service: id organization_id/i program_id/i name alternate_name description url/u email/e status
    interpretation_services application_process fees_description wait_time fees accreditations
    eligibility_description minimum_age/n maximum_age/n assured_date/d assurer_email/e licenses alert
    last_modified/m
location: id location_type url/u organization_id/i name alternate_name description transportation latitude/n
    longitude/n external_identifier external_identifier_type
service_at_location: id service_id/i location_id/i description
address: id location_id/i attention address_1 address_2 city region state_province postal_code
    country address_type
phone: id location_id/i service_id/i organization_id/i contact_id/i service_at_location_id/i number
    extension/n type description
schedule: id service_id/i location_id/i service_at_location_id/i valid_from/d valid_to/d dtstart/d timezone/n
    until/d count/n wkst freq interval/n byday byweekno bymonthday byyearday description opens_at/t
    closes_at/t schedule_link/u attending_type notes
service_area: id service_id/i name description extent extent_type uri
language: id service_id/i location_id/i phone_id/i name code note
accessibility: id location_id/i description details url/u
cost_option: id service_id/i valid_from/d valid_to/d option currency amount/n amount_description
required_document: id service_id/i document uri/u
funding: id organization_id/i service_id/i source
contact: id organization_id/i service_id/i service_at_location_id/i location_id/i name title department
    email/e
organization_identifier: id organization_id/i identifier_scheme identifier_type identifier
taxonomy: id name description uri/u version
taxonomy_term: id code name description parent_id/i taxonomy language taxonomy_id/i term_uri/u
attribute: id link_id/i taxonomy_term_id/i link_type link_entity value
metadata: id resource_id/i resource_type last_action_date/d last_action_type field_name previous_value
    replacement_value updated_by
meta_table_description: id name language character_set
"""


def _read(text: str) -> dict[str, dict[str, str]]:
    kinds: dict[str, dict[str, str]] = {}
    kind = ""
    for line in text.strip().splitlines():
        head, colon, rest = line.partition(":")
        if colon:
            kind = head
        for field in (rest if colon else line).split():
            name, _slash, letter = field.partition("/")
            kinds.setdefault(kind, {})[name] = letter or "s"
    return kinds


FIELDS: dict[str, dict[str, str]] = _read(_FIELDS)

# What has an entry of its own; the order in which they are read, written and stored.
WHOLE = ("organization", "location", "service", "service_at_location", "taxonomy", "taxonomy_term")

REQUIRED = {
    "organization": ("name",),
    "service": ("name",),
    "phone": ("number",),
    "taxonomy": ("name",),
    "taxonomy_term": ("name",),
    "program": ("name",),
}

# What the standard's schemas want in every record, beside its id.
MUST = {
    "organization": ("name", "description"),
    "service": ("name", "status"),
    "location": ("location_type",),
    "address": ("address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "phone": ("number",),
    "program": ("name", "description"),
    "taxonomy": ("name", "description"),
    "taxonomy_term": ("name", "description"),
    "organization_identifier": ("identifier_type", "identifier"),
    "metadata": (
        "last_action_date", "last_action_type", "field_name", "previous_value", "replacement_value",
        "updated_by",
    ),
}  # fmt: skip

# The names of the lists that stand inside a record.
_OWN = {
    "organization": "funding contacts phones programs organization_identifiers",
    "service": "phones schedules service_areas languages funding cost_options required_documents contacts",
    "location": "languages addresses contacts accessibility phones schedules",
    "service_at_location": "contacts phones schedules service_areas",
    "contact": "phones",
    "phone": "languages",
}
PLURAL = {
    "organization": "organizations",
    "program": "programs",
    "service": "services",
    "location": "locations",
    "service_at_location": "service_at_locations",
    "address": "addresses",
    "phone": "phones",
    "schedule": "schedules",
    "service_area": "service_areas",
    "language": "languages",
    "accessibility": "accessibility",
    "cost_option": "cost_options",
    "required_document": "required_documents",
    "funding": "funding",
    "contact": "contacts",
    "organization_identifier": "organization_identifiers",
    "taxonomy": "taxonomies",
    "taxonomy_term": "taxonomy_terms",
    "attribute": "attributes",
    "metadata": "metadata",
    "meta_table_description": "meta_table_descriptions",
}
SINGULAR = {plural: kind for kind, plural in PLURAL.items()}

CHILDREN: dict[str, dict[str, str]] = {
    kind: {
        name: SINGULAR[name]
        for name in [
            *_OWN.get(kind, "").split(),
            *([] if kind == "attribute" else ["attributes"]),
            "metadata",
        ]
        if kind != "metadata"
    }
    for kind in FIELDS
}
# One record inside another.
INSIDE = {
    "service": {"program": "program"},
    "attribute": {"taxonomy_term": "taxonomy_term"},
    "taxonomy_term": {"taxonomy_detail": "taxonomy"},
}

# The columns by which a row of a table says whose it is.
OWNERS = {
    "organization_id": "organization",
    "program_id": "program",
    "service_id": "service",
    "service_at_location_id": "service_at_location",
    "location_id": "location",
    "contact_id": "contact",
    "phone_id": "phone",
}
ANY_OWNER = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
LOCATION_TYPES = ("physical", "postal", "virtual")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

# As tables are called in a package; in the specification's own example one is in the singular.
TABLES = {kind: f"{plural}.csv" for kind, plural in PLURAL.items()} | {
    "service_at_location": "service_at_location.csv"
}
