"""A page left open shows her words to whoever comes by: those that take none close by themselves."""

import re
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from tests.accounts.steps import sign_up
from tests.make import sign_in
from tests.page import CHECKED, tag
from tests.safety.steps import walk

TOLD = re.compile(r"This page closes at (.+?) if nothing happens here\.")
STARTS = {"survivor": "/en/mine/", "lead": "/en/inbox/", "advocate": "/en/helping/"}


def takes_words(page) -> bool:
    typed = [c for c in page.controls() if tag(c) != "select"]
    return any(c.get("type") not in CHECKED | {"hidden"} for c in typed)


def shows_only(page) -> bool:
    """Nothing can be lost by closing it; or it shows somebody's words, which count for more than a tick."""
    return not any(c.get("type") != "hidden" for c in page.controls()) or bool(page.all(css="letter"))


@pytest.mark.parametrize("who", sorted(STARTS))
def test_private_pages_close_unless_they_take_words(client, world, who):
    sign_in(client, getattr(world, who))
    for page in walk(client, STARTS[who]):
        refresh = page.headers.get("Refresh")
        if takes_words(page):
            assert refresh is None, page.url
        elif shows_only(page):
            assert refresh == "900; url=/en/leave?idle=1", page.url


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_time_is_told_in_the_services_own_zone(client, world, language):
    sign_in(client, world.survivor, language)
    before = world.clock()
    page = client.get(f"/{language}/mine/activity/")
    after = world.clock()
    assert page.headers["Refresh"] == f"900; url=/{language}/leave?idle=1"
    zone = ZoneInfo(world.settings.timezone)
    due = {(at + timedelta(minutes=15)).astimezone(zone) for at in (before, after)}
    (told,) = page.all(css="closes")
    digits = "".join(told.itertext()).translate({ord("٠") + n: ord("0") + n for n in range(10)})
    assert any(at.strftime(":%M") in digits for at in due)
    assert any(re.search(rf"\b0?({at.hour}|{at.hour % 12 or 12}):", digits) for at in due)


def test_what_is_told_is_what_happens(client, world):
    sign_in(client, world.survivor)
    page = client.get("/en/mine/activity/")
    assert TOLD.search(page.text)
    seconds, address = re.fullmatch(r"(\d+); url=(.+)", page.headers["Refresh"]).groups()
    world.clock.move(seconds=int(seconds))
    assert client.get(address).location == world.settings.leave_url
    assert client.get("/en/mine/").path == "/en/sign-in"


def test_stay_longer_is_the_same_page_again(client, world):
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/review")
    world.clock.move(minutes=14)
    assert client.follow("Stay longer").path == "/en/mine/writing/review"
    world.clock.move(minutes=14)
    assert client.get("/en/mine/").path == "/en/mine/"


def test_the_card_closes_too(client):
    sign_up(client)
    assert client.page.headers["Refresh"] == "900; url=/en/leave?idle=1"
    assert client.get("/en/card/check").headers.get("Refresh") is None


def test_public_pages_stay_and_leave_no_trace(client):
    for page in walk(client, "/en/"):
        assert page.headers.get("Refresh") is None, page.url
        assert page.headers.get("Set-Cookie") is None, page.url
        assert "cookie" not in page.headers.get("Vary", "").lower(), page.url
        assert not page.all(css="closes"), page.url
        assert page.headers["Cache-Control"] == "no-store", page.url
        assert urlsplit(page.url).query == "", page.url


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_public_pages_set_no_cookie_when_compressed(client, encoding):
    answer = client.client.get("/en/", base_url="https://localhost", headers={"Accept-Encoding": encoding})
    assert answer.headers.get("Content-Encoding", "identity") == encoding
    assert answer.headers.get("Set-Cookie") is None
    assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_a_private_page_is_not_compressed(client, world):
    """Its length would tell what stands in it beside what was typed (BREACH)."""
    sign_in(client, world.survivor)
    page = client.get("/en/mine/writing/review", headers={"Accept-Encoding": "br, gzip"})
    assert page.headers.get("Content-Encoding") is None
