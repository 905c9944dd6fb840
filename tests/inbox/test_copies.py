"""Printing is an act, and when something has ended each reader says what became of copies."""

import pytest

from portal.consent import service as consent
from portal.demo import WRITTEN
from tests.make import sign_in, working
from tests.sharing import the_consent


@pytest.fixture
def reader(world, client):
    sign_in(client, world.lead)
    client.get(f"/en/inbox/{the_consent(world).share_id}")
    return client


def place(world, way=""):
    return f"/en/inbox/{the_consent(world).share_id}{way}"


def withdraw(world):
    with working(world, world.survivor) as w:
        consent.withdraw(w, the_consent(world).id)


def hers(world, client):
    sign_in(client, world.survivor)
    return client.get(f"/en/mine/choices/given/{the_consent(world).id}").main


def test_what_is_seen_says_by_whom_and_until_when(world, reader):
    assert "Seen by Amira Haddad on" in reader.page.main
    assert "May not be passed on. Ends on" in reader.page.main


def test_printing_is_told_before_there_is_anything_to_print(world, reader, another_client):
    assert reader.get(place(world, "/paper")).path == place(world), "not without saying so"
    reader.submit(button="Print it")
    assert reader.page.path == place(world, "/paper")
    assert WRITTEN[1][:20] in reader.page.main
    assert "Seen by Amira Haddad on" in reader.page.main
    assert "Amira Haddad printed it" in hers(world, another_client)


def test_a_page_to_print_is_over_after_ten_minutes(world, reader):
    reader.submit(button="Print it")
    world.clock.move(minutes=11)
    assert reader.get(place(world, "/paper")).path == place(world)


def test_one_readers_printing_is_not_anothers(world, reader, another_client):
    reader.submit(button="Print it")
    sign_in(another_client, world.colleague)
    assert another_client.get(place(world, "/paper")).path == place(world)


def test_a_page_left_open_cannot_print_after_the_end(world, reader):
    withdraw(world)
    reader.submit(button="Print it")
    assert reader.page.status == 410
    assert WRITTEN[1][:20] not in reader.page.body
    assert reader.get(place(world, "/paper")).status == 410


def test_readers_are_asked_and_she_sees_who_has_said_what(world, reader, another_client):
    withdraw(world)
    assert "Not yet said what became of copies: \u2068Amira Haddad\u2069" in hers(world, another_client)
    reader.get("/en/inbox/")
    assert "Ended: what became of copies?" in reader.page.main
    reader.get(place(world, "/copies"))
    reader.fill({"what": "destroyed"}).submit()
    assert "what became of copies?" not in reader.get("/en/inbox/").main
    told = hers(world, another_client)
    assert "Amira Haddad said about copies: I destroyed my copies and notes." in told
    assert "Not yet said" not in told


def test_who_never_opened_it_is_not_asked(world, client):
    withdraw(world)
    sign_in(client, world.colleague)
    assert "what became of copies?" not in client.get("/en/inbox/").main


def test_nobody_is_asked_while_it_stands(world, reader):
    assert reader.get(place(world, "/copies")).path == place(world)


def test_before_she_stops_she_sees_who_has_seen_it(world, reader, another_client):
    reader.submit(button="Print it")
    sign_in(another_client, world.survivor)
    page = another_client.get(f"/en/mine/choices/given/{the_consent(world).id}/withdraw")
    assert "Amira Haddad opened it" in page.main
    assert "Amira Haddad printed it" in page.main


def test_by_when_they_will_be_back(world, reader, another_client):
    reader.fill({"code": "time", "by": "7"}).submit("Send")
    told = hers(world, another_client)
    assert "We need a little more time. By " in told


def test_a_promise_that_is_not_on_the_list(world, reader):
    assert reader.page.status == 200
    token = next(c.get("value") for c in reader.page.controls() if c.get("name") == "csrf_token")
    told = reader.post(place(world, "/answer"), {"csrf_token": token, "code": "time", "by": "365"})
    assert "We need a little more time." not in told.main.split("Answer")[0]
