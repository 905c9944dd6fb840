"""Where a consent can stand, how it gets there, and what may be done with it there."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """The values are ours; the names of the Data Privacy Vocabulary stand beside them.

    Only GIVEN and RENEWED open anything (`Consent.stands_at`).
    """

    REQUESTED = "requested"  # somebody asks her; dpv:ConsentRequested
    DEFERRED = "deferred"  # she said "later"; dpv:ConsentRequestDeferred
    REFUSED = "refused"  # she said "no"; dpv:ConsentRefused
    GIVEN = "given"  # dpv:ConsentGiven
    RENEWED = "renewed"  # dpv:RenewedConsentGiven: given anew in place of an older one
    REPLACED = "replaced"  # a renewed one stands in its place; dpv:ConsentInvalidated
    WITHDRAWN = "withdrawn"  # by her; dpv:ConsentWithdrawn
    REVOKED = "revoked"  # by the service: it stops using, and says why; dpv:ConsentRevoked
    LAPSED = "lapsed"  # its date passed; dpv:ConsentExpired
    INVALIDATED = "invalidated"  # asked for, and then its ground went; dpv:ConsentInvalidated


OPEN = (State.GIVEN, State.RENEWED)
UNANSWERED = (State.REQUESTED, State.DEFERRED)
_ENDS = frozenset({State.REPLACED, State.WITHDRAWN, State.REVOKED, State.LAPSED})
_ANSWERS = frozenset({State.DEFERRED, State.REFUSED, State.GIVEN, State.RENEWED, State.INVALIDATED})

# The state machine: what may follow on what. None: there was nothing yet.
BECOMES: dict[State | None, frozenset[State]] = {
    None: frozenset({State.REQUESTED, State.GIVEN, State.RENEWED}),
    State.REQUESTED: _ANSWERS,
    State.DEFERRED: _ANSWERS | {State.REQUESTED},
    State.GIVEN: _ENDS,
    State.RENEWED: _ENDS,
}


def may_become(before: State | None, after: State) -> bool:
    return after in BECOMES.get(before, frozenset())


class How(StrEnum):
    """How a change of a consent came about."""

    HERE = "here"  # she did it, in her own session
    TOLD = "told"  # she told somebody, who noted it at once; `by_id` says who
    SERVICE = "service"  # the service asked, or stopped by itself; `by_id` says who
    TIME = "time"  # its date passed
    STOP = "stop"  # she stopped everything at once


class Act(StrEnum):
    """What somebody may want to do with a consent or with what stands under it."""

    READ = "read"
    PRINT = "print"
    ANSWER = "answer"
    ASK = "ask"  # for one thing more
    NOTE_STEP = "note step"  # where its writer is with the team
    HAND_ON = "hand on"  # to somebody outside the team, as she said
    WITHDRAW = "withdraw"  # hers
    NOTE_TOLD = "note told"  # a reader notes that she said "stop"
    REVOKE = "revoke"  # the service stops by itself
    RENEW = "renew"
    REMOVE_COPY = "remove copy"
    ACKNOWLEDGE = "acknowledge"  # a reader says what became of copies


class When(StrEnum):
    STANDS = "stands"
    OPEN = "open"  # in an open state, whether or not its date has passed and the sweep has seen it
    OVER = "over"  # it has ended, or its date has passed; a pause is no end
    ALWAYS = "always"


HERS = {
    Act.WITHDRAW: When.OPEN, Act.RENEW: When.ALWAYS, Act.REMOVE_COPY: When.OVER,
}  # fmt: skip
READERS = {
    Act.READ: When.STANDS, Act.PRINT: When.STANDS, Act.ANSWER: When.STANDS, Act.ASK: When.STANDS,
    Act.NOTE_STEP: When.STANDS,
    Act.HAND_ON: When.STANDS, Act.NOTE_TOLD: When.OPEN, Act.REVOKE: When.OPEN, Act.ACKNOWLEDGE: When.OVER,
}  # fmt: skip
