"""Mistakes in typing, forgiven: a word nobody wrote becomes the nearest one that stands in the directory."""

from __future__ import annotations

from collections.abc import Iterable


def allowed(word: str) -> int:
    """How many mistakes a word may have: none in a short one, three in a long one."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 9 else 3


def apart(one: str, other: str, most: int) -> int:
    """How many signs are wrong, missing, too many or changed about (Damerau and Levenshtein's distance,
    without touching a piece twice); more than `most` is said as most + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            found = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                found = min(found, before[j - 2] + 1)
            row.append(found)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Of these words those that it can have been meant for, the nearest first; those that only begin alike
    ("lawer", "lawyers") after those that are alike as a whole."""
    most = allowed(word)
    found = []
    for other in dict.fromkeys(known):
        away, whole = apart(word, other, most), True
        if away > most and len(other) > len(word):
            away, whole = min(apart(word, other[:end], most) for end in (len(word), len(word) + 1)), False
        if away <= most:
            found.append((not whole, away, word[:1] != other[:1], abs(len(word) - len(other)), other))
    return [other for *_order, other in sorted(found)]


def threes(word: str) -> set[str]:
    """Its pieces of three signs, beginning and end marked."""
    marked = f"<{word}>"
    return {marked[at : at + 3] for at in range(len(marked) - 2)}
