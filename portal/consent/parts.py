"""What she can tick, each a *part* under its own key: sections of her writing, and how she feels about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.consent.notices import NOTICES
from portal.i18n import current_language
from portal.readiness import telling
from portal.statements import service as statements
from portal.statements.sections import NUMBERS
from portal.statements.titles import title
from portal.work import Work

NOTE = "note"  # what she says to a consent in her own words; it is never ticked
_ORDER = (*(str(number) for number in NUMBERS), *telling.TITLES, NOTE)


@dataclass(frozen=True)
class Part:
    """`tick`: "3" for the third section, or "readiness", "pushed", "note". `title` is a msgid, or
    said in her language already."""

    tick: str
    title: str
    text: str = field(repr=False)
    language: str
    form: int = 0

    @property
    def group(self) -> str:
        """Under which name it is kept in a snapshot."""
        return f"section/{self.tick}" if self.tick.isdigit() else self.tick


def title_of(tick: str, purpose: str, form: int = 0) -> str:
    if tick == NOTE:
        return NOTICES[purpose].asks
    if not tick.isdigit():
        return telling.TITLES[tick]
    return title(int(tick), form)


def tick_of(group: str) -> str:
    return group.removeprefix("section/")


def in_order(ticks: Iterable[str]) -> list[str]:
    return sorted(set(ticks), key=_ORDER.index)


def mine(work: Work) -> list[Part]:
    """Everything she could tick, in the form's order."""
    written = [
        Part(str(w.number), title_of(str(w.number), "", w.form), w.words, w.language, w.form)
        for w in statements.read_all(work)
    ]
    felt = telling.mine(work)
    return written + [
        Part(tick, telling.TITLES[tick], felt[tick], current_language())
        for tick in telling.TITLES
        if tick in felt
    ]


def ticked(work: Work, ticks: Iterable[str]) -> list[Part]:
    """Those she ticked, as they are now."""
    wanted = set(ticks)
    return [part for part in mine(work) if part.tick in wanted]
