"""What people do in more than one story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.demo import TEAM
from tests.real.someone import Someone

WORDS = "In your words"


def has_scripts(she: Someone) -> bool:
    """On a page where she writes."""
    return she.page.locator("form[data-autosave=on]").count() > 0


def asks_who_may_read(she: Someone) -> None:
    """On the page of a new choice: the team, so that they find out what is possible."""
    she.page.get_by_role("radio", name=TEAM).check()
    she.page.locator("input[name=purpose][value=possible]").check()
    she.press("Go on")


def says_until(she: Someone, days: int) -> None:
    day = datetime.now(UTC).date() + timedelta(days=days)
    she.box("Until which day may they read?").fill(day.isoformat())
    she.press("Go on")
