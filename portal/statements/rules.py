"""What may be saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from portal.answers import beaten, both, opened, packed, words_of
from portal.statements import said
from portal.statements.sections import LONGEST, newest, section
from portal.work import NotFound, Refused

MOST_PENDING = 20  # of those that come without a session; nobody can fill her pages with a stolen token
LONGEST_NOTE, LONGEST_TITLE = 8_000, 80  # characters
SITTING = timedelta(minutes=10)  # a page saves by itself every few seconds: that is one text, not hundreds
MOST_VERSIONS, NEWEST = 50, 10


class Reason(StrEnum):
    TOO_LONG = "too long"
    PENDING_FULL = "too many kept apart"


def may_save(number: int, text: str) -> None:
    """Raises NotFound for a section there is not, Refused for one that is too long."""
    if section(number) is None:
        raise NotFound
    if len(text) > LONGEST:
        raise Refused(Reason.TOO_LONG)


def is_worth_keeping(there: str, saved_at: datetime | None, text: str, now: datetime) -> bool:
    """Whether what `text` takes the place of is kept: when it is of another sitting, or most of it goes."""
    if not there.strip() or saved_at is None:
        return False
    return now - saved_at > SITTING or 2 * len(text.strip()) < len(there.strip())


def too_many(times: Sequence[datetime]) -> list[int]:
    """Which of these versions go, oldest first: always the one that stands closest between its neighbours.
    The oldest stays, and so do the newest."""
    left = list(range(len(times)))
    while len(left) > MOST_VERSIONS:
        apart = {at: times[left[at + 1]] - times[left[at - 1]] for at in range(1, len(left) - NEWEST)}
        del left[min(apart, key=lambda at: apart[at])]
    return sorted(set(range(len(times))) - set(left))


def may_keep_late(number: int, text: str, waiting: int) -> None:
    may_save(number, text)
    if waiting >= MOST_PENDING:
        raise Refused(Reason.PENDING_FULL)


def together(text: str, kept: str, number: int = 0) -> str:
    """What she had, then what was kept; answers of both. Those for which there is no room beside another
    become words. `number`: of the section, which has the questions."""
    words = _under(words_of(text), [*said.every(number, beaten(text, kept)), words_of(kept)])
    found = both(text, kept, words)
    return words if found is None else found


def _under(words: str, more: list[str]) -> str:
    there = [one for one in more if one.strip()]
    if not there or not words.strip():
        return "\n\n".join(there) or words
    return "\n\n".join([words.rstrip(), there[0].lstrip(), *there[1:]])


def added(number: int, there: str, other: int, more: str) -> str:
    """The words of the part `other` under those of this one, and its answers where this one asks the same.
    One that this part does not offer becomes words."""
    shown, brought = section(number), opened(more)
    if shown is None or brought is None:
        return together(there, more)
    same = {one.id: one for one in shown.questions if one.id in brought.values}
    values = {name: brought.values[name] for name in same if said.fits(same[name], brought.values[name])}
    rest = {name: brought.values[name] for name in same.keys() - values}
    words = _under("", [*said.every(other, replace(brought, values=rest)), brought.text])
    if not values:
        return together(there, words)
    return together(
        there, packed(replace(brought, version=newest(number), text=words, values=values)), number
    )


def both_in_one(there: str, text: str) -> str:
    """One that says all the other says is enough."""
    if text.strip() in there:
        return there
    return text if there.strip() in text else together(there, text)
