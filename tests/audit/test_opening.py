"""No words without a line in the log: written first, committed first, and shut when it cannot be."""

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from portal.demo import WRITTEN
from tests.make import asked_of, sign_in
from tests.page import text
from tests.sharing import read_as, sql, texts, the_consent

MAIN = 0
WORDS = WRITTEN[1].split("\n")[0]
FULL = "CREATE TRIGGER full BEFORE INSERT ON {} BEGIN SELECT RAISE(ABORT, 'no room'); END"


@pytest.fixture
def said(world):
    """What the databases were asked, in order, with the commits."""
    return asked_of(world.stores.main, world.stores.vault)


def first(said, *words):
    return next(at for at, (_store, text) in enumerate(said) if all(word in text for word in words))


def test_the_opening_is_committed_before_anything_is_opened(world, client, said):
    sign_in(client, world.lead)
    del said[:]
    assert WORDS in client.get(f"/en/inbox/{the_consent(world).share_id}").main
    noted = first(said, "INSERT INTO audit")
    kept = noted + said[noted:].index((MAIN, "COMMIT"))
    assert first(said, "INSERT INTO act") < kept
    opened = ("FROM share_group", "FROM consent_grant", "FROM secret")
    assert kept < min(first(said, words) for words in opened)


@pytest.mark.parametrize("table", ["audit", "act"])
def test_when_the_log_cannot_be_written_nothing_is_opened(world, client, said, table, capfd):
    sign_in(client, world.lead)
    share_id = the_consent(world).share_id
    sql(world.stores.main, FULL.format(table))
    del said[:]
    shown = client.get(f"/en/inbox/{share_id}")
    assert shown.status == 500
    assert WORDS not in shown.body
    assert not [text for _store, text in said if "FROM share_group" in text or "FROM secret" in text]
    told = capfd.readouterr()
    assert "IntegrityError" in told.err
    assert "no room" not in told.err
    assert sql(world.stores.main, "SELECT 1 FROM act") == []
    sql(world.stores.main, "DROP TRIGGER full")
    assert WORDS in client.get(f"/en/inbox/{share_id}").main


def test_the_list_still_says_new_after_an_opening_that_failed(world, client):
    sign_in(client, world.lead)
    sql(world.stores.main, FULL.format("audit"))
    client.get(f"/en/inbox/{the_consent(world).share_id}")
    client.get("/en/inbox/")
    assert [text(badge) for badge in client.page.all(css="badge")] == ["new"]
    assert sql(world.stores.main, "SELECT 1 FROM act") == []


def test_without_the_service_too(world):
    """The rule is in the services, not only in the page."""
    sql(world.stores.main, FULL.format("audit"))
    with pytest.raises((IntegrityError, OperationalError)):
        read_as(world, world.lead, the_consent(world).share_id)


def test_an_opening_is_one_row_however_often_she_reloads(world, client):
    sign_in(client, world.lead)
    for _reload in range(3):
        client.get(f"/en/inbox/{the_consent(world).share_id}")
    assert len(sql(world.stores.main, "SELECT 1 FROM act")) == 1
    assert len(sql(world.stores.main, "SELECT 1 FROM audit WHERE action = 'opened'")) == 1
    world.clock.move(minutes=11)
    client.get(f"/en/inbox/{the_consent(world).share_id}")
    assert len(sql(world.stores.main, "SELECT 1 FROM act")) == 2


def test_two_people_are_two_openings(world):
    share_id = the_consent(world).share_id
    for who in (world.lead, world.colleague):
        assert texts(read_as(world, who, share_id))
    staff = {row[0] for row in sql(world.stores.main, "SELECT staff_id FROM act")}
    assert staff == {world.lead.actor.id.hex, world.colleague.actor.id.hex}


def test_she_reads_who_opened_it_by_name_and_time(world, client, another_client):
    sign_in(another_client, world.survivor)
    assert "Amira" not in another_client.get("/en/mine/activity/").main
    sign_in(client, world.lead)
    client.get(f"/en/inbox/{the_consent(world).share_id}")
    told = another_client.get("/en/mine/activity/").main
    assert "Amira Haddad (Bridge team) opened it" in told
    told = another_client.get(f"/en/mine/choices/given/{the_consent(world).id}").main
    assert "Amira Haddad opened it" in told
    assert "Tomas" not in told
