"""What goes the other way in a line, or a whole line of the other way: in its order for pdfium too.

Pdfium puts the pieces of a line in order by where each begins, from the left. In a file that goes from the
right it then turns around the order of what goes one way: letters of one script, digits, other signs. So each
such piece of a word begins with a form without ink, drawn where the last one begins or a hair beside it: the
earlier it is read, the farther to the right (in a file from the left: the later). It ends with others that
lead to where the next begins; where words touch them, more lead there: where there is room between pieces,
pdfium sees a space. The letters stay where they were, and in the file in the order they are read, for
programs that go by the one (pdftotext) or the other (MuPDF).

A form without ink is called a mark of direction, which nobody sees.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil

from portal.lines import Group
from portal.runs import ROOM, Run, from_the_right

LATER = 0.01  # points, each piece before another
SPACE, WEAK, LETTERS, OTHER = "space", "weak", "letters", "other"
WAYS = {
    **dict.fromkeys(("EN", "AN", "CS", "ES", "ET", "BN"), WEAK),
    **dict.fromkeys(("L", "R", "AL"), LETTERS),
}
MARKS, MIRRORED, PARTS, SPACES = "a", "b", "c", "s"  # fonts, and what a form without ink is called in them
ROOMS = {MARKS: "\u200e", MIRRORED: "\u200e", PARTS: "\u200f", SPACES: " "}
MOST = 400  # pieces: a line that fits on a page has fewer signs; forms between them grow with their square
TURNS = 8  # of one font, a form that comes twice at one place within seven is read once by pdfium


@dataclass
class Piece:
    """Signs of one way, or a space."""

    run: Run
    way: str
    turned: bool
    forms: list[tuple[int, float]] = field(default_factory=list)
    begins: float = 0.0
    turn: int = 0

    @property
    def room(self) -> int:
        return self.run.font.room

    @property
    def right(self) -> float:
        code, left = self.forms[-1]
        return left + _width(self.run, code)


def set_apart(groups: list[Group], to_the_left: bool) -> None:
    """One group, or all of a line as they are read. `to_the_left`: how the file goes."""
    pieces = [piece for group in groups for piece in _read(group)]
    runs = [run for group in groups for run in group.runs]
    if not _needed(pieces) or len(pieces) > MOST or not all(run.font.room for run in runs):
        return
    for run in runs:
        run.apart = []
    found = pieces[::-1] if to_the_left else pieces
    last = max(piece.forms[0][1] for piece in pieces)
    for at, piece in enumerate(found):
        piece.begins, piece.turn = last + LATER * at, at % TURNS
    for piece, after in zip(pieces, _after(pieces, to_the_left), strict=True):
        _show(piece, after)
    left, right = groups[0].beside if len(groups) == 1 else (False, False)
    marks = PARTS if to_the_left else MARKS
    if left:
        _lead(found[0], min(run.left for run in runs), last, marks)
    if right:
        _lead(found[-1], last + LATER * len(found), max(run.right for run in runs), marks)


def _after(pieces: list[Piece], to_the_left: bool) -> list[Piece | None]:
    """Which one pdfium finds to the right of each."""
    return [None, *pieces[:-1]] if to_the_left else [*pieces[1:], None]


def _needed(pieces: list[Piece]) -> bool:
    """Not for one word or number: pdfium keeps spaces in a number."""
    ways = {piece.way for piece in pieces}
    number = ways == {WEAK} or (ways <= {WEAK, SPACE} and len({id(piece.run) for piece in pieces}) == 1)
    return any(piece.turned for piece in pieces) or (len(pieces) > 1 and not number)


def _read(group: Group) -> Iterator[Piece]:
    """A number from the left, also one of several runs: parts of it end with a sign."""
    if not group.turned:
        yield from _pieces(group.runs, False)
        return
    number: list[Run] = []
    for run in reversed(group.runs):
        if number and (run.words[-1].isdigit() or not _is_number(run)):
            yield from _pieces(number, False)
            number = []
        if _is_number(run):
            number.insert(0, run)
        else:
            yield from reversed(_pieces([run], True))
    yield from _pieces(number, False)


def _is_number(run: Run) -> bool:
    return not from_the_right(run.words) and any(sign.isdigit() for sign in run.words)


def _pieces(runs: list[Run], turned: bool) -> list[Piece]:
    found: list[Piece] = []
    for run in runs:
        for code, called, left in run.placed:
            way = SPACE if called in ROOM else _way(called)
            if not found or way == SPACE or way != found[-1].way or run is not found[-1].run:
                found.append(Piece(run, way, turned))
            found[-1].forms.append((code, left))
    return found


def _way(called: str) -> str:
    return WAYS.get(unicodedata.bidirectional(called[:1]), OTHER)


def _show(piece: Piece, after: Piece | None) -> None:
    """Nothing needs to lead to a space."""
    if piece.way == SPACE:
        several = 2 + piece.turn  # they are read as one; one alone is not
        _add(piece.run, _row(piece, piece.begins, several), f"{SPACES}{piece.turn}")
        return
    if after and after.way == SPACE:
        back = _row(piece, piece.right, 2) if piece.way == OTHER else []
    else:
        back = _blanks(piece, piece.right, piece.begins + LATER)
    variant = f"{MIRRORED if piece.turned else MARKS}{piece.turn}"
    _add(piece.run, [(piece.room, piece.begins), *piece.forms, *back], variant, piece.turn)


def _lead(piece: Piece, left: float, right: float, marks: str) -> None:
    if right - left > LATER:
        _add(piece.run, [(piece.room, left), *_blanks(piece, left, right)], marks)


def _blanks(piece: Piece, left: float, right: float) -> list[tuple[int, float]]:
    """One beside the other, but the last: it ends there."""
    width = _width(piece.run, piece.room)
    several = ceil(max(0, right - width - left) / width)
    return [*_row(piece, left, several), (piece.room, right - width)]


def _row(piece: Piece, left: float, several: int) -> list[tuple[int, float]]:
    width = _width(piece.run, piece.room)
    return [(piece.room, left + n * width) for n in range(several)]


def _add(run: Run, forms: list[tuple[int, float]], variant: str, turn: int = 0) -> None:
    """Of a size that differs by thousandths of a point: pdfium reads the same forms near one place once."""
    size = float(run.size) / 1000
    start = pen = forms[0][1]
    steps = b""
    for code, left in forms:
        gap = round((pen - left) / size, 3)
        steps += b"%.3f<%04X>" % (gap, code) if gap else b"<%04X>" % code
        pen = left + run.font.widths.get(code, 0) * size
    run.variants.add(variant)
    assert run.apart is not None
    font, almost = run.name + variant.encode(), float(run.size) + turn / 1000
    run.apart.append(b"/%s %.3f Tf 1 0 0 -1 %.5f 0 Tm[%s]TJ\n" % (font, almost, start - run.origin, steps))


def _width(run: Run, code: int) -> float:
    return run.font.widths.get(code, 0) * float(run.size) / 1000
