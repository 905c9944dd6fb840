"""Which numbers to show, and in which order. Pure: a country, a language and the lines go in.

A reader wants, in this order: a line in her country that speaks her language; a line elsewhere that
does; a line in her country that does not, where somebody may still find an interpreter; the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from unicodedata import combining, normalize

from babel.dates import format_skeleton

from portal.catalogues import locale
from portal.support.emergency import ELSEWHERE, EMERGENCY, Emergency
from portal.support.line import INTERPRETERS, Confidence, Line

# Codes that name the same language for a caller. ISO 639: Tagalog is tl, its national standard fil.
SAME = {"tl": "fil", "prs": "fa"}


class Words(NamedTuple):
    text: str
    language: str  # for the `lang` attribute: a name is read aloud in its own language


class Card(NamedTuple):
    """A line as one reader sees it."""

    line: Line
    name: Words
    languages: list[str]  # names in the reader's language, that language first
    interpreters: bool
    unsure: bool
    checked: str  # "November 2025"


class Group(NamedTuple):
    """The lines of one country, those that speak the language themselves before those that interpret."""

    country: str
    name: str  # the country's name in the reader's language
    cards: tuple[Card, ...]
    near: bool  # the service's own country


class Country(NamedTuple):
    name: str
    numbers: tuple[Emergency, ...]


@dataclass(frozen=True)
class Arrangement:
    speaking: tuple[Group, ...]  # reach somebody in the reader's language
    others: tuple[Group, ...]


def _base(language: str) -> str:
    code = language.replace("_", "-").partition("-")[0].lower()
    return SAME.get(code, code)


def _order(name: str) -> str:
    """For sorting: without case and accents, so that árabe stands before búlgaro."""
    return "".join(sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))


def country_name(country: str, language: str) -> str:
    """Its name in CLDR, or the code where CLDR has none."""
    return str(locale(language).territories.get(country, country))


def language_name(spoken: str, language: str) -> str:
    return str(locale(language).languages.get(spoken, spoken))


def answers_in(line: Line, language: str) -> bool:
    """Somebody who picks up speaks it; no interpreter is needed."""
    return _base(language) in line.languages


def can_help_in(line: Line, language: str) -> bool:
    return answers_in(line, language) or INTERPRETERS in line.languages


def is_unsure(line: Line) -> bool:
    return line.confidence is not Confidence.HIGH


def name_of(line: Line, language: str) -> Words:
    """Its official name in the reader's language if it has one, else its own."""
    code = _base(language)
    if code not in line.name:
        code = next(iter(line.name))
    return Words(line.name[code], code)


def languages_of(line: Line, language: str) -> list[str]:
    """The names of what it speaks, the reader's own language first, the rest in the order of their names."""
    own = [code for code in line.languages if code == _base(language)]
    rest = [code for code in line.languages if code not in (*own, INTERPRETERS)]
    names = [language_name(code, language) for code in rest]
    return [language_name(code, language) for code in own] + sorted(names, key=_order)


def month(day: date, language: str) -> str:
    """Such as November 2025: a source's day would claim more than we know."""
    return format_skeleton("yMMMM", day, locale=locale(language))


def emergency_of(country: str) -> tuple[Emergency, ...]:
    """Who comes when someone is in danger now. For a country not in the table: what mobile phones know."""
    return EMERGENCY.get(country.upper(), ELSEWHERE)


def emergencies(language: str) -> list[Country]:
    """Every country of the table, by its name in the reader's language."""
    countries = [Country(country_name(code, language), numbers) for code, numbers in EMERGENCY.items()]
    return sorted(countries, key=lambda country: _order(country.name))


def card(line: Line, language: str) -> Card:
    return Card(
        line=line,
        name=name_of(line, language),
        languages=languages_of(line, language),
        interpreters=INTERPRETERS in line.languages,
        unsure=is_unsure(line),
        checked=month(line.last_verified, language),
    )


def _grouped(lines: Iterable[Line], language: str, country: str) -> tuple[Group, ...]:
    by_country: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: not answers_in(line, language)):
        by_country.setdefault(line.country, []).append(line)
    groups = []
    for code, found in by_country.items():
        cards = tuple(card(line, language) for line in found)
        groups.append(Group(code, country_name(code, language), cards, near=code == country))
    return tuple(sorted(groups, key=lambda group: (not group.near, _order(group.name))))


def arranged(lines: Iterable[Line], language: str, country: str) -> Arrangement:
    """The service's country first, then by name. Every line stands in exactly one of the two halves."""
    lines = tuple(lines)
    speaking = [line for line in lines if can_help_in(line, language)]
    others = [line for line in lines if not can_help_in(line, language)]
    home = country.upper()
    return Arrangement(_grouped(speaking, language, home), _grouped(others, language, home))
