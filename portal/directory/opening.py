"""Whether somebody is there now, until when, or when next: by the clock of the place. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any, NamedTuple

from portal.directory.standard import WEEKDAYS

AHEAD = 8  # days in which a next opening is looked for
SPECIAL = timedelta(days=31)  # hours that hold for so long at most stand in place of the usual ones
DAY = timedelta(days=1)


class Opening(NamedTuple):
    """`is_open` is None when nobody says. Times are by the clock of the place."""

    is_open: bool | None
    until: datetime | None = None  # None while open: it does not close
    next: datetime | None = None


class Span(NamedTuple):
    start: datetime
    end: datetime


def opening(hours: Sequence[Mapping[str, Any]], now: datetime, zone: tzinfo) -> Opening:
    """`hours` as in hours.hours_of; `zone` holds where they name none."""
    weekly = [one for one in hours if not one.get("monthly")]
    if not any("opens" in one for one in weekly):
        return Opening(None)
    here = now.astimezone(_zone(weekly, zone))
    today = here.date()
    spans = sorted(
        span for n in range(-1, AHEAD) for span in _of_day(weekly, today + n * DAY) if span.end > _wall(here)
    )
    found = _open_until(spans, _wall(here))
    if found is not None:
        whole = found - _wall(here) > (AHEAD - 2) * DAY
        return Opening(True, until=None if whole else found)
    later = [span.start for span in spans if span.start > _wall(here)]
    return Opening(False, next=later[0] if later else None)


def week(hours: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """[("MO", [("09:00", "17:00")])] of the usual hours, a day with none left out."""
    usual = [one for one in hours if "opens" in one and not one.get("monthly") and not _is_special(one)]
    found = []
    for day in WEEKDAYS:
        times = sorted({(one["opens"], one["closes"]) for one in usual if day in _days(one)})
        if times:
            found.append((day, times))
    return found


def exceptions(hours: Sequence[Mapping[str, Any]], today: date) -> list[Mapping[str, Any]]:
    """Days that are not as usual, those still to come."""
    return [one for one in hours if _is_special(one) and str(one.get("to", "")) >= today.isoformat()][:20]


def _zone(hours: Sequence[Mapping[str, Any]], zone: tzinfo) -> tzinfo:
    said = next((one["zone"] for one in hours if isinstance(one.get("zone"), int | float)), None)
    return zone if said is None or abs(said) > 14 else timezone(timedelta(hours=said))


def _wall(moment: datetime) -> datetime:
    """What the clock shows. Spans are made of such times, all of one place."""
    return moment.replace(tzinfo=UTC)


def _days(one: Mapping[str, Any]) -> Sequence[str]:
    return str(one["days"]).split() if one.get("days") else WEEKDAYS


def _is_special(one: Mapping[str, Any]) -> bool:
    start, end = _date(one.get("from")), _date(one.get("to"))
    return start is not None and end is not None and timedelta(0) <= end - start <= SPECIAL


def _date(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


def _holds_on(one: Mapping[str, Any], day: date) -> bool:
    start, end = _date(one.get("from")), _date(one.get("to"))
    return (start is None or start <= day) and (end is None or day <= end)


def _of_day(hours: Sequence[Mapping[str, Any]], day: date) -> Iterator[Span]:
    held = [one for one in hours if _holds_on(one, day)]
    held = [one for one in held if _is_special(one)] or held
    if any(one.get("closed") for one in held):
        return
    for one in held:
        if WEEKDAYS[day.weekday()] in _days(one) or (_is_special(one) and not one.get("days")):
            start, end = _at(day, one["opens"]), _at(day, one["closes"])
            if start is not None and end is not None:
                yield Span(start, end if end > start else end + DAY)


def _at(day: date, clock: str) -> datetime | None:
    if clock == "24:00":
        return datetime.combine(day + DAY, time(0), UTC)
    try:
        return datetime.combine(day, time.fromisoformat(clock), UTC)
    except ValueError:
        return None


def _open_until(spans: Sequence[Span], now: datetime) -> datetime | None:
    """The end of what is open now, through spans that follow each other without a gap."""
    end = None
    for span in spans:
        if span.start <= (end or now) and span.end > (end or now):
            end = span.end
    return end
