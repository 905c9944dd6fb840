"""What in a text could tell who somebody is or where, or could be held against them: an aid to her eye.

Plain rules for English, Spanish and Arabic (`patterns`), all of them on every text, because the language
of a page is not always that of the words. Digits of any script, accents and signs or none.

They miss a lot, and the page says so: a name without a title or a relation before it, a place described
("the house with the blue door"), a hint that only some people understand, what is written out in words
("five five five…"), every other language. They also mark things that harm nobody. They block nothing.

The time grows with the length of the text and with nothing else: no pattern repeats without a limit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.safety import arabic, patterns
from portal.safety.kinds import Kind

LONGEST_NAME, MOST_NAMES = 40, 100
_ALIKE = str.maketrans("ىةٱ", "يها")  # written one for the other every day
_SKIPPED = {"Mn", "Cf", "Me"}  # signs above and below, and what nobody sees
_TATWEEL = "ـ"
_YEARS = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){1,3}")
_BEFORE, _AFTER = 40, 25  # characters around a date in which a word of birth makes it one of birth


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class _Plain:
    """A text in plain letters and digits; `at[i]` is where its i-th character stands in the text."""

    cased: str
    low: str
    at: list[int]

    def found(self, start: int, end: int, kind: Kind) -> Found:
        return Found(self.at[start], self.at[end - 1] + 1, kind)


def find(text: str, names: Iterable[str] = ()) -> list[Found]:
    """In the order they stand. `names`: people to look for besides."""
    plain = _plain(text)
    dates = list(_dates(plain))
    taken = [(found.start, found.end) for found in dates]
    found = [*dates, *_numbers(plain, taken), *_words(plain), *_names(plain, names)]
    return _joined(found)


def named(text: str) -> list[str]:
    """Names that stand behind a title or a relation, to be looked for everywhere else."""
    return list(dict.fromkeys(text[f.start : f.end] for f in find(text) if f.kind is Kind.NAME))


def _plain(text: str) -> _Plain:
    letters: list[str] = []
    at: list[int] = []
    for place, letter in enumerate(text):
        for one in letter if letter.isascii() else _taken_apart(letter):
            letters.append(one)
            at.append(place)
    cased = "".join(letters).translate(_ALIKE)
    return _Plain(cased, cased.lower(), at)


def _taken_apart(letter: str) -> Iterator[str]:
    for one in unicodedata.normalize("NFKD", letter):
        if unicodedata.category(one) not in _SKIPPED and one != _TATWEEL:
            digit = unicodedata.decimal(one, None)
            yield one if digit is None else str(digit)


def _dates(plain: _Plain) -> Iterator[Found]:
    for match in patterns.DATE.finditer(plain.low):
        start, end = match.span()
        around = f"{plain.low[max(0, start - _BEFORE) : start]}|{plain.low[end : end + _AFTER]}"
        of_birth = patterns.BIRTH.search(around) is not None
        if of_birth or match["full"]:
            yield plain.found(start, end, Kind.BIRTH if of_birth else Kind.DATE)
    for match in patterns.BORN.finditer(plain.low):
        yield plain.found(*match.span("it"), Kind.BIRTH)


def _numbers(plain: _Plain, dates: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Numbers of papers and telephones: not a date, not two years, not a sum of money."""
    papers = [
        plain.found(*match.span("it"), Kind.DOCUMENT)
        for pattern in patterns.DOCUMENTS
        for match in pattern.finditer(plain.cased)
    ]
    yield from papers
    taken = [*dates, *((paper.start, paper.end) for paper in papers)]
    over = _overlapping(taken)
    for match in patterns.PHONE.finditer(plain.low):
        found, said = plain.found(*match.span("it"), Kind.PHONE), match["it"]
        digits = sum(letter.isdecimal() for letter in said)
        sum_of_money = _THOUSANDS.fullmatch(said) and not (digits == 9 and said[0] in "679")
        if 7 <= digits <= 15 and not sum_of_money and not _YEARS.fullmatch(said) and not over(found):
            yield found
    for match in patterns.NEAR_PHONE.finditer(plain.low):
        found = plain.found(*match.span("it"), Kind.PHONE)
        if not over(found):
            yield found


def _overlapping(taken: Iterable[tuple[int, int]]) -> Callable[[Found], bool]:
    places = {place for start, end in taken for place in range(start, end)}
    return lambda found: any(place in places for place in range(found.start, found.end))


def _words(plain: _Plain) -> Iterator[Found]:
    for kind, all in patterns.CASED:
        for pattern in all:
            yield from (plain.found(*match.span("it"), kind) for match in pattern.finditer(plain.cased))
    for kind, all in patterns.LOW:
        for pattern in all:
            yield from (plain.found(*match.span("it"), kind) for match in pattern.finditer(plain.low))


def _names(plain: _Plain, names: Iterable[str]) -> Iterator[Found]:
    for match in arabic.NAME.finditer(plain.low):
        if arabic.may_be_a_name(match["it"]):
            yield plain.found(*match.span("it"), Kind.NAME)
    listed = {_plain(name.strip()[:LONGEST_NAME]).low for name in names if len(name.strip()) > 1}
    wanted = sorted(filter(None, listed), key=lambda name: (-len(name), name))[:MOST_NAMES]
    if wanted:
        hers = re.compile(rf"\b[وفبلك]?(?P<it>{'|'.join(map(re.escape, wanted))})(?!\w)")
        yield from (plain.found(*match.span("it"), Kind.NAME) for match in hers.finditer(plain.low))


def _joined(found: Iterable[Found]) -> list[Found]:
    """What overlaps and is of one kind is one thing."""
    joined: list[Found] = []
    for one in sorted(set(found), key=lambda f: (f.kind, f.start, -f.end)):
        last = joined[-1] if joined else None
        if last is not None and last.kind is one.kind and one.start < last.end:
            joined[-1] = Found(last.start, max(last.end, one.end), one.kind)
        else:
            joined.append(one)
    return sorted(joined, key=lambda f: (f.start, f.end, f.kind))
