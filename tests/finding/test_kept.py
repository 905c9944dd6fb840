"""Services she keeps for herself."""

import pytest
from sqlalchemy import text

from portal.directory.models import ServiceCard
from tests.finding.steps import card_of
from tests.handover.steps import a_partner
from tests.make import sign_in


def test_what_she_keeps_only_she_can_read(client, town):
    sign_in(client, town.survivor, "en")
    card = card_of(town, "Example Legal Help")
    page = client.get(f"/en/support/{card.id}")
    for _tap in range(2):
        page = client.submit(button="Put it on my list") if "Put it on" in page.text else page
        assert "It is on your list." in page.text
    assert "Example Legal Help" in client.follow("See the list").text
    with town.stores.main.engine.connect() as connection:
        bodies = connection.execute(text("SELECT hex(body) FROM kept_services")).scalars().all()
    assert len(bodies) == 1
    assert str(card.id).replace("-", "") not in bodies[0].lower()
    assert "Nothing is here yet." in client.submit(button="Take it off my list").text


def test_what_she_kept_and_the_directory_lost_is_said(client, town):
    sign_in(client, town.survivor, "en")
    card = card_of(town, "Example Legal Help")
    client.get(f"/en/support/{card.id}")
    client.submit(button="Put it on my list")
    with town.stores.main.writing() as session:
        session.get_one(ServiceCard, card.id).active = False
        session.commit()
    assert "not in the directory any more" in client.get("/en/mine/kept/").text


def test_only_a_partner_can_be_asked_to_get_in_touch(client, world):
    partner = a_partner(world)
    sign_in(client, world.survivor, "en")
    there = client.get(f"/en/support/{partner.service_id}")
    assert client.get(there.href("Ask them to contact me")).status == 200
    other = card_of(world, "Example Open Clinic")
    assert "Ask them to contact me" not in client.get(f"/en/support/{other.id}").text


def test_nobody_else_is_offered_a_list(client, town):
    card = card_of(town, "Example Legal Help")
    assert "Put it on my list" not in client.get(f"/en/support/{card.id}").text
    sign_in(client, town.lead, "en")
    assert "Put it on my list" not in client.get(f"/en/support/{card.id}").text
    assert client.get("/en/mine/kept/").status == 403


@pytest.mark.parametrize(
    ("store", "change"),
    [("sessions", "UPDATE sess SET paused = 1"), ("main", "UPDATE principal SET sign_ins = sign_ins + 1")],
)
def test_who_is_locked_out_reads_of_a_service_and_nothing_of_her_list(client, town, store, change):
    """Paused, and ended on another device: the page for everybody stays open."""
    sign_in(client, town.survivor, "en")
    path = f"/en/support/{card_of(town, 'Example Legal Help').id}"
    client.get(path)
    client.submit(button="Put it on my list")
    with getattr(town.stores, store).writing() as session:
        session.execute(text(change))
        session.commit()
    page = client.get(path)
    assert (page.status, page.path) == (200, path)
    assert "my list" not in page.text.lower()
