"""Answers of other kinds than words, carried as one text.

A part with questions is kept as a part without them is: as a text. Its answers stand in that text as
JSON, behind a sign that nobody can type (`clean` takes it out of whatever is sent). So saving, earlier
texts, texts kept apart and words that come late know nothing of questions, and lose no answer.

In a form the fields are called `a-<question>` (one answer), `c-<question>` (one of a few, or `-` for
none), `m-<question>` (several) and `r-<question>-<row>-<column>` (a table). Whatever comes under such a
name is kept, also what this version of the questions does not ask.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

SIGN = "\x00"
NONE = "-"
CURRENCY = "currency"  # a column that says nothing alone
_NAME = r"[a-z_]{1,32}"
FIELD = re.compile(
    rf"(?P<kind>[acm])-(?P<question>{_NAME})|r-(?P<table>{_NAME})-(?P<at>[0-9]{{1,4}})-(?P<column>{_NAME})"
)

Row = dict[str, str]
Value = str | list[str] | list[Row]


@dataclass(frozen=True)
class Answers:
    """`version`: of the questions they answer. `values`: by question, as typed; nothing unanswered."""

    version: int
    text: str = field(default="", repr=False)
    values: dict[str, Value] = field(default_factory=dict, repr=False)

    def one(self, question: str) -> str:
        found = self.values.get(question, "")
        return found if isinstance(found, str) else ""

    def several(self, question: str) -> list[str]:
        found = self.values.get(question, [])
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    def rows(self, question: str) -> list[Row]:
        found = self.values.get(question, [])
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def fields(self, without: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
        """As they would come in a form."""
        for name in self.values.keys() - {*without}:
            yield from ((f"a-{name}", self.one(name)),) if self.one(name) else ()
            yield from ((f"m-{name}", one) for one in self.several(name))
            for at, row in enumerate(self.rows(name)):
                yield from ((f"r-{name}-{at}-{column}", cell) for column, cell in row.items())


def opened(text: str) -> Answers | None:
    """None for a text that is only words."""
    if not text.startswith(SIGN):
        return None
    document = json.loads(text[len(SIGN) :])
    return Answers(document["questions"], document["text"], document["answers"])


def packed(answers: Answers) -> str:
    """As one text; empty when nothing is answered."""
    if not answers.values and not answers.text.strip():
        return ""
    document = {"questions": answers.version, "text": answers.text, "answers": answers.values}
    return SIGN + json.dumps(document, ensure_ascii=False, sort_keys=True)


def posted(version: int, text: str, fields: Iterable[tuple[str, str]]) -> Answers:
    """Put together from a form. A row without anything in it is none."""
    given = list(fields)
    values: dict[str, Value] = {}
    for name, value in given:
        found = FIELD.fullmatch(name)
        if found is None or found["table"] or not value.strip():
            continue
        kind, question = found["kind"], found["question"]
        if kind == "m":
            values[question] = [*_strings(values.get(question)), value]
        elif kind == "a" or value != NONE:
            values[question] = value
    for table, lines in _lines(given).items():
        values[table] = [row for _at, row in lines]
    return Answers(version, text, values)


def line(fields: Iterable[tuple[str, str]], table: str, at: str) -> int | None:
    """Where a line of a form stands when those without anything in them are left out; None: it is one."""
    places = [str(place) for place, _row in _lines(fields).get(table, [])]
    return places.index(at) if at in places else None


def _lines(fields: Iterable[tuple[str, str]]) -> dict[str, list[tuple[int, Row]]]:
    tables: dict[str, dict[int, Row]] = {}
    for name, value in fields:
        found = FIELD.fullmatch(name)
        if found and found["table"] and value.strip():
            tables.setdefault(found["table"], {}).setdefault(int(found["at"]), {})[found["column"]] = value
    full = {
        table: [(at, row) for at, row in sorted(rows.items()) if row.keys() - {CURRENCY}]
        for table, rows in tables.items()
    }
    return {table: rows for table, rows in full.items() if rows}


def _strings(value: Value | None) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def both(first: str, second: str, words: str) -> str | None:
    """Two such texts in one: every row and every tick of both; where only one answer fits, that of the
    first (`beaten` has the others). `words`: their own words put together. None when neither has answers."""
    one, other = opened(first), opened(second)
    if one is None and other is None:
        return None
    one, other = one or Answers(0, first), other or Answers(0, second)
    values = dict(other.values)
    for name, value in one.values.items():
        there = values.get(name)
        if isinstance(value, list) and isinstance(there, list):
            values[name] = [*value, *(more for more in there if more not in value)]
        else:
            values[name] = value
    return packed(Answers(one.version or other.version, words, values))


def beaten(first: str, second: str) -> Answers:
    """What the second answers and the first otherwise, where only one answer fits."""
    one, other = opened(first) or Answers(0), opened(second) or Answers(0)
    values = {
        name: value
        for name, value in other.values.items()
        if name in one.values and value != one.values[name]
        and not (isinstance(value, list) and isinstance(one.values[name], list))
    }  # fmt: skip
    return Answers(other.version, "", values)


def values_of(text: str) -> dict[str, Value]:
    found = opened(text)
    return {} if found is None else found.values


def words_of(text: str) -> str:
    """The part of it that is words of her own."""
    found = opened(text)
    return text if found is None else found.text
