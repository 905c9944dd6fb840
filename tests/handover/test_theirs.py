"""The pages of a partner, and of whoever leads it."""

import pytest

from portal.consent.notices import IN_TOUCH
from portal.consent.rules import IN_TOUCH as NOTED
from portal.home.everything import collect
from tests.accounts.steps import token_in
from tests.browser import Browser
from tests.handover.steps import NEED, NUMBER, another_partner, asked, given, notes, states
from tests.make import sign_in, working
from tests.sharing import consents

INDEX = "/en/mine/reach/"
TYPED = {"way": "phone", "where": NUMBER, "text": NEED, "days": "14"}


# A partner


def test_the_partner_reads_first_how_it_is_safe(world, desk, partner):
    consent = asked(world, partner)
    page = desk.get("/en/inbox/")
    assert "To get in touch because I asked" in page.main
    page = desk.get(f"/en/inbox/{consent.share_id}")
    assert page.path == f"/en/inbox/{consent.share_id}/request"
    assert page.main.index("First read how it is safe.") < page.main.index(NUMBER) < page.main.index(NEED)
    assert states(world) == ["seen"]


def test_looking_ahead_opens_nothing(world, desk, partner):
    consent = asked(world, partner)
    page = f"/en/inbox/{consent.share_id}/request"
    told = desk.client.get(page, base_url="https://localhost", headers={"Sec-Purpose": "prefetch"})
    assert told.status_code == 403
    assert states(world) == ["asked"]


@pytest.mark.parametrize("outcome", ["in-touch", "could-not", "done"])
def test_the_partner_notes_what_came_of_it(world, her, desk, partner, outcome):
    consent = asked(world, partner)
    desk.get(f"/en/inbox/{consent.share_id}/request")
    if outcome == "in-touch":
        desk.submit(button="We have been in touch")
    elif outcome == "done":
        desk.follow("It is done")
        page = desk.submit(button="Close it, it is done")
        assert page.path.endswith("/copies")
    else:
        desk.follow("We could not reach them")
        assert desk.submit(button="Tell them").status == 400
        desk.fill({"why": "nobody"}).submit()
    (state,) = states(world)
    assert state == {"in-touch": "in_touch", "could-not": "nobody", "done": "done"}[outcome]
    assert NOTED[state] in her.get(INDEX).main
    assert NOTED[state] in her.get("/en/mine/activity/").main
    page = her.get(f"/en/mine/choices/given/{consent.id}")
    assert f"Noor Saleh answered: {NOTED[state]}" in page.main
    assert her.get("/en/mine/").status == 200


def test_what_was_taken_back_while_they_look_is_closed(world, her, desk, partner):
    consent = asked(world, partner)
    desk.get(f"/en/inbox/{consent.share_id}/request")
    her.get(INDEX)
    her.submit(button="Take it back now")
    page = desk.submit(button="We have been in touch")
    assert page.status == 410
    assert NUMBER not in page.body
    for where in ("request", "request/done", "request/could-not"):
        assert desk.get(f"/en/inbox/{consent.share_id}/{where}").status == 410


def test_another_partner_and_an_ordinary_facilitator_find_nothing(world, app, client, partner):
    consent = asked(world, partner)
    other = another_partner(world)
    for who in (other.desk, world.lead):
        browser = Browser(app, world.settings.public_name)
        sign_in(browser, who)
        token = {"csrf_token": token_in(browser.get("/en/inbox/"))}
        for where in ("request", "request/done", "request/in-touch"):
            assert browser.get(f"/en/inbox/{consent.share_id}/{where}").status == 404
        assert browser.post(f"/en/inbox/{consent.share_id}/request/in-touch", token).status == 404
    assert states(world) == ["asked"]


def test_the_pages_of_other_shares_are_not_theirs(world, desk, partner):
    consent = asked(world, partner)
    other = next(one for one in consents(world) if one.purpose != IN_TOUCH)
    for where in ("", "/request", "/ask", "/stage", "/told"):
        assert desk.get(f"/en/inbox/{other.share_id}{where}").status == 404, where
    for where in ("/ask", "/stage", "/passed-on"):
        assert desk.get(f"/en/inbox/{consent.share_id}{where}").status == 404, where


# Whoever leads


def test_a_lead_finds_the_service_and_stands_for_it(world, app, partner):
    desk = Browser(app, world.settings.public_name)
    sign_in(desk, partner.desk)
    desk.get("/en/programme/")
    desk.follow("Partner organisation")
    page = desk.fill({"q": "LEGAL help"}).submit()
    assert "Example Legal Help" in page.main
    page = desk.submit(button="This is us")
    assert "Example Legal Help" in page.main
    assert desk.get("/en/programme/partner/?q=nothing-like-it").status == 200
    colleague = Browser(app, world.settings.public_name)
    sign_in(colleague, partner.colleague)
    page = colleague.get("/en/programme/partner/")
    assert "Whoever leads your team can change it." in page.main
    assert "We do not stand for this any more" not in page.main


def test_a_team_that_is_shared_with_is_told_why_not(world, client, partner):
    sign_in(client, world.lead)
    client.get("/en/programme/partner/?q=legal+help")
    page = client.submit(button="This is us")
    assert "People share other things with this team now." in page.main


def test_partners_do_not_run_this(world, client, partner):
    assert "Example Counselling Rooms" not in client.get("/en/about/service").main
    sign_in(client, world.survivor)
    assert "Front desk" not in client.get("/en/mine/choices/new").main
    asked(world, partner)
    (one,) = given(world)
    assert "Example Counselling Rooms" in client.get(f"/en/mine/choices/given/{one.id}/receipt").main


def test_what_came_of_it_is_in_her_file(world, partner):
    consent = asked(world, partner)
    notes(world, partner.desk, consent, "in_touch")
    with working(world, world.survivor, writing=False) as w:
        (one,) = collect(w, "ES")["asked_to_get_in_touch"]
    assert (one["choice"], one["team"], one["state"]) == (str(consent.id), "Front desk", "in_touch")
