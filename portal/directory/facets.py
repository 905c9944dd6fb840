"""What a service can be chosen by, as words that an index holds: "needlawyer speakses free g263x184".

Each is one word of small letters and digits, so that one question to the index can ask for any of them
together with words of the text. Pure: a card and its places go in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from math import ceil, cos, floor, radians
from typing import Any

from portal.directory.names import plain

NEAR = 50  # kilometres: how far "near" reaches
CELL = 0.5  # degrees: 55 km from north to south
_WOMEN = re.compile(r"\b(?:women|woman|girls|mujer(?:es)?|femmes)\b|نساء|妇女|女性")
_MEN = re.compile(r"\b(?:men|man|boys|hombres?|hommes)\b|رجال|男性")
_ALL = re.compile(
    r"\b(?:everyone|anyone|everybody|anybody|all genders|people|persons|personas|todos)\b|للجميع"
)
_LGBTQ = re.compile(r"\b(?:lgbt\w*|queer|transgender|trans|gay|lesbian|bisexual|lesbiana)\b|彩虹|同性恋")
_CHILDREN = re.compile(
    r"\b(?:with (?:or without )?(?:their )?(?:children|kids)|and (?:their )?(?:children|kids)|families"
    r"|(?:children|kids) (?:are |may |can )?(?:welcome|come)|families|childcare|child care"
    r"|con (?:o sin )?(?:sus )?(?:hijos|ninos)|familias)\b|اطفال|孩子"
)  # fmt: skip


def who(name: str, eligibility: str, about: str) -> list[str]:
    """Whom it says it is for: "women" or "men" when only they, "lgbtq"; "children" if they may come."""
    said = plain(f"{name} {eligibility}")
    women, men = bool(_WOMEN.search(said)), bool(_MEN.search(said))
    found = []
    if women != men and not _ALL.search(plain(eligibility)):
        found.append("women" if women else "men")
    if _LGBTQ.search(said):
        found.append("lgbtq")
    if _CHILDREN.search(plain(f"{name} {eligibility} {about}")):
        found.append("children")
    return found


def facets_of(card: Mapping[str, Any], places: Iterable[Mapping[str, Any]]) -> str:
    found = ["service", *(f"need{key}" for key in card["needs"].split())]
    found += [f"speaks{code}" for code in card["languages"].split()] or ["speaksunsaid"]
    found += [f"for{one}" for one in card["who"].split()]
    found += ["interpreters"] * bool(card["interpreters"])
    for name, holds in (
        ("free", card["free"]), ("nopapers", card["papers"] is False), ("stepfree", card["step_free"]),
        ("afar", {"voice", "text", "remote", "email"} & set(card["ways"].split())),
    ):  # fmt: skip
        found += [name] * bool(holds)
    for place in places:
        found += of_place(place)
    return " ".join(dict.fromkeys(found))[:4000]


def of_place(place: Mapping[str, Any]) -> list[str]:
    found = [named(kind, place[kind]) for kind in ("city", "state", "postal_code", "country") if place[kind]]
    if place["latitude"] is not None and place["longitude"] is not None:
        found.append(_cell(floor(place["latitude"] / CELL), floor(place["longitude"] / CELL)))
    return found


def named(kind: str, name: str) -> str:
    """The word for a place of this name, of whatever script and length: "city3f2a…"."""
    return kind[:4] + blake2b(plain(name).replace(" ", "").encode(), digest_size=6).hexdigest()


def _cell(north: int, east: int) -> str:
    return f"g{north + 180}x{(east + 360) % 720}"


def around(latitude: float, longitude: float) -> list[str]:
    """The cells within NEAR of a point, at most some thirty (near a pole they would be all)."""
    up = NEAR / 111
    out = min(up / max(0.05, cos(radians(latitude))), 3.5)
    rows = range(floor((latitude - up) / CELL), ceil((latitude + up) / CELL))
    columns = range(floor((longitude - out) / CELL), ceil((longitude + out) / CELL))
    return [_cell(north, east) for north in rows for east in columns]
