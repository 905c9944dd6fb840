"""Her plan in words: what she can tick to share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from portal.bidi import isolated
from portal.contact.asked import (
    ANSWERS,
    CHANNELS,
    CHECK,
    FOLLOW,
    MARKS,
    NEVER,
    PARTS,
    TIMES,
    WAYS,
    WHO,
    Asked,
    Mark,
)
from portal.contact.service import Plan
from portal.i18n import N_, _, format_date, format_list
from portal.notifying.calendar import day_names, zone_name

TICK, TITLE = "contact", N_("How to reach me safely")
OTHER = N_("Another way")


def in_words(plan: Plan) -> str:
    """Part by part, in her language; "" when there is nothing in it but the day to check it."""
    if not set(plan.answers) - {CHECK}:
        return ""
    told = [(part, told_of(part, plan.answers[part.name])) for part in PARTS if part.name in plan.answers]
    return "\n\n".join(f"{_(part.title)}\n{words}" for part, words in told if words)


# What somebody needs who gets in touch, what is never safe first. Who else sees the phone they need not know.
LEAST = (NEVER, TIMES, WAYS, ANSWERS)


def least(plan: Plan) -> str:
    """Of her plan, what somebody must know who gets in touch; "" when it says nothing of that."""
    named = {part.name: part for part in PARTS}
    told = [(named[name], told_of(named[name], plan.answers[name])) for name in LEAST if name in plan.answers]
    return "\n\n".join(f"{_(part.title)}\n{words}" for part, words in told if words)


def says_where(plan: Plan) -> bool:
    """It names a number, an address or a person."""
    return bool((plan.answers.get(WAYS) or {}).get("text", "").strip())


def refused(plan: Plan) -> list[str]:
    """The ways that are never safe."""
    marks = plan.answers.get(WAYS) or {}
    return [way for way in CHANNELS if marks.get(way) == Mark.NO]


def typed(way: str, where: str, when: str, answer: str) -> str:
    """The same, as it is typed for one who is asked to get in touch."""
    lines = [
        _line(_(CHANNELS.get(way, OTHER)), isolated(where) if where else ""),
        _line(_("When it is safe"), when),
        _line(_("If somebody else answers"), answer),
    ]
    return "\n".join(line for line in lines if line)


def asks(plan: Plan) -> str:
    """A message to somebody she has let in."""
    return "\n\n".join(filter(None, [_("Please get in touch with me."), least(plan)]))


def told_of(part: Asked, answer: dict[str, Any]) -> str:
    lines = _TELL[part.name](answer) if part.name in _TELL else []
    return "\n".join(line for line in [*lines, answer.get("text", "")] if line)


def _line(name: str, words: str) -> str:
    return f"{name}: {words}" if words else ""


def _ways(answer: dict[str, Any]) -> list[str]:
    return [_line(_(name), _(MARKS[answer.get(way, Mark.ASK)])) for way, name in CHANNELS.items()]


def _times(answer: dict[str, Any]) -> list[str]:
    if not answer.get("days"):
        return []
    names, zone = day_names(), zone_name(answer["zone"])
    days = format_list(names[day - 1] for day in answer["days"])
    if "begin" not in answer:
        return [_("%(days)s, at any time (time in %(place)s)", days=days, place=zone)]
    begin, end = answer["begin"], answer["end"]
    return [
        _(
            "%(days)s, from %(begin)s to %(end)s (time in %(place)s)",
            days=days, begin=begin, end=end, place=zone,
        )
    ]  # fmt: skip


def _answers(answer: dict[str, Any]) -> list[str]:
    return [_line(_("Name to use"), answer.get("name", "")), _line(_("Code word"), answer.get("code", ""))]


def _follow(answer: dict[str, Any]) -> list[str]:
    who, until = WHO[answer["who"]], answer.get("until")
    return [_(who), _line(_("Until"), format_date(date.fromisoformat(until)) if until else "")]


def _check(answer: dict[str, Any]) -> list[str]:
    return [_("To be checked again from %(date)s on", date=format_date(date.fromisoformat(answer["on"])))]


_TELL: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    WAYS: _ways, TIMES: _times, ANSWERS: _answers, FOLLOW: _follow, CHECK: _check,
}  # fmt: skip
