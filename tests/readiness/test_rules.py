"""Where the points of the line stand, and what may be said."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.readiness import rules
from portal.work import NotFound, Refused

FIRST = date(2026, 1, 1)


def days(*after):
    return [FIRST + timedelta(days=n) for n in after]


@pytest.mark.parametrize(
    ("when", "places"),
    [
        ([], []),
        ([0], [0]),
        ([0, 50, 100], [0, 50, 100]),
        ([0, 1, 100], [0, 10, 100]),
        ([0, 99, 100], [0, 90, 100]),
        ([0, 0, 0], [0, 10, 20]),
        ([0, 99, 99, 100], [0, 80, 90, 100]),
    ],
)
def test_points_stand_in_proportion_and_apart(when, places):
    assert rules.along(days(*when), 100, 10) == places


def test_words_up_to_the_limit_may_be_said():
    rules.may_say("times", "ä" * rules.LONGEST)
    with pytest.raises(Refused):
        rules.may_say("times", "ä" * (rules.LONGEST + 1))
    with pytest.raises(NotFound):
        rules.may_say("money", "x")


def test_a_mark_differs_when_the_answer_does_and_only_then():
    assert rules.mark_of({"a": "1", "b": "2"}) == rules.mark_of({"b": "2", "a": "1"})
    assert len({rules.mark_of(answer) for answer in (None, "", "x", "y", {"a": "x"})}) == 5


@pytest.mark.parametrize(("zone", "utc"), [("Europe/Madrid", 23), ("America/New_York", 5), ("UTC", 0)])
def test_a_day_begins_where_she_is(zone, utc):
    assert rules.begins(date(2026, 1, 10), ZoneInfo(zone)).astimezone(ZoneInfo("UTC")).hour == utc
