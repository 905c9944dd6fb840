"""Who may write, how much, and for how long it stays."""

from __future__ import annotations

from enum import StrEnum

from portal.work import NotFound, Refused

LONGEST = 2_000  # characters
PROPOSED, FOR_EVER = 30, 0
DAYS = (7, PROPOSED, 90, FOR_EVER)
MOST_UNOPENED = 5  # of the other side's, before she has opened one
MOST = 500  # in one thread at a time


class Reason(StrEnum):
    ENDED = "it has ended"
    PAUSED = "she has paused"
    NOT_BEGUN = "only she begins"
    EMPTY = "nothing in it"
    TOO_LONG = "too long"
    UNOPENED = "many wait to be opened"
    FULL = "too many are there"


def may_write(text: str, *, stands: bool, paused: bool, begun: bool, unopened: int, there: int) -> None:
    """Raises Refused with the first reason that stands in the way. `begun`: by her, or she is who writes."""
    if paused:
        raise Refused(Reason.PAUSED)
    if not stands:
        raise Refused(Reason.ENDED)
    if not begun:
        raise Refused(Reason.NOT_BEGUN)
    if not text.strip():
        raise Refused(Reason.EMPTY)
    if len(text) > LONGEST:
        raise Refused(Reason.TOO_LONG)
    if unopened >= MOST_UNOPENED:
        raise Refused(Reason.UNOPENED)
    if there >= MOST:
        raise Refused(Reason.FULL)


def may_stay(days: int) -> None:
    if days not in DAYS:
        raise NotFound
