"""A file on its way: added to the first part, shared with the team, opened there, taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator

from portal.demo import TEAM
from portal.statements.kinds import NAMES, Kind
from tests.real.someone import Someone

FILES = "/mine/writing/1/files"
STATUS = "src => fetch(src).then(answer => answer.status)"


def panel(she: Someone, name: str) -> Locator:
    """What unfolds when she wants to record or to draw."""
    she.go(FILES)
    she.page.context.grant_permissions(["microphone"])
    found = she.page.locator(f"[data-panel={name}]")
    found.locator("summary").tap()
    return found


def chooses(she: Someone, name: str, content: bytes) -> None:
    she.go(FILES)
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    she.box("Choose a file").set_input_files(file)  # type: ignore[arg-type]
    she.press("Add it")


def says(she: Someone, title: str, words: str) -> None:
    """Beside it: what it is called, what it says, and that somebody helped to write that."""
    she.box("What you want to call it").fill(title)
    she.box("What it says, or what can be seen, in words").fill(words)
    she.box("Somebody who helped me").check()
    she.press("Save")
    assert she.heading() == title


def shares(she: Someone, kind: Kind, title: str) -> None:
    she.go("/mine/choices/new")
    she.page.get_by_role("radio", name=TEAM).check()
    she.page.locator("input[name=purpose][value=possible]").check()
    she.press("Go on")
    she.page.get_by_role("checkbox", name=f"{she.say(NAMES[kind])}: {title}").check()
    she.press("Go on")
    she.press("Go on")  # nothing left out
    day = datetime.now(UTC).date() + timedelta(days=21)
    she.box("Until which day may they read?").fill(day.isoformat())
    she.press("Go on")
    she.press("Yes, share it")
    assert TEAM in she.heading()


def opens(facilitator: Someone, words: str) -> None:
    facilitator.go("/inbox/")
    facilitator.tap(facilitator.page.locator("main ul.rows a").first)
    assert words in facilitator.text()
    assert facilitator.reads("Somebody who helped the writer wrote these words.")


def takes_back(she: Someone, facilitator: Someone, src: str) -> None:
    assert facilitator.page.evaluate(STATUS, src) == 200
    she.follow("Stop sharing")
    she.press("Stop sharing now")
    assert facilitator.page.evaluate(STATUS, src) == 410, "a page left open gets no byte more"
    facilitator.page.reload()
    assert facilitator.heading() == "This has ended"
