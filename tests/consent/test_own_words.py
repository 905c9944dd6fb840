"""Whoever leads writes what her service says in its own words; earlier versions stay readable."""

import pytest

from portal.consent import wording
from portal.consent.notices import NOTICES
from portal.consent.wording import LONGEST
from portal.work import NotAllowed, NotFound
from tests.accounts.steps import token_in
from tests.consent.giving import look
from tests.consent.saying import NEW, OLD, PLACE, say
from tests.make import sign_in, working
from tests.sharing import other_team, sql


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


@pytest.fixture
def lead(world, another_client):
    sign_in(another_client, world.lead)
    return another_client


def said(world):
    return sql(world.stores.main, "SELECT version, language, text FROM own_words ORDER BY version")


def test_the_lead_writes_it_and_the_team_reads_it(world, lead, client):
    lead.get("/en/programme/")
    lead.follow("What people read before they say yes")
    lead.follow("Change: To find out what is possible")
    assert lead.page.path == PLACE
    lead.submit({"text": f" {OLD}\r\n \r\n\r\nAsk for Mei. "}, "Save")
    assert lead.page.path == "/en/programme/notices/en"
    assert said(world) == [(1, "en", f"{OLD}\n\nAsk for Mei.")]
    sign_in(client, world.colleague)
    page = client.get("/en/programme/notices/")
    assert OLD in page.main
    assert "Version 1.1, since" in page.main
    assert "Whoever leads your team can change it." in page.main


def test_our_text_stands_there_in_every_language(world, lead):
    for code in ("en", "es", "ar"):
        page = lead.get(f"/en/programme/notices/{code}")
        assert len(page.all("details", css="more")) == len(NOTICES)
        assert "Bridge team" in page.main
    assert lead.get("/en/programme/notices/xx").status == 404


def test_earlier_versions_stay_readable(world, lead):
    for one in (OLD, NEW, NEW, ""):
        lead.get(PLACE)
        lead.submit({"text": one}, "Save")
    assert said(world) == [(1, "en", OLD), (2, "en", NEW), (3, "en", "")]
    assert "Nothing in your own words." in lead.page.main
    page = lead.get(PLACE)
    for seen in (OLD, NEW, "Version 1.1", "Version 1.2", "Version 1.3", "Written by Amira Haddad on"):
        assert seen in page.main
    assert page.main.index("Version 1.3") < page.main.index("Version 1.1")


@pytest.mark.parametrize(("length", "status"), [(LONGEST, 200), (LONGEST + 1, 400)])
def test_what_is_too_long_is_refused_and_still_there(world, lead, length, status):
    lead.get(PLACE)
    page = lead.submit({"text": "é" * length}, "Save")
    assert page.status == status
    assert "é" * length in page.body
    assert len(said(world)) == (status == 200)


def test_a_colleague_who_does_not_lead_writes_nothing(world, client):
    sign_in(client, world.colleague)
    assert "Change:" not in client.get("/en/programme/notices/").main
    assert client.get(PLACE).status == 403
    token = token_in(client.get("/en/again"))
    assert client.post(PLACE, {"csrf_token": token, "text": "Mine."}).status == 403
    with working(world, world.colleague) as w, pytest.raises(NotAllowed):
        wording.change(w, "possible", "en", "Mine.")
    assert said(world) == []


@pytest.mark.parametrize("who", ["survivor", "advocate"])
def test_others_do_not_come_here(world, client, who):
    sign_in(client, getattr(world, who))
    for place in ("/en/programme/notices/", "/en/programme/notices/es", PLACE):
        assert client.get(place).status == 403


@pytest.mark.parametrize(("purpose", "language"), [("everything", "en"), ("possible", "xx")])
def test_there_is_nothing_else_to_write(world, lead, purpose, language):
    assert lead.get(f"/en/programme/notices/{language}/{purpose}").status == 404
    with working(world, world.lead) as w, pytest.raises(NotFound):
        wording.change(w, purpose, language, "Words.")


def test_another_services_words_are_never_shown(world, her, lead):
    team = other_team(world, members=2)
    say(world, OLD)
    theirs = "Words of another service."
    sql(world.stores.main,
        "INSERT INTO own_words SELECT :id, programme_id, 'possible', 'en', 9, :text, made_at, made_by "
        "FROM (SELECT (SELECT programme_id FROM team WHERE id = :team) AS programme_id, made_at, made_by "
        "FROM own_words)", id="0" * 32, team=team.id.hex, text=theirs)  # fmt: skip
    page = look(world, her)
    assert OLD in page.main
    assert theirs not in page.body
    assert theirs not in her.get(f"{page.path}?was=1.9").body
    assert theirs not in lead.get("/en/programme/notices/").body
    assert theirs not in lead.get(PLACE).body
    lead.submit({"text": NEW}, "Save")
    assert said(world)[1][:1] == (2,), "their versions are not counted"
