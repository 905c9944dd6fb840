"""Who may do what, in which state, on which date: one table, decided alike by Python and the database."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.consent import rules
from portal.consent.models import Consent
from portal.consent.rules import Reason
from portal.consent.states import Act, State
from portal.work import Refused
from tests.consent.test_rules import NOW, TICK
from tests.make import working
from tests.sharing import the_consent

OPEN_STATES = {State.GIVEN, State.RENEWED}
DATES = {"in time": NOW + TICK, "on the moment": NOW, "long past": NOW - timedelta(days=9)}
WRITER, READER, STRANGER = "writer", "reader", "stranger"
HERS = {Act.WITHDRAW, Act.RENEW, Act.REMOVE_COPY}
PAUSED, ONWARD = (False, True), ("", "court")
ROWS = list(product(State, DATES, PAUSED, ONWARD))


def expected(who: str, act: Act, state: State, date: str, paused: bool, onward: str) -> bool:
    """In plain words, beside the rule and not out of it."""
    if who == STRANGER or (act in HERS) != (who == WRITER):
        return False
    is_open = state in OPEN_STATES
    lives = is_open and date == "in time"
    stands = lives and not paused
    return {
        Act.READ: stands, Act.PRINT: stands, Act.ANSWER: stands, Act.ASK: stands, Act.NOTE_STEP: stands,
        Act.HAND_ON: stands and bool(onward), Act.WITHDRAW: is_open, Act.NOTE_TOLD: is_open,
        Act.REVOKE: is_open, Act.RENEW: True, Act.REMOVE_COPY: not lives, Act.ACKNOWLEDGE: not lives,
    }[act]  # fmt: skip


@pytest.mark.parametrize("who", [WRITER, READER, STRANGER])
def test_python_and_the_database_decide_alike(world, who):
    """120 rows by 12 acts, for each of three people."""
    found = the_consent(world)
    person = {WRITER: found.owner_id}.get(who, uuid4())
    teams = {found.recipient_id} if who == READER else {uuid4()} if who == STRANGER else set()
    rows = {}
    with working(world) as w:
        for case in ROWS:
            state, date, paused, onward = case
            row = Consent(
                id=uuid4(), owner_id=found.owner_id, share_id=found.share_id, groups="1", onward=onward,
                recipient_id=found.recipient_id, grant_id=uuid4(), vault_id=uuid4(), purpose="possible",
                notice_hash=found.notice_hash, given_at=NOW - timedelta(days=20), lapses_at=DATES[date],
                paused_at=NOW if paused else None, state=state,
            )  # fmt: skip
            w.main.add(row)
            rows[case] = row.id
    with working(world, writing=False) as w:
        for act in Act:
            ids = set(w.main.scalars(select(Consent.id).where(Consent.permits(act, person, teams, NOW))))
            for case, id in rows.items():
                wanted = expected(who, act, *case)
                in_python = w.main.get_one(Consent, id).permits(act, person, teams, NOW)
                assert (in_python, id in ids) == (wanted, wanted), (who, act, *case)


def test_there_are_enough_cases():
    assert len(ROWS) * len(Act) * 3 >= 60


FOLLOWS = {
    "": {State.REQUESTED, State.GIVEN, State.RENEWED},
    State.REQUESTED: {State.DEFERRED, State.REFUSED, State.GIVEN, State.RENEWED, State.INVALIDATED},
    State.DEFERRED: {
        State.REQUESTED, State.DEFERRED, State.REFUSED, State.GIVEN, State.RENEWED, State.INVALIDATED,
    },
    State.GIVEN: {State.REPLACED, State.WITHDRAWN, State.REVOKED, State.LAPSED},
    State.RENEWED: {State.REPLACED, State.WITHDRAWN, State.REVOKED, State.LAPSED},
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), list(product(["", *State], State)))
def test_what_follows_on_what(before, after):
    """The state machine, every pair of it; what has ended stays ended."""
    if after in FOLLOWS.get(before, set()):
        rules.may_become(before, after)
        return
    with pytest.raises(Refused) as refused:
        rules.may_become(before, after)
    assert refused.value.reason is Reason.DOES_NOT_FOLLOW
