"""What the tests of this folder share."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.readiness import rules, service
from tests.make import working

TODAY = date(2026, 3, 4)
HERE = "/en/mine/readiness/"


def say(world, who, name: str, answer: Any, today: date = TODAY, seen: str | None = None) -> bool:
    """Answer one step as its page would; `seen` stands for a page that was opened earlier."""
    with working(world, who) as w:
        last = service.latest(w)
        there = None if last is None else last.answers.get(name)
        return service.say(w, name, answer, rules.mark_of(there) if seen is None else seen, today)


def everything(world, who):
    with working(world, who, writing=False) as w:
        return service.everything(w)


def feels(state: str | None, day: date = TODAY) -> dict[str, Any]:
    return {"state": state, "on": day.isoformat()}


def day_from_now(world, days: int) -> date:
    return date.fromordinal(world.clock().date().toordinal() + days)
