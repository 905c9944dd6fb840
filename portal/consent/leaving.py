"""Passages of a part that one reader is not to see: whole sentences, or one thing in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from portal.consent import rules
from portal.consent.parts import Part
from portal.crypto import digest
from portal.i18n import _, current_language, offered, use_language
from portal.safety import finding
from portal.safety.finding import Found
from portal.safety.kinds import ALONE, Kind
from portal.statements.sentences import Range, ranges
from portal.work import Refused

_CLINGS = frozenset(".,;:!?…،؛؟)»”’")  # no space before these


@dataclass(frozen=True)
class Sentence:
    """One passage that can be left out, with what was found in it; places count from the part's beginning."""

    start: int
    end: int
    text: str = field(repr=False)
    found: tuple[Found, ...] = ()

    @property
    def kinds(self) -> list[Kind]:
        return list(dict.fromkeys(found.kind for found in self.found))

    @property
    def things(self) -> list[Found]:
        """What can be left out alone: nothing that lies inside another such thing, or is all there is."""
        alone = [found for found in self.found if found.kind in ALONE]
        outer = [f for f in alone if not any(_inside(f, other) for other in alone if other is not f)]
        return [f for f in outer if (f.start, f.end) != (self.start, self.end)]

    def said(self, thing: Found) -> str:
        return self.text[thing.start - self.start : thing.end - self.start]

    @property
    def runs(self) -> list[tuple[str, bool]]:
        """Its words in pieces; True: something was found there."""
        marked, at = [], 0
        for start, end in _together((f.start - self.start, f.end - self.start) for f in self.found):
            marked += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return [run for run in [*marked, (self.text[at:], False)] if run[0]]


@dataclass(frozen=True)
class LeftOut:
    """`parts`: by tick, of which text (a digest) what is left out. `show`: that something is."""

    show: bool = True
    parts: dict[str, tuple[str, list[Range]]] = field(default_factory=dict, repr=False)

    def to_json(self) -> bytes:
        parts = {tick: {"of": of, "ranges": out} for tick, (of, out) in self.parts.items()}
        return json.dumps({"show": self.show, "parts": parts}).encode()

    @classmethod
    def from_json(cls, kept: bytes) -> LeftOut:
        found = json.loads(kept)
        parts = {
            tick: (one["of"], [(start, end) for start, end in one["ranges"]])
            for tick, one in found["parts"].items()
        }
        return cls(found["show"], parts)

    def of(self, part: Part) -> list[Range]:
        """What she leaves out of it. Raises Refused when it is not the text she looked at."""
        if part.tick not in self.parts:
            return []
        seen, out = self.parts[part.tick]
        if seen != seal_of(part.text):
            raise Refused(rules.Reason.LOOK_AGAIN)
        return out


def seal_of(text: str) -> str:
    return digest(text.encode()).hex()


def _inside(one: Found, other: Found) -> bool:
    """Of two of the same place, the first kind stays."""
    bigger = (other.start, -other.end, other.kind) < (one.start, -one.end, one.kind)
    return other.start <= one.start and one.end <= other.end and bigger


def sentences(text: str, names: Iterable[str] = ()) -> list[Sentence]:
    """Cut where sentences end, but through nothing that was found."""
    found = finding.find(text, names)
    made: list[Sentence] = []
    for start, end in _around(ranges(text), found):
        here = tuple(one for one in found if start <= one.start < end)
        found = found[len(here) :] if here == tuple(found[: len(here)]) else found
        made.append(Sentence(start, end, text[start:end], here))
    return made


def _around(cut: Iterable[Range], found: list[Found]) -> list[Range]:
    """Sentences that share a thing become one."""
    joined: list[Range] = []
    things = _together((one.start, one.end) for one in found)
    at = 0
    for start, end in cut:
        while at < len(things) and things[at][1] <= start:
            at += 1
        shares = joined and at < len(things) and things[at][0] < joined[-1][1]
        if shares:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _together(ranges: Iterable[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def choices(all: Iterable[Sentence]) -> list[Range]:
    """Everything that can be ticked."""
    return [
        place
        for sentence in all
        for place in [(sentence.start, sentence.end), *((t.start, t.end) for t in sentence.things)]
    ]


def without(text: str, out: Iterable[Range], marker: str) -> str:
    """`marker` stands where something is missing; with "" nobody sees that something was there."""
    said, at = "", 0
    for start, end in _neighbours(text, out):
        kept = text[at:start]
        said = f"{said}{kept}{marker}" if marker or not at else _seam(said, kept)
        at = end
    if not at:
        return text
    return said + text[at:] if marker else _seam(said, text[at:]).strip()


def _neighbours(text: str, out: Iterable[Range]) -> Iterator[Range]:
    """What is left out side by side is one gap."""
    last: Range | None = None
    for start, end in _together(out):
        if last is not None and not text[last[1] : start].strip():
            last = (last[0], end)
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _seam(left: str, right: str) -> str:
    """Put together so that no hole is seen."""
    before, after = left.rstrip(), right.lstrip()
    space = left[len(before) :] + right[: len(right) - len(after)]
    if not after or after[0] in _CLINGS:
        return before + after
    lines = min(space.count("\n"), 2)
    return before + ("\n" * lines if lines else " " * bool(space)) + after


def marker(language: str) -> str:
    """What a reader sees in place of it, in the language of the words around it."""
    with use_language(language if language in offered() else current_language()):
        return _("(part left out)")


def shortened(part: Part, left: LeftOut) -> Part:
    """As this reader gets it. Raises Refused when she has to look again."""
    out, shown = left.of(part), marker(part.language) if left.show else ""
    rest = without(part.text, out, shown)
    beside = tuple(one.shared(part.text, out, rest, shown) for one in part.translations)
    return replace(part, text=rest, translations=beside)


def as_before(part: Part, shared: str) -> tuple[list[Range], bool] | None:
    """What to leave out so that they get what they have, and whether that was shown. None: nothing does."""
    if part.text == shared:
        return [], True
    found = sentences(part.text)
    for shown in (marker(part.language), ""):
        out = [place for sentence in found for place in _missing(sentence, shared, shown)]
        if without(part.text, out, shown) == shared:
            return out, bool(shown)
    return None


def _missing(sentence: Sentence, shared: str, marker: str) -> list[Range]:
    if sentence.text in shared:
        return []
    things = [(thing.start, thing.end) for thing in sentence.things]
    for out in [*([thing] for thing in things), things]:
        here = [(start - sentence.start, end - sentence.start) for start, end in out]
        rest = without(sentence.text, here, marker)
        if rest and rest in shared:
            return out
    return [(sentence.start, sentence.end)]
