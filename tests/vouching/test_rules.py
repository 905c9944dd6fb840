"""When a way back that two people hold may be used: tables of cases."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from portal.vouching.models import ASKED, STOPPED, Asking
from portal.vouching.rules import KEPT_FOR, WAIT, Reason, Stand, is_over, may_choose, stand
from portal.work import Refused

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
ONE, TWO, GONE = UUID(int=1), UUID(int=2), UUID(int=3)
SOON, LONG_AGO = NOW - timedelta(hours=1), NOW - WAIT


@pytest.mark.parametrize(
    ("state", "vouched_at", "vouched", "expected"),
    [
        (ASKED, None, 0, Stand.ASKED),
        (ASKED, SOON, 1, Stand.ASKED),
        (ASKED, LONG_AGO, 1, Stand.ASKED),
        (ASKED, SOON, 2, Stand.WAITING),
        (ASKED, LONG_AGO + timedelta(seconds=1), 2, Stand.WAITING),
        (ASKED, LONG_AGO, 2, Stand.OPEN),
        (ASKED, LONG_AGO - timedelta(days=5), 2, Stand.OPEN),
        (ASKED, NOW + timedelta(days=1), 2, Stand.WAITING),  # the clock jumped back
        (STOPPED, LONG_AGO, 2, Stand.STOPPED),
        (STOPPED, None, 0, Stand.STOPPED),
    ],
)
def test_how_far_it_is(state, vouched_at, vouched, expected):
    assert stand(Asking(state=state, vouched_at=vouched_at), vouched, NOW) is expected


@pytest.mark.parametrize(
    ("first", "second", "fresh", "reason"),
    [
        (ONE, TWO, True, None),
        (ONE, TWO, False, Reason.NOT_FRESH),
        (ONE, ONE, True, Reason.SAME_PERSON),
        (ONE, GONE, True, Reason.NOT_HERE),
        (GONE, TWO, True, Reason.NOT_HERE),
    ],
)
def test_whom_she_may_choose(first, second, fresh, reason):
    if reason is None:
        may_choose(first, second, {ONE, TWO}, fresh=fresh)
        return
    with pytest.raises(Refused) as refused:
        may_choose(first, second, {ONE, TWO}, fresh=fresh)
    assert refused.value.reason is reason


def test_an_asking_does_not_last():
    asking = Asking(asked_at=NOW)
    assert not is_over(asking, NOW + KEPT_FOR - timedelta(seconds=1))
    assert is_over(asking, NOW + KEPT_FOR)
