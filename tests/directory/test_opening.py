"""Whether somebody is there now. Every case is one week of a place, and one moment."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from portal.directory.opening import exceptions, opening, week
from portal.directory.opening import is_open as whether

LIMA = ZoneInfo("America/Lima")  # UTC-5, no summer time
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LIMA)
OFFICE = [{"days": "MO TU WE TH FR", "opens": "09:00", "closes": "17:00"}]
NIGHT = [{"days": "FR SA", "opens": "20:00", "closes": "04:00"}]
ALWAYS = [{"days": "MO TU WE TH FR SA SU", "opens": "00:00", "closes": "24:00"}]
HOLIDAY = [*OFFICE, {"from": "2026-11-23", "to": "2026-11-23", "closed": True}]
SHORT = [*OFFICE, {"from": "2026-11-23", "to": "2026-11-27", "opens": "09:00", "closes": "12:00"}]
ONE_DAY_OFF = [*OFFICE, {"days": "SU", "closed": True}]
DAY_NOT_READ = [*OFFICE, {"closed": True}]  # a holiday whose date nobody could read
SEASON = [{"days": "MO", "opens": "09:00", "closes": "17:00", "from": "2026-06-01", "to": "2026-08-31"}]


@pytest.mark.parametrize(
    ("hours", "at", "is_open", "when"),
    [
        (OFFICE, MONDAY, True, "17:00"),
        (OFFICE, MONDAY.replace(hour=17), False, "TU 09:00"),
        (OFFICE, MONDAY.replace(hour=8, minute=59), False, "MO 09:00"),
        (OFFICE, MONDAY.replace(hour=9), True, "17:00"),
        (OFFICE, MONDAY + timedelta(days=5), False, "MO 09:00"),
        (NIGHT, MONDAY.replace(day=28, hour=2), True, "04:00"),  # Saturday, from Friday evening on
        (NIGHT, MONDAY.replace(day=28, hour=5), False, "SA 20:00"),
        (ALWAYS, MONDAY, True, None),
        (HOLIDAY, MONDAY, False, "TU 09:00"),
        (SHORT, MONDAY.replace(hour=13), False, "TU 09:00"),
        (SHORT, MONDAY, True, "12:00"),
        (ONE_DAY_OFF, MONDAY, True, "17:00"),
        (ONE_DAY_OFF, MONDAY + timedelta(days=6), False, "MO 09:00"),
        (DAY_NOT_READ, MONDAY, True, "17:00"),
        (SEASON, MONDAY, False, None),
        ([], MONDAY, None, None),
        ([{"monthly": True, "days": "MO", "opens": "09:00", "closes": "17:00"}], MONDAY, None, None),
        ([{"days": "MO", "opens": "nine", "closes": "17:00"}], MONDAY, False, None),
    ],
)
def test_open_closed_or_nobody_knows(hours, at, is_open, when):
    found = opening(hours, at.astimezone(UTC), LIMA)
    assert found.is_open is is_open
    assert whether(hours, at.astimezone(UTC), LIMA) is is_open
    said = found.until if is_open else found.next
    if when is None:
        assert said is None
    else:
        assert said.strftime("%H:%M") == when.split()[-1]
        assert ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][said.weekday()] == when.split()[0] or is_open


def test_a_place_with_a_zone_of_its_own_goes_by_its_own_clock():
    """UTC-8, where it is three hours earlier."""
    hours = [{**OFFICE[0], "zone": -8}]
    assert not opening(hours, MONDAY.astimezone(UTC), LIMA).is_open
    assert (
        opening(hours, MONDAY.astimezone(UTC), timezone(timedelta(hours=3))).next.strftime("%H:%M") == "09:00"
    )


def test_hours_without_a_break_are_one():
    hours = [
        {"days": "MO", "opens": "09:00", "closes": "13:00"},
        {"days": "MO", "opens": "13:00", "closes": "18:00"},
    ]
    assert opening(hours, MONDAY.astimezone(UTC), LIMA).until.strftime("%H:%M") == "18:00"


def test_the_usual_week_and_what_is_not_usual():
    assert week(HOLIDAY) == [(day, [("09:00", "17:00")]) for day in ("MO", "TU", "WE", "TH", "FR")]
    assert [one["from"] for one in exceptions(HOLIDAY, date(2026, 11, 20))] == ["2026-11-23"]
    assert exceptions(HOLIDAY, date(2026, 11, 24)) == []
