"""Old pages, second windows and detours: what was once found to give too much, or to ask too often."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.consent import asking, choosing, pausing, service, told
from portal.consent.models import Choosing
from portal.inbox import asking as inbox_asking
from portal.programmes import facts
from portal.work import NotFound, Refused
from tests.consent.giving import look, yes
from tests.make import sign_in, working
from tests.sharing import consents, give, scene, share, the_consent


def ask(world, purpose="contact", share_id=None):
    with working(world, world.lead) as w:
        return inbox_asking.ask(w, share_id or the_consent(world).share_id, purpose, "next").id


def she(world, act, *values):
    with working(world, world.survivor) as w:
        return act(w, *values)


def begun(world, purpose="take_part"):
    """Up to the last page, and what she sees there."""
    with working(world, world.survivor) as w:
        found = choosing.begin(w, scene(world).team.id, purpose)
        w.main.flush()
        choosing.set_end(w, found.id, w.now + timedelta(days=4))
        return found.id, choosing.look(w, found).seen


def standing(world):
    return [one for one in consents(world) if one.stands_at(world.clock())]


def test_a_pause_does_not_shorten_a_later(world):
    request = ask(world)
    she(world, asking.later, request, 90)
    she(world, pausing.pause)
    she(world, pausing.go_on)
    with pytest.raises(Refused):
        ask(world)


def test_nor_does_the_end_of_what_it_was_asked_out_of(world):
    first = the_consent(world)
    she(world, asking.later, ask(world), 90)
    second = share(world, world.survivor, [1])
    she(world, service.withdraw, first.id)
    with pytest.raises(Refused):
        ask(world, share_id=second.share_id)


def test_what_they_have_is_not_asked_for(world):
    given = share(world, world.survivor, purpose="take_part")
    with pytest.raises(Refused):
        ask(world, "take_part", given.share_id)


def test_what_she_took_back_is_not_asked_for_at_once(world):
    still = the_consent(world)
    given = share(world, world.survivor, purpose="take_part")
    she(world, service.withdraw, given.id)
    with pytest.raises(Refused):
        ask(world, "take_part", still.share_id)


def test_an_old_page_gives_nothing_after_a_stop(world, client):
    sign_in(client, world.survivor)
    look(world, client)
    she(world, pausing.stop)
    yes(client)
    assert standing(world) == []


def test_an_old_renewal_gives_nothing_after_a_withdrawal(world):
    old = the_consent(world)
    again = she(world, service.renew, old.id).id
    she(world, service.withdraw, old.id)
    with pytest.raises(NotFound):
        she(world, choosing.mine, again)


def test_of_two_renewals_one_stands(world):
    old = the_consent(world)
    for made in [she(world, service.renew, old.id).id for _tab in range(2)]:
        with working(world, world.survivor) as w:
            found = w.main.get(Choosing, made)
            if found is None:
                continue
            choosing.set_end(w, made, w.now + timedelta(days=5))
            service.give(w, made, seen=choosing.look(w, found).seen, fresh=True)
    assert len(standing(world)) == 1


def test_a_service_it_may_go_to_has_a_name(world):
    with working(world, world.survivor) as w, pytest.raises(Refused):
        give(w, scene(world).team.id, [1], purpose="pass_on", means=["writing"], onward=["service"])
    assert share(
        world, world.survivor, [1], purpose="pass_on", means=["writing"], onward=["service"], note="x"
    )


def test_while_she_has_paused_her_spoken_stop_can_be_noted(world, client):
    share_id = the_consent(world).share_id
    sign_in(client, world.lead)
    she(world, pausing.pause)
    client.get(f"/en/inbox/{share_id}/told")
    client.submit(button="Stop it now")
    assert the_consent(world).state == "withdrawn"


@pytest.mark.parametrize(
    ("purpose", "step"), [("statistics", "parts"), ("statistics", "how"), ("possible", "how")]
)
def test_there_are_no_other_steps_than_its_own(world, client, purpose, step):
    sign_in(client, world.survivor)
    with working(world, world.survivor) as w:
        id = choosing.begin(w, scene(world).team.id, purpose).id
    assert client.get(f"/en/mine/choices/{id}/{step}").status == 404
    with working(world, world.survivor) as w, pytest.raises(NotFound):
        choosing.tick(w, id, ["1"]) if step == "parts" else choosing.say_how(w, id, ["phone"], [], "")


def test_what_is_told_may_not_change_between_the_look_and_the_yes(world):
    id, seen = begun(world)
    with working(world, world.lead) as w:
        facts.change(w, facts.Fact.LAW, "en", "We must tell the police everything.")
    with working(world, world.survivor) as w, pytest.raises(Refused):
        service.give(w, id, seen=seen, fresh=True)


def test_a_fact_that_was_taken_back_is_told_anew(world):
    share(world, world.survivor, purpose="take_part")
    world.clock.move(minutes=1)
    with working(world, world.lead) as w:
        facts.change(w, facts.Fact.LAW, "en", "")
    id, _seen = begun(world)
    with working(world, world.survivor, writing=False) as w:
        assert not told.was_told(w, w.main.get_one(Choosing, id))


def test_no_to_the_last_page_of_a_request_leads_back_to_its_answers(world, client):
    request = ask(world, "take_part")
    sign_in(client, world.survivor)
    client.get(f"/en/mine/choices/asked/{request}")
    client.submit(button="answer=yes")
    with working(world, world.survivor) as w:
        found = w.main.scalar(select(Choosing).where(Choosing.asked == request))
        choosing.set_end(w, found.id, w.now + timedelta(days=5))
    client.get(f"/en/mine/choices/{found.id}/see")
    assert client.submit(button="answer=no").path == f"/en/mine/choices/asked/{request}"
