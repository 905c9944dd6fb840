"""A reader notes where the writer is with the team, while the consent stands; the writer sees it."""

import pytest
from sqlalchemy import delete, select

from portal.accounts import service as accounts
from portal.audit.models import Act
from portal.consent import service as consent
from portal.consent.models import Consent
from portal.inbox import stages
from portal.inbox.models import Stage
from portal.programmes.stages import NAMES, STEPS, Step
from portal.work import NotAllowed, NotFound, Refused
from tests.accounts.steps import token_in
from tests.make import sign_in, working
from tests.sharing import give, other_team, scene, share, the_consent


def place(world):
    return f"/en/inbox/{the_consent(world).share_id}/stage"


def noted(world):
    with working(world, writing=False) as w:
        return [row.stage for row in w.main.scalars(select(Stage).order_by(Stage.at))]


def told(world):
    with working(world, writing=False) as w:
        return [act.detail for act in w.main.scalars(select(Act).where(Act.what == "stage").order_by(Act.at))]


def note(world, who, step=Step.PREPARATION, share_id=None):
    with working(world, who) as w:
        stages.note(w, share_id or the_consent(world).share_id, step)


def test_every_step_has_words_and_fits():
    assert list(STEPS) == list(Step)
    assert all(len(code) <= 16 and name for code, name in NAMES.items())


def test_from_the_open_page_to_her_activity(world, client, another_client):
    sign_in(client, world.lead)
    client.get(f"/en/inbox/{the_consent(world).share_id}")
    client.follow("Note which step they are at")
    assert "Noted on" not in client.page.main
    client.submit({"stage": "preparation"}, "Save")
    assert client.page.path == place(world)
    assert "Preparing." in client.page.main.partition("Noted on")[2].partition("Which")[0]
    sign_in(another_client, world.survivor)
    told = another_client.get("/en/mine/activity/").main
    assert "Amira Haddad (Bridge team) noted which step you are at: Preparing." in told
    assert noted(world) == ["preparation"]


def test_the_same_step_twice_is_one(world, client):
    sign_in(client, world.lead)
    for _tap in range(2):
        client.get(place(world))
        client.submit({"stage": "decision"}, "Save")
    world.clock.move(days=3)
    note(world, world.colleague, Step.DECISION)
    assert noted(world) == told(world) == ["decision"]


def test_back_and_forth_is_kept_and_the_newest_counts(world):
    for days, step in enumerate((Step.DIALOGUE, Step.PREPARATION, Step.DIALOGUE)):
        world.clock.move(days=days)
        note(world, world.lead, step)
    assert noted(world) == ["dialogue", "preparation", "dialogue"]
    with working(world, world.lead, writing=False) as w:
        found = stages.place(w, the_consent(world).share_id)
        assert found.stage == "dialogue"
        assert found.at.date() == w.now.date()


def test_one_team_does_not_see_what_another_noted(world):
    other = other_team(world, members=2)
    note(world, world.lead)
    with working(world, world.survivor) as w:
        given = give(w, other.id, [1])
    with working(world, writing=False) as w:
        places = stages.places_of(w.main, world.survivor.actor.id)
    assert [places[team].stage for team in places] == ["preparation"]
    with pytest.raises(NotFound):
        note(world, world.lead, share_id=given.share_id)


@pytest.mark.parametrize("code", ["closed", "", "opened"])
def test_a_step_that_is_not_on_the_list(world, client, code):
    sign_in(client, world.lead)
    token = token_in(client.get(place(world)))
    assert client.post(place(world), {"csrf_token": token, "stage": code}).status == 400
    assert noted(world) == []


def test_after_the_end_nothing_can_be_noted(world, client):
    sign_in(client, world.lead)
    client.get(place(world))
    with working(world, world.survivor) as w:
        consent.withdraw(w, the_consent(world).id)
    client.submit({"stage": "decision"}, "Save")
    assert client.page.status == 410
    assert "This has ended" in client.page.main
    assert client.get(place(world)).status == 410
    with pytest.raises(Refused):
        note(world, world.lead)
    assert noted(world) == told(world) == []


def test_nor_after_the_date(world, client):
    world.clock.move(days=31)
    sign_in(client, world.lead)
    assert client.get(place(world)).status == 410


@pytest.mark.parametrize("who", ["survivor", "advocate"])
def test_others_do_not_come_here(world, client, who):
    sign_in(client, getattr(world, who))
    assert client.get(place(world)).status == 403
    with pytest.raises(NotAllowed):
        note(world, getattr(world, who))


def test_a_facilitator_of_another_team_finds_nothing(world, client):
    made = scene(world)
    made.team = other_team(world)
    stranger = made.staff("Ivo Stranger", world.lead.role)
    sign_in(client, stranger)
    assert client.get(place(world)).status == 404
    with pytest.raises(NotFound):
        note(world, stranger)
    assert noted(world) == []


def test_it_goes_when_she_does(world):
    note(world, world.lead)
    someone = scene(world).survivor()
    with working(world, someone) as w:
        accounts.erase(w)
    assert noted(world) == ["preparation"]
    with working(world, world.survivor) as w:
        accounts.erase(w)
    assert noted(world) == []


def test_it_stays_when_she_gives_anew(world):
    note(world, world.lead)
    with working(world, world.survivor) as w:
        consent.withdraw(w, the_consent(world).id)
    given = share(world, world.survivor)
    with working(world, world.lead, writing=False) as w:
        assert stages.place(w, given.share_id).stage == "preparation"


def test_it_goes_with_her_row_and_not_with_the_consent(world):
    note(world, world.lead)
    with working(world) as w:
        w.main.execute(delete(Consent))
    assert noted(world) == ["preparation"]
