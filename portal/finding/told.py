"""A service as its page tells it: plain values out of its documents, which may hold anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

from portal.directory import values
from portal.directory.cards import KINDS
from portal.i18n import ascii_digits

Record = Mapping[str, Any]
MANY = 12  # of anything that a page lists
KEYS = enumerate(("ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"), 2)
KEYPAD = {letter: str(key) for key, letters in KEYS for letter in letters}


class Phone(NamedTuple):
    """`dial` is "" when what stands there cannot be dialled."""

    kind: str  # voice, text, fax, textphone
    number: str
    dial: str
    note: str


class Place(NamedTuple):
    name: str
    lines: tuple[str, ...]
    way: str  # how to get there
    access: tuple[str, ...]
    geo: str  # what the phone's own map is asked for; "" when nothing is known


@dataclass(frozen=True)
class Told:
    name: str
    alternate_name: str
    organization: str
    about: tuple[str, ...]  # paragraphs
    alert: str
    phones: tuple[Phone, ...]
    email: str
    website: str
    places: tuple[Place, ...]
    confidential: bool
    languages: tuple[str, ...]  # codes, and names where a feed gives no code that is known
    interpreters: str
    who: str
    ages: tuple[int | None, int | None]
    costs: tuple[str, ...]
    papers: tuple[str, ...]
    how: str  # to begin
    areas: tuple[str, ...]
    notes_on_hours: tuple[str, ...]


def told(record: Record, card: Any) -> Told:
    """`record` as reading.Whole puts it together, `card` its row of service_card."""
    organization = record.get("organization") or {}
    at = [one for one in record.get("service_at_locations", ()) if isinstance(one, Mapping)]
    locations = [one["location"] for one in at if isinstance(one.get("location"), Mapping)]
    return Told(
        name=card.name, alternate_name=card.alternate_name, organization=card.organization,
        about=_paragraphs(record.get("description")), alert=_text(record.get("alert")),
        phones=tuple(_phones([record, *at, *locations, organization])),
        email=_text(record.get("email") or organization.get("email")),
        website=_website(record.get("url") or organization.get("website") or organization.get("url")),
        places=tuple(_place(one) for one in locations if not one.get("confidential"))[:MANY],
        confidential=card.confidential,
        languages=tuple(card.languages.split()), interpreters=_text(record.get("interpretation_services")),
        who=_text(record.get("eligibility_description")), ages=(card.minimum_age, card.maximum_age),
        costs=tuple(_costs(record)), papers=_listed(record.get("required_documents"), "document"),
        how=_text(record.get("application_process")), areas=_listed(record.get("service_areas"), "name"),
        notes_on_hours=tuple(_notes([record, *at, *locations]))[:MANY],
    )  # fmt: skip


def _text(said: object) -> str:
    return " ".join(str(said).split())[:1500] if isinstance(said, str | int | float) else ""


def _paragraphs(said: object) -> tuple[str, ...]:
    parts = re.split(r"\n\s*\n|(?<=[.:;])\n", str(said or "")[:6000])
    return tuple(part for part in map(_text, parts) if part)[:40]


def _listed(found: Any, name: str) -> tuple[str, ...]:
    said = [_text(one.get(name)) for one in found or () if isinstance(one, Mapping)]
    return tuple(dict.fromkeys(filter(None, said)))[:MANY]


def _phones(owners: Iterable[Record]) -> Iterator[Phone]:
    seen: set[str] = set()
    for owner in owners:
        for one in owner.get("phones") or ():
            number = _text(one.get("number"))
            kind = KINDS.get(str(one.get("type", "")).casefold(), "voice")
            # In the address of a text message a comma stands before one more receiver.
            dial = dialled(number, _text(one.get("extension")) if kind != "text" else "")
            if number and (key := kind + (dial or number)) not in seen and len(seen) < MANY:
                seen.add(key)
                yield Phone(kind, _with_extension(number, one), dial, _text(one.get("description"))[:200])


def _with_extension(number: str, one: Record) -> str:
    extension = _text(one.get("extension"))
    return f"{number} · {extension}" if extension else number


def dialled(number: str, extension: str = "") -> str:
    """What a tel: link dials: digits, a plus in front, letters as on the keys; "" for what is no number.
    Of several numbers the first, without the extension, which may be the last one's."""
    number = ascii_digits(number)
    first = values.first_number(number)
    number, extension = first, extension if first == number else ""
    is_word = re.fullmatch(r"[+\d()\-. ]*\d{3}[-. )]*[A-Z]{3,}(?:[-. ]?[A-Z0-9]+)*", number)
    plain = "".join(KEYPAD.get(sign, sign) for sign in number) if is_word else number
    dial = values.dialled(plain)
    if not 3 <= len(dial.lstrip("+")) <= 16 or re.search(r"[^\d+()\-./\s\xa0]", plain):
        return ""
    more = re.sub(r"[^\d]", "", extension)
    return dial + (f",{more}" if more else "")


def _website(said: object) -> str:
    try:
        return str(values.url(said)[0])
    except values.NotThat:
        return ""


def _place(location: Record) -> Place:
    addresses = [one for one in location.get("addresses") or () if isinstance(one, Mapping)]
    one = next(
        (each for each in addresses if each.get("address_type") == "physical"),
        addresses[0] if addresses else {},
    )
    town = " ".join(
        filter(None, (_text(one.get(part)) for part in ("city", "state_province", "postal_code")))
    )
    lines = tuple(filter(None, (_text(one.get("address_1")), _text(one.get("address_2")), town)))
    access = _listed(location.get("accessibility"), "description") + _listed(
        location.get("accessibility"), "details"
    )
    asked = quote(", ".join(lines)) if lines else ""
    return Place(_text(location.get("name")), lines, _text(location.get("transportation")), access[:MANY],
                 f"geo:0,0?q={asked}" if asked else "")  # fmt: skip


def _costs(record: Record) -> Iterator[str]:
    for one in (record.get("cost_options") or ())[:MANY]:
        amount = " ".join(
            _text(one.get(part)) for part in ("amount", "currency") if one.get(part) is not None
        )
        parts = (_text(one.get("option")), amount.strip(), _text(one.get("amount_description")))
        if any(parts):
            yield ": ".join(filter(None, parts))
    yield from filter(None, dict.fromkeys((_text(record.get("fees_description")), _text(record.get("fees")))))


def _notes(owners: Iterable[Record]) -> Iterator[str]:
    """What feeds say of hours in words."""
    seen: set[str] = set()
    for owner in owners:
        for one in owner.get("schedules") or ():
            for name in ("description", "notes"):
                said = _text(one.get(name))
                if said and said not in seen:
                    seen.add(said)
                    yield said
