"""Which words of two texts differ: an aid to the eye, in plain words.

A word is what stands between spaces, so that in no script a letter is torn from its signs, nor an
emoji from its joiners. What both texts begin and end with costs nothing. What lies between is compared
by words; when that is long, by sentences; when even that is long, it is marked as one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import takewhile

from portal.statements.sentences import SENTENCE

Runs = list[tuple[str, bool]]  # pieces of a text in order; True: only this text says it
Step = tuple[str, int, int, int, int]  # as difflib's opcodes

WORD = re.compile(r"\S+\s*|\s+")
POINTS = ".,;:!?…،؛؟۔。，！？\"'«»“”()"  # at a word's edge they are not the word
MOST = 1_000  # pieces a side that are compared; the time grows with the square
ALIKE = 0.3  # of the shorter text; with less in common nearly all would be marked, which helps nobody


def marked(first: str, second: str) -> tuple[Runs, Runs]:
    """Both texts in pieces, each whole when put together again."""
    one, other, steps = _compared(first, second)
    a, b = [_bare(piece) for piece in one], [_bare(piece) for piece in other]
    same = sum(len("".join(a[i1:i2])) for what, i1, i2, _j1, _j2 in steps if what == "equal")
    if same < ALIKE * min(len("".join(a)), len("".join(b))):
        return [(first, False)], [(second, False)]
    return (
        _runs((what, one[i1:i2]) for what, i1, i2, _j1, _j2 in steps),
        _runs((what, other[j1:j2]) for what, _i1, _i2, j1, j2 in steps),
    )


def pieces_of_both(first: str, second: str) -> list[tuple[str, str]]:
    """Both texts in pieces, in order: those they share side by side, the others beside nothing."""
    one, other, steps = _compared(first, second)
    found: list[tuple[str, str]] = []
    for what, i1, i2, j1, j2 in steps:
        if what == "equal":
            found += zip(one[i1:i2], other[j1:j2], strict=True)
        else:
            found += [(piece, "") for piece in one[i1:i2]] + [("", piece) for piece in other[j1:j2]]
    return found


def _compared(first: str, second: str) -> tuple[list[str], list[str], list[Step]]:
    """Their pieces, and how one becomes the other."""
    for pattern in (WORD, SENTENCE):
        one, other = pattern.findall(first), pattern.findall(second)
        a, b = [_bare(piece) for piece in one], [_bare(piece) for piece in other]
        begin = _alike(a, b)
        end = _alike(a[begin:][::-1], b[begin:][::-1])
        if max(len(a), len(b)) - begin - end <= MOST:
            break
    return one, other, _steps(a, b, begin, end)


def _bare(piece: str) -> str:
    return piece.strip().strip(POINTS) or piece.strip()


def _alike(a: list[str], b: list[str]) -> int:
    """How many pieces both begin with."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _steps(a: list[str], b: list[str], begin: int, end: int) -> list[Step]:
    to_a, to_b = len(a) - end, len(b) - end
    if max(to_a, to_b) - begin > MOST:
        middle: list[Step] = [("replace", begin, to_a, begin, to_b)]
    else:
        found = SequenceMatcher(None, a[begin:to_a], b[begin:to_b]).get_opcodes()
        middle = [(what, i1 + begin, i2 + begin, j1 + begin, j2 + begin) for what, i1, i2, j1, j2 in found]
    return [("equal", 0, begin, 0, begin), *middle, ("equal", to_a, len(a), to_b, len(b))]


def _runs(steps: Iterable[tuple[str, list[str]]]) -> Runs:
    """The space after a piece that differs is not marked."""
    runs: Runs = []
    for what, pieces in steps:
        text = "".join(pieces)
        said = text.rstrip() if what != "equal" else ""
        runs += [(said, True), (text[len(said) :], False)]
    return [run for run in runs if run[0]]
