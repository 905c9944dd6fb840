"""What a page of a PDF of Typst shows, run by run: where it stands, and what its forms are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pypdf import PageObject
from pypdf.generic import DictionaryObject, PdfObject, StreamObject

_LITERAL = rb"\((?:[^()\\]|\\.)*\)"
for _depth in range(6):  # pairs of brackets stand in it as they are
    _LITERAL = rb"\((?:[^()\\]|\\.|" + _LITERAL + rb")*\)"
_STRING = rb"(?:" + _LITERAL + rb"|<[0-9A-Fa-f]*>)"  # of either spelling: hexadecimal from the 128th form on
_BLOCK = re.compile(  # where it begins, and what is shown there: of one font, from the left
    rb"1 0 0 -1 (\S+) (\S+) cm([^()]*?)\bBT((?:" + _LITERAL + rb"|[^(E]|E(?!T))*)ET", re.S
)
_SAID = rb"(?:/Span<</ActualText(<FEFF[0-9A-F]*>|" + _LITERAL + rb")>>BDC(?:/ReversedChars BMC)?\s*0 Tr)?"
_SHOWN = re.compile(  # its font and size, how far from the left, and forms with the steps between them
    _SAID
    + rb"/(\w+) (\S+) Tf 1 0 0 -1 (\S+) 0 Tm\s*(?:\[((?:"
    + _STRING
    + rb"|[^()\]])*)\]\s*TJ|("
    + _STRING
    + rb")\s*Tj)",
    re.S,
)
_STEP = re.compile(rb"(" + _STRING + rb")|([-\d.]+)", re.S)
_SIGN = re.compile(rb"\\([0-7]{3}|.)|(.)", re.S)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MAPPED = re.compile(r"^<([0-9A-F]{4})> <(?!FFFF)([0-9A-F]{4,})>$", re.M)

ROOM = (" ", "\u00a0")  # Naskh has one form for both


class Font:
    """What each form of it is called."""

    def __init__(self, font: DictionaryObject) -> None:
        self.object = font
        self.widths = _widths(font["/DescendantFonts"][0].get_object())  # type: ignore[index]
        found = _MAPPED.findall(stream_of(font["/ToUnicode"]).get_data().decode("latin-1"))
        called = {int(code, 16): bytes.fromhex(words).decode("utf-16-be") for code, words in found}
        self.called = {code: self._alone(code, words) for code, words in called.items()}
        self.shapes: dict[int, str] = {}  # of brackets
        self.room = next(  # a form without ink
            (code for code, words in self.called.items() if words in ROOM and code in self.widths), 0
        )

    def _alone(self, code: int, words: str) -> str:
        """A form without width is the sign alone, and the one beside it the letter alone."""
        if not from_the_right(words[0]):
            return words
        wide = code in self.widths
        return "".join(sign for sign in words if bool(unicodedata.combining(sign)) != wide) or words


@dataclass
class Run:
    """What is shown at one place of a page, in one font."""

    found: re.Match[bytes]
    font: Font
    name: bytes
    size: bytes
    start: float
    pen: float
    steps: bytes = b""
    said: list[str] = field(default_factory=list)
    plain: list[int] = field(default_factory=list)  # forms of which nothing else is said
    codes: list[int] = field(default_factory=list)
    kind: str = ""
    apart: list[bytes] | None = None  # its pieces, shown one by one instead
    variants: set[str] = field(default_factory=set)  # of its font

    @property
    def reversed(self) -> bool:
        """In the words of the format: forms of which the last is read first."""
        return b"/ReversedChars" in self.found[4]

    @cached_property
    def words(self) -> str:
        return "".join(self.font.called.get(code, "") for code in self.codes)

    @property
    def origin(self) -> float:
        return float(self.found[1])

    @property
    def placed(self) -> Iterator[tuple[int, str, float]]:
        """Each form, what it is called, and how far from the left of the page it stands."""
        at, size = self.left, float(self.size) / 1000
        for forms, back in _STEP.findall(self.steps):
            at -= float(back or 0) * size
            for code in _measured(forms, {})[0]:
                yield code, self.font.called.get(code, ""), at
                at += self.font.widths.get(code, 0) * size

    @property
    def left(self) -> float:
        return self.origin + self.start

    @property
    def right(self) -> float:
        return self.origin + self.pen


def from_the_left(words: str) -> bool:
    return any(unicodedata.bidirectional(sign) == "L" for sign in words)


def from_the_right(words: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in words)


def runs_of(page: PageObject, fonts: dict[int, Font]) -> Iterator[Run]:
    names: dict[bytes, Font] = {}
    for name in page["/Resources"]["/Font"]:  # type: ignore[index]
        reference = page["/Resources"]["/Font"].raw_get(name)  # type: ignore[index]
        if reference.get_object()["/Subtype"] == "/Type0":
            found = fonts.get(reference.idnum) or fonts.setdefault(
                reference.idnum, Font(reference.get_object())
            )
            names[name[1:].encode()] = found
    for block in _BLOCK.finditer(stream_of(page["/Contents"]).get_data()):
        run = _run(names, block)
        if run:
            yield run


def _run(names: dict[bytes, Font], block: re.Match[bytes]) -> Run | None:
    shown = _SHOWN.findall(block[4])
    if len(shown) != block[4].count(b" Tf "):  # what is not understood stays as it is, and is not lost
        return None
    if len({(name, size) for _said, name, size, *_rest in shown}) != 1 or shown[0][1] not in names:
        return None
    _said, name, size, left, *_steps = shown[0]
    run = Run(block, names[name], name, size, float(left), float(left))
    for said, _name, _size, left, several, one in shown:
        if gap := round((run.pen - float(left)) * 1000 / float(size), 2):
            run.steps += b"%.2f" % gap
        run.steps += several or one
        codes, length = _measured(several or one, run.font.widths)
        run.codes += codes
        run.pen = float(left) + length * float(size) / 1000
        if said:
            run.said.append(_words(said))
        else:
            run.plain += codes
    return run


def stream_of(found: PdfObject) -> StreamObject:
    stream = found.get_object()
    assert isinstance(stream, StreamObject)
    return stream


def _widths(font: DictionaryObject) -> dict[int, float]:
    """In thousandths, of the forms that have one: Typst writes from, to, width."""
    numbers = [float(one) for one in font["/W"]]  # type: ignore[attr-defined]
    spans = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    return {code: width for start, end, width in spans if width for code in range(int(start), int(end) + 1)}


def _measured(steps: bytes, widths: dict[int, float]) -> tuple[list[int], float]:
    """The forms, and their length in thousandths."""
    found: list[int] = []
    length = 0.0
    for forms, back in _STEP.findall(steps):
        signs = _bytes(forms)
        codes = [high * 256 + low for high, low in zip(signs[::2], signs[1::2], strict=True)]
        found += codes
        length += sum(widths.get(code, 0) for code in codes) - float(back or 0)
    return found, length


def _words(said: bytes) -> str:
    if said.startswith(b"<"):
        return bytes.fromhex(said[5:-1].decode()).decode("utf-16-be")
    return bytes(_bytes(said)).decode("latin-1")


def _bytes(literal: bytes) -> list[int]:
    if literal.startswith(b"<"):
        return list(bytes.fromhex(literal[1:-1].decode()))
    return [_byte(*sign) for sign in _SIGN.findall(literal[1:-1])]


def _byte(escaped: bytes, plain: bytes) -> int:
    if len(escaped) == 3:
        return int(escaped, 8)
    return ord(_ESCAPES.get(escaped, escaped) or plain)
