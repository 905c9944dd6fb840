"""Who may do what, in which state, on which date: one table, decided alike by Python and the database."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.consent.models import Act, Consent, State
from tests.consent.test_rules import NOW, TICK
from tests.make import working
from tests.sharing import the_consent

OPEN_STATES = {State.GIVEN, State.RENEWED}
DATES = {"in time": NOW + TICK, "on the moment": NOW, "long past": NOW - timedelta(days=9)}
WRITER, READER, STRANGER = "writer", "reader", "stranger"
HERS = {Act.WITHDRAW, Act.RENEW, Act.REMOVE_COPY}
CASES = list(product(Act, State, DATES))


def expected(who: str, act: Act, state: State, date: str) -> bool:
    """In plain words, beside the rule and not out of it."""
    if who == STRANGER or (act in HERS) != (who == WRITER):
        return False
    is_open = state in OPEN_STATES
    stands = is_open and date == "in time"
    return {
        Act.READ: stands, Act.PRINT: stands, Act.ANSWER: stands, Act.WITHDRAW: is_open,
        Act.NOTE_TOLD: is_open, Act.REVOKE: is_open, Act.RENEW: True, Act.REMOVE_COPY: not stands,
        Act.ACKNOWLEDGE: not stands,
    }[act]  # fmt: skip


@pytest.mark.parametrize("who", [WRITER, READER, STRANGER])
def test_python_and_the_database_decide_alike(world, who):
    """162 cases for each of three people."""
    found = the_consent(world)
    person = {WRITER: found.owner_id}.get(who, uuid4())
    teams = {found.recipient_id} if who == READER else {uuid4()} if who == STRANGER else set()
    rows = {}
    with working(world) as w:
        for state, date in product(State, DATES):
            row = Consent(
                id=uuid4(), owner_id=found.owner_id, share_id=found.share_id, groups="1",
                recipient_id=found.recipient_id, grant_id=uuid4(), vault_id=uuid4(), purpose="possible",
                notice_hash=found.notice_hash, given_at=NOW - timedelta(days=20), lapses_at=DATES[date],
                state=state,
            )  # fmt: skip
            w.main.add(row)
            rows[state, date] = row.id
    with working(world, writing=False) as w:
        for act in Act:
            ids = set(w.main.scalars(select(Consent.id).where(Consent.permits(act, person, teams, NOW))))
            for (state, date), id in rows.items():
                wanted = expected(who, act, state, date)
                in_python = w.main.get_one(Consent, id).permits(act, person, teams, NOW)
                assert (in_python, id in ids) == (wanted, wanted), (who, act, state, date)


def test_there_are_enough_cases():
    assert len(CASES) * 3 >= 60
