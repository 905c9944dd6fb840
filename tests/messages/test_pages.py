"""The pages of both sides, as a browser without scripts meets them."""

from __future__ import annotations

import pytest

from portal.consent import pausing
from portal.consent import service as consent
from portal.helping import service as helping
from tests.accounts.steps import set_cookie
from tests.helping.steps import lend
from tests.inbox.crowd import statements
from tests.make import sign_in, working
from tests.messages.steps import hers, read, teams, with_helper, with_team, write
from tests.sharing import the_consent

HELLO, ANSWER = "¿El jueves?\nOr a day after.", "نعم، في العاشرة."
MOST = 10
LIST = "/en/mine/people/messages/"
BOX = "Your message"


def her_page(world):
    return f"{LIST}{the_consent(world).id}"


def team_page(world):
    return f"/en/inbox/{the_consent(world).share_id}/messages"


def test_her_side(world, client):
    sign_in(client, world.survivor)
    client.get("/en/mine/people/")
    client.follow("Messages Write to somebody you have let in.")
    assert "Nothing written yet" in client.page.main
    client.follow(next(words for words, href in client.page.links() if str(the_consent(world).id) in href))
    client.submit({BOX: HELLO}, "Send")
    assert "Sent." in client.page.main
    write(world, teams(world), ANSWER)
    assert "Somebody has written to you." in client.get("/en/mine/").main
    client.follow("Have a look, if you like")
    assert "new" in client.page.main
    assert ANSWER in client.get(her_page(world)).main
    assert "Or a day after." in client.page.main
    assert "Somebody has written to you." not in client.get("/en/mine/").main
    client.get(her_page(world))
    client.submit(button="Remove it now")
    assert "Removed, on both sides." in client.page.main


def test_how_long_they_stay_is_hers_to_say(world, client):
    sign_in(client, world.survivor)
    client.get(LIST)
    client.submit({"90 days": True}, "Save")
    assert "Saved." in client.page.main
    (chosen,) = [one for one in client.page.all("input", "days") if "checked" in one.attrib]
    assert chosen.get("value") == "90"


def test_a_teams_side(world, client):
    write(world, hers(world, the_consent(world).id), HELLO)
    sign_in(client, world.lead)
    assert "wrote to you" not in client.get("/en/inbox/").main  # a share nobody has opened is new anyhow
    client.get(f"/en/inbox/{the_consent(world).share_id}")
    assert "wrote to you" in client.get("/en/inbox/").main
    client.get(f"/en/inbox/{the_consent(world).share_id}")
    reference = client.page.h1
    client.follow("Messages")
    assert client.page.h1 == reference, "whom the team writes to is said"
    assert "Or a day after." in client.page.main
    client.submit({BOX: ANSWER}, "Send")
    assert ANSWER in client.page.main
    assert "wrote to you" not in client.get("/en/inbox/").main


def test_a_helpers_side(world, client):
    access = lend(world, [1], called="Ana")
    sign_in(client, world.advocate)
    client.get(f"/en/helping/{access}/")
    client.follow("Messages")
    assert "They have not written to you." in client.page.main
    write(world, hers(world, access), HELLO)
    assert "wrote to you" in client.get("/en/helping/").main
    client.get(f"/en/helping/{access}/")
    client.follow("Messages (new)")
    assert client.page.h1 == "Ana"
    client.submit({BOX: ANSWER}, "Send")
    assert ANSWER in client.page.main
    assert "wrote to you" not in client.get("/en/helping/").main


def ends(world):
    with working(world, world.survivor) as w:
        for one in helping.mine(w):
            helping.end(w, one.id)
        consent.withdraw(w, the_consent(world).id)


def pauses(world):
    with working(world, world.survivor) as w:
        pausing.pause(w)


@pytest.mark.parametrize(
    ("meanwhile", "words"), [(ends, "It has ended, so"), (pauses, "You have paused, so")]
)
def test_what_she_could_not_send_is_given_back(world, client, meanwhile, words):
    sign_in(client, world.survivor)
    client.get(her_page(world))
    meanwhile(world)
    page = client.submit({BOX: HELLO}, "Send")
    assert page.status == 400
    assert words in page.main
    assert typed(page) == HELLO


def typed(page):
    (box,) = page.all("textarea")
    return (box.text or "").strip()


@pytest.mark.parametrize("made", [with_helper, with_team])
@pytest.mark.parametrize("meanwhile", [ends, pauses])
def test_what_the_other_side_could_not_send_is_given_back(world, client, made, meanwhile):
    she, other = made(world)
    write(world, she, HELLO)
    with working(world, world.survivor, writing=False) as w:
        access = she[1](w).id
    sign_in(client, other[0])
    client.get(team_page(world) if made is with_team else f"/en/helping/{access}/messages")
    meanwhile(world)
    page = client.submit({BOX: ANSWER}, "Send")
    assert page.status in (400, 410)
    assert "not sent" in page.main
    assert typed(page) == ANSWER
    if meanwhile is ends or made is with_team:
        assert "jueves" not in page.main


def test_words_typed_into_a_session_that_ended_are_given_back(world, client):
    sign_in(client, world.survivor)
    client.get(her_page(world))
    set_cookie(client, "nobody")
    page = client.submit({BOX: HELLO}, "Send")
    assert page.status == 403
    assert "jueves" in page.main


def test_a_second_tap_sends_nothing_more(world, client):
    sign_in(client, world.survivor)
    form = client.get(her_page(world))
    sent = {one.get("name"): one.get("value") for one in form.all("input")}
    for _ in range(2):
        client.post(her_page(world), {**sent, "text": HELLO})
    assert len(read(world, teams(world)).said) == 1


def test_a_look_ahead_opens_nothing(world, client):
    write(world, hers(world, the_consent(world).id), HELLO)
    sign_in(client, world.lead)
    assert client.get(team_page(world), headers={"Sec-Purpose": "prefetch"}).status == 403
    assert read(world, teams(world)).new


def test_no_page_asks_much_of_the_databases(world, client):
    she, other = with_team(world)
    helped = with_helper(world)
    for side in (she, other, *helped, she, other):
        write(world, side, HELLO)
    with working(world, world.survivor, writing=False) as w:
        access = helped[0][1](w).id
    for who, pages in (
        (world.survivor, [LIST, her_page(world), f"{LIST}{access}", "/en/mine/"]),
        (world.lead, [team_page(world)]),
        (world.advocate, [f"/en/helping/{access}/messages", f"/en/helping/{access}/"]),
    ):
        sign_in(client, who)
        for page in pages:
            client.get(page)  # what is new is noted
            with statements(world) as asked:
                assert client.get(page).status == 200
            assert len(asked) <= MOST, "\n".join([page, *asked])
