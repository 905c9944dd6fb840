"""Where sentences begin and end, in any script: an aid to the eye, and what can be left out one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSES = r"[\"'”’»)\]]"
# A point ends a sentence before a space: not in 3.50 or an address of the web. "Dr. Okafor" is no end.
_TITLES = r"(?<!\b(?:Dr|Mr|Ms|Sr|St))(?<!\b(?:Mrs|Dra|Sra))(?<!\bSrta)"
_END = rf"(?:[؟۔।。！？\n]|(?:{_TITLES}\.|[!?…])(?={_CLOSES}{{0,3}}(?:\s|\Z)))"
SENTENCE = re.compile(rf"(?:(?!{_END})(?s:.))*+(?:{_END}{_CLOSES}{{0,3}}\s*+)++|(?:(?!{_END})(?s:.))++")
LONGEST = 300  # characters; who writes without points can still leave out less than everything

Range = tuple[int, int]


def ranges(text: str) -> Iterator[Range]:
    """The sentences of a text, without the space around them."""
    for found in SENTENCE.finditer(text):
        at, end = found.span()
        while end - at > LONGEST:
            cut = max(text.rfind(" ", at + 1, at + LONGEST), text.rfind("\n", at + 1, at + LONGEST))
            cut = cut if cut > at else at + LONGEST
            yield from _bare(text, at, cut)
            at = cut
        yield from _bare(text, at, end)


def _bare(text: str, at: int, end: int) -> Iterator[Range]:
    said = text[at:end]
    start = at + len(said) - len(said.lstrip())
    if said.strip():
        yield start, start + len(said.strip())
