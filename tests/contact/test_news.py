"""Asking for messages outside these pages: told plainly, obeyed, and in her activity."""

from dataclasses import replace

import pytest

from portal import create_app
from portal.accounts import service as accounts
from portal.notifying import service
from portal.notifying.providers import NoSuchAddress
from tests.accounts.ways_back import change
from tests.browser import Browser
from tests.contact.steps import ADDRESS, ALWAYS, HERE, plan, say, wish
from tests.make import sign_in, working
from tests.notifying.steps import Hand, box, notify, rows
from tests.sharing import sql

NEWS = HERE + "news"


@pytest.fixture
def her(world, _model):
    """On a portal that can send."""
    told = replace(
        world.settings,
        smtp_url="file:/nowhere",
        mail_from="news@post.example",
        front_url="https://pages.example/",
    )
    app = create_app(told, world.stores, world.server)
    app.extensions["portal"].now = world.clock
    browser = Browser(app, world.settings.public_name)
    sign_in(browser, world.survivor)
    return browser


def mine(world):
    with working(world, world.survivor, writing=False) as w:
        return service.mine(w)


def ask(world, browser, **values):
    last = world.clock().date().replace(year=world.clock().year + 1).isoformat()
    browser.get(NEWS)
    return browser.submit({"to": ADDRESS, "kinds": ["asked"], "last": last, **values}, "Send me messages")


def test_nothing_is_ticked_and_nothing_is_sent_by_itself(world, her):
    say(world, "times", ALWAYS)
    assert "Off: nothing is sent" in her.get(HERE).main
    page = her.get(NEWS)
    assert [c.get("name") for c in page.controls() if c.get("checked") is not None] == []
    assert mine(world) is None


def test_she_is_told_what_the_server_can_read_and_what_comes(world, her):
    say(world, "times", ALWAYS)
    page = her.get(NEWS)
    for words in ("This one part the server can read", "news@post.example", "You have an update.", "Madrid"):
        assert words in page.main


def test_first_come_the_times(world, her):
    assert "First say which days are safe" in her.get(NEWS).main
    assert not [c for c in her.page.controls() if c.get("name") == "to"]
    say(world, "ways", {"email": "never"})
    assert "email is never safe" in her.get(NEWS).main


def test_what_she_asked_for_is_kept_and_can_be_changed_and_stopped(world, her):
    say(world, "times", {**ALWAYS, "begin": "18:00", "end": "19:00"})
    assert "at your safe hours" in ask(world, her, link="y").main
    found = mine(world)
    assert (found.to, found.kinds, found.link, found.language) == (ADDRESS, ("asked",), True, "en")
    assert found.hours == plan(world).hours
    her.get(NEWS)
    her.submit({"kinds": ["answered", "message"], "link": False}, "Send me messages")
    assert mine(world).kinds == ("answered", "message")
    notify(world, "message")
    her.get(NEWS)
    assert "no messages any more" in her.submit({}, "No messages, remove the address").main
    assert mine(world) is None
    assert rows(world) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [({"to": "a@b"}, "Please give an email address"), ({"kinds": []}, "Please tick at least one"),
     ({"last": ""}, "a year from now at most"), ({"last": "2020-01-01"}, "a year from now at most"),
     ({"last": "2099-01-01"}, "a year from now at most"), ({"last": "soon"}, "Please give a day")],
)  # fmt: skip
def test_what_cannot_be_meant(world, her, values, told):
    say(world, "times", ALWAYS)
    shown = ask(world, her, **values)
    assert (shown.status, told in shown.main) == (400, True)
    assert mine(world) is None


def test_a_page_that_was_open_when_times_were_taken_back_asks_for_nothing(world, her):
    say(world, "times", ALWAYS)
    her.get(NEWS)
    page = her.page
    say(world, "times", None)
    her.page = page
    shown = her.submit({"to": ADDRESS, "kinds": ["asked"]}, "Send me messages")
    assert "First say which days are safe" in shown.main
    assert mine(world) is None


@pytest.mark.parametrize(
    ("trouble", "words"),
    [(None, "A message was sent to your address"), (NoSuchAddress(), "could not be sent")],
)
def test_it_stands_in_her_activity(world, her, trouble, words):
    wish(world)
    notify(world)
    assert words not in her.get("/en/mine/activity/").main
    box(world, Hand(trouble)).send()
    assert words in her.get("/en/mine/activity/").main
    her.get("/en/mine/activity/")


def test_the_address_is_in_no_clear_byte_and_goes_with_everything(world):
    wish(world)
    (body,) = sql(world.stores.main, "SELECT body_w FROM reach")[0]
    assert ADDRESS.encode() not in body
    with working(world, world.survivor) as w:
        accounts.erase(w)
    assert sql(world.stores.main, "SELECT 1 FROM reach UNION SELECT 1 FROM contact_plan") == []


def test_new_keys_keep_the_plan_and_the_address(world, her):
    say(world, "never", {"text": "at work"})
    say(world, "times", ALWAYS)
    wish(world)
    change(her, "known")
    assert "at work" in her.get(HERE + "never").main
    assert ADDRESS in [c.get("value") for c in her.get(NEWS).controls()]
    notify(world)
    hand = Hand()
    assert box(world, hand).send() == 1
    assert hand.sent[0][0] == ADDRESS
