"""Check-ins: hers alone, one a day, nothing replaced that she did not see."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.crypto import CannotOpen
from portal.readiness import rules, service
from portal.readiness.models import Checkin
from portal.readiness.steps import MENU, PUSHES, STATES, Mark
from portal.work import NotAllowed, NotFound, Refused
from tests.accounts.steps import try_in
from tests.accounts.ways_back import change
from tests.make import sign_in, working
from tests.readiness.steps import TODAY, everything, feels, say
from tests.sharing import new_survivor, sql

SECRET = "Not my brother, and not on a Friday."
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def she(world):
    return world.survivor


def bodies(world):
    return [row for (row,) in sql(world.stores.main, "SELECT body FROM checkin ORDER BY nth")]


def test_a_day_is_one_check_in(world, she):
    assert not say(world, she, "now", feels("maybe"))
    assert not say(world, she, "times", SECRET)
    assert not say(world, she, "now", feels("direct"))
    (said,) = everything(world, she)
    assert (said.day, said.felt, said.answers["times"]) == (TODAY, "direct", SECRET)


def test_another_day_begins_as_a_copy(world, she):
    say(world, she, "now", feels("maybe"))
    say(world, she, "times", SECRET)
    say(world, she, "people", "My sister", TOMORROW)
    new, old = everything(world, she)
    assert new.answers == {**old.answers, "people": "My sister"}
    assert "people" not in old.answers
    assert (old.felt, new.felt) == ("maybe", None)  # she did not say it on the second day


def test_the_same_answer_twice_is_one(world, she):
    for day in (TODAY, TODAY, TOMORROW):
        say(world, she, "times", SECRET, day)
    assert len(everything(world, she)) == 1
    assert sql(world.stores.main, "SELECT rev FROM checkin") == [(1,)]


def test_the_same_state_on_another_day_is_said_again(world, she):
    say(world, she, "now", feels("pause"))
    say(world, she, "now", feels("pause", TOMORROW), TOMORROW)
    assert [one.felt for one in everything(world, she)] == ["pause", "pause"]


def test_an_older_page_replaces_nothing(world, she):
    blank = rules.mark_of(None)
    say(world, she, "times", "first")
    assert say(world, she, "times", "second", seen=blank)
    assert [one.answers["times"] for one in everything(world, she)] == ["second", "first"]
    assert not say(world, she, "people", "My sister", seen=blank)  # another step is not in its way
    assert len(everything(world, she)) == 2


def test_an_answer_can_be_taken_back(world, she):
    say(world, she, "pushed", "yes")
    say(world, she, "pushed", None)
    assert everything(world, she)[0].answers == {}


def test_nothing_said_is_nothing_kept(world, she):
    assert not say(world, she, "pushed", None)
    assert everything(world, she) == []


def test_too_long_is_refused_and_changes_nothing(world, she):
    say(world, she, "times", SECRET)
    with pytest.raises(Refused):
        say(world, she, "times", "x" * 2001)
    assert everything(world, she)[0].answers["times"] == SECRET


def test_it_is_sealed(world, she):
    say(world, she, "times", SECRET)
    say(world, she, "now", feels("not-now"))
    for row in sql(world.stores.main, "SELECT * FROM checkin"):
        for word in (b"Friday", b"not-now", TODAY.isoformat().encode()):
            assert all(word not in value for value in row if isinstance(value, bytes))
        assert not [value for value in row if isinstance(value, str) and len(value) > 32]


def test_its_size_does_not_say_what_was_chosen(world, she):
    sizes = set()
    ways = [{way.name: mark for way in MENU} for mark in (Mark.YES, Mark.NO)]
    chosen = [("now", feels(state)) for state in STATES] + [("pushed", push) for push in PUSHES]
    for name, answer in [*chosen, *(("ways", way) for way in ways), ("times", "x"), ("times", "x" * 200)]:
        say(world, she, name, answer)
        sizes.add(len(bodies(world)[0]))
    assert len(sizes) == 1


def test_the_log_of_acts_says_nothing_about_it(world, she):
    before = sql(world.stores.main, "SELECT count(*) FROM audit")
    say(world, she, "now", feels("stop"))
    assert sql(world.stores.main, "SELECT count(*) FROM audit") == before


def test_another_survivor_sees_none_of_it(world, she):
    say(world, she, "now", feels("maybe"))
    (said,) = everything(world, she)
    other = new_survivor(world)
    assert everything(world, other) == []
    for act in (service.read, service.remove):
        with pytest.raises(NotFound), working(world, other) as w:
            act(w, said.id)
    assert len(everything(world, she)) == 1


@pytest.mark.parametrize("who", ["advocate", "lead", "colleague"])
@pytest.mark.parametrize("act", [service.latest, service.everything, service.asks_again])
def test_staff_may_not_even_ask(world, who, act):
    with pytest.raises(NotAllowed), working(world, getattr(world, who), writing=False) as w:
        act(w)


def test_a_row_moved_to_another_place_does_not_open(world, she):
    say(world, she, "now", feels("maybe"))
    say(world, she, "now", feels("direct", TOMORROW), TOMORROW)
    old, new = bodies(world)
    sql(world.stores.main, "UPDATE checkin SET body = :old WHERE body = :new", old=old, new=new)
    with pytest.raises(CannotOpen):
        everything(world, she)


def test_removing_one_leaves_the_others(world, she):
    say(world, she, "now", feels("maybe"))
    say(world, she, "now", feels("direct", TOMORROW), TOMORROW)
    new, old = everything(world, she)
    with working(world, she) as w:
        service.remove(w, new.id)
    assert [one.id for one in everything(world, she)] == [old.id]
    say(world, she, "now", feels("stop", TOMORROW), TOMORROW)
    assert [one.felt for one in everything(world, she)] == ["stop", "maybe"]


def test_it_asks_from_the_day_she_named(world, she):
    at = world.clock() + timedelta(days=3)
    say(world, she, "now", {**feels("maybe"), "ask_at": at.isoformat()})
    for days, asks in ((0, False), (2, False), (3, True), (30, True)):
        world.clock.moved = timedelta(days=days, minutes=1)
        with working(world, she, writing=False) as w:
            assert service.asks_again(w) is asks
    say(world, she, "now", feels("maybe", TOMORROW), TOMORROW)
    with working(world, she, writing=False) as w:
        assert not service.asks_again(w)


def test_new_keys_keep_every_check_in_and_the_old_key_opens_none(client, world, she):
    say(world, she, "times", SECRET)
    say(world, she, "people", "My sister", TOMORROW)
    before = bodies(world)
    sign_in(client, she)
    words = change(client, "known")
    assert not set(before) & set(bodies(world))
    with working(world, writing=False) as w:
        keys = set(w.main.scalars(select(Checkin.key_id)))
        assert len(keys) == 1
    with pytest.raises(CannotOpen):
        everything(world, she)  # with her key of before
    assert try_in(client, she.name, words).path == "/en/mine/"
    assert SECRET in client.get("/en/mine/readiness/times").body
    assert "My sister" in client.get("/en/mine/readiness/people").body


def test_erasing_everything_takes_them_too(world, she):
    say(world, she, "times", SECRET)
    other = new_survivor(world)
    say(world, other, "times", SECRET)
    with working(world, she) as w:
        accounts.erase(w)
    assert len(bodies(world)) == 1
    assert len(everything(world, other)) == 1
