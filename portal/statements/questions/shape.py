"""What a form is made of. A version that was once used is never changed: drafts name the one they are of.

A *document* is what she writes: her statement, or a draft for a court of one country. Each of its
*versions* is a file here. Its *sections* are one screen each, with words of her own and, in some,
*questions* with answers of other kinds. Section numbers are never used twice, in no document: the number
alone says which document a section belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an answer is. Everything is kept as it was typed: nothing typed is refused."""

    SHORT = "short"  # one line of words
    LONG = "long"  # several lines
    WHEN = "when"  # a day, a month, "when I was fifteen"
    CHOICE = "choice"  # one of `choices`, or none
    CHOICES = "choices"  # any of `choices`
    AMOUNT = "amount"  # of money, in the currency beside it
    CURRENCY = "currency"  # ISO 4217
    TABLE = "table"  # rows of `columns`


@dataclass(frozen=True)
class Question:
    """`asks` and `hint` are msgids; `choices`: code to msgid. `only_if`: the question above it and the
    answers to it with which this one is asked; what was answered before is kept all the same."""

    id: str
    kind: Kind
    asks: str
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Question, ...] = ()
    only_if: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Section:
    """`name` is the msgid of its heading; `hints` are questions that may help, none is required.

    `warns`: what may be hard about it, said before it opens. `like`: sections of other documents
    whose words she may bring over.
    """

    number: int
    name: str
    lead: str
    hints: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    warns: str = ""
    like: tuple[int, ...] = ()


class Certain(StrEnum):
    """How sure we are of a rule."""

    LOOKED_UP = "looked up"  # in the law or an official page, on the day the file names
    ASK = "ask"  # general knowledge: ask an advocate or a lawyer


@dataclass(frozen=True)
class Rule:
    """One thing that is so in that country. `words` is a msgid."""

    words: str
    certain: Certain


@dataclass(frozen=True)
class Court:
    """What holds for a statement to a court of one country. Nothing here stops her: it is told.

    `minutes`: reading it aloud should take no longer, where somebody says so. `no_punishment`: her
    view of the punishment does not belong in it.
    """

    law: str  # where the rules are written, as that country names it; not translated
    looked_up: str  # the month, as "2026-11"
    about: tuple[Rule, ...]  # what it is for, and that it is hers to make or not
    leave_out: tuple[Rule, ...]  # what must not be in it
    helping: tuple[Rule, ...]  # who may help, or make it for her
    presenting: tuple[Rule, ...]  # how it can be read or heard
    changing: tuple[Rule, ...]  # whether it can be changed later
    copies: tuple[Rule, ...]  # who gets to see it
    declaration: str  # what is signed, as a msgid
    no_punishment: bool = True
    minutes: int | None = None


@dataclass(frozen=True)
class Form:
    """One version of one document."""

    document: str
    version: int
    title: str
    lead: str
    sections: tuple[Section, ...]
    court: Court | None = None
