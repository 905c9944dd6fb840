"""What may be given and answered, and what an end date may be. Decides about values it is given."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from portal.consent import states
from portal.consent.notice import Notice
from portal.consent.notices import LONGEST, NOTICES, OFFERED, PROPOSED
from portal.consent.states import State
from portal.i18n import N_
from portal.work import Refused

SAW = ("opened", "printed", "passed_on")
ASK_BEFORE = timedelta(days=7)


class Done(Protocol):
    """Something staff did, as `portal.audit` keeps it."""

    staff_id: Any
    what: Any


class Reason(StrEnum):
    NOTHING_TICKED = "nothing ticked"
    NOTHING_LEFT = "everything left out"
    LOOK_AGAIN = "the text changed since she looked at it"
    NO_DATE = "no date"
    TOO_SOON = "too soon"
    TOO_LATE = "too late"
    NO_SUCH_TEAM = "no such team"
    NO_SUCH_PURPOSE = "no such purpose"
    CHANGED = "changed since you looked"
    TYPE_AGAIN = "passphrase too long ago"
    STILL_OPEN = "it is still open"
    NO_SUCH_REASON = "no such reason"
    FACTS_MISSING = "the service has not said what she must know"
    NO_WAY = "no way chosen"
    NOBODY_NAMED = "nobody named it may go to"
    NOT_NAMED = "a service is chosen and not named"
    NOTE_TOO_LONG = "note too long"
    PAUSED = "she has paused"
    DOES_NOT_FOLLOW = "that does not follow on what it was"
    NOT_OPEN = "this request is not open"
    ASKED_BEFORE = "asked before"
    NO_SUCH_COMPANY = "no such company"
    NO_ROOM = "no room for copies of files"
    NOT_SAFE = "her plan says that this way is never safe"
    STANDS = "what she asks for is asked already"


LONGEST_NOTE = 2000  # characters
LATER = (7, 30, 90)  # days after which a request may be made once more, as she chooses
ASK_AGAIN = 30
LEFT_IN_PEACE = timedelta(days=30)  # after she took something back, nobody asks her for it

# Why a team asks for something: she reads it in her language.
WHY_ASKED = {
    "next": N_("It is needed for the next step you and we spoke about."),
    "understand": N_("So that we understand you better."),
    "safe": N_("So that we can do it more safely for you."),
    "other": N_("The other person or their side asked for it."),
    "court": N_("A court or an authority asked for it."),
}

# Who was there when she said yes. A guardian is asked for only where a rule pack says so.
COMPANY = {
    "alone": N_("I am by myself"),
    "helper": N_("Somebody I trust helps me"),
    "interpreter": N_("An interpreter reads it to me"),
    "guardian": N_("A parent or guardian is with me, and it is somebody I do not fear"),
}


# Why a service stops using what it was given: she is told in these words.
WHY_STOPPED = {
    "done": N_("We do not need it any more."),
    "cannot": N_("We cannot go on with this. We will talk to you about what else there is."),
    "conflict": N_("Somebody here should not have it, for example because we know the other person."),
    "mistake": N_("It should not have come to us."),
}

# What a reader can say about copies when something has ended.
COPIES = {
    "none": N_("I made no copy and took no notes."),
    "destroyed": N_("I destroyed my copies and notes."),
    "must_keep": N_("I have to keep something by law. I will tell you what and for how long."),
}

# How soon, when a reply promises something: days.
BY_WHEN = (3, 7, 14)

# What a recipient can say back: she meets these on the consent, her home and her activity.
REPLIES = {
    "have": N_("We have it. We will answer you here."),
    "read": N_("We have read it. Thank you for trusting us with it."),
    "question": N_("We have a question. You decide whether you want to hear it."),
    "time": N_("We need a little more time."),
}

# What a partner that she asked to get in touch notes.
IN_TOUCH = {
    "in_touch": N_("We have been in touch."),
    "done": N_("It is done."),
    "nobody": N_("We tried in the way you said, and nobody answered."),
    "no_way": N_("The way to reach you did not work. Perhaps a number or an address is not right."),
    "not_safe": N_("It did not seem safe for you, so we did not go on."),
    "not_us": N_("We cannot help with this. Other services may."),
}
COULD_NOT = ("nobody", "no_way", "not_safe", "not_us")
ANSWERS = REPLIES | IN_TOUCH


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a day where she is, so that "until Friday" holds through Friday."""
    return datetime.combine(day + timedelta(days=1), time.min, zone) - timedelta(seconds=1)


def proposed_end(now: datetime, zone: ZoneInfo) -> date:
    return (now + PROPOSED).astimezone(zone).date()


def latest_end(now: datetime, zone: ZoneInfo) -> date:
    return (now + LONGEST).astimezone(zone).date() - timedelta(days=1)


def may_end(lapses_at: datetime | None, now: datetime) -> None:
    """Raises Refused with the first reason that stands in the way."""
    if lapses_at is None:
        raise Refused(Reason.NO_DATE)
    if lapses_at <= now:
        raise Refused(Reason.TOO_SOON)
    if lapses_at > now + LONGEST:
        raise Refused(Reason.TOO_LATE)


def may_tick(ticks: Collection[str], there: Collection[str]) -> None:
    if not ticks or not set(ticks) <= set(there):
        raise Refused(Reason.NOTHING_TICKED)


def may_leave(texts: Iterable[str]) -> None:
    """`texts`: what remains of each part."""
    if not any(texts):
        raise Refused(Reason.NOTHING_LEFT)


def may_say_how(notice: Notice, means: Collection[str], onward: Collection[str], note: str) -> None:
    """At least one way and one receiver where the notice has any, and none it does not know."""
    if bool(notice.means) != bool(means) or not set(means) <= set(notice.means):
        raise Refused(Reason.NO_WAY)
    if bool(notice.onward) != bool(onward) or not set(onward) <= set(notice.onward):
        raise Refused(Reason.NOBODY_NAMED)
    if "service" in onward and not note.strip():
        raise Refused(Reason.NOT_NAMED)
    if len(note) > LONGEST_NOTE:
        raise Refused(Reason.NOTE_TOO_LONG)


def may_begin(paused_at: datetime | None) -> None:
    if paused_at is not None:
        raise Refused(Reason.PAUSED)


def may_become(before: str, after: State) -> None:
    """`before`: "" when there was nothing yet."""
    if not states.may_become(State(before) if before else None, after):
        raise Refused(Reason.DOES_NOT_FOLLOW)


def may_be_with(company: str) -> None:
    """`company`: "" when she does not say."""
    if company and company not in COMPANY:
        raise Refused(Reason.NO_SUCH_COMPANY)


def may_be_answered(state: str) -> None:
    """A request that is open, or that she put off: she may come back to it on any day."""
    if state not in states.UNANSWERED:
        raise Refused(Reason.NOT_OPEN)


def may_ask(
    purpose: str, why: str, before: Iterable[tuple[str, datetime | None]], now: datetime, *, has_it: bool
) -> None:
    """`before`: state, and not-before, of each earlier request of this team for the same. `has_it`: a
    consent for it stands.

    Once: what they have is not asked for, an open request is not repeated, "no" is an answer for good, and
    "later" is waited for, whatever has become of that request since.
    """
    if purpose not in OFFERED:
        raise Refused(Reason.NO_SUCH_PURPOSE)
    if why not in WHY_ASKED:
        raise Refused(Reason.NO_SUCH_REASON)
    if has_it:
        raise Refused(Reason.ASKED_BEFORE)
    for state, later in before:
        waits = later is not None and now < later and state != State.GIVEN
        if waits or state in (State.REQUESTED, State.REFUSED):
            raise Refused(Reason.ASKED_BEFORE)


def may_be_for(purpose: str) -> None:
    if purpose not in NOTICES:
        raise Refused(Reason.NO_SUCH_PURPOSE)


def may_go_to(notice: Notice, *, partner: bool) -> None:
    """A partner gets requests to get in touch and nothing else, and nobody else gets those."""
    if notice.typed is not partner:
        raise Refused(Reason.NO_SUCH_TEAM)


def may_say_why(why: str) -> None:
    if why not in WHY_STOPPED:
        raise Refused(Reason.NO_SUCH_REASON)


def asks_before(lapses_at: datetime, now: datetime) -> bool:
    """Her home page asks in the last week; silence means that it ends."""
    return lapses_at - ASK_BEFORE <= now < lapses_at


def silent(acts: Iterable[Done]) -> list[UUID]:
    """Who saw it, or passed it on, and has not said what became of copies, in the order they did."""
    acts = list(acts)
    told = {act.staff_id for act in acts if act.what == "copies"}
    return list(dict.fromkeys(a.staff_id for a in acts if a.what in SAW and a.staff_id not in told))


def may_give(*, fresh: bool, seen: str, now_there: str) -> None:
    """She typed her passphrase a moment ago, and what she looked at is what will be shared."""
    if seen != now_there:
        raise Refused(Reason.CHANGED)
    if not fresh:
        raise Refused(Reason.TYPE_AGAIN)
