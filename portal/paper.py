"""A paper as she reads it: a page and a file to print show the same lines, made once.

A file is made in memory, from data that stays data: nothing of hers is read as markup. What it is called
and what stands beside it (title, language) tell nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import typst

from portal.bidi import in_pieces
from portal.i18n import N_, _, direction
from portal.legible import with_text

TEMPLATE = Path(__file__).with_suffix(".typ")
INSTEAD = "□"  # of a sign that no font here has
NOT_PRINTED = N_("Some signs cannot be printed here. In the place of each stands this: %(sign)s")
ATTEMPTS = 4
SHAPING = "\u200c\u200d\u200e\u200f"  # nobody sees them, but the letters beside them
_UNPRINTED = re.compile(r'^error: .*?(?:text|codepoint) `"((?:[^"\\]|\\.)+)"`', re.M)  # as Rust writes them
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


@dataclass(frozen=True)
class Piece:
    """A run of a line. One with a direction is apart from what stands around it: a name, a number."""

    text: str
    direction: str = ""


Line = list[Piece]


@dataclass(frozen=True)
class Row:
    term: str
    lines: list[Line]
    language: str


@dataclass(frozen=True)
class Part:
    heading: str
    rows: list[Row]


@dataclass(frozen=True)
class Text:
    """Somebody's words, in the language they are in."""

    heading: str
    language: str
    direction: str
    paragraphs: list[list[Line]]


@dataclass(frozen=True)
class Paper:
    """`title` is all that a telephone shows of a file."""

    title: str
    heading: str
    language: str
    direction: str
    parts: list[Part]
    texts: list[Text]
    note: str = ""


@dataclass(frozen=True)
class Printed:
    """The file, and the paper as it stands there."""

    content: bytes
    paper: Paper


def text(heading: str, words: str, language: str) -> Text:
    """Line breaks and empty lines as they were typed."""
    way = way_of(words) or direction(language)
    lines = [[_line(line, way) for line in part.split("\n")] for part in words.strip("\n").split("\n\n")]
    return Text(heading, language, way, lines)


def _line(words: str, way: str) -> Line:
    if way != "rtl" and not any(unicodedata.bidirectional(sign) == "AN" for sign in words):
        return [Piece(words)]
    pieces = enumerate(in_pieces(words))
    return [Piece(piece, "ltr" if at % 2 else "") for at, piece in pieces if piece]


def way_of(words: str) -> str:
    """The direction of the first letter, as browsers find it; empty without letters."""
    kinds = (unicodedata.bidirectional(sign) for sign in words)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return "" if not first else "ltr" if first == "L" else "rtl"


def as_pdf(paper: Paper) -> Printed:
    """Tagged (PDF/UA-1), with its fonts; no time and no name stand in what describes it.

    Each sign must have a letterform there: for one that has none another stands, and a line says so.
    """
    shown = _with_signs_instead(paper, _unknown(paper))
    for _attempt in range(ATTEMPTS):
        try:
            made = _compiled(json.dumps(asdict(shown), ensure_ascii=False))
            return Printed(with_text(made), shown)
        except typst.TypstError as error:
            unprinted = {_as_typed(found) for found in _UNPRINTED.findall(error.diagnostic)}
            if not unprinted:
                raise
        shown = _with_signs_instead(shown, unprinted)
    raise ValueError("signs that cannot be printed stay in a file")


def _compiled(data: str) -> bytes:
    compiler = typst.Compiler(input=TEMPLATE.read_bytes(), font_paths=_fonts())
    try:
        made = compiler.compile(format="pdf", sys_inputs={"paper": data}, pdf_standards="ua-1")
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of pyo3; it is no Exception, and has no other name
            raise
        raise ValueError("typst could not make a file of this") from None
    assert isinstance(made, bytes)
    return made


def _unknown(paper: Paper) -> set[str]:
    """Signs that Unicode has not given a meaning, and controls: Typst 0.15 gives up on some of them."""
    pieces = (p for one in paper.texts for lines in one.paragraphs for line in lines for p in line)
    signs = set().union(*(piece.text for piece in pieces))
    return {s for s in signs if unicodedata.category(s) in ("Cf", "Cn", "Cc") and s not in SHAPING + "\t"}


def _with_signs_instead(paper: Paper, unprinted: set[str]) -> Paper:
    if not unprinted:
        return paper
    note = _(NOT_PRINTED, sign=INSTEAD) if paper.note or any(map(_instead, unprinted)) else ""
    return replace(paper, note=note, texts=[_without(unprinted, one) for one in paper.texts])


def _as_typed(rust: str) -> str:
    return _ESCAPED.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _ESCAPES.get(found[2], found[2]), rust
    )


def _instead(signs: str) -> str:
    """Nothing for what nobody sees: joiners, marks, selectors."""
    return "" if all(unicodedata.category(sign) in ("Cf", "Mn", "Me", "Cc") for sign in signs) else INSTEAD


def _without(unprinted: Iterable[str], text: Text) -> Text:
    pattern = re.compile("|".join(map(re.escape, sorted(unprinted, key=len, reverse=True))))

    def printable(line: Line) -> Line:
        return [
            replace(piece, text=pattern.sub(lambda found: _instead(found[0]), piece.text)) for piece in line
        ]

    return replace(text, paragraphs=[[printable(line) for line in lines] for lines in text.paragraphs])


@cache
def _fonts() -> typst.Fonts:
    """Those of the system; looking for them takes a fifth of a second, once."""
    return typst.Fonts()
