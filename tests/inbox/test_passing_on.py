"""Passing on: only what she gave for that, to whom and in which way she said; each time is noted for her."""

from itertools import product

import pytest

from portal.audit.models import Act
from portal.consent import pausing, service
from portal.consent.notices import NOTICES, OFFERED
from portal.consent.passing import PASSED, noted
from portal.inbox import passing
from portal.work import NotAllowed, NotFound, Refused
from tests.accounts.steps import token_in
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import share, sql, the_consent

PASS_ON = NOTICES["pass_on"]
TO, WAYS = tuple(PASS_ON.onward), tuple(PASS_ON.means)
BANNER = "May be passed on only to: the court. Only in this way: read aloud, without giving it away. Ends on"


@pytest.fixture
def given(world):
    """The first part of her writing, to be read aloud to the court."""
    return share(world, world.survivor, [1], purpose="pass_on", means=["aloud"], onward=["court"])


@pytest.fixture
def reader(world, client, given):
    sign_in(client, world.lead)
    client.get(f"/en/inbox/{given.share_id}")
    return client


def acts(world):
    return sql(world.stores.main, "SELECT detail FROM act WHERE what = 'passed_on' ORDER BY at")


def form_of(page):
    return [c.get("value") for c in page.controls() if c.get("name") in ("to", "way")]


def end(world, given, how):
    if how == "its date":
        world.clock.move(days=31)
        return
    with working(world, world.survivor) as w:
        if how == "pause":
            pausing.pause(w)
        elif how == "stop":
            pausing.stop(w)
        else:
            service.withdraw(w, given.id)


def test_it_is_noted_and_she_reads_it_in_words(world, reader, another_client, given):
    page = reader.follow("It was passed on")
    assert form_of(page) == ["court", "aloud"], "nothing else can be chosen"
    page = reader.submit({"to": "court", "way": "aloud"}, "Note it")
    assert page.path == f"/en/inbox/{given.share_id}"
    assert acts(world) == [("court/a",)]
    sign_in(another_client, world.survivor)
    wanted = "passed it on to: the court (read aloud, without giving it away)"
    for place in ("", "/withdraw"):
        told = another_client.get(f"/en/mine/choices/given/{given.id}{place}")
        assert f"Amira Haddad {wanted}" in told.main
    assert f"Amira Haddad (Bridge team) {wanted}" in another_client.get("/en/mine/activity/").main


def test_nothing_is_chosen_beforehand(world, reader):
    page = reader.follow("It was passed on")
    assert not [c for c in page.controls() if c.get("checked") is not None]
    assert reader.submit(button="Note it").status == 400
    assert acts(world) == []


CONSENTED = [(("court",), ("aloud",)), (("responsible", "court"), ("writing", "summary")), (TO, WAYS)]


@pytest.mark.parametrize(("onward", "means"), CONSENTED)
def test_only_what_she_said_can_be_noted(world, client, onward, means):
    """Every pair of whom and way, and some that are no such thing: by the service, and by a forged form."""
    id = share(
        world, world.survivor, [1], purpose="pass_on", means=means, onward=onward, note="To the harbour."
    ).share_id
    sign_in(client, world.lead)
    token = token_in(client.get(f"/en/inbox/{id}"))
    for to, way in product((*TO, "", "police", "court/a"), (*WAYS, "", "email")):
        before, allowed = len(acts(world)), to in onward and way in means
        if allowed:
            with working(world, world.lead) as w:
                passing.note(w, id, to, way)
            assert acts(world)[before:] == [(noted(to, way),)]
            continue
        with working(world, world.lead) as w, pytest.raises(NotFound):
            passing.note(w, id, to, way)
        sent = {"csrf_token": token, "to": to, "way": way}
        assert client.post(f"/en/inbox/{id}/passed-on", sent).status == 400
        assert len(acts(world)) == before


PURPOSES = [purpose for purpose, notice in OFFERED.items() if not notice.onward]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_no_other_consent_lets_anything_be_passed_on(world, client, purpose):
    notice = NOTICES[purpose]
    id = share(world, world.survivor, [1], purpose=purpose, means=list(notice.means)[:1]).share_id
    sign_in(client, world.lead)
    page = client.get(f"/en/inbox/{id}")
    assert "May not be passed on. Ends on" in page.main
    assert "It was passed on" not in page.main
    assert client.get(f"/en/inbox/{id}/passed-on").status == 404
    with working(world, world.lead) as w, pytest.raises(NotFound):
        passing.note(w, id, "court", "aloud")
    assert acts(world) == []


@pytest.mark.parametrize("how", ["withdraw", "pause", "stop", "its date"])
def test_when_it_does_not_stand_nothing_can_be_noted(world, reader, given, how):
    page = reader.follow("It was passed on")
    token = token_in(page)
    end(world, given, how)
    with working(world, world.lead) as w, pytest.raises(Refused):
        passing.note(w, given.share_id, "court", "aloud")
    if how == "its date":  # and the session's
        sign_in(reader, world.lead)
        token = token_in(reader.get("/en/again"))
    sent = {"csrf_token": token, "to": "court", "way": "aloud"}
    assert reader.post(page.path, sent).status == 410
    assert reader.get(page.path).status == 410
    assert acts(world) == []


def test_after_a_pause_it_goes_on(world, reader, given):
    end(world, given, "pause")
    with working(world, world.survivor) as w:
        pausing.go_on(w)
    reader.get(f"/en/inbox/{given.share_id}/passed-on")
    reader.submit({"to": "court", "way": "aloud"}, "Note it")
    assert len(acts(world)) == 1


def test_only_the_team_it_was_given_to(world, given):
    for who, refusal in ((world.survivor, NotAllowed), (world.advocate, NotAllowed)):
        with working(world, who) as w, pytest.raises(refusal):
            passing.note(w, given.share_id, "court", "aloud")
    sql(world.stores.main, "DELETE FROM team_member WHERE member_id = :id", id=world.colleague.actor.id.hex)
    with working(world, world.colleague) as w, pytest.raises(NotFound):
        passing.note(w, given.share_id, "court", "aloud")
    assert acts(world) == []


def test_who_passed_it_on_is_asked_what_became_of_copies(world, another_client, given):
    with working(world, world.colleague) as w:
        passing.note(w, given.share_id, "court", "aloud")
    end(world, given, "withdraw")
    sign_in(another_client, world.survivor)
    told = another_client.get(f"/en/mine/choices/given/{given.id}").main
    assert "Not yet said what became of copies: \u2068Tomas Rivera\u2069" in told
    sign_in(another_client, world.colleague)
    assert "what became of copies?" in another_client.get("/en/inbox/").main


# What stands on it while it is seen


def test_on_the_page_and_on_paper_stands_under_what_it_is_seen(world, reader):
    for page in (reader.page, reader.submit(button="Print it")):
        assert BANNER in page.main
        assert "May not be passed on" not in page.main
        for words in (
            "Seen by Amira Haddad on", "What forTo pass parts of it on",
            "In which waysread aloud, without giving it away", "May be passed on tothe court",
            "Can be read until",
        ):  # fmt: skip
            assert words in page.main
    assert page.path.endswith("/paper")


def test_other_shares_may_not_be_passed_on(world, client):
    sign_in(client, world.lead)
    page = client.get(f"/en/inbox/{the_consent(world).share_id}")
    (banner,) = [text(p) for p in page.all("p", css="hint") if "Seen by" in text(p)]
    assert "May not be passed on. Ends on" in banner
    assert "May be passed on" not in page.main


# How it is kept


def test_each_code_is_short_enough_and_says_one_thing():
    """`Act.detail` is cut by nobody: a store that counts would refuse a longer one."""
    pairs = [
        (to, way) for notice in NOTICES.values() for to in notice.onward for way in notice.means
    ]  # fmt: skip
    assert len(PASSED) == len(pairs) == len({noted(*pair) for pair in pairs})
    assert max(map(len, PASSED)) <= Act.__table__.c.detail.type.length
    assert len("passed_on") <= Act.__table__.c.what.type.length
