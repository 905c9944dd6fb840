"""A link is good once and for 72 hours; whoever opens it makes her own words."""

import pytest
from sqlalchemy import select

from portal.keyring.models import Principal
from portal.programmes.models import Invitation, Staff
from portal.sweep import sweep
from tests.accounts.steps import card_in, try_in
from tests.make import sign_in
from tests.programmes.steps import invite, join


@pytest.mark.parametrize(("role", "home"), [("facilitator", "/en/inbox/"), ("advocate", "/en/helping/")])
def test_join_makes_an_account_of_ones_own(client, another_client, world, role, home):
    link = invite(world, "Noor Aziz", role=role)
    assert "Welcome, Noor Aziz" in client.get(link).main
    name, words = join(client, link)
    assert client.page.path == home
    assert try_in(another_client, name, words).path == home


def test_join_in_another_language_gives_digits(client, world):
    link = invite(world, "Noor Aziz").replace("/en/", "/ar/")
    client.get(link)
    client.fill(0).submit()
    assert card_in(client.page)[1].replace(" ", "").isdigit()


def test_nothing_can_be_entered_before_the_card_is_typed_back(client, world):
    client.get(invite(world, "Noor Aziz"))
    client.fill({"kind": "words"}).submit()
    for place in ("/en/inbox/", "/en/programme/"):
        assert client.get(place).path == "/en/card"


def test_a_link_is_good_once(client, another_client, world):
    link = invite(world, "Noor Aziz")
    another_client.get(link)
    join(client, link)
    page = another_client.fill({"kind": "words"}).submit()
    assert page.status == 404
    assert another_client.get(link).status == 404
    with world.stores.main.reading() as main:
        assert main.scalars(select(Invitation)).all() == []
        assert len(main.scalars(select(Staff)).all()) == 4


def test_opening_a_link_does_not_use_it_up(client, world):
    link = invite(world, "Noor Aziz")
    for _ in range(3):
        assert client.get(link).status == 200
    assert client.page.headers.get("Set-Cookie") is None


@pytest.mark.parametrize(("hours", "status"), [(71, 200), (72, 404), (100, 404)])
def test_a_link_is_good_for_72_hours(client, world, hours, status):
    link = invite(world, "Noor Aziz")
    world.clock.move(hours=hours)
    assert client.get(link).status == status


def test_a_page_that_was_open_when_it_ended_makes_nothing(client, world):
    client.get(invite(world, "Noor Aziz"))
    form = client.fill({"kind": "words"})
    world.clock.move(hours=72)
    assert form.submit().status in (400, 404)
    assert staff_count(world) == 3


def staff_count(world) -> int:
    with world.stores.main.reading() as main:
        query = select(Principal).where(Principal.kind.in_(["facilitator", "advocate"]))
        return len(main.scalars(query).all())


def test_the_sweep_removes_links_that_are_over(client, world):
    link = invite(world, "Noor Aziz")
    sweep(world.stores, world.server, world.clock())
    assert client.get(link).status == 200
    world.clock.move(hours=73)
    sweep(world.stores, world.server, world.clock())
    with world.stores.main.reading() as main:
        assert main.scalars(select(Invitation)).all() == []


@pytest.mark.parametrize(
    "code", ["x", "A" * 32, "A" * 2000, "é", "%00", "%ff", "..%2f..", "' OR 1=1 --", "<script>"]
)
def test_a_wrong_code_is_not_found(client, world, code):
    invite(world, "Noor Aziz")
    page = client.get(f"/en/join/{code}")
    assert page.status == 404
    assert "Noor" not in page.body
    assert client.post(f"/en/join/{code}", {"kind": "words"}).status == 404


def test_a_link_of_another_installation_is_not_found(client, world):
    link = invite(world, "Noor Aziz")
    flipped = link[:-1] + ("A" if link[-1] != "A" else "B")
    assert client.get(flipped).status == 404


def test_a_form_without_its_token_makes_nothing(client, world):
    link = invite(world, "Noor Aziz")
    assert client.post(link, {"kind": "words"}).status == 400
    assert staff_count(world) == 3
    assert client.get(link).status == 200


@pytest.mark.parametrize("who", ["survivor", "lead"])
def test_who_is_signed_in_stays_who_she_is(client, world, who):
    link = invite(world, "Noor Aziz")
    sign_in(client, getattr(world, who))
    home = client.page.path
    assert client.get(link).path == home
    assert client.post(link, {"kind": "words"}).path == home
    client.leave()
    assert client.get(link).status == 200
