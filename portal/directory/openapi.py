"""The API described: OpenAPI 3.1, made of the same tables that the import reads."""

from __future__ import annotations

from typing import Any

from portal.directory.asking import LONGEST, MOST, PER_PAGE
from portal.directory.standard import CHILDREN, FIELDS, INSIDE, MUST, PLURAL

Json = dict[str, Any]

_FORMATS = {"i": "uuid", "u": "uri", "e": "email", "m": "date-time"}
_PAGING = ("page", "per_page", "format", "search")
LISTS: dict[str, tuple[str, ...]] = {
    "services": (
        *_PAGING, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "minimal", "full",
    ),
    "service_at_locations": (
        *_PAGING, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full", "postcode",
        "proximity",
    ),
    "organizations": (*_PAGING, "full", "full_service"),
    "taxonomies": _PAGING,
    "taxonomy_terms": (*_PAGING, "taxonomy_id", "top_only", "parent_id"),
}  # fmt: skip
_FLAG = {"type": "boolean"}
_TEXT = {"type": "string", "maxLength": LONGEST}
PARAMETERS: dict[str, Json] = {
    "page": {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1},
    "per_page": {"type": "integer", "minimum": 1, "maximum": MOST, "default": PER_PAGE},
    "format": {"type": "string", "enum": ["json", "ndjson"], "default": "json"},
    **dict.fromkeys(("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "parent_id"), _TEXT),
    **dict.fromkeys(("minimal", "full", "full_service", "top_only"), _FLAG),
    "postcode": _TEXT,
    "modified_after": {"type": "string", "format": "date-time"},
    "proximity": {"type": "integer", "minimum": 1, "maximum": 1_000_000, "description": "Metres."},
}  # fmt: skip
_PAGE = {
    "total_items": "integer", "total_pages": "integer", "page_number": "integer", "size": "integer",
    "first_page": "boolean", "last_page": "boolean", "empty": "boolean",
}  # fmt: skip
_MORE = {
    "service": {"organization": "organization"},
    "service_at_location": {"location": "location", "service": "service"},
}
_LISTS = {"service": {"service_at_locations": "service_at_location"},
          "organization": {"locations": "location", "services": "service"}}  # fmt: skip


def described(version: str) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Directory of services (HSDS 3.0)",
            "version": version,
            "description": "Public and active services only. Nobody's questions are kept. To keep words out"
            " of addresses and logs, send the same parameters by POST.",
            "license": {"name": "See the feeds the services come from"},
        },
        "paths": {"/hsds/": _about(), **_paths()},
        "components": {"schemas": {**{kind: _schema(kind) for kind in FIELDS}, "error": _error()}},
    }


def _about() -> Json:
    fields = {name: {"type": "string"} for name in ("version", "profile", "openapi_url")}
    schema = {"type": "object", "properties": fields, "required": list(fields)}
    return {"get": {"operationId": "about", "responses": {"200": _json("What this API is.", schema)}}}


def _paths() -> Json:
    paths: Json = {}
    for plural, names in LISTS.items():
        kind = next(kind for kind, name in PLURAL.items() if name == plural)
        answers = {"200": _json("One page.", _page(kind)), "400": _wrong("A parameter that is not clear.")}
        if plural == "services":
            answers["200"]["content"]["application/json"]["schema"]["properties"]["contents"]["items"] = {
                "anyOf": [_ref(kind), {"type": "object", "required": ["id", "modified_date"]}]
            }
        answers["200"]["content"]["application/x-ndjson"] = {"schema": {"type": "string"}}
        query = [{"name": name, "in": "query", "schema": PARAMETERS[name]} for name in names]
        body = {"type": "object", "properties": {name: PARAMETERS[name] for name in names}}
        paths[f"/hsds/{plural}"] = {
            "get": {"operationId": f"list_{plural}", "parameters": query, "responses": answers},
            "post": {
                "operationId": f"ask_{plural}",
                "requestBody": {"content": {"application/json": {"schema": body}}},
                "responses": answers,
            },
        }
        paths[f"/hsds/{plural}/{{id}}"] = _by_id(plural, kind)
    return paths


def _by_id(plural: str, kind: str) -> Json:
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    answers = {"200": _json("With all that belongs to it.", _ref(kind)), "404": _wrong("No such thing here.")}
    parameters = [id]
    if kind == "organization":
        parameters.append({"name": "full_service", "in": "query", "schema": _FLAG})
        answers["400"] = _wrong("A parameter that is not clear.")
    return {"get": {"operationId": f"one_of_{plural}", "parameters": parameters, "responses": answers}}


def _ref(kind: str) -> Json:
    return {"$ref": f"#/components/schemas/{kind}"}


def _json(told: str, schema: Json) -> Json:
    return {"description": told, "content": {"application/json": {"schema": schema}}}


def _wrong(told: str) -> Json:
    return _json(told, _ref("error"))


def _error() -> Json:
    return {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}


def _page(kind: str) -> Json:
    fields: Json = {name: {"type": of} for name, of in _PAGE.items()}
    fields["contents"] = {"type": "array", "items": _ref(kind)}
    return {"type": "object", "properties": fields, "required": list(fields)}


def _schema(kind: str) -> Json:
    fields: Json = {
        name: {"type": "number"}
        if letter == "n"
        else {"type": "string"} | ({"format": _FORMATS[letter]} if letter in _FORMATS else {})
        for name, letter in FIELDS[kind].items()
    }
    fields["id"] = {"type": "string", "format": "uuid"}
    for name, child in (CHILDREN[kind] | _LISTS.get(kind, {})).items():
        fields[name] = {"type": "array", "items": _ref(child)}
    for name, inner in (INSIDE.get(kind, {}) | _MORE.get(kind, {})).items():
        fields[name] = _ref(inner)
    return {"type": "object", "properties": fields, "required": ["id", *MUST.get(kind, ())]}
