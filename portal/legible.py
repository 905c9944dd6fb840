"""What programs read from a PDF is what was typed, also in Arabic.

Typst writes letters from the right as the eye meets them, from the left, and a letter with its vowel sign as
one. So here

· each heading and paragraph in the tree of the document says what was typed there (/ActualText): what reads
  aloud takes it from there, to the letter;
· each letterform on a page is one letter, and its vowel sign another, without a word beside it. What goes by
  the page, as Chrome and pdftotext do, turns runs from the right around, and with them what is said of two.

In a line that goes both ways such programs keep an order of their own. Pdfium (Chrome, Android) knows no
Unicode bidi: it moves words from the left, a telephone with spaces, a comma or full stop beside a number, and
drops emoji between letters from the right. What it is told of a line it turns around in one release and not
in another, so no line can tell it. MuPDF reads /ActualText in the order of the eye, once for each run.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, PdfObject, StreamObject, TextStringObject

Typed = list[tuple[str, str]]  # the kind of an element, and what was typed there

_LITERAL = rb"\((?:[^()\\]|\\.)*\)"
for _depth in range(6):  # pairs of brackets stand in it as they are
    _LITERAL = rb"\((?:[^()\\]|\\.|" + _LITERAL + rb")*\)"
_BLOCK = re.compile(rb"\bBT((?:" + _LITERAL + rb"|[^(E]|E(?!T))*)ET", re.S)  # of one font, from the left
_SAID = re.compile(rb"/ActualText(?:<FEFF([0-9A-F]*)>|" + _LITERAL + rb")", re.S)
_SHOWN = re.compile(  # its font and size, how far from the left, and forms with the steps between them
    rb"/(\w+) (\S+) Tf 1 0 0 -1 (\S+) 0 Tm\s*(?:\[((?:"
    + _LITERAL
    + rb"|[^()\]])*)\]\s*TJ|("
    + _LITERAL
    + rb")\s*Tj)",
    re.S,
)
_STEP = re.compile(rb"(" + _LITERAL + rb")|([-\d.]+)", re.S)
_SIGN = re.compile(rb"\\([0-7]{3}|.)|(.)", re.S)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MAPPED = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]{8,})>")


def with_text(made: bytes, typed: Typed) -> bytes:
    """`typed`: in the order of the document. Nothing is changed where no letters go from the right."""
    if not any(from_the_right(words) for _kind, words in typed):
        return made
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    writer.pdf_header = made[:8].decode("ascii")
    _say(list(_elements(writer.root_object["/StructTreeRoot"])), typed)
    for page in writer.pages:
        fonts = {name[1:].encode(): font.get_object() for name, font in page["/Resources"]["/Font"].items()}  # type: ignore[index]
        widths = {name: _one_by_one(font) for name, font in fonts.items()}
        content = _stream(page["/Contents"])
        content.set_data(_BLOCK.sub(partial(_in_one, widths), content.get_data()))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def from_the_right(words: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in words)


def _say(elements: list[DictionaryObject], typed: Typed) -> None:
    if [element["/S"] for element in elements] != [kind for kind, _words in typed]:
        return  # better nothing than the words of another paragraph
    for element, (_kind, words) in zip(elements, typed, strict=True):
        if from_the_right(words):
            element[NameObject("/ActualText")] = TextStringObject(words)


def _elements(element: Any) -> Iterator[DictionaryObject]:
    """Those with letters in them."""
    children = element.get("/K", [])
    children = [child.get_object() for child in (children if isinstance(children, list) else [children])]
    within = [child for child in children if isinstance(child, DictionaryObject) and "/S" in child]
    if children and not within:
        yield element
    for child in within:
        yield from _elements(child)


def _stream(found: PdfObject) -> StreamObject:
    stream = found.get_object()
    assert isinstance(stream, StreamObject)
    return stream


def _one_by_one(font: DictionaryObject) -> dict[int, float]:
    """A form without width is the sign alone, and the one beside it the letter alone. Gives the widths."""
    if font["/Subtype"] != "/Type0":
        return {}
    table = _stream(font["/ToUnicode"])
    widths = _widths(font["/DescendantFonts"][0].get_object())  # type: ignore[index]

    def alone(found: re.Match[str]) -> str:
        words = bytes.fromhex(found[2]).decode("utf-16-be")
        if not from_the_right(words[0]):
            return found[0]
        wide = int(found[1], 16) in widths
        kept = "".join(sign for sign in words if bool(unicodedata.combining(sign)) != wide)
        return f"<{found[1]}> <{(kept or words).encode('utf-16-be').hex().upper()}>"

    table.set_data(_MAPPED.sub(alone, table.get_data().decode("latin-1")).encode("latin-1"))
    return widths


def _widths(font: DictionaryObject) -> dict[int, float]:
    """In thousandths, of the forms that have one: Typst writes from, to, width."""
    numbers = [float(one) for one in font["/W"]]  # type: ignore[attr-defined]
    spans = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    return {code: width for start, end, width in spans if width for code in range(int(start), int(end) + 1)}


def _in_one(widths: dict[bytes, dict[int, float]], block: re.Match[bytes]) -> bytes:
    """Without marks that only say again which letter a form from the right is: a sign and its letter alone
    would be a line of its own for pdfium, which asks where the first and the last form stand."""
    said = _SAID.findall(block[1])
    shown = _SHOWN.findall(block[1])
    fonts = {(font, size) for font, size, *_rest in shown}
    if not said or not all(map(_from_the_right_too, said)) or len(fonts) != 1:
        return block[0]
    ((font, size),) = fonts
    start = pen = float(shown[0][2])
    steps = b""
    for _font, _size, left, several, one in shown:
        if gap := round((pen - float(left)) * 1000 / float(size), 2):
            steps += b"%.2f" % gap
        steps += several or one
        pen = float(left) + _length(several or one, widths[font]) * float(size) / 1000
    return b"BT 0 Tr/%s %s Tf 1 0 0 -1 %s 0 Tm[%s]TJ\nET" % (font, size, b"%g" % start, steps)


def _from_the_right_too(said: bytes) -> bool:
    return from_the_right(bytes.fromhex(said.decode()).decode("utf-16-be")[:1])


def _length(steps: bytes, widths: dict[int, float]) -> float:
    """In thousandths."""
    length = 0.0
    for forms, back in _STEP.findall(steps):
        codes = [_byte(*sign) for sign in _SIGN.findall(forms[1:-1])]
        length += sum(
            widths.get(high * 256 + low, 0) for high, low in zip(codes[::2], codes[1::2], strict=True)
        )
        length -= float(back or 0)
    return length


def _byte(escaped: bytes, plain: bytes) -> int:
    if len(escaped) == 3:
        return int(escaped, 8)
    return ord(_ESCAPES.get(escaped, escaped) or plain)
