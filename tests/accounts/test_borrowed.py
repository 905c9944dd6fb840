"""Her session on somebody else's device: short, in a frame, and nothing left behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.statements import notes
from portal.web.lasting import IDLE_BORROWED, LONGEST_BORROWED
from tests.accounts.steps import cookie_of, is_in, sessions_in, token_in
from tests.helping.test_together import acts
from tests.make import sign_in, working
from tests.sharing import the_consent
from tests.statements.attached import attach, photograph

LINE, REFUSED = "Your pages, on somebody else’s device.", "Not on somebody else’s device"
CLEARED = '"cache", "cookies", "storage"'


def borrow(client, who):
    client.get("/en/sign-in")
    return client.fill({"name": who.name, "passphrase": who.passphrase, "borrowed": True}).submit()


@pytest.fixture
def her(world, client):
    borrow(client, world.survivor)
    return client


def framed(page):
    return page.root.find("body").get("class") == "borrowed"


def test_every_page_says_where_she_is_and_closes_soon(world, her):
    for path in ("/en/mine/", "/en/mine/writing/1", "/en/about/privacy", "/en/again"):
        page = her.get(path)
        assert (LINE in page.text, framed(page)) == (True, True), path
    assert her.get("/en/mine/").headers["Refresh"].startswith(f"{int(IDLE_BORROWED.total_seconds())};")
    (row,) = sessions_in(world)
    assert row.ends_at - row.made_at == LONGEST_BORROWED


def test_a_session_of_her_own_has_no_frame(world, client):
    sign_in(client, world.survivor)
    page = client.get("/en/mine/")
    assert (LINE in page.text, framed(page)) == (False, False)


def test_it_is_over_after_ten_minutes_without_a_touch(world, her):
    world.clock.move(minutes=10)
    assert is_in(her)
    world.clock.move(minutes=11)
    assert not is_in(her)


def test_it_is_over_after_three_quarters_of_an_hour_whatever_she_does(world, her):
    for _part in range(5):
        world.clock.move(minutes=9) if _part < 4 else world.clock.move(minutes=8)
        assert is_in(her)
        if _part == 2:
            her.get("/en/again")
            her.fill({"passphrase": world.survivor.passphrase}).submit()
    world.clock.move(minutes=2)
    assert not is_in(her)


def test_it_cannot_be_made_longer(world, her):
    page = her.get("/en/settings/devices")
    assert "How long this stays open" not in page.main
    assert "On somebody else’s device" in page.main
    her.post("/en/settings/devices/longer", {"csrf_token": token_in(page), "longer": "yes"})
    world.clock.move(minutes=12)
    assert not is_in(her)


def test_words_survive_its_end(world, her):
    her.get("/en/mine/writing/2")
    typed = her.fill({"text": "In the middle of a sentence"})
    world.clock.move(minutes=46)
    assert typed.submit("Close it here").path == "/en/", "nobody is here any more"
    sign_in(her, world.survivor)
    assert "In the middle of a sentence" in her.get("/en/mine/writing/2/both").body


# Nothing is left


def refused(page):
    assert (page.status, page.h1) == (403, REFUSED), page.url
    assert "Content-Disposition" not in page.headers


def test_no_file_is_given_and_the_page_says_why(world, her):
    given = f"/en/mine/choices/given/{the_consent(world).id}"
    with working(world, world.survivor) as w:
        notes.save(w, 1, 0, "Zebulon", again=True)
    for path in (
        "/mine/writing/out", "/mine/writing/out/see?parts=all", "/mine/everything",
        "/mine/writing/1/note", "/mine/writing/names",
    ):  # fmt: skip
        refused(her.get(f"/en{path}"))
        assert "on a device of your own" in her.page.main
    for path in (f"{given}/receipt.pdf", f"{given}/receipt.json", "/en/mine/choices/ledger.json"):
        refused(her.get(path))
    token = token_in(her.get("/en/mine/"))
    for path in ("/mine/everything/open", "/mine/everything", "/mine/writing/out/see?parts=1&kind=txt"):
        refused(her.post(f"/en{path}", {"csrf_token": token}))
    assert "come back to this" not in her.get("/en/mine/writing/").main


def test_a_document_stays_here_and_a_photograph_can_be_looked_at(world, her):
    pdf, picture = (attach(world, world.survivor, one) for one in (b"%PDF-1.7 a paper", photograph()))
    refused(her.get(f"/en/mine/writing/files/{pdf.id}/content"))
    shown = her.client.get(f"/en/mine/writing/files/{picture.id}/content", base_url="https://localhost")
    assert (shown.status_code, shown.headers["Content-Disposition"][:6]) == (200, "inline")


def test_closing_it_leads_to_the_sign_in_and_clears_the_browser(world, her, another_client):
    her.get("/en/mine/writing/2")
    page = her.fill({"text": "Typed before closing"}).submit("Close it here", follow=False)
    assert (page.status, page.location) == (303, "/en/sign-in")
    assert page.headers["Clear-Site-Data"] == CLEARED
    assert "Max-Age=0" in page.headers["Set-Cookie"]
    assert (cookie_of(her), sessions_in(world)) == (None, [])
    sign_in(another_client, world.survivor)
    assert "Typed before closing" in another_client.get("/en/mine/writing/2").body
    said = another_client.get("/en/mine/activity/").main
    assert "You were signed in on somebody else’s device from" in said
    assert acts(world)[0].by - acts(world)[0].at < timedelta(minutes=1)
    assert another_client.post("/en/close", {}).path == "/en/mine/", "that is only for a device of others"
    assert is_in(another_client)


def test_another_site_cannot_close_it(world, her):
    her.client.post("/en/close", headers={"Sec-Fetch-Site": "cross-site"}, base_url="https://localhost")
    assert is_in(her)


def test_it_closes_while_her_pages_are_paused(world, her):
    her.get("/en/mine/writing/2")
    her.submit(button="Pause")
    assert her.page.path == "/en/paused"
    assert her.submit(button="Close it here").path == "/en/sign-in"


def test_the_advocate_who_was_signed_in_there_is_signed_out(world, client):
    sign_in(client, world.advocate)
    page = client.get("/en/sign-in")
    assert "Whoever is signed in on this device is signed out by it." in page.main
    borrow(client, world.survivor)
    assert [row.principal_id for row in sessions_in(world)] == [world.survivor.actor.id]
    assert client.get("/en/helping/").status == 403


def test_somebody_who_works_here_has_it_short_too_and_nothing_is_written_of_it(world, client):
    borrow(client, world.advocate)
    assert framed(client.get("/en/helping/"))
    assert client.submit(button="Close it here").path == "/en/sign-in"
    assert acts(world) == []
