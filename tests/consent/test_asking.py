"""A team asks for one thing, once: yes, no or later, and nothing is given before she has seen it."""

import pytest
from sqlalchemy import select

from portal.consent import asking, pausing, rules, service
from portal.consent.models import ConsentEvent, Request
from portal.consent.rules import Reason
from portal.consent.states import How, State
from portal.inbox import asking as inbox_asking
from portal.work import NotFound, Refused
from tests.consent.giving import goes_on, tick, until, yes
from tests.consent.test_rules import NOW, TICK, said
from tests.make import sign_in, working
from tests.sharing import consents, sql, the_consent

AT = "/en/mine/choices/asked/"
SOMEBODY = "Somebody asks you something."


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def ask(world, purpose="prepare", why="next", who=None, share_id=None):
    with working(world, who or world.lead) as w:
        return inbox_asking.ask(w, share_id or the_consent(world).share_id, purpose, why).id


def states(world):
    """Of every request, oldest first."""
    with working(world, writing=False) as w:
        return [r.state for r in w.main.scalars(select(Request).order_by(Request.at))]


def lines(world, id):
    with working(world, writing=False) as w:
        query = select(ConsentEvent).where(ConsentEvent.consent_id == id).order_by(ConsentEvent.at)
        return [(e.state, e.how) for e in w.main.scalars(query)]


def refusal(world, **asked):
    return said(ask, world, **asked)


@pytest.mark.parametrize(
    ("state", "later", "reason"),
    [
        (State.REQUESTED, None, Reason.ASKED_BEFORE),
        (State.REFUSED, None, Reason.ASKED_BEFORE),
        (State.DEFERRED, NOW + TICK, Reason.ASKED_BEFORE),
        (State.DEFERRED, NOW, None),
        (State.GIVEN, None, None),
        (State.INVALIDATED, None, None),
    ],
)
def test_what_was_asked_before(state, later, reason):
    for before in ([(state, later)], [(State.INVALIDATED, None), (state, later)]):
        assert said(rules.may_ask, "contact", "next", before, NOW, has_it=False) == reason


def test_a_later_is_waited_for_whatever_became_of_it():
    before = [(State.INVALIDATED, NOW + TICK)]
    assert said(rules.may_ask, "contact", "next", before, NOW, has_it=False) is Reason.ASKED_BEFORE
    assert said(rules.may_ask, "contact", "next", [], NOW, has_it=True) is Reason.ASKED_BEFORE


@pytest.mark.parametrize(
    ("purpose", "why", "reason"),
    [
        ("prepare", "next", None),
        ("prepare", "because", Reason.NO_SUCH_REASON),
        ("everything", "next", Reason.NO_SUCH_PURPOSE),
    ],
)
def test_only_what_is_on_the_lists(purpose, why, reason):
    assert said(rules.may_ask, purpose, why, [], NOW, has_it=False) == reason


@pytest.mark.parametrize("state", list(State))
def test_only_what_is_open_can_be_answered(state):
    is_open = state in (State.REQUESTED, State.DEFERRED)
    assert said(rules.may_be_answered, state) == (None if is_open else Reason.NOT_OPEN)


def test_she_finds_it_and_reads_who_asks_for_what_and_why(world, her):
    assert SOMEBODY not in her.get("/en/mine/").main
    ask(world)
    assert SOMEBODY in her.get("/en/mine/").main
    shown = her.follow("Have a look, if you like").main
    for words in ("Amira Haddad", "To prepare the next step", rules.WHY_ASKED["next"], "asks you something"):
        assert words in shown
    assert "Asked of you" in her.get("/en/mine/choices/").main


def test_three_answers_of_one_size_and_colour(world, her):
    page = her.get(f"{AT}{ask(world)}")
    answers = [button for button in page.all("button") if button.get("name") == "answer"]
    assert [button.get("value") for button in answers] == ["yes", "no", "later"]
    assert len({button.get("class") for button in answers}) == 1


def test_a_no_is_kept_and_nothing_is_given(world, her):
    id = ask(world)
    her.get(f"{AT}{id}")
    page = her.submit(button="answer=no")
    assert (page.path, page.status) == ("/en/mine/choices/", 200)
    assert "You said no." in page.main
    assert lines(world, id) == [(State.REQUESTED, How.SERVICE), (State.REFUSED, How.HERE)]
    assert len(consents(world)) == 1
    assert SOMEBODY not in her.get("/en/mine/").main
    assert refusal(world) == refusal(world, who=world.colleague) == Reason.ASKED_BEFORE
    assert refusal(world, purpose="contact") is None


def test_later_waits_until_its_day(world, her):
    id = ask(world)
    her.get(f"{AT}{id}")
    her.submit({"days": "7"}, "answer=later")
    assert SOMEBODY not in her.get("/en/mine/").main
    world.clock.move(days=6, hours=23)
    assert refusal(world) == Reason.ASKED_BEFORE
    world.clock.move(hours=2)
    sign_in(her, world.survivor)
    assert SOMEBODY in her.get("/en/mine/").main


def test_what_she_put_off_she_can_still_say_yes_to(world, her):
    id = ask(world)
    her.get(f"{AT}{id}")
    page = her.submit(button="answer=later")
    (href,) = [row.get("href") for row in page.all(css="row") if "/asked/" in row.get("href", "")]
    assert href == f"{AT}{id}"
    her.get(href)
    assert her.submit(button="answer=yes").path.endswith("/parts")


def test_after_its_day_it_is_asked_anew_and_only_once(world):
    first = ask(world)
    with working(world, world.survivor) as w:
        asking.later(w, first, 7)
    world.clock.move(days=8)
    ask(world, why="understand")
    assert states(world) == [State.INVALIDATED, State.REQUESTED]
    assert lines(world, first)[-1] == (State.INVALIDATED, How.SERVICE)


@pytest.mark.parametrize("days", [0, 1, 31, 365])
def test_only_a_while_that_is_offered(world, days):
    id = ask(world)
    with working(world, world.survivor) as w, pytest.raises(NotFound):
        asking.later(w, id, days)


def gives(world, her):
    tick(her, ["1"])
    until(world, her, 20)
    return yes(her)


def test_yes_is_only_a_look_until_she_says_yes_to_what_she_sees(world, her):
    id = ask(world)
    her.get(f"{AT}{id}")
    her.submit(button="answer=yes")
    assert her.page.path.endswith("/parts")
    assert (states(world), len(consents(world))) == ([State.REQUESTED], 1)
    page = gives(world, her)
    assert page.path == f"/en/mine/choices/given/{id}"
    assert "Amira Haddad asked you for this:" in page.main
    assert states(world) == [State.GIVEN]
    assert [state for state, _how in lines(world, id)] == [State.REQUESTED, State.GIVEN]
    assert "Asked on" not in her.get("/en/mine/choices/").main


def test_a_second_tap_goes_on_with_the_first_ones_choices(world, her):
    page = her.get(f"{AT}{ask(world)}")
    first = her.submit(button="answer=yes").path
    her.page = page
    assert her.submit(button="answer=yes").path == first
    assert len(sql(world.stores.main, "SELECT 1 FROM choosing WHERE asked IS NOT NULL")) == 1


@pytest.mark.parametrize("second", ["yes", "no", "later"])
def test_what_was_answered_in_another_window_stays_so(world, her, another_client, second):
    page = her.get(f"{AT}{ask(world)}")
    her.submit(button="answer=no")
    her.page = page
    told = her.submit(button=f"answer={second}")
    assert (told.status, told.path) == (410, page.path)
    assert "You said no." in told.main
    assert states(world) == [State.REFUSED]


def test_a_no_in_another_window_stops_a_yes_half_made(world, her, another_client):
    id = ask(world)
    her.get(f"{AT}{id}")
    her.submit(button="answer=yes")
    tick(her, ["1"])
    until(world, her, 20)
    with working(world, world.survivor) as w:
        asking.no(w, id)
    told = yes(her)
    assert (told.status, told.path) == (410, f"{AT}{id}")
    assert len(consents(world)) == 1


@pytest.mark.parametrize("end", ["withdraw", "revoke", "lapse", "pause", "stop"])
def test_it_closes_with_the_ground_it_was_asked_on(world, client, end):
    id, found = ask(world), the_consent(world)
    if end == "lapse":
        world.clock.move(days=31)
        with working(world) as w:
            service.sweep(w)
    else:
        with working(world, world.lead if end == "revoke" else world.survivor) as w:
            {"withdraw": lambda: service.withdraw(w, found.id), "pause": lambda: pausing.pause(w),
             "stop": lambda: pausing.stop(w),
             "revoke": lambda: service.revoke(w, w.main.merge(found), "done")}[end]()  # fmt: skip
    assert states(world) == [State.INVALIDATED]
    sign_in(client, world.survivor)
    assert SOMEBODY not in client.get("/en/mine/").main
    told = client.get(f"{AT}{id}")
    assert told.status == 410
    assert "It was closed." in told.main


def test_nobody_asks_while_she_pauses(world):
    with working(world, world.survivor) as w:
        pausing.pause(w)
    with working(world, world.lead) as w, pytest.raises(Refused):
        inbox_asking.ask(w, the_consent(world).share_id, "prepare", "next")
    with working(world, world.survivor) as w:
        pausing.go_on(w)
    assert refusal(world) is None


def test_it_moves_to_the_share_that_takes_the_place(world, her):
    ask(world)
    her.get(f"/en/mine/choices/given/{the_consent(world).id}")
    her.submit(button="Change it, or give it longer")
    her.submit(button="Go on")
    goes_on(her)
    until(world, her, 20)
    yes(her)
    newest = consents(world)[-1]
    (row,) = sql(world.stores.main, "SELECT share_id, state FROM consent_request")
    assert row == (newest.share_id.hex, State.REQUESTED)
