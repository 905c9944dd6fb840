"""Whose words are whose: kept with the text, carried along while she goes on writing.

Words of somebody who helped stay visible as such until she changes them. Which words those are is
found by comparing the text before with the text after, word by word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from portal.statements.difference import pieces_of_both

HERS = -1


@dataclass(frozen=True)
class Helper:
    """Who suggested words, in which role, and the day (ISO 8601) on which she made them hers."""

    name: str
    role: str
    day: str

    @property
    def on(self) -> date:
        return date.fromisoformat(self.day)


@dataclass(frozen=True)
class Authors:
    """`runs`: how many characters, and whose: a place in `helpers`, or HERS. Empty: all is hers."""

    helpers: tuple[Helper, ...] = ()
    runs: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return any(whose != HERS for _length, whose in self.runs)

    def passages(self, text: str) -> list[tuple[str, Helper | None]]:
        """The text in pieces, each with who helped with it; None: her own."""
        found, at = [], 0
        for length, whose in self.runs or ((len(text), HERS),):
            helper = None if whose == HERS else self.helpers[whose]
            found.append((text[at : at + length], helper))
            at += length
        return [one for one in found if one[0]]

    def to_json(self) -> dict[str, Any]:
        helpers = [[one.name, one.role, one.day] for one in self.helpers]
        return {"helpers": helpers, "runs": [list(run) for run in self.runs]}

    @classmethod
    def from_json(cls, said: dict[str, Any] | None) -> Authors:
        if not said:
            return cls()
        helpers = tuple(Helper(*one) for one in said["helpers"])
        return cls(helpers, tuple((length, whose) for length, whose in said["runs"]))


NOBODY_ELSE = Authors()


def carried(before: str, authors: Authors, after: str, by: Helper | None = None) -> Authors:
    """After `before` has become `after`: what is new in it is of `by`, or hers."""
    if not authors and by is None:
        return NOBODY_ELSE
    helpers = [*authors.helpers]
    if by is not None and by not in helpers:
        helpers.append(by)
    new = HERS if by is None else helpers.index(by)
    of_each = [whose for length, whose in authors.runs or ((len(before), HERS),) for _ in range(length)]
    of_each += [HERS] * (len(before) - len(of_each))
    said: list[int] = []
    at = 0
    for one, other in pieces_of_both(before, after):
        said += [of_each[at] if one and other else new] * len(other)
        at += len(one)
    runs = tuple((len([*group]), whose) for whose, group in groupby(said))
    return _only_named(Authors(tuple(helpers), runs))


def _only_named(authors: Authors) -> Authors:
    """Without those of whose words none are left."""
    there = sorted({whose for _length, whose in authors.runs if whose != HERS})
    if not there:
        return NOBODY_ELSE
    place = {old: new for new, old in enumerate(there)} | {HERS: HERS}
    helpers = tuple(authors.helpers[whose] for whose in there)
    return Authors(helpers, tuple((length, place[whose]) for length, whose in authors.runs))
