"""An advocate who wants more than she was given, at every address there is."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.actor import Role
from portal.consent import service as consent
from portal.consent.models import Consent
from portal.demo import Scene
from portal.helping import meeting, service, suggestions
from portal.helping.models import Suggestion
from portal.programmes.models import Team
from portal.statements.models import SectionRow
from portal.work import NotFound
from tests.accounts.steps import token_in
from tests.command import run
from tests.helping.steps import lend
from tests.inbox.test_every_door import addresses, enter
from tests.make import working
from tests.sharing import the_consent

MAY = {"helping.part", "helping.stop", "helping.away", "consent.told_helper"}  # what an advocate may do
OTHER = "Zenobia Quartermain"


@pytest.fixture
def helped(world):
    """Two advocates help her; the second one's name is nobody's business."""
    scene = Scene(world.stores, world.server, world.settings, world.clock())
    with working(world) as w:
        scene.team = w.main.scalars(select(Team)).one()
    other = scene.staff(OTHER, Role.ADVOCATE)
    with working(world, world.survivor) as w:
        code = meeting.make(w, beside=True)
    with working(world, other) as w:
        met = meeting.meet(w, code)
    with working(world, world.survivor) as w:
        meeting.choose(w, met, [1, 7], "suggest", 7, safe=True, fresh=True)
        hidden = meeting.start(w, met, "", fresh=True).id
    with working(world, other) as w:
        suggestions.suggest(w, hidden, 1, "From somebody else.", "")
    with working(world, world.survivor) as w:
        waiting = suggestions.waiting(w)[0].id
    return hidden, waiting, lend(world, [1])


def state(world):
    with working(world) as w:
        rows = w.main.execute(select(SectionRow.id, SectionRow.rev, SectionRow.body).order_by(SectionRow.id))
        given = w.main.execute(select(Consent.id, Consent.state, Consent.ended_at))
        waiting = w.main.execute(select(Suggestion.id, Suggestion.state, Suggestion.settled_at))
        return [tuple(row) for found in (rows, given, waiting) for row in found]


def test_at_no_address_can_an_advocate_change_decide_or_see_who_else_helps(world, app, helped):
    hidden, waiting, own = helped
    before, tried = state(world), 0
    for access in (hidden, own):
        ids = {"access_id": access, "suggestion_id": waiting, "meeting_id": waiting, "number": 1}
        for endpoint, method, address in addresses(app, world, **ids):
            if endpoint in MAY and method == "POST" and access == own:
                continue
            if access == hidden and str(hidden) not in address:
                continue
            browser = enter(world, app, "advocate")
            sent = token_in(browser.get("/en/helping/number")) if method == "POST" else ""
            forged = {"csrf_token": sent, "text": "Mine.", "said": "Mine.", "answer": "take", "seen": "1",
                      "which": str(waiting), "days": "14", "act": "save", "called": "x"}  # fmt: skip
            told = browser.get(address) if method == "GET" else browser.post(address, forged)
            assert OTHER not in told.body, f"{method} {address}"
            assert "From somebody else" not in told.body, f"{method} {address}"
            tried += 1
    assert tried > 150
    assert state(world) == before


def test_stop_told_to_an_advocate_stops_all_sharing_and_says_nothing_of_it(world, app, helped):
    *_others, own = helped
    browser = enter(world, app, "advocate")
    browser.get(f"/en/helping/{own}/told")
    page = browser.submit({}, "Stop it now")
    assert "Noted. Nothing is shared any more." in page.text
    assert the_consent(world).state == "withdrawn"
    with working(world, world.survivor) as w:
        service.end(w, own)
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        consent.note_told_to_helper(w, own)


def test_an_advocate_whom_the_service_removes_is_out_at_once(world, app, helped):
    *_others, own = helped
    browser = enter(world, app, "advocate")
    assert browser.get(f"/en/helping/{own}/1").status == 200
    keys = f"file:{world.settings.data / 'keyset.json'}"
    done = run("staff", "remove", "Joan Okafor", PORTAL_DATA=str(world.settings.data), PORTAL_KEYS=keys)
    assert "Help that ended: 1." in done.stdout, done.stderr
    assert "/sign-in" in browser.get(f"/en/helping/{own}/1").path
    with working(world, world.survivor) as w:
        assert own not in {one.id for one in service.mine(w)}
    again = run("staff", "remove", "Joan Okafor", PORTAL_DATA=str(world.settings.data), PORTAL_KEYS=keys)
    assert again.returncode == 2
