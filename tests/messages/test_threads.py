"""Who may write to whom, when, and what becomes of it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from portal.accounts import service as accounts
from portal.audit.models import Act
from portal.consent import pausing
from portal.consent import service as consent
from portal.helping import service as helping
from portal.home import service as home
from portal.keyring.models import Tie
from portal.messages import service
from portal.messages.models import Message
from portal.messages.rules import LONGEST, MOST_UNOPENED, Reason
from portal.notifying.models import Outgoing
from portal.sweep import sweep
from portal.work import NotFound, Refused
from tests.contact.steps import wish
from tests.make import working
from tests.messages.steps import read, texts, with_helper, with_team, write
from tests.sharing import the_consent

BOTH = pytest.mark.parametrize("made", [with_helper, with_team])
HELLO, ANSWER = "Can we meet on Thursday?", "Yes, at ten."


def refused(world, side, text=HELLO):
    with pytest.raises(Refused) as why:
        write(world, side, text)
    return why.value.reason


def count(world):
    with working(world) as w:
        return w.main.scalar(select(func.count()).select_from(Message))


def lines(world):
    with working(world, world.survivor, writing=False) as w:
        return service.mine(w)


def swept(world, **by):
    world.clock.move(**by)
    sweep(world.stores, world.server, world.clock())


@BOTH
def test_only_she_begins_and_then_both_write(world, made):
    she, other = made(world)
    assert refused(world, other) is Reason.NOT_BEGUN
    write(world, she, HELLO)
    write(world, other, ANSWER)
    assert texts(world, she) == texts(world, other) == [HELLO, ANSWER]
    assert [one.mine for one in read(world, she).said] == [True, False]
    assert [one.mine for one in read(world, other).said] == [False, True]


@BOTH
def test_a_second_tap_is_the_same_message(world, made):
    she, other = made(world)
    id = write(world, she, HELLO)
    write(world, she, HELLO, id)
    assert texts(world, other) == [HELLO]
    write(world, she, "Other words, from a page she went back to.", id)
    assert len(texts(world, other)) == 2
    with pytest.raises(NotFound):
        write(world, other, ANSWER, id)  # somebody else's
    assert len(texts(world, she)) == 2


@BOTH
def test_it_is_new_until_it_is_opened(world, made):
    she, other = made(world)
    write(world, she, HELLO)
    assert [one.opened for one in read(world, she).said] == [False]
    assert read(world, other).new
    assert not read(world, other).new
    assert [one.opened for one in read(world, she).said] == [True]
    write(world, other, ANSWER)
    with working(world, world.survivor, writing=False) as w:
        assert home.at_home(w).written_to == 1
    assert read(world, she).new
    with working(world, world.survivor, writing=False) as w:
        assert home.at_home(w).written_to == 0


@BOTH
def test_who_opened_it_stands_in_her_activity_without_a_word_of_it(world, made):
    she, other = made(world)
    write(world, she, HELLO)
    read(world, other)
    with working(world, world.survivor, writing=False) as w:
        shown, _before = home.activity(w, None)
        assert [(line.what, bool(line.who)) for line in shown] == [("read_message", True)]
        assert w.main.scalars(select(Act.detail)).all() == [""]


def test_too_much_too_long_and_nothing(world):
    she, other = with_team(world)
    assert refused(world, she, " \n") is Reason.EMPTY
    assert refused(world, she, "a" * (LONGEST + 1)) is Reason.TOO_LONG
    write(world, she, HELLO)
    for _ in range(MOST_UNOPENED):
        write(world, other, ANSWER)
    assert refused(world, other) is Reason.UNOPENED
    write(world, she, HELLO)
    read(world, she)
    write(world, other, ANSWER)


@BOTH
def test_while_she_has_paused_nobody_writes(world, made):
    she, other = made(world)
    write(world, she, HELLO)
    with working(world, world.survivor) as w:
        pausing.pause(w)
    assert refused(world, she) is Reason.PAUSED
    assert refused(world, other) is Reason.PAUSED
    swept(world, minutes=1)
    with working(world, world.survivor) as w:
        pausing.go_on(w)
    write(world, other, ANSWER)
    assert texts(world, other) == [HELLO, ANSWER]


@BOTH
def test_when_it_ends_it_is_hers_alone(world, made):
    she, other = made(world)
    write(world, she, HELLO)
    write(world, other, ANSWER)
    end(world)
    assert refused(world, she) is Reason.ENDED
    with pytest.raises(Refused):
        read(world, other)
    swept(world, minutes=1)
    with working(world) as w:
        assert set(w.main.scalars(select(Message.copy_w))) == {None}
    assert texts(world, she) == [HELLO, ANSWER]
    assert [line.stands for line in lines(world) if line.last] == [False]


def end(world):
    with working(world, world.survivor) as w:
        for one in helping.mine(w):
            helping.end(w, one.id)
        consent.withdraw(w, the_consent(world).id)


@BOTH
def test_they_go_after_so_many_days_from_when_she_wrote_or_opened_one(world, made):
    she, other = made(world, *([14] if made is with_helper else []))
    write(world, she, HELLO)
    write(world, other, ANSWER)
    with working(world, world.survivor) as w:
        assert service.stay(w) == 30
        service.set_stay(w, 7)
    swept(world, days=6)
    assert count(world) == 2
    swept(world, days=1)
    assert count(world) == 1, "what she has not opened waits"
    assert texts(world, she) == [ANSWER]
    swept(world, days=6)
    assert count(world) == 1
    end(world)
    swept(world, days=1)
    assert count(world) == 0
    with working(world) as w:
        assert w.main.scalars(select(Tie)).all() == []


@pytest.mark.parametrize(("days", "left"), [(None, 0), (90, 1), (0, 1)])
def test_thirty_days_are_proposed_and_she_may_want_another_time(world, days, left):
    she, _other = with_team(world)
    write(world, she, HELLO)
    if days is not None:
        with working(world, world.survivor) as w:
            service.set_stay(w, days)
    swept(world, days=31)
    assert count(world) == left
    with working(world, world.survivor) as w, pytest.raises(NotFound):
        service.set_stay(w, 365)


@BOTH
def test_she_removes_a_thread_and_nobody_writes_until_she_does(world, made):
    she, other = made(world)
    write(world, she, HELLO)
    write(world, other, ANSWER)
    with working(world, world.survivor) as w:
        service.remove(w, she[1](w).id)
    assert count(world) == 0
    assert texts(world, other) == []
    assert refused(world, other) is Reason.NOT_BEGUN
    write(world, she, "Once more.")
    assert texts(world, other) == ["Once more."]


@BOTH
def test_erasing_everything_takes_messages_along(world, made):
    she, _other = made(world)
    write(world, she, HELLO)
    with working(world, world.survivor) as w:
        service.set_stay(w, 90)
        accounts.erase(w)
    assert count(world) == 0


def test_what_is_no_thread_of_hers_is_not_there(world):
    for id in (uuid4(), the_consent(world).share_id):
        with working(world, world.survivor) as w, pytest.raises(NotFound):
            service.remove(w, id)


def test_a_long_thread_comes_in_pages(world):
    she, _other = with_team(world)
    for number in range(52):
        world.clock.move(seconds=1)
        write(world, she, f"Number {number}")
    page = read(world, she)
    assert [one.text for one in page.said] == [f"Number {n}" for n in range(2, 52)]
    with working(world, world.survivor, writing=False) as w:
        ((_line, said),) = service.everything(w)
    assert [one.text for one in said] == [f"Number {n}" for n in range(52)]


def test_outside_she_is_told_of_what_others_write_and_not_of_her_own(world):
    wish(world)
    her, helper = with_helper(world)
    write(world, her, "Can you come on Thursday?")
    with working(world) as w:
        assert w.main.scalar(select(func.count()).select_from(Outgoing)) == 0
    write(world, helper, "Yes, at ten.")
    with working(world) as w:
        assert w.main.scalar(select(func.count()).select_from(Outgoing)) == 1
