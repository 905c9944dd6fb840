"""What happens next: the steps, where she is with each team, and who is in it."""

import pytest

from portal.actor import Role
from portal.consent import service as consent
from portal.inbox import stages
from portal.programmes import profiles
from portal.programmes.profiles import About
from portal.programmes.stages import NAMES, Step
from tests.inbox.crowd import statements
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import give, new_survivor, other_team, scene, the_consent

MOST = 10


def note(world, who, step, share_id):
    with working(world, who) as w:
        stages.note(w, share_id, step)


def marked(page):
    return [text(one) for one in page.elements if one.get("aria-current") == "step"]


@pytest.fixture
def hers(world, client):
    sign_in(client, world.survivor)
    return client


def test_where_she_is_is_said_in_words(world, hers):
    note(world, world.lead, Step.PREPARATION, the_consent(world).share_id)
    hers.get("/en/mine/")
    hers.get(hers.page.href("What happens next The steps there can be, and who is who"))
    page = hers.page
    assert page.path == "/en/mine/next/"
    (here,) = marked(page)
    assert here.startswith("Preparing. You are here")
    assert "With Bridge team You are here: Preparing. Since" in page.main
    assert "Amira Haddad noted it." in page.main
    assert "progress" not in page.body
    assert not [one for one in page.elements if one.tag in ("progress", "meter")]


def test_all_steps_stand_in_their_order(hers):
    main = hers.get("/en/mine/next/").main
    places = [main.index(name) for name in NAMES.values()]
    assert places == sorted(places)


def test_nothing_noted_and_nobody_chosen_is_said(world, hers, another_client):
    page = hers.get("/en/mine/next/")
    assert "They have not noted yet which step you are at." in page.main
    assert marked(page) == []
    sign_in(another_client, new_survivor(world))
    page = another_client.get("/en/mine/next/")
    assert "Nothing has begun. You can look around." in page.main
    assert marked(page) == []
    assert "Asking." in page.main
    assert "Who is who" not in page.main
    assert "Amira" not in page.body


def test_each_team_has_its_own_place(world, hers):
    note(world, world.lead, Step.DECISION, the_consent(world).share_id)
    other = other_team(world, "Another team", members=2)
    with working(world, world.survivor) as w:
        give(w, other.id, [1])
    page = hers.get("/en/mine/next/")
    assert len(marked(page)) == 1
    assert page.main.index("With Another team They have not noted") < page.main.index("With Bridge team You")
    assert "Person 0 of Another team" in page.main


def test_after_she_stopped_nothing_is_marked(world, hers):
    note(world, world.lead, Step.DECISION, the_consent(world).share_id)
    with working(world, world.survivor) as w:
        consent.withdraw(w, the_consent(world).id)
    page = hers.get("/en/mine/next/")
    assert marked(page) == []
    assert "Nothing has begun." in page.main
    assert "Amira" not in page.body


def test_what_she_can_do_is_always_there(world, hers, another_client):
    sign_in(another_client, new_survivor(world))
    for browser in (hers, another_client):
        browser.get("/en/mine/next/")
        for place in ("/en/mine/readiness/", "/en/mine/choices/", "/en/mine/writing/", "/en/support/"):
            assert f'href="{place}"' in browser.page.body


def test_who_is_who_in_her_language_or_another(world, hers):
    with working(world, world.lead) as w:
        profiles.change(w, world.colleague.actor.id, About.TRAINING, "en", "Three years in Leeds.")
        profiles.change(w, world.colleague.actor.id, About.TRAINING, "es", "Tres años en Leeds.")
        profiles.change(w, world.lead.actor.id, About.SELF, "en", "I listen first.")
        profiles.change_speaks(w, world.lead.actor.id, ["ar", "en", "sgn"])
    main = hers.get("/en/mine/next/").main
    assert "Three years in Leeds." in main
    assert "Speaks Arabic, English, and sign language." in main
    spanish = hers.get("/es/mine/next/")
    assert "Tres años en Leeds." in spanish.main
    assert "Three years" not in spanish.main
    assert "árabe" in spanish.main
    assert "I listen first." in spanish.main


def test_who_would_read_before_she_says_yes(world, client):
    sign_in(client, new_survivor(world))
    with working(world, world.lead) as w:
        profiles.change(w, world.lead.actor.id, About.ACCREDITED, "en", "Council of Mediators, 1234")
    page = client.get(f"/en/mine/next/people/{scene(world).team.id}")
    assert "Amira Haddad" in page.main
    assert "Council of Mediators, 1234" in page.main
    assert "Nothing is written about them here yet. You can ask." in page.main


def test_only_members_are_shown(world, hers):
    scene(world).staff("Waits Outside", Role.FACILITATOR)
    assert "Waits Outside" not in hers.get(f"/en/mine/next/people/{scene(world).team.id}").body
    assert "Waits Outside" not in hers.get("/en/mine/next/").body


def test_a_team_that_cannot_be_chosen_shows_nobody(world, hers):
    lone = other_team(world)
    assert hers.get(f"/en/mine/next/people/{lone.id}").status == 404
    assert hers.get(f"/en/mine/next/people/{the_consent(world).id}").status == 404


@pytest.mark.parametrize("who", ["advocate", "lead"])
def test_only_survivors_come_here(world, client, who):
    team = scene(world).team.id
    for place in ("/en/mine/next/", f"/en/mine/next/people/{team}"):
        assert client.get(place).path == "/en/sign-in"
    sign_in(client, getattr(world, who))
    for place in ("/en/mine/next/", f"/en/mine/next/people/{team}"):
        assert client.get(place).status == 403


@pytest.mark.parametrize("members", [2, 5])
def test_it_asks_little_however_many_work_there(world, hers, members):
    note(world, world.lead, Step.DECISION, the_consent(world).share_id)
    other = other_team(world, members=members)
    with working(world, world.survivor) as w:
        give(w, other.id, [1])
    for place in ("/en/mine/next/", f"/en/mine/next/people/{other.id}"):
        with statements(world) as asked:
            assert f"Person {members - 1}" in hers.get(place).main
        assert len(asked) <= MOST, asked
