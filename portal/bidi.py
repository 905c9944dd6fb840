"""What keeps its own direction among words of the other one: names, and numbers of several groups."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# A telephone, an account, a case, a date: at least six signs, with what people write between digits.
NUMBER = re.compile(r"([+(]?\d[\d ()./\u2010-\u2015-]{4,}\d)")


def isolated(name: str) -> str:
    """A name keeps its own direction inside a sentence of the other one (Unicode FSI and PDI)."""
    return f"\u2068{name}\u2069"


def in_pieces(text: str) -> list[str]:
    """Words, then a long number, then words again. Among letters from the right, a number with spaces or
    dashes would be turned around piece by piece, so it is shown apart, from left to right."""
    return NUMBER.split(text)


def as_written(text: str) -> Markup:
    """What somebody typed, escaped, with its numbers as they were typed. What is markup already stays."""
    if isinstance(text, Markup):
        return text
    apart = Markup('<bdi dir="ltr">{}</bdi>')
    pieces = enumerate(in_pieces(text))
    return Markup("").join(apart.format(piece) if at % 2 else escape(piece) for at, piece in pieces)
