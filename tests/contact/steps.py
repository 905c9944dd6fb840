"""What the tests of this folder and of tests/notifying share."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portal.contact import service
from portal.contact.service import Plan
from portal.notifying import service as notifying
from portal.notifying.rules import KINDS, Hours
from portal.notifying.service import Wish
from portal.readiness.rules import mark_of
from tests.make import working

HERE = "/en/mine/contact/"
ZONE = ZoneInfo("Europe/Madrid")
TODAY = date(2026, 3, 4)
ADDRESS = "she.reads.this@mailbox.example"
ALWAYS = {"days": [1, 2, 3, 4, 5, 6, 7], "zone": "Europe/Madrid"}
SUNDAY = datetime(2026, 3, 22, 0, 0, tzinfo=UTC)  # a week before the clocks go forward in Madrid


def plan(world, who=None) -> Plan:
    with working(world, who or world.survivor, writing=False) as w:
        return service.read(w)


def say(world, name: str, answer: Any, seen: str | None = None, who=None) -> bool:
    """Answer one part as its page would; `seen` stands for a page that was opened earlier."""
    with working(world, who or world.survivor) as w:
        there = service.read(w).answers.get(name)
        return service.say(w, name, answer, mark_of(there) if seen is None else seen, TODAY, ZONE)


def hours(days=(1, 2, 3, 4, 5, 6, 7), begin="00:00", end="00:00", zone="Europe/Madrid", **more) -> Hours:
    return Hours(days, time.fromisoformat(begin), time.fromisoformat(end), zone, **more)


def wish(world, who=None, *, when: Hours | None = None, **more: Any) -> Wish:
    """She wants messages of every kind, at any time, for a month."""
    last = (world.clock() + timedelta(days=30)).date()
    made = Wish("email", ADDRESS, tuple(KINDS), when or hours(), last, "en")
    with working(world, who or world.survivor) as w:
        notifying.keep(w, replace(made, **more))
    return replace(made, **more)
