"""What a form shows of a record, and the record with what was typed put into it. Pure: bodies in, bodies out.

Both sides are plain values by the names of a form's fields, with `rows` for what there is several of. What a
form does not show is not touched; what a feed gave and nobody could read (`<field>_as_given`) is shown, so
that it can be put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from portal.directory import tongues
from portal.directory.cards import card_of
from portal.directory.cleaning import ASIDE
from portal.directory.room import digest

Body = dict[str, Any]
Said = dict[str, Any]

FREE = "Free of charge"  # in the standard's own language: programs read it
FIELDS = {  # of the form -> of the standard
    "about": {"name": "name", "alternate_name": "alternate_name", "text": "description", "status": "status"},
    "who": {"text": "eligibility_description", "minimum_age": "minimum_age", "maximum_age": "maximum_age",
            "begin": "application_process"},
    "cost": {"text": "fees_description"},
    "reach": {"email": "email", "url": "url"},
    "languages": {"interpreters": "interpretation_services"},
    "hours": {},
    "organization": {"name": "name"},
}  # fmt: skip
PARTS = tuple(part for part in FIELDS if part != "organization")
AGES = ("minimum_age", "maximum_age")
PLACE = {"street": "address_1", "more": "address_2", "city": "city", "state": "state_province",
         "postal_code": "postal_code", "country": "country"}  # fmt: skip
_PLAIN = {"id", "freq", "byday", "opens_at", "closes_at", "description", "notes", "wkst", "timezone",
          "attending_type", "schedule_link", "interval"}  # fmt: skip


def shown(part: str, body: Mapping[str, Any]) -> Said:
    """What the form of this part shows."""
    said: Said = {form: str(_there(body, name)) for form, name in FIELDS[part].items()}
    if part == "who":
        said["documents"] = "\n".join(str(one.get("document", "")) for one in _of(body, "required_documents"))
    elif part == "cost":
        said["free"] = "yes" if is_free(body) else "words"
    elif part == "reach":
        said["rows"] = [_phone(one) for one in _of(body, "phones")]
    elif part == "languages":
        said["text"] = "\n".join(_tongue(one) for one in _of(body, "languages"))
    elif part == "hours":
        said["rows"] = [_opening(one) for one in _of(body, "schedules") if is_plain(one)]
    return said


def mark(said: Said) -> str:
    return digest(said).hex()


def same(one: Said, other: Said) -> bool:
    """Whether both say the same, whatever their rows are called."""
    return _nameless(one) == _nameless(other)


def put(part: str, body: Body, said: Said) -> Body:
    """The record with what was typed."""
    found, before = dict(body), shown(part, body)
    for form, name in FIELDS[part].items():
        if said[form] != before[form]:
            found.pop(name + ASIDE, None)
            found[name] = int(said[form]) if name in AGES and said[form] else said[form]
    if part == "who":
        found["required_documents"] = _documents(found, said["documents"])
    elif part == "cost":
        _cost(found, said, before)
    elif part == "reach":
        found["phones"] = [
            _put_phone(one, row) for one, row in _rows(found, "phones", said["rows"], "number")
        ]
    elif part == "languages":
        found["languages"] = _languages(found, said["text"])
    elif part == "hours":
        rows = _rows(found, "schedules", said["rows"], "opens")
        others = [one for one in _of(found, "schedules") if not is_plain(one)]
        found["schedules"] = [_put_opening(one, row) for one, row in rows] + others
    return _without_nothing(found)


def is_free(body: Mapping[str, Any]) -> bool | None:
    """As its card says it."""
    card = card_of({"id": "", "name": "", "status": "", **body}, None, []).card
    free: bool | None = card["free"]
    return free


def is_plain(schedule: Mapping[str, Any]) -> bool:
    """Every week the same: what a row of the form can say."""
    said = {name for name, value in schedule.items() if value not in (None, "", [])}
    weekly = schedule.get("freq", "WEEKLY") == "WEEKLY" and not re.search(
        r"\d", str(schedule.get("byday", ""))
    )
    return said <= _PLAIN and weekly and schedule.get("interval", 1) == 1


def _without_nothing(record: Body) -> Body:
    return {name: value for name, value in record.items() if value not in ("", [])}


def _there(body: Mapping[str, Any], name: str) -> Any:
    return body.get(name, body.get(name + ASIDE, ""))


def _of(body: Mapping[str, Any], name: str) -> list[Body]:
    return [one for one in body.get(name, ()) if isinstance(one, dict)]


def _nameless(said: Said) -> Said:
    rows = [{name: value for name, value in row.items() if name != "id"} for row in said.get("rows", ())]
    return said | {"rows": [row for row in rows if any(row.values())]}


def _rows(body: Body, name: str, rows: Iterable[Said], needs: str) -> Iterable[tuple[Body, Said]]:
    """Each row that says something, with the record it came from or a new one."""
    known = {str(one.get("id")): one for one in _of(body, name)}
    for row in rows:
        if row[needs]:
            yield dict(known.pop(row["id"], {"id": str(uuid4())})), row


def _phone(phone: Body) -> Said:
    number = str(phone.get("number", ""))
    more = f" x{phone['extension']}" if phone.get("extension") else ""
    said = {"number": number + more, "kind": str(phone.get("type", "")) or "voice"}
    return {"id": str(phone.get("id", "")), **said, "note": str(phone.get("description", ""))}


def _put_phone(phone: Body, row: Said) -> Body:
    before = _phone(phone)
    if row["number"] != before["number"]:
        phone.pop("extension", None)  # what is typed beside the number is read from it again
        phone["number"] = row["number"]
    if row["kind"] != before["kind"] or "type" not in phone:
        phone["type"] = row["kind"]
    return _without_nothing(phone | {"description": row["note"]})


def _opening(schedule: Body) -> Said:
    return {
        "id": str(schedule.get("id", "")), "days": re.findall(r"[A-Z]{2}", str(schedule.get("byday", ""))),
        "opens": str(schedule.get("opens_at", ""))[:5], "closes": str(schedule.get("closes_at", ""))[:5],
        "note": str(schedule.get("description", "")),
    }  # fmt: skip


def _put_opening(schedule: Body, row: Said) -> Body:
    before = _opening(schedule)
    for form, name in (("opens", "opens_at"), ("closes", "closes_at")):
        if row[form] != before[form]:
            schedule[name] = row[form]
    return _without_nothing(
        {"freq": "WEEKLY"} | schedule | {"byday": ",".join(row["days"]), "description": row["note"]}
    )


def _documents(body: Body, text: str) -> list[Body]:
    known = {str(one.get("document", "")): one for one in _of(body, "required_documents")}
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [known.get(line, {"id": str(uuid4()), "document": line}) for line in dict.fromkeys(lines)]


def _cost(found: Body, said: Said, before: Said) -> None:
    """What was said otherwise elsewhere goes: two answers are none."""
    if said["free"] != before["free"]:
        found.pop("cost_options", None)
        found.pop("fees", None)
    if said["free"] == "yes" and not is_free(found):
        found["fees_description"] = f"{FREE}. {said['text']}".strip() if said["text"] else FREE


def _tongue(language: Body) -> str:
    return str(language.get("name") or language.get("code", ""))


def _languages(body: Body, text: str) -> list[Body]:
    known = {_tongue(one): one for one in _of(body, "languages")}
    found = []
    for name in dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()):
        code = None if tongues.is_help(name) else tongues.code_of(name)
        new = {"id": str(uuid4()), "name": name} | ({"code": code} if code else {})
        found.append(known.get(name, new))
    return found


def place_shown(body: Mapping[str, Any]) -> Said:
    """The address that is shown to people, and what the place is called."""
    at = _address(body)
    return {
        "name": str(body.get("name", "")),
        **{form: str(at.get(name, "")) for form, name in PLACE.items()},
    }


def place_put(body: Body, said: Said) -> Body:
    """Coordinates of another street are wrong, so they go when the address changes."""
    before, at = place_shown(body), _address(body)
    found = dict(body) | {"name": said["name"], "location_type": body.get("location_type") or "physical"}
    typed = {name: said[form] for form, name in PLACE.items()}
    new = {"id": str(uuid4()), "address_type": "physical"} | at | typed
    found["addresses"] = [new if one is at else one for one in _of(body, "addresses")] if at else [new]
    if any(said[form] != before[form] for form in ("street", "city", "postal_code", "country")):
        found = {name: value for name, value in found.items() if name not in ("latitude", "longitude")}
    if said.get("confidential"):
        found["confidential"] = True
    return _without_nothing(found)


def _address(body: Mapping[str, Any]) -> Body:
    """The same that cards show."""
    all = _of(body, "addresses")
    return next((one for one in all if one.get("address_type") == "physical"), all[0] if all else {})
