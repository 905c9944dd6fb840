"""When something may be sent: her days and hours, where she is, also when the clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.notifying import rules
from portal.notifying.rules import MARGIN, WAITS, may_send, next_try
from tests.contact.steps import hours

EVENINGS = {"days": (1, 3, 5), "begin": "18:30", "end": "21:00"}
NIGHTS = {"days": (6,), "begin": "22:00", "end": "03:00"}
MORNINGS = {"days": (7,), "begin": "01:00", "end": "03:30"}
STEP = timedelta(minutes=5)
CHANGES = [  # a zone, and a week in which its clocks are changed
    ("Europe/Madrid", datetime(2026, 3, 25, tzinfo=UTC)),
    ("Europe/Madrid", datetime(2026, 10, 21, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 4, tzinfo=UTC)),
    ("Australia/Sydney", datetime(2026, 4, 1, tzinfo=UTC)),
    ("America/Santiago", datetime(2026, 9, 2, tzinfo=UTC)),
    ("Asia/Kathmandu", datetime(2026, 3, 25, tzinfo=UTC)),
]


def by_the_wall_clock(said, here):
    """The same said in another way: the minutes since Monday, 0:00, that are hers."""
    at = (here.isoweekday() - 1) * 1440 + here.hour * 60 + here.minute
    begin, end = (int(said[k][:2]) * 60 + int(said[k][3:]) for k in ("begin", "end"))
    length = end - begin if begin < end else end - begin + 1440
    return any((at - (day - 1) * 1440 - begin) % 10080 < length for day in said["days"])


@pytest.mark.parametrize("said", [EVENINGS, NIGHTS, MORNINGS], ids=["evenings", "nights", "mornings"])
@pytest.mark.parametrize(("zone", "start"), CHANGES)
def test_a_week_in_which_the_clocks_are_changed(said, zone, start):
    """Each five minutes of it: never outside her hours, whatever the clock on her wall has just done."""
    found = hours(zone=zone, **said)
    moments = [start + STEP * n for n in range(7 * 24 * 12)]
    held = [moment for moment in moments if found.hold_at(moment)]
    expected = [m for m in moments if by_the_wall_clock(said, m.astimezone(ZoneInfo(zone)))]
    assert held == expected
    assert 0 < len(held) < len(moments) / 5
    sent = [moment for moment in moments if may_send(found, moment)]
    assert set(sent) <= {moment for moment in held if moment + MARGIN in held}


def test_days_without_times_are_whole_days():
    found = hours(days=(1,), zone="UTC")
    assert [found.hold_at(datetime(2026, 3, day, 12, tzinfo=UTC)) for day in (1, 2, 3)] == [
        False,
        True,
        False,
    ]


def test_no_days_is_never():
    assert not any(hours(days=()).hold_at(datetime(2026, 3, 1, h, tzinfo=UTC)) for h in range(24))


def test_nothing_before_the_day_until_which_she_gets_in_touch_herself():
    found = hours(not_before=date(2026, 5, 2))
    assert not found.hold_at(datetime(2026, 5, 1, 21, 59, tzinfo=UTC))
    assert found.hold_at(datetime(2026, 5, 1, 22, 0, tzinfo=UTC))  # midnight in Madrid


def test_what_fails_is_tried_again_later_each_time_and_then_no_more():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    tries = [next_try(n, now) for n in range(1, len(WAITS) + 2)]
    assert tries[-1] is None
    waits = [at - now for at in tries[:-1]]
    assert waits == sorted(set(waits))


@pytest.mark.parametrize("text", ["a@b.example", "ana.lopez+x@correo.example", "o'neil@a-b.example"])
def test_an_address(text):
    assert rules.is_email(text)


@pytest.mark.parametrize(
    "text",
    ["", "ana", "@b.example", "a@b", "a@b.example\r\nBcc: c@d.example", "a b@c.example", "añ@b.example",
     "a@b.example,c@d.example", "<a@b.example>", "a@b..example", "x" * 65 + "@b.example",
     "a@" + "b." * 130 + "example", "=?utf-8?q?a=0D=0ABcc=3A_c?=@b.example", "=?x?q?a?=@b.example"],
)  # fmt: skip
def test_no_address(text):
    assert not rules.is_email(text)
