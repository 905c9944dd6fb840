"""The first member makes a team's key; only somebody who holds it can let another in."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from portal.actor import SYSTEM
from portal.crypto import CannotOpen
from portal.keyring import teams
from portal.keyring.models import Principal, TeamEpoch, TeamMember
from portal.programmes import service
from portal.programmes.models import Staff, Team
from portal.work import NotAllowed
from tests.accounts.steps import account_of, token_in
from tests.make import sign_in, working
from tests.programmes.steps import create, invite, join, say_all


def members(world, team="Bridge team") -> set:
    with world.stores.main.reading() as main:
        query = select(TeamMember.member_id).join(Team, Team.id == TeamMember.team_id)
        return set(main.scalars(query.where(Team.name == team)))


@pytest.fixture
def waiting(another_client, world):
    """A colleague who has joined and waits: her id."""
    name, _words = join(another_client, invite(world, "Noor Aziz"))
    return account_of(world, name).id


def let_in_by_force(client, waiting, where="/en/settings/erase"):
    token = token_in(client.get(where))
    return client.post("/en/programme/let-in", {"csrf_token": token, "staff_id": str(waiting)})


def test_the_first_one_makes_the_key_and_lets_the_next_in(client, another_client, world):
    first, _ = join(client, create(world))
    assert "You do not hold the team's key yet" in client.get("/en/inbox/").main
    client.get("/en/programme/")
    client.submit(button="Make the team's key")
    second, _ = join(another_client, invite(world, "Rosa Lim", team="Lantern team"))
    assert members(world, "Lantern team") == {account_of(world, first).id}
    assert "let in" not in another_client.get("/en/programme/").main.lower().replace("to be let in", "")
    client.get("/en/programme/")
    client.submit(button="Let in")
    assert members(world, "Lantern team") == {account_of(world, n).id for n in (first, second)}
    assert "You do not hold the team's key yet" not in another_client.get("/en/inbox/").main


def test_the_key_is_made_once(client, another_client, world):
    join(client, create(world))
    other, _ = join(another_client, invite(world, "Rosa Lim", team="Lantern team"))
    open_page = another_client.get("/en/programme/")
    client.get("/en/programme/")
    client.submit(button="Make the team's key")
    another_client.post("/en/programme/found", {"csrf_token": token_in(open_page)})
    assert account_of(world, other).id not in members(world, "Lantern team")
    with world.stores.main.reading() as main:
        assert len(main.scalars(select(TeamEpoch)).all()) == 2


def test_a_team_of_one_cannot_be_chosen(client, another_client, world):
    sign_in(another_client, world.survivor)
    assert teams_offered(another_client) == {"Bridge team"}
    join(client, create(world))
    client.get("/en/programme/")
    client.submit(button="Make the team's key")
    assert "at least two members" in client.get("/en/inbox/").main
    assert teams_offered(another_client) == {"Bridge team"}
    with working(world, world.survivor, writing=False) as w:
        assert [r.name for r in service.recipients(w)] == ["Bridge team"]


def teams_offered(client) -> set[str]:
    page = client.get("/en/mine/choices/new")
    labels = [page.label(one) for one in page.controls() if one.get("name") == "team"]
    return {name for name in ("Bridge team", "Lantern team") if any(name in label for label in labels)}


def test_a_team_of_two_can_be_chosen(client, another_client, world):
    join(client, create(world))
    client.get("/en/programme/")
    client.submit(button="Make the team's key")
    join(another_client, invite(world, "Rosa Lim", team="Lantern team"))
    client.get("/en/programme/")
    client.submit(button="Let in")
    sign_in(another_client, world.survivor)
    assert teams_offered(another_client) == {"Bridge team"}  # nobody knows yet who they are
    say_all(client)
    assert teams_offered(another_client) == {"Bridge team", "Lantern team"}


def test_a_member_lets_her_in_and_she_can_read(client, another_client, world, waiting):
    sign_in(client, world.colleague)
    assert "Somebody is waiting" in client.page.main
    client.get("/en/programme/")
    client.submit(button="Let in")
    assert waiting in members(world)
    another_client.get("/en/inbox/")
    (share,) = [href for _words, href in another_client.page.links() if re.match(r"/en/inbox/.", href)]
    assert "Most days I feel tired" in another_client.get(share).main


@pytest.mark.parametrize("who", ["survivor", "advocate"])
def test_others_cannot_let_anybody_in(client, world, waiting, who):
    sign_in(client, getattr(world, who))
    assert client.get("/en/programme/").status == 403
    page = let_in_by_force(client, waiting, "/en/again")
    assert page.status == 403
    assert waiting not in members(world)


def test_a_stranger_cannot_let_anybody_in(client, world, waiting):
    page = let_in_by_force(client, waiting, "/en/sign-in")
    assert page.path == "/en/sign-in"
    assert waiting not in members(world)


def test_nobody_lets_herself_in(another_client, world, waiting):
    page = let_in_by_force(another_client, waiting, "/en/again")
    assert page.status == 404
    assert waiting not in members(world)


def test_a_facilitator_of_another_team_cannot(client, world, waiting):
    join(client, create(world))
    client.get("/en/programme/")
    client.submit(button="Make the team's key")
    assert let_in_by_force(client, waiting, "/en/again").status == 404
    assert waiting not in members(world) | members(world, "Lantern team")


@pytest.mark.parametrize("id", ["", "x", "0" * 32, "the survivor", "the advocate", "herself"])
def test_only_those_who_wait_are_let_in(client, world, id):
    people = {"the survivor": world.survivor, "the advocate": world.advocate, "herself": world.lead}
    sign_in(client, world.lead)
    before = members(world)
    page = let_in_by_force(client, people[id].actor.id if id in people else id, "/en/again")
    assert page.status == 404
    assert members(world) == before


def test_another_site_cannot_press_the_button(client, world, waiting):
    sign_in(client, world.lead)
    token = token_in(client.get("/en/again"))
    for data, headers in (
        ({}, {}),
        ({"csrf_token": "0" * 64}, {}),
        ({"csrf_token": token}, {"Sec-Fetch-Site": "cross-site"}),
        ({"csrf_token": token}, {"Origin": "https://evil.example"}),
    ):
        client.post("/en/programme/let-in", data | {"staff_id": str(waiting)}, headers=headers)
        assert waiting not in members(world)


def test_an_operator_with_the_database_cannot(another_client, world, waiting):
    """A membership row can be planted, but the key in it does not open for anybody else."""
    with working(world) as w:
        held = w.main.scalar(select(TeamMember).where(TeamMember.member_id == world.lead.actor.id))
        planted = {c.name: getattr(held, c.name) for c in TeamMember.__table__.columns if c.name != "id"}
        w.main.add(TeamMember(**planted | {"member_id": waiting}))
    page = another_client.get("/en/inbox/")
    assert page.status in (200, 404)
    assert "Most days" not in page.body
    with world.stores.main.reading() as main:
        share = UUID(main.connection().exec_driver_sql("SELECT id FROM share").scalar_one())
    page = another_client.get(f"/en/inbox/{share}")
    assert page.status in (404, 410)
    assert "Most days" not in page.body


def test_an_operator_cannot_put_somebody_elses_key_in_her_place(client, world, waiting):
    """A public key that the directory did not make is refused before anything is sealed to it."""
    with working(world) as w:
        w.main.get_one(Principal, waiting).pub = w.main.get_one(Principal, world.advocate.actor.id).pub
    sign_in(client, world.lead)
    client.get("/en/programme/")
    client.submit(button="Let in")
    assert waiting not in members(world)


def test_the_command_line_holds_no_key(world, waiting):
    with working(world) as w, pytest.raises(NotAllowed):
        service.let_in(w, waiting)
    with working(world, SYSTEM) as w, pytest.raises(CannotOpen):
        teams.let_in(
            w.keyring, w.main.get_one(Staff, waiting).team_id, w.main.get_one(Principal, waiting), w.now
        )
