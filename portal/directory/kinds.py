"""What is particular to each kind of record: what may stand in it, and what must not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from portal.directory import hours, tongues
from portal.directory.confidential import SECRET, is_secret, withhold
from portal.directory.names import is_shouted
from portal.directory.remarks import Weight, Where
from portal.directory.standard import LOCATION_TYPES, STATUSES, WEEKDAYS
from portal.directory.values import LONGEST

if TYPE_CHECKING:
    from portal.directory.cleaning import Cleaner

Record = dict[str, Any]

_OWNED = re.compile(
    r"\b(?:211|2-1-1|airs|alliance of information (?:and|&) referral|infoline|lahip|inform usa)(?=\b|[a-z])",
    re.I,
)
_OWNED_CODE = re.compile(r"[A-Z]{1,2}-\d{4}(?:\.\d{4})?(?:-\d{2,4}){0,3}(?:\s*\*.*)?")
_CLOSED = re.compile(r"closed|inactiv|delet|archiv|suspend|remov|retired|^(?:no|false|0|n)$", re.IGNORECASE)
_BYDAY = re.compile(r"(?:[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU))(?:,[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU))*")
_EXTENSION = re.compile(r"^(.*\d)\s*(?:ext(?:ension)?|x)[.:]?\s*(\d{1,6})$", re.IGNORECASE)
_TELEPHONES = {"sms": "text", "tty": "textphone", "tdd": "textphone", "hotline": "voice", "tollfree": "voice",
               "phone": "voice", "mobile": "cell"}  # fmt: skip
WITHHELD = "withheld"
UNWANTED = "its term was left out"


def service(to: Cleaner, found: Record, at: Where) -> Record:
    said = str(found.get("status", "")).strip()
    status = said.casefold().replace("_", " ").replace("-", " ")
    if status not in STATUSES:
        status = "inactive" if _CLOSED.search(status) else "active"
        if "temporar" in said.casefold():
            status = "temporarily closed"
        wrong = "not one of the four words of the standard" if said else "blank"
        to.say(Weight.MENDED, at, "service.status", wrong, f"read as {status}", said)
    found["status"] = status
    _name(to, "service", found, at)
    ages = found.get("minimum_age", 0), found.get("maximum_age", 0)
    for name, age in zip(("minimum_age", "maximum_age"), ages, strict=True):
        if not 0 <= age <= 150:
            to.aside("service", name, found.pop(name), found, at, "no age of a person")
    return found


def organization(to: Cleaner, found: Record, at: Where) -> Record:
    if found.get("parent_organization_id") == found["id"]:
        del found["parent_organization_id"]
        to.say(Weight.ASIDE, at, "organization.parent_organization_id", "its own parent", "left out")
    _name(to, "organization", found, at)
    return found


def _name(to: Cleaner, kind: str, found: Record, at: Where) -> None:
    name = found.get("name", "")
    if len(name) > 300:
        found["name"] = name[:299] + "…"
        found["description"] = f"{name}\n\n{found.get('description', '')}".strip()[:LONGEST].strip()
        to.say(
            Weight.MENDED, at, f"{kind}.name", "longer than 300 signs", "the whole put before the description"
        )
    if "\n" in name:
        found["name"] = " ".join(found["name"].split())
    if is_shouted(name):
        to.say(Weight.MENDED, at, f"{kind}.name", "in capitals", "kept; shown in small letters", name)


def location(to: Cleaner, found: Record, at: Where) -> Record:
    said = str(found.get("location_type", "")).strip().casefold()
    if said not in LOCATION_TYPES:
        secret = bool(SECRET.search(said)) or said == "redacted"
        kind = (
            "virtual"
            if secret or not (found.keys() & {"addresses", "latitude", "transportation"})
            else "physical"
        )
        to.say(
            Weight.MENDED,
            at,
            "location.location_type",
            "blank" if not said else "not a type",
            f"read as {kind}",
            said,
        )
        found["location_type"] = kind
        if secret:
            found["confidential"] = True
    for name, most in (("latitude", 90), ("longitude", 180)):
        if abs(found.get(name, 0)) > most:
            to.say(
                Weight.ASIDE, at, f"location.{name}", "not on the earth", "kept, and not used", found[name]
            )
    return withhold(to, found, at) if is_secret(found) else found


def address(to: Cleaner, found: Record, _at: Where) -> Record:
    if not to.with_contacts and not SECRET.search(found.get("attention", "")):
        found.pop("attention", None)
    said = str(found.get("address_type", "")).strip().casefold()
    found["address_type"] = said if said in LOCATION_TYPES else "physical"
    return found


def phone(to: Cleaner, found: Record, at: Where) -> Record | None:
    if "type" in found:
        said = found["type"].casefold()
        found["type"] = _TELEPHONES.get(said, said)
    number = str(found.get("number", ""))
    split = _EXTENSION.match(number)
    if split and "extension" not in found:
        found["number"], found["extension"] = split[1].strip(), int(split[2])
        to.say(Weight.MENDED, at, "phone.number", "the extension beside it", "put into its own field", number)
    elif number and sum(sign.isdigit() for sign in number) < 2:
        to.say(Weight.ASIDE, at, "phone.number", "no number to call", "the phone was left out", number)
        return None
    return found


def schedule(to: Cleaner, found: Record, at: Where) -> Record:
    _in_words(to, found, at)
    _days(to, found, at)
    for name, allowed in (("freq", ("WEEKLY", "MONTHLY")), ("wkst", WEEKDAYS)):
        if found.get(name, allowed[0]) not in allowed:
            said = str(found.pop(name)).strip()
            if said.upper() in allowed:
                found[name] = said.upper()
            else:
                to.aside("schedule", name, said, found, at, "not a word of the standard")
    return found


def _in_words(to: Cleaner, found: Record, at: Where) -> None:
    """Times that are none stand in the description, where a person can make something of them."""
    for name in ("opens_at", "closes_at"):
        said = found.pop(f"{name}_as_given", None)
        both = hours.span(str(said)) if said is not None else None
        if both and "closes_at" not in found:
            found["opens_at"], found["closes_at"] = both
        elif said is not None:
            words = str(found.get("description", ""))
            found["description"] = words if str(said) in words else f"{words}\n{said}".strip()
            to.say(Weight.ASIDE, at, f"schedule.{name}", "not a time of day", "kept in the description", said)
    known = found.keys() & {"opens_at", "closes_at", "byday", "bymonthday", "dtstart"}
    opening = hours.prose(str(found.get("description", ""))) if not known else None
    if opening:
        found |= {"freq": "WEEKLY", **opening._asdict()}
        to.say(
            Weight.MENDED,
            at,
            "schedule.description",
            "hours in words",
            "understood as times",
            found["description"],
        )


def _days(to: Cleaner, found: Record, at: Where) -> None:
    said = found.get("byday")
    if said is None or _BYDAY.fullmatch(said):
        return
    known = hours.days(said)
    if known:
        found["byday"] = known
        to.say(Weight.MENDED, at, "schedule.byday", "not written MO,TU,…", "put right", said)
    else:
        to.aside("schedule", "byday", found.pop("byday"), found, at, "not days of the week")


def metadata(to: Cleaner, found: Record, at: Where) -> Record | None:
    if not to.with_contacts and str(found.get("resource_type", "")).casefold() == "contact":
        to.say(Weight.TOLD, at, "metadata", "names staff", "left out")
        return None
    if not to.with_contacts and found.get("updated_by"):
        found["updated_by"] = WITHHELD
    return found


def is_owned(found: Mapping[str, Any]) -> bool:
    """A term or taxonomy of 211/AIRS, which nobody may publish without a licence."""
    told = " ".join(str(found.get(name, "")) for name in ("taxonomy", "vocabulary"))
    detail = found.get("taxonomy_detail") or {}
    code = str(found.get("code", "")).strip() or str(found.get("id", "")).strip()
    return bool(_OWNED.search(f"{told} {detail.get('name', '')}") or _OWNED_CODE.fullmatch(code))


def taxonomy_term(to: Cleaner, found: Record, at: Where) -> Record | None:
    if is_owned(found) or found.get("taxonomy_id") in to.unwanted:
        to.unwanted.add(found["id"])
        to.say(
            Weight.TOLD, at, "taxonomy_term", "a code of the 211/AIRS taxonomy", "left out", found.get("name")
        )
        return None
    if found.get("parent_id") == found["id"]:
        del found["parent_id"]
        to.say(Weight.ASIDE, at, "taxonomy_term.parent_id", "its own parent", "left out")
    return found


def taxonomy(to: Cleaner, found: Record, at: Where) -> Record | None:
    if _OWNED.search(found.get("name", "")):
        to.unwanted.add(found["id"])
        to.say(Weight.TOLD, at, "taxonomy", "the 211/AIRS taxonomy", "left out", found.get("name"))
        return None
    return found


def attribute(to: Cleaner, found: Record, at: Where) -> Record | None:
    if found.pop(UNWANTED, False) or found.get("taxonomy_term_id") in to.unwanted:
        to.say(Weight.TOLD, at, "attribute", "a code of the 211/AIRS taxonomy", "left out")
        return None
    return found


def languages(to: Cleaner, given: Mapping[str, Any], at: Where) -> list[Mapping[str, Any]]:
    """A row that names several languages becomes several; what is no language becomes a note."""
    said = str(given.get("name") or given.get("language") or "").strip()
    rest = {name: value for name, value in given.items() if name != "language"}
    if not said or tongues.code_of(said) or given.get("code"):
        return [rest if not said else {**rest, "name": said}]
    parts = tongues.parts(said)
    found: list[Mapping[str, Any]] = []
    for name, note in parts:
        one = {key: value for key, value in rest.items() if key != "id" or len(parts) == 1}
        help = tongues.is_help(name)
        code = None if help else tongues.code_of(name)
        found.append(
            {**one, "name": name} | ({"note": note} if note else {}) | ({"code": code} if code else {})
        )
    if len(parts) > 1 or "(" in said:
        to.say(
            Weight.MENDED, at, "language.name", "a list or a remark, not one language", "taken apart", said
        )
    return found


FIX: dict[str, Callable[[Cleaner, Record, Where], Record | None]] = {
    "service": service, "organization": organization, "location": location, "address": address,
    "phone": phone, "schedule": schedule, "metadata": metadata, "taxonomy": taxonomy,
    "taxonomy_term": taxonomy_term, "attribute": attribute,
}  # fmt: skip
SPLIT: dict[str, Callable[[Cleaner, Mapping[str, Any], Where], list[Mapping[str, Any]]]] = {
    "language": languages
}
