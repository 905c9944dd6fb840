"""What is said of a match, in the reader's language: why it is shown, what it lacks, when it is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from babel.dates import format_time, get_day_names
from babel.units import format_unit

from portal.catalogues import locale
from portal.directory import opening
from portal.directory.needs import BY_KEY
from portal.directory.opening import Opening
from portal.directory.ranking import Fact, Match, Reason
from portal.directory.standard import WEEKDAYS
from portal.i18n import N_, _, current_language, format_date
from portal.support.rules import language_name

SAID = {
    Fact.NAMED: N_("Your words are in its name"),
    Fact.FREE: N_("Free of charge"),
    Fact.NO_PAPERS: N_("Asks for no papers"),
    Fact.STEP_FREE: N_("No steps"),
    Fact.CHILDREN: N_("Children may come along"),
    Fact.WOMEN: N_("For women"),
    Fact.MEN: N_("For men"),
    Fact.LGBTQ: N_("For LGBTQ+ people"),
    Fact.LANGUAGE_UNKNOWN: N_("We do not know which languages they speak"),
    Fact.HOURS_UNKNOWN: N_("We do not know the hours"),
    Fact.COSTS: N_("It can cost something"),
    Fact.COST_UNKNOWN: N_("We do not know what it costs"),
    Fact.PAPERS: N_("Asks for papers"),
    Fact.PAPERS_UNKNOWN: N_("We do not know if they ask for papers"),
    Fact.STEPS_UNKNOWN: N_("We do not know if there are steps"),
    Fact.CHILDREN_UNKNOWN: N_("We do not know if children may come along"),
    Fact.CLOSED: N_("Not open now"),
    Fact.OPEN: N_("Open now"),
    Fact.FAR: N_("Far away"),
}
MILES = ("US", "GB", "LR", "MM")  # where roads are measured in miles (CLDR, usage "road")


def reason(one: Reason, language: str) -> str:
    """`language` is the ISO code of the language that was asked for."""
    if one.fact is Fact.NEED:
        return _(BY_KEY[one.about].value)
    if one.fact is Fact.SPEAKS:
        return _("They speak %(language)s", language=language_name(language, current_language()))
    if one.fact is Fact.INTERPRETER:
        return _("With an interpreter")
    if one.fact is Fact.OTHER_LANGUAGE:
        return _(
            "They do not say that they speak %(language)s",
            language=language_name(language, current_language()),
        )
    return _(SAID[one.fact])


def why(match: Match, language: str) -> list[str]:
    """Without the hours, which stand on a line of their own."""
    return [reason(one, language) for one in match.why if one.fact is not Fact.OPEN]


def lacks(match: Match, language: str) -> list[str]:
    return [reason(one, language) for one in match.lacks]


def hours(found: Opening) -> str:
    """Such as "Open until 17:00"; "" when nobody says."""
    if found.is_open is None:
        return ""
    if found.is_open:
        return (
            _("Open until %(time)s", time=clock(found.until.time()))
            if found.until
            else _("Open day and night")
        )
    if found.next is None:
        return _("Not open in the next days")
    return _(
        "Not open now. Opens: %(day)s, %(time)s",
        day=day_name(found.next.weekday()),
        time=clock(found.next.time()),
    )


def week(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """[("Monday", [("9:00", "17:00")])], days alike not put together: one looks for one's day."""
    return [
        (day_name(WEEKDAYS.index(day)), [(_clock(start), _clock(end)) for start, end in times])
        for day, times in opening.week(found)
    ]


def special(found: Sequence[Mapping[str, Any]], today: date) -> list[tuple[str, str]]:
    """[("24 December 2026", "closed")]"""
    return [(_days(one), _times(one)) for one in opening.exceptions(found, today)]


def _days(one: Mapping[str, Any]) -> str:
    start, end = date.fromisoformat(one["from"]), date.fromisoformat(one["to"])
    return format_date(start) if start == end else f"{format_date(start)} – {format_date(end)}"


def _times(one: Mapping[str, Any]) -> str:
    return _("closed") if one.get("closed") else f"{_clock(one['opens'])} – {_clock(one['closes'])}"


def clock(moment: time) -> str:
    return format_time(moment, "short", locale=locale(current_language()))


def _clock(said: str) -> str:
    return clock(time(0) if said == "24:00" else time.fromisoformat(said))


def day_name(day: int) -> str:
    """Such as Monday, which is 0."""
    return str(get_day_names("wide", "stand-alone", locale=locale(current_language()))[day])


def distance(km: float, country: str) -> str:
    """Such as 3 km, or 2 miles; never more exact than half of one, since towns are not points."""
    miles = country.upper() in MILES
    far = km / 1.609344 if miles else km
    unit = "length-mile" if miles else "length-kilometer"
    rounded = round(far) if far >= 5 else max(0.5, round(far * 2) / 2)
    return format_unit(rounded, unit, "short", locale=locale(current_language()))
