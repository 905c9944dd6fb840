"""Which numbers to show, and in which order. Pure: a country, a language and the lines go in.

A reader wants, in this order: a line in her country that speaks her language; a line in her country
that does not, where somebody may still find an interpreter; a line elsewhere that does; the rest. She
is in the service's country and speaks the language of the page, until she says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from unicodedata import combining, normalize

from babel.dates import format_skeleton

from portal.catalogues import locale
from portal.support.emergency import ELSEWHERE, EMERGENCY, EUROPEAN_UNION, Emergency
from portal.support.line import INTERPRETERS, Confidence, Line, Topic

# Codes that name the same language for a caller. ISO 639: Tagalog is tl, its national standard fil.
SAME = {"tl": "fil", "prs": "fa"}

ALL, ANY = "all", "any"  # what an address says instead of a country, of a language

# Reserved in the whole European Union (Commission Decision 2007/116/EC), not yet in use in all of it.
EUROPEAN_NUMBERS = {Topic.ANY_CRIME: "116 006", Topic.YOUNG: "116 111"}


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
    speaking: tuple[Group, ...]  # reach somebody in the language asked for
    others: tuple[Group, ...]


class Reader(NamedTuple):
    language: str  # of the page
    home: str  # the service's country
    country: str  # asked for; "" for all
    speaks: str  # asked for; "" for any


class Choice(NamedTuple):
    code: str
    name: str


@dataclass(frozen=True)
class Found(Arrangement):
    """When nobody speaks the language in the country asked for, the last two are what else could help."""

    elsewhere: tuple[Group, ...]
    european: tuple[tuple[Topic, str], ...]  # numbers that may work there


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


def _grouped(lines: Iterable[Line], language: str, country: str, speaks: str) -> tuple[Group, ...]:
    by_country: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: not answers_in(line, speaks)):
        by_country.setdefault(line.country, []).append(line)
    groups = []
    for code, found in by_country.items():
        cards = tuple(card(line, language) for line in found)
        groups.append(Group(code, country_name(code, language), cards, near=code == country))
    return tuple(sorted(groups, key=lambda group: (not group.near, _order(group.name))))


def arranged(lines: Iterable[Line], language: str, country: str, speaks: str | None = None) -> Arrangement:
    """The service's country first, then by name. Every line stands in exactly one of the two halves.

    `speaks` is whom to reach, when it is not the language of the page; "" for anybody.
    """
    lines, wanted = tuple(lines), language if speaks is None else speaks
    speaking = [line for line in lines if not wanted or can_help_in(line, wanted)]
    others = [line for line in lines if wanted and not can_help_in(line, wanted)]
    home = country.upper()
    return Arrangement(_grouped(speaking, language, home, wanted), _grouped(others, language, home, wanted))


def countries(lines: Iterable[Line], home: str, language: str) -> list[Choice]:
    """Where we know a line or who comes in danger: the service's country first, then by name."""
    codes = {line.country for line in lines} | set(EMERGENCY)
    return _choices(codes, home.upper(), lambda code: country_name(code, language))


def languages(lines: Iterable[Line], language: str) -> list[Choice]:
    """What anybody on a line speaks: the page's language first, then by name."""
    codes = {code for line in lines for code in line.languages} - {INTERPRETERS}
    return _choices(codes, _base(language), lambda code: language_name(code, language))


def _choices(codes: Iterable[str], first: str, named: Callable[[str], str]) -> list[Choice]:
    rest = [Choice(code, named(code)) for code in codes if code != first]
    return [Choice(first, named(first)), *sorted(rest, key=lambda choice: _order(choice.name))]


def reader(lines: Iterable[Line], language: str, home: str, country: str, speaks: str) -> Reader:
    """Whom the page is for; `country` and `speaks` as an address says them. What is unknown is ignored."""
    lines, country, speaks = tuple(lines), country.strip().upper(), speaks.strip()
    places = {choice.code: choice.code for choice in countries(lines, home, language)}
    spoken = {choice.code: choice.code for choice in languages(lines, language)}
    return Reader(
        language,
        home.upper(),
        (places | {ALL.upper(): ""}).get(country, home.upper()),
        (spoken | {ANY: ""}).get(_base(speaks), _base(language)),
    )


def found(lines: Iterable[Line], to: Reader) -> Found:
    """The lines of the country asked for; and when none of them speaks her language, what else could help."""
    lines = tuple(lines)
    there = [line for line in lines if to.country in ("", line.country)]
    near = arranged(there, to.language, to.country or to.home, to.speaks)
    if near.speaking:
        return Found(near.speaking, near.others, elsewhere=(), european=())
    away = [line for line in lines if line.country != to.country and can_help_in(line, to.speaks)]
    answering = [line for line in away if answers_in(line, to.speaks)]
    elsewhere = _grouped(answering or away, to.language, to.country, to.speaks) if to.speaks else ()
    return Found(near.speaking, near.others, elsewhere, european_numbers(there, to.country))


def european_numbers(lines: Iterable[Line], country: str) -> tuple[tuple[Topic, str], ...]:
    """The numbers of the European Union that may work in a country of it, where no line does the same."""
    known = {topic for line in lines if line.country == country for topic in line.topics}
    if country not in EUROPEAN_UNION:
        return ()
    return tuple((topic, number) for topic, number in EUROPEAN_NUMBERS.items() if topic not in known)


def for_young(lines: Iterable[Line], country: str) -> tuple[Line, ...]:
    """The lines of a country for children and young people, those we are sure of first."""
    young = (line for line in lines if line.country == country.upper() and Topic.YOUNG in line.topics)
    return tuple(sorted(young, key=is_unsure))
