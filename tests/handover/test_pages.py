"""The pages of a request: hers, a partner's, and a lead's."""

from datetime import timedelta

import pytest

from portal.consent.models import Choosing
from portal.messages import service as messages
from tests.accounts.steps import set_cookie, token_in
from tests.contact.steps import plan, say
from tests.handover.steps import NEED, NUMBER, asked, asks, called, given, says_yes, states
from tests.helping.steps import lend
from tests.make import sign_in, working
from tests.sharing import new_survivor, sql

INDEX = "/en/mine/reach/"
TYPED = {"way": "phone", "where": NUMBER, "text": NEED, "days": "14"}


def place(partner, language="en"):
    return f"/{language}/mine/reach/new/{partner.service_id}"


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_she_asks_sees_it_as_they_will_and_says_yes(world, her, partner, language):
    page = her.get(place(partner, language))
    assert "Example Counselling Rooms" in page.main
    page = her.fill({**TYPED, "called": "Ana"}).submit()
    assert page.path.endswith("/see")
    assert page.path.startswith(f"/{language}/")
    for words in (NUMBER, NEED, "Ana", "Front desk"):
        assert words in page.main
    page = her.submit(button="answer=yes")
    (one,) = given(world)
    assert page.path == f"/{language}/mine/choices/given/{one.id}"
    assert "Change it, or give it longer" not in page.main
    page = her.get(f"/{language}/mine/reach/")
    assert "Front desk" in page.main
    assert states(world) == ["asked"]


def test_what_she_typed_is_there_when_she_goes_back(world, her, partner):
    her.get(place(partner))
    her.fill({**TYPED, "days": "3", "when": "Mondays"}).submit()
    page = her.follow("Back")
    assert page.path == place(partner)
    for words in (NUMBER, NEED, "Mondays"):
        assert words in page.body
    page = her.submit(button="See it as they will")
    assert "Mondays" in page.main
    assert not given(world)
    assert sql(world.stores.main, "SELECT count(*) FROM choosing WHERE purpose = 'in_touch'") == [(1,)]


def test_what_is_missing_is_said_and_nothing_is_lost(her, partner):
    her.get(place(partner))
    page = her.fill({"text": NEED, "way": "phone"}).submit()
    assert page.status == 400
    assert "Please say where they can reach you." in page.main
    assert NEED in page.body
    page = her.fill({"where": NUMBER, "text": "x" * 501}).submit()
    assert page.status == 400
    assert "x" * 501 in page.body


def test_a_way_her_plan_forbids_is_said_here_and_on_the_way_back(world, her, partner):
    say(world, "ways", {"sms": "never"})
    her.get(place(partner))
    page = her.fill({**TYPED, "way": "sms"}).submit()
    assert (page.status, page.path) == (400, place(partner))
    assert "never safe for you" in page.main
    page = her.fill({"way": "phone"}).submit()
    say(world, "ways", {"phone": "never"})
    page = her.get(page.url)
    assert page.path == place(partner)
    assert "never safe for you" in page.main


def test_with_a_plan_nothing_is_asked_twice(world, her, partner):
    say(world, "ways", {"phone": "safe", "text": NUMBER})
    say(world, "follow", {"who": "me"})
    page = her.get(place(partner))
    assert NUMBER in page.main
    assert "you get in touch yourself" in page.main
    assert "Which number or address?" not in page.main
    page = her.fill({"text": NEED}).submit()
    assert NUMBER in page.main


def test_she_keeps_it_as_her_plan(world, her, partner):
    her.get(place(partner))
    her.fill({**TYPED, "keep": True}).submit()
    assert plan(world).answers["ways"]["text"] == NUMBER


def test_an_expired_session_loses_no_words(world, her, partner):
    her.get(place(partner))
    fields = {**TYPED, "where": NUMBER, "called": "Ana"}
    set_cookie(her, "over")
    page = her.post(place(partner), fields)
    assert page.status == 403
    for words in (NEED, NUMBER, "Ana"):
        assert words in page.body
    sign_in(her, world.survivor)
    page = her.post(place(partner), fields)  # as the page that gave them back sends them
    assert page.status == 400
    page = her.submit(button="See it as they will")
    assert page.path.endswith("/see")
    assert "Ana" in page.main


def test_asking_while_one_stands_shows_it(world, her, partner):
    asked(world, partner)
    page = her.get(place(partner))
    assert page.path == INDEX
    assert "You have asked them already." in page.main
    assert "Front desk" in page.main


def test_a_second_window_gives_nothing_twice(world, her, partner):
    her.get(place(partner))
    see = her.fill(TYPED).submit()
    form = her.fill({"company": ""})
    her.get(see.url)
    her.submit(button="answer=yes")
    page = form.submit("answer=yes")
    assert len(given(world)) == 1
    assert page.path == f"/en/mine/choices/given/{given(world)[0].id}"


def test_taken_back_in_one_tap(world, her, partner):
    consent = asked(world, partner)
    her.get(INDEX)
    page = her.submit(button="Take it back now")
    assert "Taken back." in page.main
    assert given(world)[0].state == "withdrawn"
    assert "You took it back." in page.main
    assert her.post(f"{INDEX}{consent.id}/back", {}).path == INDEX


def test_who_paused_in_another_window_loses_no_words(world, her, partner):
    her.get(place(partner))
    form = her.fill({**TYPED, "Which number or address?": NUMBER})
    her.get("/en/mine/choices/pause")
    her.submit(button="Pause now")
    page = form.submit(button="See it as they will")
    assert page.status == 409
    assert NEED in page.body
    assert NUMBER in page.body
    assert "Nothing was sent." in page.main


def test_who_has_paused_asks_nobody(world, her, partner):
    her.get("/en/mine/choices/pause")
    her.submit(button="Pause now")
    assert her.get(place(partner)).path == "/en/mine/choices/pause"


def test_a_service_without_a_partner_cannot_be_asked(world, her, partner):
    page = her.get(f"/en/mine/reach/new/{called(world, 'Example Legal Help')}")
    assert page.path == INDEX
    assert "cannot be asked here now" in page.main


def test_a_partner_that_goes_before_the_yes_gets_nothing(world, her, partner, desk):
    her.get(place(partner))
    see = her.fill(TYPED).submit()
    desk.get("/en/programme/partner/")
    desk.submit(button="We do not stand for this any more")
    page = her.get(see.url)
    assert page.path == INDEX
    assert not given(world)


def test_somebody_who_helps_her_is_asked_by_a_message(world, her, partner):
    say(world, "never", {"text": "Never at the bakery."})
    access = lend(world, [3])
    page = her.get(INDEX)
    assert "Ask this person to contact me" in page.main
    page = her.get(f"/en/mine/people/messages/{access}?reach=1")
    assert "Please get in touch with me." in page.body
    her.submit(button="Send")
    with working(world, world.survivor, writing=False) as w:
        ((_line, said),) = messages.everything(w)
    assert "Never at the bakery." in said[0].text


@pytest.mark.parametrize("step", ["parts", "look", "how", "until"])
def test_the_steps_of_other_choices_are_not_for_it(world, her, partner, step):
    """Nothing is ticked along with it, and it is not made longer."""
    choosing = asks(world, partner)
    place = f"/en/mine/choices/{choosing}/{step}"
    assert her.get(place).status == 404
    token = {"csrf_token": token_in(her.get(INDEX))}
    answer = {"parts": "1", "means": "phone", "text": "x", "until": "2030-01-01", "show": "yes", "seen": ""}
    assert her.post(place, token | answer).status in (400, 404)
    assert her.get(f"/en/mine/choices/{choosing}/told/kept").status == 200
    with working(world, world.survivor, writing=False) as w:
        kept = w.main.get_one(Choosing, choosing)
        assert (kept.groups, kept.means) == ("", "")
        assert kept.lapses_at - w.now < timedelta(days=16)


def test_anothers_choice_and_request_are_not_found(world, her, partner):
    other = new_survivor(world)
    choosing = asks(world, partner, other)
    assert her.get(f"/en/mine/reach/{choosing}/change").status == 404
    consent = says_yes(world, choosing, other)
    token = {"csrf_token": token_in(her.get(INDEX))}
    assert her.post(f"/en/mine/reach/{consent.id}/back", token).status == 404
    assert given(world)[0].state == "given"
