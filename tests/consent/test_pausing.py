"""Pause and stop: at once, for everything; what others see is one word."""

from datetime import timedelta

import pytest

from portal.consent import asking, ledger, pausing, rules, service
from portal.consent.states import How, State
from portal.inbox import rules as inbox_rules
from portal.inbox import service as inbox
from portal.keyring.models import Grant
from portal.sweep import sweep
from portal.work import Refused
from tests.consent.giving import look, yes
from tests.make import sign_in, working
from tests.sharing import consents, new_survivor, read_as, share, texts, the_consent

HERE = "/en/mine/choices/pause"


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def do(world, act, who=None):
    with working(world, who or world.survivor) as w:
        return act(w)


def ask(world, purpose="contact"):
    with working(world, world.lead) as w:
        return asking.ask(w, inbox.find(w, the_consent(world).share_id), purpose, "next").id


def state_of(world, request_id):
    with working(world, world.survivor, writing=False) as w:
        return asking.mine(w, request_id).state


def told(world, who):
    with working(world, who, writing=False) as w:
        return [one.paused for one in inbox.news(w).told]


def test_a_pause_closes_what_is_asked_and_holds_what_was_given(world, her):
    request = ask(world)
    her.get(HERE)
    page = her.submit(button="Pause now")
    assert "You have paused since" in page.main
    assert state_of(world, request) == State.INVALIDATED
    with pytest.raises(Refused) as refused:
        read_as(world, world.lead, the_consent(world).share_id)
    assert refused.value.reason is inbox_rules.Reason.PAUSED
    assert told(world, world.lead) == [True]
    assert the_consent(world).state == State.GIVEN


def test_going_on_gives_back_what_was_and_asks_nothing_anew(world, her):
    request = ask(world)
    do(world, pausing.pause)
    her.get(HERE)
    page = her.submit(button="Go on")
    assert "Pause now" in page.main
    assert texts(read_as(world, world.lead, the_consent(world).share_id))
    assert state_of(world, request) == State.INVALIDATED
    assert told(world, world.lead) == []


def test_while_she_has_paused_nobody_acts(world, another_client):
    share_id = the_consent(world).share_id
    sign_in(another_client, world.lead)
    page = another_client.get(f"/en/inbox/{share_id}")
    address, data = page.path, {"csrf_token": next(
        c.get("value") for c in page.controls(page.all("form")[-1]) if c.get("name") == "csrf_token"
    )}  # fmt: skip
    do(world, pausing.pause)
    for act in ("answer", "print"):
        answered = another_client.post(f"{address}/{act}", {**data, "code": "have", "by": "0"})
        assert answered.status in (303, 410), act
        assert another_client.get(address).status == 410
    shown = another_client.get(address)
    assert "The writer has paused" in shown.main
    listed = another_client.get("/en/inbox/")
    assert "paused since" in listed.main
    assert str(share_id) not in listed.text


def test_nothing_new_is_given_while_she_has_paused(world, her):
    do(world, pausing.pause)
    assert her.get("/en/mine/choices/new").path == HERE
    with pytest.raises(Refused) as refused:
        share(world, world.survivor)
    assert refused.value.reason is rules.Reason.PAUSED
    with working(world, world.survivor) as w, pytest.raises(Refused):
        service.renew(w, the_consent(world).id)


def test_a_page_that_was_open_before_the_pause_gives_nothing(world, her):
    look(world, her)
    do(world, pausing.pause)
    assert yes(her).path == HERE
    assert len(consents(world)) == 1


def test_what_lapses_during_a_pause_has_lapsed(world):
    do(world, pausing.pause)
    world.clock.move(days=31)
    sweep(world.stores, world.server, world.clock())
    assert the_consent(world).state == State.LAPSED
    assert told(world, world.lead) == []
    do(world, pausing.go_on)
    with pytest.raises(Refused):
        read_as(world, world.lead, the_consent(world).share_id)


def test_what_was_paused_can_be_stopped_one_by_one(world, her):
    do(world, pausing.pause)
    her.get(f"/en/mine/choices/given/{the_consent(world).id}/withdraw")
    her.fill({"remove_copy": False}).submit()
    assert the_consent(world).state == State.WITHDRAWN
    assert the_consent(world).paused_at is None


def test_stop_ends_everything_and_says_only_that(world, her, another_client):
    request = ask(world)
    share(world, world.survivor, [3])
    her.get(f"{HERE.replace('pause', 'stop')}")
    assert "What ends now: 2" in her.page.main
    page = her.submit(button="Stop everything now")
    assert "Nobody can read anything of yours." in page.main
    assert {one.state for one in consents(world)} == {State.WITHDRAWN}
    assert state_of(world, request) == State.INVALIDATED
    with working(world, writing=False) as w:
        assert w.main.query(Grant).count() == 0
    with working(world, world.survivor, writing=False) as w:
        assert {ledger.events(w, one)[-1].how for one in consents(world)} == {How.STOP}
    assert told(world, world.lead) == [False, False]
    sign_in(another_client, world.lead)
    assert "stopped on" in another_client.get("/en/inbox/").main
    world.clock.move(days=31)
    assert told(world, world.lead) == []


def test_after_a_stop_she_can_begin_again(world):
    do(world, pausing.stop)
    assert share(world, world.survivor).stands_at(world.clock() + timedelta(seconds=1))


def test_twice_is_once(world):
    do(world, pausing.pause)
    since = the_consent(world).paused_at
    world.clock.move(minutes=5)
    do(world, pausing.pause)
    assert the_consent(world).paused_at == since
    assert do(world, pausing.stop) == 1
    assert do(world, pausing.stop) == 0


def test_it_is_hers_alone(world, her):
    other = new_survivor(world)
    do(world, pausing.pause, other)
    do(world, pausing.stop, other)
    assert the_consent(world).stands_at(world.clock())
    assert told(world, world.lead) == []
