"""Two people find each other; she says yes twice."""

from __future__ import annotations

import pytest

from portal.helping import meeting, rules, service
from portal.work import NotFound, Refused
from tests.make import working


def test_a_code_is_good_once_for_the_other_role_and_for_a_while(world):
    with working(world, world.survivor) as w:
        code, late = meeting.make(w, beside=True), meeting.make(w, beside=False)
    with working(world, world.survivor) as w:
        assert meeting.meet(w, code) is None
    with working(world, world.advocate) as w:
        assert meeting.meet(w, code.replace(" ", "-")) is not None
        assert meeting.meet(w, code) is None
        assert meeting.meet(w, "1234") is None
    world.clock.move(minutes=16)
    with working(world, world.advocate) as w:
        assert meeting.meet(w, late) is not None
    with working(world, world.survivor) as w:
        old = meeting.make(w, beside=True)
    world.clock.move(minutes=16)
    with working(world, world.advocate) as w:
        assert meeting.meet(w, old) is None


def test_both_see_the_same_four_digits(world):
    with working(world, world.advocate) as w:
        code = meeting.make(w, beside=False)
    with working(world, world.survivor) as w:
        met = meeting.meet(w, code)
        hers = meeting.hers(w, met).matching
    with working(world, world.advocate) as w:
        (theirs,) = meeting.met(w)
    assert hers == theirs.matching


def test_no_leaves_nothing(world):
    with working(world, world.advocate) as w:
        code = meeting.make(w, beside=False)
    with working(world, world.survivor) as w:
        met = meeting.meet(w, code)
        meeting.forget(w, met)
        assert meeting.met(w) == []
    with working(world, world.advocate) as w:
        assert meeting.met(w) == []
        assert meeting.open_codes(w) == 0


def test_yes_is_said_twice_with_a_minute_between_unless_she_is_safe(world):
    with working(world, world.survivor) as w:
        code = meeting.make(w, beside=False)
    with working(world, world.advocate) as w:
        met = meeting.meet(w, code)
    with working(world, world.survivor) as w:
        with pytest.raises(Refused) as refused:
            meeting.start(w, met, "", fresh=True)
        assert refused.value.reason is rules.Reason.NOT_CHOSEN
        meeting.choose(w, met, [1], "read", 7, safe=False, fresh=True)
        with pytest.raises(Refused) as refused:
            meeting.start(w, met, "", fresh=True)
        assert refused.value.reason is rules.Reason.TOO_SOON
    world.clock.move(minutes=1)
    with working(world, world.survivor) as w:
        with pytest.raises(Refused):
            meeting.start(w, met, "", fresh=False)
        meeting.start(w, met, "", fresh=True)
        with pytest.raises(NotFound):
            meeting.hers(w, met)


@pytest.mark.parametrize(
    ("numbers", "scope", "days", "fresh"),
    [([], "read", 7, True), ([99], "read", 7, True), ([1], "write", 7, True), ([1], "read", 15, True),
     ([1], "read", 7, False)],
)  # fmt: skip
def test_what_cannot_be_chosen(numbers, scope, days, fresh):
    with pytest.raises(Refused):
        rules.may_choose(numbers, scope, days, fresh=fresh)


def test_another_cannot_answer_for_her(world):
    with working(world, world.survivor) as w:
        code = meeting.make(w, beside=False)
    with working(world, world.advocate) as w:
        met = meeting.meet(w, code)
        with pytest.raises(NotFound):
            meeting.hers(w, met)
        with pytest.raises(NotFound):
            meeting.start(w, met, "", fresh=True)


def test_no_more_than_a_few_codes_are_open(world):
    with working(world, world.survivor) as w:
        for _ in range(8):
            meeting.make(w, beside=False)
            w.main.flush()
        assert meeting.open_codes(w) == rules.MOST_MEETINGS


def test_a_second_tap_on_yes_finds_the_help_that_began(world):
    with working(world, world.survivor) as w:
        code = meeting.make(w, beside=True)
    with working(world, world.advocate) as w:
        met = meeting.meet(w, code)
    with working(world, world.survivor) as w:
        meeting.choose(w, met, [1], "read", 7, safe=True, fresh=True)
    begun = set()
    for _tap in range(2):
        with working(world, world.survivor) as w:
            begun.add(meeting.start(w, met, "Ana", fresh=True).id)
    with working(world, world.survivor) as w:
        assert [one.id for one in service.mine(w)] == list(begun)
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        meeting.start(w, met, "", fresh=True)
