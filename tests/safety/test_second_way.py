"""After the last words of a page the way out comes once more, for who reads by ear or by keyboard."""

import pytest

from tests.make import sign_in
from tests.page import name
from tests.safety.test_leave import has_left
from tests.safety.test_leave_writing import HERS, read_again

SECOND = "You can leave this site here"


@pytest.mark.parametrize("path", ["/en/", "/en/support/", "/en/leaving", "/en/nowhere"])
def test_it_follows_the_main_part(client, world, path):
    page = client.get(path)
    (again,) = [link for link in page.all("a") if name(link) == SECOND]
    (main,), (foot,) = page.all("main"), page.all("footer")
    assert page.elements.index(list(main.iter())[-1]) < page.elements.index(again)
    assert page.elements.index(again) < page.elements.index(foot)
    has_left(client.follow(SECOND), client, world)


def test_it_ends_the_session(client, world):
    sign_in(client, world.survivor)
    client.get("/en/mine/")
    has_left(client.follow(SECOND), client, world)
    assert client.get("/en/mine/").path == "/en/sign-in"


def test_where_she_writes_it_saves_first(client, world):
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/2")
    has_left(client.submit({"text": HERS}, SECOND), client, world)
    assert "I walked by the sea." in read_again(client, world)
