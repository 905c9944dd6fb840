"""The proof that a form is one of ours: forged, old, another's, replayed, or sent by another site."""

import pytest

from portal.web.writing import GOOD_FOR
from tests.accounts.steps import is_in, sign_up, token_in, type_back
from tests.make import sign_in
from tests.web.steps import kept_beside, saved, send, text_in, token_at, writer

FORGED = ["", "x", "A" * 120, "é", "\x00", "=" * 8, "A" * 100_000]
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "https://localhost.evil.example"},
    {"Origin": "null"},
    {"Origin": "http://["},
]


@pytest.mark.parametrize("token", FORGED, ids=lambda token: repr(token[:9]))
def test_a_forged_token_saves_nothing_and_loses_nothing(client, world, token):
    writer(client, world)
    page = send(client, token, "my words")
    assert (page.status, text_in(page)) == (400, "my words")
    assert saved(client) == ""


def test_what_was_handed_back_can_be_saved_by_pressing_once_more(client, world):
    writer(client, world)
    send(client, "forged", "my words")
    client.submit(button="Save")
    assert saved(client) == "my words"


def test_what_was_handed_back_never_overwrites(client, world):
    writer(client, world)
    before = saved(client, 1)
    send(client, "forged", "my words", number=1)
    client.submit(button="Save")
    assert (saved(client, 1), kept_beside(client, 1)) == (before, ["my words"])


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 400)])
def test_a_token_is_good_for_thirty_days(client, world, days, status):
    assert GOOD_FOR.days == 30
    token = writer(client, world)
    world.clock.move(days=days)
    sign_in(client, world.survivor)
    page = send(client, token, "written long ago")
    assert page.status == status
    assert text_in(page) == "written long ago"


def test_an_old_token_without_a_session_keeps_the_words_on_the_screen(client, another_client, world):
    token = writer(client, world)
    world.clock.move(days=31)
    page = send(client, token, "written long ago")
    assert (page.status, text_in(page)) == (403, "written long ago")
    sign_in(client, world.survivor)
    page = send(client, token, "written long ago")
    client.submit(button="Save")
    assert saved(client) == "written long ago"


def test_a_tampered_token_is_a_forged_one(client, world):
    token = writer(client, world)
    for at in (0, len(token) // 2, len(token) - 2):
        flipped = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        assert send(client, flipped, "my words").status == 400
    assert saved(client) == ""


def test_a_token_of_another_part_saves_nothing_there(client, world):
    token = writer(client, world, 1)
    page = send(client, token, "for part one", number=2)
    assert (page.status, text_in(page)) == (400, "for part one")
    assert saved(client, 2) == ""


def test_another_persons_token_keeps_the_words_for_her(client, another_client, world):
    token = writer(client, world)
    _name, words = sign_up(another_client)
    type_back(another_client, words)
    page = send(another_client, token, "the other one's words")
    assert page.path == "/en/kept"
    assert saved(another_client) == ""
    assert kept_beside(client) == ["the other one's words"]


@pytest.mark.parametrize("who", ["stranger", "survivor", "lead"])
def test_a_token_of_somebody_who_has_erased_everything(client, another_client, world, who):
    """Nobody's words are put into another's pages, and no role gets past the door by it."""
    token = writer(client, world)
    client.get("/en/settings/erase")
    client.fill({"passphrase": world.survivor.passphrase}).submit()
    if who == "survivor":
        type_back(another_client, sign_up(another_client)[1])
    elif who == "lead":
        sign_in(another_client, world.lead)
    page = send(another_client, token, "words of one who is gone")
    assert page.status == (403 if who == "stranger" else 404)
    if who == "survivor":
        assert saved(another_client) == ""
    with world.stores.main.reading() as main:
        count = main.connection().exec_driver_sql("SELECT count(*) FROM pending_input").scalar_one()
    assert count == 0


def test_a_form_sent_twice_is_one_save(client, world):
    token = writer(client, world)
    for _ in range(3):
        assert send(client, token, "once").status == 200
    assert (saved(client), kept_beside(client)) == ("once", [])


def test_an_older_form_sent_again_overwrites_nothing(client, world):
    token = writer(client, world)
    send(client, token, "first")
    send(client, token_at(client, 2), "second")
    send(client, token, "first")
    assert (saved(client), kept_beside(client)) == ("second", ["first"])


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_site_cannot_write(client, world, headers):
    token = writer(client, world)
    assert send(client, token, "not hers", headers=headers).status == 400
    assert saved(client) == ""


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_site_cannot_sign_anybody_in_or_up(client, world, headers):
    for place, data in (
        ("/en/sign-in", {"name": world.survivor.name, "passphrase": world.survivor.passphrase}),
        ("/en/sign-up", {"kind": "words"}),
    ):
        client.get(place)
        page = client.fill(data).submit(headers=headers)
        assert page.status == 400
        assert "Please press the button once more" in page.text
        assert page.headers.get("Set-Cookie") is None


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_site_cannot_erase(client, world, headers):
    sign_in(client, world.survivor)
    client.get("/en/settings/erase")
    assert client.fill({"passphrase": world.survivor.passphrase}).submit(headers=headers).status == 400
    assert is_in(client)


def test_a_browser_that_says_nothing_of_where_it_comes_from_is_served(client, world):
    """Older browsers send neither header; the token is proof enough."""
    token = token_in(client.get("/en/sign-in"))
    data = {"csrf_token": token, "name": world.survivor.name, "passphrase": world.survivor.passphrase}
    answer = client.client.post("/en/sign-in", data=data, base_url="https://localhost")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/en/mine/")


@pytest.mark.parametrize(("hours", "path"), [(23, "/en/mine/"), (24, "/en/sign-in"), (-1, "/en/sign-in")])
def test_a_public_form_is_good_for_a_day(client, world, hours, path):
    client.get("/en/sign-in")
    form = client.fill({"name": world.survivor.name, "passphrase": world.survivor.passphrase})
    world.clock.move(hours=hours)
    assert form.submit().path == path


def test_a_session_token_of_another_person_is_refused(client, another_client, world):
    sign_in(another_client, world.lead)
    theirs = token_in(another_client.get("/en/again"))
    sign_in(client, world.survivor)
    data = {"csrf_token": theirs, "passphrase": world.survivor.passphrase}
    assert client.post("/en/settings/erase", data).status == 400
    assert is_in(client)
