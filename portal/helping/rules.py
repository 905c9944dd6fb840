"""Who may help, with what, for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from portal.helping.models import Access, Meeting, Scope
from portal.programmes.profiles import SIGNED, SPOKEN
from portal.statements.sections import LONGEST, NUMBERS
from portal.work import Refused

BESIDE_FOR, PASSED_ON_FOR = timedelta(minutes=15), timedelta(days=3)  # how long a code is good
PROPOSED, LONGEST_DAYS = 7, 14  # days of an access
DAYS = (1, 3, PROPOSED, LONGEST_DAYS)
PAUSE = timedelta(minutes=1)  # between choosing and saying it once more
MEETING_FOR = timedelta(days=3)  # from the moment the two have met
NOTES_FOR = timedelta(days=14)  # a helper's notes, and how it ended, stay after the end
SETTLED_FOR = timedelta(days=7)
MOST_MEETINGS, MOST_WAITING = 5, 40  # open codes of one person; suggestions that wait beside one access
LONGEST_NAME = 40
LONGEST_TRANSLATED = 2 * LONGEST  # characters: some languages take more of them
LONGEST_QUALIFICATION = 400
WRITTEN = tuple(code for code in SPOKEN if code != SIGNED)  # what can be translated in writing
Pair = tuple[str, str]  # from, into; ISO 639
NO_PAIR = ("", "")


class Reason(StrEnum):
    NOT_FRESH = "the passphrase was not typed lately"
    TOO_SOON = "not in the same minute"
    NOT_CHOSEN = "no parts were chosen"
    TOO_MANY = "too many wait already"
    TOO_LONG = "too long"
    READ_ONLY = "may read and not suggest"
    NOT_WHOLE = "a paragraph has neither words nor a mark"
    NOT_ATTESTED = "the interpreter has not attested it"
    EMPTY = "nothing in it"
    CHANGED = "the text has changed since"
    NOT_HERE = "the helper is not here any more"


def code_for(*, beside: bool) -> timedelta:
    return BESIDE_FOR if beside else PASSED_ON_FOR


def may_choose(numbers: Iterable[int], scope: str, days: int, pair: Pair = NO_PAIR, *, fresh: bool) -> None:
    """`pair`: for an interpreter. Raises Refused with the first reason that stands in the way."""
    if not fresh:
        raise Refused(Reason.NOT_FRESH)
    numbers = list(numbers)
    if not numbers or not set(numbers) <= set(NUMBERS) or scope not in list(Scope) or days not in DAYS:
        raise Refused(Reason.NOT_CHOSEN)
    if scope == Scope.TRANSLATE and not is_pair(pair):
        raise Refused(Reason.NOT_CHOSEN)


def is_pair(pair: Pair) -> bool:
    return pair[0] != pair[1] and set(pair) <= set(WRITTEN)


def may_start(meeting: Meeting, now: datetime, *, fresh: bool) -> None:
    """She says it once more: after a pause, unless they sit together and she is safe."""
    if not fresh:
        raise Refused(Reason.NOT_FRESH)
    if meeting.chosen_at is None:
        raise Refused(Reason.NOT_CHOSEN)
    if not meeting.safe and now < meeting.chosen_at + PAUSE:
        raise Refused(Reason.TOO_SOON)


def may_suggest(access: Access, text: str, said: str, waiting: int) -> None:
    if access.scope != Scope.SUGGEST:
        raise Refused(Reason.READ_ONLY)
    if len(text) > LONGEST or len(said) > LONGEST:
        raise Refused(Reason.TOO_LONG)
    if not text.strip() and not said.strip():
        raise Refused(Reason.EMPTY)
    if waiting >= MOST_WAITING:
        raise Refused(Reason.TOO_MANY)


def may_translate(access: Access, length: int, *, attested: bool, whole: bool) -> None:
    """`length`: of all paragraphs. `whole`: each paragraph of the original, as it is now, has words or the
    mark that it has none."""
    if not access.translates:
        raise Refused(Reason.READ_ONLY)
    if length > LONGEST_TRANSLATED:
        raise Refused(Reason.TOO_LONG)
    if not length:
        raise Refused(Reason.EMPTY)
    if attested and not whole:
        raise Refused(Reason.NOT_WHOLE)
