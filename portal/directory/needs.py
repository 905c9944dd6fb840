"""The fourteen needs a person can choose from, and the words by which services and people speak of them.

A feed says what a service is in terms of some taxonomy, or only in prose; a person says it in her own
language. Both are read by the same list, `needs.toml`, so that somebody who types "abogada" or "律师"
finds a lawyer whose entry is in English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from enum import Enum
from importlib.resources import files
from typing import NamedTuple

from portal.directory.names import folded
from portal.directory.spelling import threes
from portal.i18n import N_


class Need(Enum):
    """In the order in which they are shown. The value is the msgid."""

    CRIME = N_("Help after a crime")
    HOME = N_("Danger at home")
    FORCED = N_("Forced to work, or to sell sex")
    ASSAULT = N_("Sexual violence")
    LAWYER = N_("A lawyer")
    PAPERS = N_("Papers, or staying in this country")
    SLEEP = N_("A safe place to sleep")
    FOOD = N_("Food and clothes")
    DOCTOR = N_("A doctor or nurse")
    TALK = N_("Someone to talk to")
    DRUGS = N_("Drugs and alcohol")
    WORK = N_("Work and wages")
    MONEY = N_("Money")
    FAMILY = N_("Children and family")

    @property
    def key(self) -> str:
        return self.name.lower()


FILE = tomllib.loads(files("portal.directory").joinpath("needs.toml").read_text("utf-8"))
ASIDE = frozenset(folded(FILE["aside"]).split())  # words around what somebody looks for
ASIDE_SIGNS = [folded(signs) for signs in FILE["aside_signs"]]


class _Said(NamedTuple):
    text: str  # folded
    whole: bool  # counts only as it stands, not as a beginning
    need: str


def _by_first_word() -> dict[str, list[_Said]]:
    """Since most words of a text begin none of them."""
    found: dict[str, list[_Said]] = {}
    for need in Need:
        for word in FILE[need.key]["words"]:
            said = _Said(folded(word.rstrip("$")), word.endswith("$"), need.key)
            found.setdefault(said.text.partition(" ")[0], []).append(said)
    return found


ABOUT = 800  # signs of a description that are looked at
WORDS = _by_first_word()
LENGTHS = sorted({len(word) for word in WORDS})
BEGINNINGS = {word[:length] for word in WORDS for length in (1, 2, 3) if length == min(3, len(word))}
SHAPES = [(word, threes(word)) for word in sorted({said.text for each in WORDS.values() for said in each})
          if " " not in word]  # fmt: skip
BY_KEY = {need.key: need for need in Need}


def _spoken_of(text: str) -> Iterator[tuple[str, int, int]]:
    """(need, from, to) of every word in a folded text that speaks of a need; `to` is where that word ends."""
    for word in re.finditer(r"\S+", text):
        if BEGINNINGS.isdisjoint((word[0][:1], word[0][:2], word[0][:3])):
            continue
        for length in LENGTHS:
            for said in WORDS.get(word[0][:length], ()) if length <= len(word[0]) else ():
                end = word.start() + len(said.text)
                if text.startswith(said.text, word.start()):
                    rest = re.compile(r"\S*").match(text, end)
                    if rest is not None and not (said.whole and rest[0]):
                        yield said.need, word.start(), rest.end()


def of_service(terms: Iterable[str], name: str, about: str) -> list[str]:
    """Keys of the needs it serves: as its terms and its name say, else as its description does."""
    found = {need for said in (*terms, name) for need, _from, _to in _spoken_of(folded(said))}
    found = found or {need for need, _from, _to in _spoken_of(folded(about[:ABOUT]))}
    return [key for key in BY_KEY if key in found]


def like(word: str) -> list[str]:
    """Words of the list that share pieces with this one: what somebody mistyped may be one of them."""
    mine = threes(word)
    return [other for other, pieces in SHAPES if len(mine & pieces) * 3 >= len(mine)]


def of_words(said: str) -> tuple[list[str], str]:
    """What somebody typed -> (keys of the needs that its words speak of, what else it says, folded)."""
    text = folded(said)
    spoken = list(_spoken_of(text))
    rest = "".join(
        " " if any(start <= at < end for _need, start, end in spoken) else sign
        for at, sign in enumerate(text)
    )
    return [key for key in BY_KEY if key in {need for need, _from, _to in spoken}], " ".join(rest.split())
