"""The outbox: nothing unasked, one at a time, only at her hours, and not for ever."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.accounts import service as accounts
from portal.consent import pausing
from portal.inbox import asking as asking_here
from portal.inbox import service as inbox
from portal.keyring.models import Principal
from portal.notifying import service
from portal.notifying.models import Reach
from portal.notifying.providers import NoSuchAddress, NotNow, NotToThem
from portal.notifying.rules import APART, Kind
from portal.sweep import sweep
from portal.work import begin
from tests.contact.steps import ADDRESS, hours, say, wish
from tests.make import working
from tests.notifying.steps import Hand, box, notify, rows, try_to
from tests.sharing import new_survivor, share, sql, the_consent


def test_who_asked_for_nothing_gets_nothing(world):
    for kind in Kind:
        notify(world, kind)
    assert rows(world) == []


@pytest.mark.parametrize("kind", Kind)
def test_only_what_she_ticked(world, kind):
    wish(world, kinds=(kind,))
    for other in set(Kind) - {kind}:
        notify(world, other)
    assert rows(world) == []
    notify(world, kind)
    assert len(rows(world)) == 1


def test_one_waits_at_a_time_and_two_are_apart(world):
    wish(world)
    for _time in range(3):
        notify(world)
    assert len(rows(world)) == 1
    hand = Hand()
    assert box(world, hand).send() == 1
    notify(world)
    assert box(world, hand).send() == 0
    world.clock.move(seconds=APART.total_seconds())
    assert box(world, hand).send() == 1
    assert [to for to, _at in hand.sent] == [ADDRESS, ADDRESS]


def test_what_staff_do_puts_it_there_in_one_transaction(world):
    wish(world)
    found = the_consent(world)
    with working(world, world.lead) as w:
        inbox.answer(w, found.share_id, "read")
    assert len(rows(world)) == 1
    sql(world.stores.main, "DELETE FROM outgoing")
    w = begin(world.stores, world.server, world.lead.actor, world.clock())
    w.act_as(world.lead.actor, w.main.get_one(Principal, world.lead.actor.id), world.lead.urk)
    asking_here.ask(w, found.share_id, "prepare", "next")
    w.close()  # something else went wrong
    assert rows(world) == []
    with working(world, world.lead) as w:
        asking_here.ask(w, found.share_id, "prepare", "next")
    assert len(rows(world)) == 1


def test_in_its_last_week_once(world):
    wish(world)
    for move, count in ((22, 0), (2, 1), (1, 1)):
        world.clock.move(days=move)
        sweep(world.stores, world.server, world.clock())
        assert len(rows(world)) == count
    box(world, Hand()).send()
    sweep(world.stores, world.server, world.clock())
    assert [row.state for row in rows(world)] == ["sent"]


def test_what_was_short_from_the_start_tells_nothing(world):
    wish(world, kinds=(Kind.ENDS,))
    share(world, world.survivor, [3], days=5)
    sweep(world.stores, world.server, world.clock())
    assert rows(world) == []


def simulated(world, hand, start, days):
    """A sweep every half hour, and something new to tell all the time. Returns when things were sent."""
    now = start
    made = box(world, hand, lambda: now)
    for _step in range(days * 24 * 2):
        now += timedelta(minutes=30)
        with working(world) as w:
            w.now = now
            service.notify(w, world.survivor.actor.id, Kind.MESSAGE)
        try_to(made)
    return [at for _to, at in hand.sent]


def test_a_week_with_a_change_of_clocks(world):
    """Saturday evening in Madrid is 19:00 UTC before the night and 18:00 after it."""
    evenings = hours(days=(6, 7), begin="20:00", end="21:00")
    wish(world, when=evenings, last=datetime(2027, 4, 30, tzinfo=UTC).date())
    sent = simulated(world, Hand(), datetime(2027, 3, 27, tzinfo=UTC), 8)  # clocks change on the 28th
    assert len(sent) == 3
    here = [at.astimezone(ZoneInfo("Europe/Madrid")) for at in sent]
    assert [(at.isoweekday(), at.hour) for at in here] == [(6, 20), (7, 20), (6, 20)]
    assert [at.hour for at in sent] == [19, 18, 18]


def test_retries_wait_for_her_hours_and_end(world):
    wish(world, when=hours(begin="20:00", end="21:00"), last=datetime(2027, 4, 30, tzinfo=UTC).date())
    hand, now = Hand(NotNow("ConnectionRefusedError")), datetime(2027, 3, 1, tzinfo=UTC)
    made, tried = box(world, hand, lambda: now), []
    with working(world) as w:
        w.now = now
        service.notify(w, world.survivor.actor.id, Kind.ASKED)
    for _step in range(6 * 24 * 6):
        now += timedelta(minutes=10)
        before = hand.tried
        try_to(made)
        tried += [now] * (hand.tried - before)
    assert len(tried) == 6
    assert {at.hour for at in tried} == {19}
    assert [row.state for row in rows(world)] == ["gave_up"]


def test_an_address_that_does_not_exist_is_given_up_at_once(world):
    wish(world)
    notify(world)
    hand = Hand(NoSuchAddress())
    assert box(world, hand).send() == 0
    assert [row.state for row in rows(world)] == ["gave_up"]
    assert hand.tried == 1


def test_a_crash_while_it_is_sent_is_one_try(world):
    wish(world)
    notify(world)
    with pytest.raises(ZeroDivisionError):
        box(world, Hand(ZeroDivisionError())).send()
    (row,) = rows(world)
    assert (row.tries, row.state) == (1, "")
    assert row.next_at > world.clock()


def test_what_ends_each_try_does_not_make_it_endless(world):
    wish(world)
    notify(world)
    hand = Hand(ZeroDivisionError())
    for days in range(0, 18, 2):
        with suppress(ZeroDivisionError):
            box(world, hand, lambda days=days: world.clock() + timedelta(days=days)).send()
    assert hand.tried == 6
    assert [row.state for row in rows(world)] == ["gave_up"]


def test_an_address_that_is_not_served_now_stops_nobody_else(world):
    wish(world)
    other = new_survivor(world)
    wish(world, other)
    for who in (world.survivor, other):
        notify(world, who=who)
    hand = Hand(NotToThem())
    assert box(world, hand).send() == 0
    assert hand.tried == 2


def test_after_her_last_day_nothing_goes_and_the_address_is_gone(world):
    wish(world)
    world.clock.move(days=30, hours=20)
    notify(world)
    world.clock.move(days=2)
    hand = Hand()
    assert box(world, hand).send() == 0
    sweep(world.stores, world.server, world.clock())
    assert rows(world) == rows(world, Reach) == []


def test_while_she_pauses_nothing_is_put_there_and_nothing_goes(world):
    wish(world)
    notify(world)
    with working(world, world.survivor) as w:
        pausing.pause(w)
    hand = Hand()
    assert box(world, hand).send() == 0
    sql(world.stores.main, "DELETE FROM outgoing")
    notify(world)
    assert rows(world) == []


@pytest.mark.parametrize("way", [{"email": "never"}, None])
def test_a_plan_that_says_never_takes_the_address_away(world, way):
    say(world, "times", {"days": [1], "zone": "Europe/Madrid"})
    wish(world)
    notify(world)
    if way:
        say(world, "ways", way)
    else:
        say(world, "times", None)
    assert rows(world) == rows(world, Reach) == []


def test_other_hours_hold_at_once(world):
    say(world, "times", {"days": [1, 2, 3, 4, 5, 6, 7], "zone": "Europe/Madrid"})
    wish(world)
    notify(world)
    tomorrow = (world.clock() + timedelta(days=2)).isoweekday()
    say(world, "times", {"days": [tomorrow], "zone": "Europe/Madrid"})
    assert box(world, Hand()).send() == 0
    say(world, "follow", {"who": "me"})
    assert rows(world, Reach) == []


def test_erasing_leaves_nothing(world):
    she = new_survivor(world)
    wish(world, she)
    notify(world, who=she)
    with working(world, she) as w:
        accounts.erase(w)
    assert rows(world) == rows(world, Reach) == []
    assert box(world, Hand()).send() == 0


def test_without_a_provider_nothing_is_tried(world):
    wish(world)
    notify(world)
    made = box(world, Hand())
    made.providers = {}
    assert made.send() == 0
    assert rows(world)[0].tries == 0


def test_one_persons_address_is_never_anothers(world):
    """A row that somebody moves in the database does not open."""
    she = new_survivor(world)
    wish(world)
    sql(world.stores.main, "UPDATE reach SET owner_id = :id", id=she.actor.id.hex)
    notify(world, who=she)
    assert rows(world) == []
