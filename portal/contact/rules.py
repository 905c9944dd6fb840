"""When a plan is to be checked again. Decides about values it is given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portal.readiness.rules import begins

PROPOSED = timedelta(days=91)


def check_on(day: date, zone: ZoneInfo) -> dict[str, Any]:
    return {"on": day.isoformat(), "at": begins(day, zone).isoformat()}
