"""What keeps its own direction among words of the other one: names, and numbers of several groups."""

from __future__ import annotations

import re

# A telephone, an account, a case, a date with its hour, a sum: at least six signs, with what people write
# between digits.
NUMBER = re.compile(r"([+(]?\d(?:[\d ()./\u2010-\u2015-]|[,:'\u2019\u066b\u066c](?=\d)){4,}\d)")


def isolated(name: str) -> str:
    """A name keeps its own direction inside a sentence of the other one (Unicode FSI and PDI)."""
    return f"\u2068{name}\u2069"


def in_pieces(text: str) -> list[str]:
    """Words, then a long number, then words again. Among letters from the right, a number with spaces or
    dashes would be turned around piece by piece, so it is shown apart, from left to right."""
    return NUMBER.split(text)
