"""What may be given, as tables; and the rule that Python and the database must read alike."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from portal.consent import rules
from portal.consent.models import Consent
from portal.consent.notices import LONGEST, NOTICES, PROPOSED
from portal.consent.rules import Reason
from portal.consent.states import State
from portal.work import Refused
from tests.make import working
from tests.sharing import sql, the_consent

NOW = datetime(2026, 5, 20, 12, 0, 0, 500_000, UTC)
TICK = timedelta(microseconds=1)
MADRID = ZoneInfo("Europe/Madrid")


def said(rule, *values, **named):
    try:
        rule(*values, **named)
    except Refused as refused:
        return refused.reason
    return None


@pytest.mark.parametrize(
    ("lapses_at", "reason"),
    [
        (None, Reason.NO_DATE),
        (NOW - timedelta(days=1), Reason.TOO_SOON),
        (NOW, Reason.TOO_SOON),
        (NOW + TICK, None),
        (NOW + PROPOSED, None),
        (NOW + LONGEST, None),
        (NOW + LONGEST + TICK, Reason.TOO_LATE),
    ],
)
def test_may_end(lapses_at, reason):
    assert said(rules.may_end, lapses_at, NOW) == reason


@pytest.mark.parametrize(
    ("numbers", "written", "reason"),
    [
        ([], {1, 2}, Reason.NOTHING_TICKED),
        ([1], set(), Reason.NOTHING_TICKED),
        ([1, 3], {1, 2}, Reason.NOTHING_TICKED),
        ([1], {1, 2}, None),
        ([2, 1], {1, 2}, None),
    ],
)
def test_may_tick(numbers, written, reason):
    assert said(rules.may_tick, numbers, written) == reason


@pytest.mark.parametrize(("purpose", "reason"), [
    *[(name, None) for name in NOTICES], ("", Reason.NO_SUCH_PURPOSE), ("other", Reason.NO_SUCH_PURPOSE),
])  # fmt: skip
def test_may_be_for(purpose, reason):
    assert said(rules.may_be_for, purpose) == reason


@pytest.mark.parametrize(
    ("fresh", "seen", "reason"),
    [
        (True, "1.1", None),
        (False, "1.1", Reason.TYPE_AGAIN),
        (True, "1.2", Reason.CHANGED),
        (False, "", Reason.CHANGED),  # look first, type after
    ],
)
def test_may_give(fresh, seen, reason):
    assert said(rules.may_give, fresh=fresh, seen=seen, now_there="1.1") == reason


@pytest.mark.parametrize(
    ("day", "zone", "end"),
    [
        (date(2026, 5, 20), MADRID, datetime(2026, 5, 20, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 12, 31), MADRID, datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 25), MADRID, datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)),  # 25 hours
        (date(2026, 3, 29), MADRID, datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)),  # 23 hours
        (date(2026, 5, 20), ZoneInfo("Pacific/Auckland"), datetime(2026, 5, 20, 11, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_day_ends_where_she_is(day, zone, end):
    assert rules.end_of(day, zone) == end


@pytest.mark.parametrize("zone", [MADRID, ZoneInfo("UTC"), ZoneInfo("Pacific/Kiritimati")])
@pytest.mark.parametrize("hour", [0, 11, 22, 23])
def test_every_day_that_is_offered_may_be_chosen(zone, hour):
    now = NOW.replace(hour=hour)
    for day in (now.astimezone(zone).date(), rules.proposed_end(now, zone), rules.latest_end(now, zone)):
        assert said(rules.may_end, rules.end_of(day, zone), now) is None


GIVEN = State.GIVEN
STATES = [*State, "", "GIVEN"]
GIVEN_AT = [NOW - timedelta(days=1), NOW - TICK, NOW, NOW + TICK]
LAPSES_AT = [NOW - timedelta(days=1), NOW, NOW + TICK, NOW + timedelta(days=1)]


@pytest.mark.parametrize("state", STATES)
def test_stands_at_is_one_rule_in_python_and_sql(world, state):
    found, expected = the_consent(world), {}
    with working(world) as w:
        for given_at in GIVEN_AT:
            for lapses_at in LAPSES_AT:
                row = Consent(
                    id=uuid4(), owner_id=found.owner_id, share_id=found.share_id, groups="1",
                    recipient_id=found.recipient_id, grant_id=uuid4(), vault_id=uuid4(), purpose="possible",
                    notice_hash=found.notice_hash, given_at=given_at, lapses_at=lapses_at, state=state,
                )  # fmt: skip
                w.main.add(row)
                expected[row.id] = state in (GIVEN, State.RENEWED) and given_at <= NOW < lapses_at
    with working(world, writing=False) as w:
        rows = w.main.scalars(select(Consent).where(Consent.id.in_(expected)))
        in_python = {row.id: row.stands_at(NOW) for row in rows}
        in_sql = set(w.main.scalars(select(Consent.id).where(Consent.stands_at(NOW))))
    assert in_python == expected
    assert in_sql & set(expected) == {id for id, stands in expected.items() if stands}
    assert len(in_sql & set(expected)) == (6 if state in (GIVEN, State.RENEWED) else 0)


def test_a_row_of_consents_is_clear_and_holds_no_words(world):
    """Section numbers, never what stands in them."""
    (row,) = sql(world.stores.main, "SELECT groups, purpose, state FROM consent")
    assert row == ("1,7", "possible", GIVEN)
