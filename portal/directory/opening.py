"""Whether somebody is there now, until when, or when next: by the clock of the place. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any, NamedTuple

from portal.directory.standard import WEEKDAYS

AHEAD = 8  # days in which a next opening is looked for
SPECIAL = timedelta(days=31)  # hours that hold for so long at most stand in place of the usual ones
DAY = timedelta(days=1)
Hours = Sequence[Mapping[str, Any]]


class Opening(NamedTuple):
    """`is_open` is None when nobody says. Times are by the clock of the place."""

    is_open: bool | None
    until: datetime | None = None  # None while open: it does not close
    next: datetime | None = None


class Span(NamedTuple):
    start: datetime
    end: datetime


class Rule(NamedTuple):
    """One line of hours, read; without times when it is closed."""

    days: Sequence[str]
    start: date
    end: date
    special: bool
    opens: time | None
    closes: time | None  # None beside an opening time: at midnight, the end of the day


def opening(hours: Hours, now: datetime, zone: tzinfo) -> Opening:
    """`hours` as in hours.hours_of; `zone` holds where they name none."""
    rules = _rules(hours)
    if not any(rule.opens for rule in rules):
        return Opening(_unknown(hours))
    here = _here(hours, now, zone)
    spans = sorted(
        span for n in range(-1, AHEAD) for span in _of_day(rules, here.date() + n * DAY) if span.end > here
    )
    found = _open_until(spans, here)
    if found is not None:
        return Opening(True, until=None if found - here > (AHEAD - 2) * DAY else found)
    later = [span.start for span in spans if span.start > here]
    return Opening(False, next=later[0] if later else None)


def is_open(hours: Hours, now: datetime, zone: tzinfo) -> bool | None:
    """The same, and quicker: only whether."""
    rules = _rules(hours)
    if not any(rule.opens for rule in rules):
        return _unknown(hours)
    here = _here(hours, now, zone)
    days = (here.date() - DAY, here.date())
    return any(span.start <= here < span.end for day in days for span in _of_day(rules, day))


def week(hours: Hours) -> list[tuple[str, list[tuple[str, str]]]]:
    """[("MO", [("09:00", "17:00")])] of the usual hours, a day with none left out."""
    usual = [one for one in hours if "opens" in one and not one.get("monthly") and not _is_special(one)]
    found = []
    for day in WEEKDAYS:
        times = sorted({(one["opens"], one["closes"]) for one in usual if day in _days(one)})
        if times:
            found.append((day, times))
    return found


def exceptions(hours: Hours, today: date) -> list[Mapping[str, Any]]:
    """Days that are not as usual, those still to come."""
    return [one for one in hours if _is_special(one) and str(one.get("to", "")) >= today.isoformat()][:20]


def _unknown(hours: Hours) -> bool | None:
    """Hours that nobody can read say that it is not always open, and no more."""
    return False if any("opens" in one and not one.get("monthly") for one in hours) else None


def _here(hours: Hours, now: datetime, zone: tzinfo) -> datetime:
    """What the clock of the place shows. Spans are made of such times, all of one place."""
    said = next((one["zone"] for one in hours if isinstance(one.get("zone"), int | float)), None)
    if said is not None and abs(said) <= 14:
        zone = timezone(timedelta(hours=said))
    return now.astimezone(zone).replace(tzinfo=UTC)


def _days(one: Mapping[str, Any]) -> Sequence[str]:
    return str(one["days"]).split() if one.get("days") else WEEKDAYS


def _is_special(one: Mapping[str, Any]) -> bool:
    start, end = _date(one.get("from")), _date(one.get("to"))
    return start is not None and end is not None and timedelta(0) <= end - start <= SPECIAL


def _date(said: object) -> date | None:
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _time(said: object) -> time | None:
    try:
        return time.fromisoformat(str(said))
    except ValueError:
        return None


def _rules(hours: Hours) -> list[Rule]:
    found = []
    for one in hours:
        opens, closes = one.get("opens"), one.get("closes")
        readable = _time(opens) is not None and (closes == "24:00" or _time(closes) is not None)
        named = any(one.get(when) for when in ("days", "from", "to"))
        if not one.get("monthly") and (readable or (one.get("closed") and named)):
            found.append(
                Rule(
                    _days(one), _date(one.get("from")) or date.min, _date(one.get("to")) or date.max,
                    _is_special(one), None if one.get("closed") else _time(opens),
                    None if closes == "24:00" else _time(closes),
                )
            )  # fmt: skip
    return found


def _of_day(rules: Sequence[Rule], day: date) -> Iterator[Span]:
    held = [rule for rule in rules if rule.start <= day <= rule.end]
    held = [rule for rule in held if rule.special] or held
    held = [rule for rule in held if WEEKDAYS[day.weekday()] in rule.days]
    if any(rule.opens is None for rule in held):
        return
    for rule in held:
        if rule.opens:
            start = datetime.combine(day, rule.opens, UTC)
            end = datetime.combine(day, rule.closes or time(0), UTC)
            yield Span(start, end if end > start else end + DAY)


def _open_until(spans: Sequence[Span], now: datetime) -> datetime | None:
    """The end of what is open now, through spans that follow each other without a gap."""
    end = None
    for span in spans:
        if span.start <= (end or now) and span.end > (end or now):
            end = span.end
    return end
