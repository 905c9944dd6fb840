"""Which way a line of a page goes, and what in it goes which way. No more is known than what is seen: where
each letterform stands, and what it is called."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby, pairwise

from portal.bidi import NUMBER as LONG
from portal.runs import ROOM, Run, from_the_left, from_the_right

RIGHT, LEFT, NUMBER = "r", "l", "n"


@dataclass
class Group:
    """What goes one way, from the left. `beside`: whether words touch it on its left, on its right."""

    kind: str
    runs: list[Run]
    beside: tuple[bool, bool] = (False, False)

    @property
    def turned(self) -> bool:
        return self.kind == RIGHT


@dataclass
class Line:
    """Its groups in the order they are read."""

    from_left: bool
    groups: list[Group]

    @property
    def kinds(self) -> set[str]:
        return {group.kind for group in self.groups}


def line_of(runs: list[Run]) -> Line:
    """They come in the order they are read in; in a line from the right, those from the left side by side.
    The space at the end of a line has no room: it lies where others do."""
    runs = [run for run, after in pairwise([*runs, None]) if run and not _at_the_end(run, after)]
    from_left = runs[0].left <= runs[-1].left and any(from_the_left(run.words) for run in runs)
    groups = _from_the_left(runs) if from_left else _from_the_right(runs)
    for left, right in pairwise(groups if from_left else groups[::-1]):
        left.beside = (left.beside[0], _touches(right.runs[0], right.runs[0].words[:1]))
        right.beside = (_touches(left.runs[-1], left.runs[-1].words[-1:]), right.beside[1])
    return Line(from_left, groups)


def _at_the_end(run: Run, after: Run | None) -> bool:
    return after is not None and not run.words.strip() and abs(run.left - after.left) < 0.1


def _touches(run: Run, sign: str) -> bool:
    """Spaces alone do, too: pdfium drops them."""
    return sign not in ROOM or not (from_the_left(run.words) or from_the_right(run.words))


def _from_the_left(line: list[Run]) -> list[Group]:
    groups = []
    for is_left, some in groupby(line, key=lambda run: from_the_left(run.words)):
        runs = sorted(some, key=lambda run: run.left)
        right = [at for at, run in enumerate(runs) if from_the_right(run.words)]
        if is_left or not right:
            groups.append(Group(LEFT, runs))
            continue
        start = right[0] if _outside(runs[: right[0]]) else 0
        end = right[-1] + 1 if _outside(runs[right[-1] + 1 :]) else len(runs)
        parts = [Group(LEFT, runs[:start]), Group(RIGHT, runs[start:end]), Group(LEFT, runs[end:])]
        groups += [part for part in parts if part.runs]
    return groups


def _outside(runs: list[Run]) -> bool:
    """Signs and long numbers at the end of words from the right do not go with them. Short numbers do, and
    brackets mostly: nothing seen tells."""
    words = "".join(run.words for run in runs).replace("\u00a0", " ")
    return bool(LONG.search(words)) or not any(sign.isdigit() or sign in "()[]{}" for sign in words)


def _from_the_right(line: list[Run]) -> list[Group]:
    groups = [[line[0]]]
    for before, run in pairwise(line):
        if abs(run.left - before.right) < 0.1:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [Group(_kind(runs), runs) for runs in groups]


def _kind(group: list[Run]) -> str:
    classes = {unicodedata.bidirectional(sign) for run in group for sign in run.words}
    if classes & {"R", "AL"} or any(run.reversed for run in group):
        return RIGHT
    return LEFT if "L" in classes else NUMBER if classes & {"EN", "AN"} else RIGHT
