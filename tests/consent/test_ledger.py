"""Renewing, being told to stop, and what the service stops by itself: each is a line of the ledger."""

from datetime import timedelta

import pytest

from portal.consent import ledger, service
from portal.consent.states import How, State
from portal.inbox import service as inbox
from portal.keyring.models import Grant
from portal.sweep import sweep
from portal.work import NotFound, Refused
from tests.consent.giving import goes_on, until, yes
from tests.make import sign_in, working
from tests.sharing import read_as, share, the_consent


@pytest.fixture
def her(world, client):
    sign_in(client, world.survivor)
    return client


def lines(world, consent):
    with working(world, world.survivor, writing=False) as w:
        return [(e.state, e.how) for e in ledger.events(w, consent)]


def newest(world):
    with working(world, world.survivor, writing=False) as w:
        return service.my_consents(w.main, world.survivor.actor.id)[0]


def renew(world, her, days=20, consent=None):
    her.get(f"/en/mine/choices/given/{(consent or the_consent(world)).id}")
    her.submit(button="Change it, or give it longer")
    her.submit(button="Go on")
    goes_on(her)
    until(world, her, days)
    return yes(her)


def test_a_given_consent_stands_in_the_ledger(world):
    assert lines(world, the_consent(world)) == [(State.GIVEN, How.HERE)]


def test_renewing_is_a_new_look_a_new_copy_and_a_new_yes(world, her):
    old = the_consent(world)
    her.get("/en/mine/writing/1")
    her.fill({"text": "Changed since."}).submit("Save")
    page = renew(world, her)
    new = newest(world)
    assert page.path == f"/en/mine/choices/given/{new.id}"
    assert (new.renews, new.state) == (old.id, State.RENEWED)
    assert lines(world, old) == [(State.GIVEN, How.HERE), (State.REPLACED, How.HERE)]
    assert lines(world, new) == [(State.RENEWED, How.HERE)]
    assert "Changed since." in [p.text for p in read_as(world, world.lead, new.share_id).parts]
    with pytest.raises(Refused):
        read_as(world, world.lead, old.share_id)
    with working(world, writing=False) as w:
        assert w.main.query(Grant).count() == 1


def test_until_she_says_yes_the_old_one_stands(world, her):
    her.get(f"/en/mine/choices/given/{the_consent(world).id}")
    her.submit(button="Change it, or give it longer")
    assert the_consent(world).state == State.GIVEN
    assert read_as(world, world.lead, the_consent(world).share_id)


def test_one_that_has_ended_can_be_given_again(world, her):
    with working(world, world.survivor) as w:
        service.withdraw(w, the_consent(world).id)
    with working(world, world.survivor) as w:
        choosing = service.renew(w, the_consent(world).id)
        assert choosing.groups == the_consent(world).groups


def test_nobody_renews_anothers(world):
    with working(world, world.advocate) as w, pytest.raises(NotFound):
        service.renew(w, the_consent(world).id)


def test_she_told_somebody_to_stop(world, her, another_client):
    consent = the_consent(world)
    sign_in(another_client, world.colleague)
    another_client.get(f"/en/inbox/{consent.share_id}")
    another_client.follow("The writer told me to stop")
    another_client.submit(button="Stop it now")
    assert another_client.page.path == f"/en/inbox/{consent.share_id}/copies"
    assert lines(world, consent)[-1] == (State.WITHDRAWN, How.TOLD)
    page = her.get(f"/en/mine/choices/given/{consent.id}")
    assert "Tomas Rivera noted that you said “stop”." in page.main
    assert another_client.get(f"/en/inbox/{consent.share_id}").status == 410


def test_the_service_stops_and_says_why(world, her, another_client):
    consent = the_consent(world)
    sign_in(another_client, world.lead)
    another_client.get(f"/en/inbox/{consent.share_id}/revoke")
    assert another_client.submit({}, "Stop it now").status == 400
    another_client.fill({"why": "conflict"}).submit("Stop it now")
    assert lines(world, consent)[-1] == (State.REVOKED, How.SERVICE)
    page = her.get(f"/en/mine/choices/given/{consent.id}")
    assert "Amira Haddad stopped it for the team: Somebody here should not have it" in page.main
    assert "the key made for them is destroyed" in page.main


def test_only_a_reason_on_the_list(world):
    with working(world, world.lead) as w, pytest.raises(Refused):
        inbox.revoke(w, the_consent(world).share_id, "because")


@pytest.mark.parametrize("who", ["advocate", "survivor"])
@pytest.mark.parametrize("way", ["told", "revoke", "copies", "paper"])
def test_nobody_else_ends_it(world, client, who, way):
    sign_in(client, getattr(world, who))
    assert client.get(f"/en/inbox/{the_consent(world).share_id}/{way}").status == 403


def test_its_date_is_a_line_too(world):
    world.clock.move(days=31)
    sweep(world.stores, world.server, world.clock())
    assert lines(world, the_consent(world))[-1] == (State.LAPSED, How.TIME)


def test_in_the_last_week_her_home_asks(world, her):
    assert "You can give it longer" not in her.get("/en/mine/").main
    world.clock.move(days=24)
    sign_in(her, world.survivor)
    assert "You can give it longer, or let it end." in her.get("/en/mine/").main


def test_several_windows_renew_once(world, her):
    """A second yes on the same choosing finds the first one's consent."""
    renew(world, her)
    first = newest(world)
    her.get(f"/en/mine/choices/given/{first.id}")
    assert first.given_at - timedelta(days=1) < newest(world).given_at


def test_a_second_share_is_not_touched(world, her):
    first, other = the_consent(world), share(world, world.survivor, [3])
    renew(world, her, consent=first)
    with working(world, writing=False) as w:
        assert w.main.get_one(type(other), other.id).state in (State.GIVEN, State.RENEWED)
