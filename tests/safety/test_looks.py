"""What others can see: the icon is the service's choice, and the page about it tells what is so."""

import re
from dataclasses import replace

import pytest

from portal import create_app, site
from portal.settings import ICONS, BadSetting, Settings
from portal.web.lasting import IDLE
from portal.web.sessions import COOKIE
from tests.accounts.steps import cookie_of
from tests.browser import Browser
from tests.make import sign_in

NEEDED = {"PORTAL_KEYS": "env:KEYS"}


def icons_of(page) -> list[str]:
    return [link.get("href", "") for link in page.all("link") if link.get("rel") == "icon"]


@pytest.fixture
def with_icon(world):
    """Somebody at a service that chose this icon."""
    return lambda icon: Browser(create_app(replace(world.settings, icon=icon), world.stores, world.server))


def test_the_icon_is_chosen_by_a_variable():
    assert Settings.from_environment(NEEDED).icon == "page"
    assert Settings.from_environment({**NEEDED, "PORTAL_ICON": ""}).icon == "page"
    assert Settings.from_environment({**NEEDED, "PORTAL_ICON": "leaf"}).icon == "leaf"


@pytest.mark.parametrize("name", ["scales", "Leaf", "../js/leave", "leaf.svg"])
def test_an_unknown_icon_stops_the_start(name):
    with pytest.raises(BadSetting, match="PORTAL_ICON must be one of page, leaf"):
        Settings.from_environment({**NEEDED, "PORTAL_ICON": name})


def test_each_icon_there_is_can_be_chosen():
    assert {path.stem for path in (site() / "static/icons").iterdir()} == set(ICONS)


@pytest.mark.parametrize("icon", ICONS)
def test_a_page_loads_the_chosen_icon_and_no_other(with_icon, icon):
    someone = with_icon(icon)
    (address,) = icons_of(someone.get("/en/"))
    shown = someone.get("/en/looks")
    assert icons_of(shown) == [address]
    assert [image.get("src") for image in shown.all("img")] == [address]
    assert re.fullmatch(r"/static/icon\.[0-9a-f]{8}\.svg", address), "the address says nothing"
    file = someone.client.get(address)
    assert file.mimetype == "image/svg+xml"
    assert file.data == (site() / "static/icons" / f"{icon}.svg").read_bytes()
    assert len(file.data) < 500


def test_what_is_told_is_what_stands_in_the_history(client, world):
    client.get("/en/leaving")
    told = client.follow("What this looks like on my phone").main
    sign_in(client, world.survivor)
    hers = client.get("/en/mine/writing/")
    assert hers.title in told
    assert f"localhost{hers.path}" in told
    assert f"called like that page: {hers.title}." in told


def test_the_name_of_the_service_is_told(client, world):
    app = create_app(replace(world.settings, public_name="Blue <b> notes"), world.stores, world.server)
    assert "Writing · Blue <b> notes" in Browser(app, "Blue <b> notes").get("/en/looks").main


def test_the_host_is_the_one_that_was_asked(client):
    answer = client.client.get("/en/looks", base_url="https://pages.example:8443")
    assert "pages.example:8443/en/mine/writing/" in answer.text


def test_the_cookie_is_told_by_its_name_and_goes(client, world):
    told = client.get("/en/looks").main
    assert COOKIE in told
    assert f"after about {IDLE.total_seconds() / 60:.0f} minutes" in told
    assert cookie_of(client) is None
    sign_in(client, world.survivor)
    assert [cookie.key for cookie in client.client._cookies.values()] == [COOKIE]
    client.get("/en/looks")
    client.leave()
    assert cookie_of(client) is None
