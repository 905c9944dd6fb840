"""Asking for one thing more: who may, what is said of earlier ones, and when it does not stand."""

import pytest

from portal.actor import Role
from portal.consent import asking, pausing
from portal.consent import service as consent
from portal.consent.rules import WHY_ASKED
from portal.demo import WRITTEN
from tests.make import sign_in, working
from tests.sharing import other_team, scene, sql, the_consent


@pytest.fixture
def lead(world, client):
    sign_in(client, world.lead)
    return client


def place(world):
    return f"/en/inbox/{the_consent(world).share_id}/ask"


def asked(world):
    return [id for (id,) in sql(world.stores.main, "SELECT id FROM consent_request")]


def ask(world, browser, purpose="contact"):
    browser.get(place(world))
    return browser.fill({"purpose": purpose, "why": "safe"}).submit("Ask")


def newest(world):
    with working(world, world.survivor, writing=False) as w:
        return asking.all_mine(w)[0].id


def test_from_the_share_to_the_question(world, lead):
    lead.get(f"/en/inbox/{the_consent(world).share_id}")
    lead.follow("Ask for something more")
    assert lead.page.path == place(world)
    assert WRITTEN[1][:20] not in lead.page.body
    page = lead.fill({"purpose": "contact", "why": "safe"}).submit("Ask")
    assert (page.status, page.path) == (200, place(world))
    assert "It waits." in page.main
    (row,) = sql(world.stores.main, "SELECT purpose, why, state FROM consent_request")
    assert row == ("contact", "safe", "requested")


def test_every_reason_on_the_list_and_no_other(world, lead):
    page = lead.get(place(world))
    offered = [c.get("value") for c in page.controls() if c.get("name") == "why"]
    assert offered == list(WHY_ASKED)
    token = next(c.get("value") for c in page.controls() if c.get("name") == "csrf_token")
    for wrong in ({"why": "because"}, {"purpose": "everything"}, {"why": ""}):
        sent = {"csrf_token": token, "purpose": "contact", "why": "safe", **wrong}
        assert lead.post(place(world), sent).status == 400
    assert asked(world) == []


def test_a_second_tap_asks_once(world, lead):
    page = lead.get(place(world))
    ask(world, lead)
    lead.page = page
    again = lead.fill({"purpose": "contact", "why": "safe"}).submit("Ask")
    assert again.status == 400
    assert "Your team has asked for this before." in again.main
    assert len(asked(world)) == 1


@pytest.mark.parametrize(("answer", "words"), [
    ("no", "No. That is an answer: please do not ask again"), ("later", "Later, not before"),
])  # fmt: skip
def test_the_answer_and_never_more(world, lead, another_client, answer, words):
    ask(world, lead)
    with working(world, world.survivor) as w:
        asking.no(w, newest(world)) if answer == "no" else asking.later(w, newest(world), 30)
    sign_in(another_client, world.colleague)
    for reader in (lead, another_client):
        assert words in reader.get(place(world)).main
        assert ask(world, reader).status == 400
    assert len(asked(world)) == 1


def test_when_it_has_ended_or_she_pauses_nobody_asks(world, lead):
    page = lead.get(place(world))
    with working(world, world.survivor) as w:
        pausing.pause(w)
    lead.page = page
    assert lead.fill({"purpose": "contact", "why": "safe"}).submit("Ask").status == 410
    with working(world, world.survivor) as w:
        pausing.go_on(w)
        consent.withdraw(w, the_consent(world).id)
    assert lead.get(place(world)).status == 410
    assert asked(world) == []


@pytest.mark.parametrize("who", ["survivor", "advocate"])
def test_nobody_else_asks(world, client, who):
    sign_in(client, getattr(world, who))
    assert client.get(place(world)).status == 403


@pytest.mark.parametrize("team", ["another", "not let in"])
def test_a_facilitator_without_this_teams_key_finds_nothing(world, client, team):
    made = scene(world)
    made.team = other_team(world) if team == "another" else made.team
    sign_in(client, made.staff("Lena Berg", Role.FACILITATOR))
    assert client.get(place(world)).status == 404
