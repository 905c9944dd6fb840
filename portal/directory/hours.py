"""Times and days as people write them: "9am", "9:00am-5:00pm, Mon-Fri", "Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from portal.directory.standard import WEEKDAYS

_ISO = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d\d))?(?::\d\d)?\s*([ap])?\.?\s*(?:m\b\.?)?(?:\s*[A-Z]{2,4})?", re.IGNORECASE
)
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00", "24:00": "24:00", "24:00:00": "24:00"}
_DAYS = {
    "MO": "monday lunes lundi", "TU": "tuesday tues martes mardi",
    "WE": "wednesday weds miercoles miércoles mercredi",
    "TH": "thursday thur thurs jueves jeudi", "FR": "friday viernes vendredi",
    "SA": "saturday sabado sábado samedi", "SU": "sunday domingo dimanche",
}  # fmt: skip
_BY_NAME = {name: code for code, names in _DAYS.items() for name in names.split()}
_BY_NAME |= {name[:3]: code for name, code in _BY_NAME.items() if name[:3] != "mar" and name[:3] != "mie"}
_BY_NAME |= {code.lower(): code for code in WEEKDAYS}
_SPAN = re.compile(r"^(.{1,12}?)(?:\s*[-–—]\s*|\s+(?:to|a|until)\s+)(.{1,12})$", re.IGNORECASE)
_ALWAYS = re.compile(r"24\s*/\s*7|24 hours(?: a day)?,? ?(?:7|seven) days(?: a week)?", re.IGNORECASE)


class Opening(NamedTuple):
    opens_at: str
    closes_at: str
    byday: str


def clock(said: str) -> str | None:
    """A time of day as ISO 8601, or None."""
    said = said.strip()
    if _ISO.fullmatch(said):
        return said
    if said.casefold() in _NAMED:
        return _NAMED[said.casefold()]
    found = _CLOCK.fullmatch(said)
    if not found or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def day(said: str) -> str | None:
    """MO … SU, or None."""
    return _BY_NAME.get(said.strip(" .,:").casefold())


def days(said: str) -> str | None:
    """ "Mon-Fri", "Tuesday, Thursday", "daily" as "MO,TU,…"; None when one word of it is unknown."""
    plain = said.strip(" .,:;").casefold()
    if plain in ("daily", "every day", "all week", "7 days a week"):
        return ",".join(WEEKDAYS)
    if plain in ("weekdays", "week days"):
        return ",".join(WEEKDAYS[:5])
    found: list[str] = []
    for part in re.split(r"\s*(?:,|;|&|/|\band\b|\by\b)\s*", plain):
        first, _dash, last = re.sub(r"\s*(?:–|—|\bto\b|\bthrough\b|\bthru\b)\s*", "-", part).partition("-")
        start, end = day(first), day(last or first)
        if start is None or end is None:
            return None
        here, there = WEEKDAYS.index(start), WEEKDAYS.index(end)
        found += [WEEKDAYS[n % 7] for n in range(here, (there if there >= here else there + 7) + 1)]
    return ",".join(code for code in WEEKDAYS if code in found) or None


def span(said: str) -> tuple[str, str] | None:
    """ "9:00am-5:00pm" as two times; None unless both are certain."""
    found = _SPAN.match(said.strip())
    opens, closes = (clock(found[1]), clock(found[2])) if found else (None, None)
    return (opens, closes) if opens and closes else None


def prose(said: str) -> Opening | None:
    """A whole line of hours, when it says one span on known days and nothing else."""
    plain = " ".join(said.split()).strip(" .")
    if len(plain) > 80:
        return None
    if _ALWAYS.fullmatch(plain):
        return Opening("00:00", "24:00", ",".join(WEEKDAYS))
    pieces = re.match(
        r"^(?P<a>[^\d]+?)[,:]?\s+(?P<b>\d.*)$|^(?P<c>\d.*?[\dm.])\s*[,;]?\s+(?P<d>[^\d]+)$", plain, re.I
    )
    if not pieces:
        return None
    when, what = (pieces["a"], pieces["b"]) if pieces["a"] else (pieces["d"], pieces["c"])
    on, times = days(when), span(what)
    return Opening(*times, on) if on and times else None


def hours_of(owners: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """[{"days": "MO TU", "opens": "09:00", "closes": "17:00"}] by the clock of the place, of the first owner
    that says any. "zone": hours from UTC, where the feed says it; "from" and "to": what holds on some dates
    only; "closed": an exception on them; "monthly": not every week.
    """
    for owner in owners:
        found = [_opening(one) for one in owner.get("schedules", ())]
        if any(found):
            return [one for one in found if one]
    return []


def _opening(schedule: Mapping[str, Any]) -> dict[str, Any] | None:
    opens, closes = schedule.get("opens_at"), schedule.get("closes_at")
    closed = schedule.get("closed") is True
    if not closed and not (opens and closes):
        return None
    days = re.findall(r"MO|TU|WE|TH|FR|SA|SU", str(schedule.get("byday", "")))
    found: dict[str, Any] = (
        {"closed": True} if closed else {"opens": str(opens)[:5], "closes": str(closes)[:5]}
    )
    for name, field in (("from", "valid_from"), ("to", "valid_to")):
        if schedule.get(field):
            found[name] = str(schedule[field])[:10]
    if isinstance(schedule.get("timezone"), int | float):
        found["zone"] = schedule["timezone"]
    monthly = schedule.get("freq") == "MONTHLY" or bool(re.search(r"\d", str(schedule.get("byday", ""))))
    return found | ({"days": " ".join(days)} if days else {}) | ({"monthly": True} if monthly else {})
