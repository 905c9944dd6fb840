"""A look before sharing: what could identify or harm her, and what she leaves out for this reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from portal.consent import choosing as choosings
from portal.consent import leaving, parts, rules
from portal.consent.leaving import LeftOut, Sentence
from portal.consent.models import Choosing
from portal.consent.parts import Part
from portal.crypto import digest, lp
from portal.safety import finding
from portal.statements import notes
from portal.statements.sentences import Range
from portal.work import NotFound, Refused, Work

MOST = 40  # sentences; of a longer part those in which something was found stand first, the rest is folded


@dataclass(frozen=True)
class Looked:
    """One part on the page."""

    part: Part = field(repr=False)
    sentences: list[Sentence] = field(repr=False)
    out: list[Range] = field(repr=False)
    changed: bool  # since she looked at it last

    @property
    def open(self) -> list[Sentence]:
        return [s for s in self.sentences if s.found] if self.is_long else self.sentences

    @property
    def folded(self) -> list[list[Sentence]]:
        rest = [s for s in self.sentences if not s.found] if self.is_long else []
        return [rest[at : at + MOST] for at in range(0, len(rest), MOST)]

    @property
    def is_long(self) -> bool:
        return len(self.sentences) > MOST

    def value(self, start: int, end: int) -> str:
        return f"{self.part.tick}:{start}-{end}"

    @property
    def values(self) -> dict[str, Range]:
        return {self.value(*place): place for place in leaving.choices(self.sentences)}

    @property
    def ticked(self) -> list[str]:
        """A place that is not offered any more is not left out unseen: she ticks anew."""
        return [self.value(*place) for place in self.out if self.value(*place) in self.values]


@dataclass(frozen=True)
class Look:
    parts: list[Looked] = field(repr=False)
    show: bool

    @property
    def seen(self) -> str:
        """Changes when a word does."""
        words = [word for one in self.parts for word in (one.part.tick, one.part.text)]
        return digest(lp("looked/v1", *words)).hex()

    @property
    def values(self) -> list[str]:
        return [value for one in self.parts for value in one.values]

    @property
    def ticked(self) -> list[str]:
        return [value for one in self.parts for value in one.ticked]

    @property
    def something(self) -> bool:
        return any(sentence.found for one in self.parts for sentence in one.sentences)

    @property
    def changed(self) -> bool:
        return any(one.changed for one in self.parts)


def look(work: Work, choosing: Choosing) -> Look:
    """Raises NotFound where no parts are asked for, Refused when none is ticked."""
    if not choosings.notice_of(choosing).takes_parts:
        raise NotFound
    ticks = choosings.codes(choosing.groups)
    there = parts.ticked(work, ticks)
    rules.may_tick(ticks, {part.tick for part in there})
    there = [part for part in there if part.tick != parts.HELPED]  # says only what goes of the others
    left = choosings.left_out_of(work, choosing)
    found = [name for part in there for name in finding.named(part.text)]
    names = list(dict.fromkeys([*notes.names(work), *found]))
    return Look([_looked(part, left, names) for part in there], left.show)


def _looked(part: Part, left: LeftOut, names: list[str]) -> Looked:
    found = leaving.sentences(part.text, names)
    try:
        return Looked(part, found, left.of(part), changed=False)
    except Refused:
        return Looked(part, found, [], changed=True)


def leave_out(work: Work, id: UUID, seen: str, values: Iterable[str], *, show: bool) -> None:
    """Raises Refused when it is not what she looked at, or when nothing would be left to share."""
    choosing = choosings.mine(work, id)
    now, wanted = look(work, choosing), set(values)
    if seen != now.seen or not wanted <= set(now.values):
        raise Refused(rules.Reason.LOOK_AGAIN)
    kept = {
        one.part.tick: (
            leaving.seal_of(one.part.text),
            [place for value, place in one.values.items() if value in wanted],
        )
        for one in now.parts
    }
    left = LeftOut(show, kept)
    rules.may_leave(leaving.shortened(one.part, left).goes for one in now.parts)
    choosings.keep_left_out(work, choosing, left)
