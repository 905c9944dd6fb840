"""Several words from the left, in a line from the right: in their order for pdfium too.

Pdfium puts the pieces of a line in order by where each begins, from the left, and turns that order around at
last. So each word but the last begins with a space, drawn where the last word begins: the earlier a word is
read, the farther to the right. The letters stay where they were, and words in the file in the order they are
read, for programs that go by the one (pdftotext) or the other (MuPDF).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from portal.runs import TURNS, Run

ROOM = (" ", "\u00a0")
LATER = 0.01  # points, each word before another
WEAK = ("EN", "AN", "NSM", "CS", "ES", "ET", "BN")


@dataclass
class Word:
    run: Run
    way: str
    forms: list[tuple[int, float]] = field(default_factory=list)


def set_apart(group: list[Run]) -> None:
    """Not where signs go another way within a word (a comma, an address): pdfium would see spaces there."""
    words = _words(group)
    rooms = {id(run): _room(run) for run in group}
    if len(words) < 2 or not all(rooms[id(word.run)] for word in words):
        return
    for run in group:
        run.apart = []
    shown: Counter[tuple[int, ...]] = Counter()
    last = words[-1].forms[0][1]
    for at, word in enumerate(words):
        same = tuple(code for code, _left in word.forms)
        shown[same] += 1  # the same word with as many spaces counts as drawn twice, too
        later = last + LATER * (len(words) - 1 - at)
        lead = [(rooms[id(word.run)], later)] * shown[same] if word is not words[-1] else []
        assert word.run.apart is not None
        word.run.apart.append(_shown(word.run, lead + word.forms, word.run.names[at % TURNS]))


def _words(group: list[Run]) -> list[Word]:
    """None if there is one that does not go one way."""
    found: list[Word] = []
    between = True
    for run in group:
        for code, called, left in run.placed:
            if called in ROOM:
                between = True
                continue
            way = _way(called)
            if between:
                found.append(Word(run, way))
            elif way != found[-1].way or run is not found[-1].run:
                return []
            found[-1].forms.append((code, left))
            between = False
    return found


def _way(called: str) -> str:
    kind = unicodedata.bidirectional(called[:1])
    return "weak" if kind in WEAK else kind


def _room(run: Run) -> int:
    return next((code for code, called in run.font.called.items() if called in ROOM), 0)


def _shown(run: Run, forms: list[tuple[int, float]], name: str) -> bytes:
    size = float(run.size) / 1000
    start = pen = forms[0][1]
    steps = b""
    for code, left in forms:
        gap = round((pen - left) / size, 3)
        steps += b"%.3f<%04X>" % (gap, code) if gap else b"<%04X>" % code
        pen += (run.font.widths.get(code, 0) - gap) * size
    return b"/%s %s Tf 1 0 0 -1 %.5f 0 Tm[%s]TJ\n" % (
        name.encode(),
        run.size,
        start - float(run.found[1]),
        steps,
    )
