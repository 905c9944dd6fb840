"""Asking to be contacted: what goes, and how it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.bidi import isolated
from portal.consent import choosing as choosings
from portal.consent import pausing
from portal.consent import rules as consent_rules
from portal.consent import service as consents
from portal.consent.models import Choosing, Consent
from portal.consent.notices import IN_TOUCH
from portal.crypto import CannotOpen
from portal.handover import rules, service
from portal.handover.models import HandOver, PartnerService
from portal.inbox import rules as inbox_rules
from portal.keyring.models import Grant
from portal.keyring.vault import Vault
from portal.sweep import sweep
from portal.work import NotFound
from tests.contact.steps import plan, say
from tests.handover.steps import (
    NEED,
    NUMBER,
    asked,
    asks,
    given,
    notes,
    reason_of,
    says_yes,
    states,
    the_one_before,
)
from tests.handover.steps import typed as typed_for
from tests.make import working
from tests.sharing import consents as all_consents
from tests.sharing import new_survivor, read_as, sql


def words(shown):
    return {part.tick: part.text for part in shown.parts}


def test_they_get_the_least_and_nothing_else(world, partner):
    consent = asked(world, partner, called="Ana", when="Mondays after 4", answer="Say: the library")
    shown = read_as(world, partner.desk, consent.share_id)
    assert [part.tick for part in shown.parts] == ["contact", "need", "called", "service"]
    said = words(shown)
    assert (said["need"], said["called"], said["service"]) == (NEED, "Ana", "Example Counselling Rooms")
    assert said["contact"].split("\n") == [
        f"Telephone call: {isolated(NUMBER)}", "When it is safe: Mondays after 4",
        "If somebody else answers: Say: the library",
    ]  # fmt: skip
    assert (consent.groups, consent.purpose) == ("contact,need,called,service", "in_touch")


def test_what_her_plan_says_goes_what_is_never_safe_first(world, partner):
    say(world, "never", {"text": "Never at the bakery."})
    say(world, "ways", {"phone": "safe", "email": "never", "text": NUMBER})
    say(world, "others", {"text": "My brother reads it."})
    say(world, "follow", {"who": "me"})
    consent = asked(world, partner, way="", where="", need="")
    said = words(read_as(world, partner.desk, consent.share_id))["contact"]
    assert said.startswith("What is never safe\nNever at the bakery.")
    assert NUMBER in said
    assert "Email: Never" in said
    assert "brother" not in said
    assert "myself" not in said


def test_a_way_her_plan_forbids_is_refused_also_when_it_was_forbidden_meanwhile(world, partner):
    say(world, "ways", {"sms": "never"})
    assert reason_of(asks, world, partner, way="sms") == consent_rules.Reason.NOT_SAFE
    begun = asks(world, partner, way="phone")
    say(world, "ways", {"phone": "never"})
    assert reason_of(says_yes, world, begun) == consent_rules.Reason.NOT_SAFE
    assert not given(world)


def test_without_any_way_nothing_can_be_asked(world, partner):
    assert reason_of(asks, world, partner, where="") == consent_rules.Reason.NO_WAY


def test_what_she_typed_can_become_her_plan(world, partner):
    say(world, "answers", {"code": "blue"})
    consent = asked(world, partner, keep=True, when="Mondays", answer="Say: the library")
    answers = plan(world).answers
    assert (answers["ways"], answers["times"]) == ({"phone": "safe", "text": NUMBER}, {"text": "Mondays"})
    assert answers["answers"] == {"code": "blue", "text": "Say: the library"}
    said = words(read_as(world, partner.desk, consent.share_id))["contact"]
    assert said.count(NUMBER) == 1
    assert "Code word: blue" in said


def test_unkept_it_goes_to_them_and_nowhere_else(world, partner):
    asked(world, partner)
    assert plan(world).answers == {}
    for store in world.settings.data.glob("*.db*"):
        assert NEED.encode() not in store.read_bytes()
        assert NUMBER.encode() not in store.read_bytes()
    with working(world, world.survivor, writing=False) as w:
        assert [one.note for one in w.main.scalars(select(Choosing)) if one.purpose == IN_TOUCH] == [None]


def test_two_taps_are_one_request(world, partner):
    first, second = asks(world, partner), asks(world, partner, need="Other words")
    assert first == second
    assert says_yes(world, first).id == says_yes(world, first).id
    assert len(given(world)) == 1


def test_one_stands_at_a_time_also_from_another_window(world, partner):
    one = asks(world, partner)
    with working(world, world.survivor) as w:
        other = choosings.begin(w, partner.team.id, IN_TOUCH)
        w.main.flush()
        choosings.keep_note(w, other, typed_for(partner).to_json())
        other.lapses_at = w.now + timedelta(days=3)
        other_id = other.id
    says_yes(world, one)
    assert reason_of(says_yes, world, other_id) == consent_rules.Reason.STANDS
    assert reason_of(asks, world, partner) == consent_rules.Reason.STANDS
    with working(world, world.survivor) as w:
        service.take_back(w, given(world)[0].id)
    assert says_yes(world, other_id).purpose == IN_TOUCH


def test_somebody_else_can_ask_at_the_same_time(world, partner):
    asked(world, partner)
    asked(world, partner, new_survivor(world))
    assert len(given(world)) == 2


def test_each_state_is_seen(world, partner):
    consent = asked(world, partner)
    assert states(world) == ["asked"]
    read_as(world, partner.desk, consent.share_id)
    assert states(world) == ["seen"]
    for state in ("in_touch", *consent_rules.COULD_NOT, "in_touch", "in_touch", "done"):
        notes(world, partner.desk, consent, state)
        assert states(world) == [state]
    assert len(sql(world.stores.main, "SELECT * FROM hand_over")) == 1


def test_done_destroys_the_key(world, partner):
    consent = asked(world, partner)
    notes(world, partner.colleague, consent, "done")
    (ended,) = given(world)
    assert ended.state == "revoked"
    with working(world, writing=False) as w:
        assert w.main.get(Grant, consent.grant_id) is None
        with pytest.raises(CannotOpen):
            Vault(world.stores.vault, world.server).get(consent.vault_id)
    assert reason_of(notes, world, partner.desk, consent, "in_touch") == inbox_rules.Reason.ENDED


def test_taking_back_destroys_the_key_while_they_look(world, partner):
    consent = asked(world, partner)
    read_as(world, partner.desk, consent.share_id)
    for _tap in range(2):
        with working(world, world.survivor) as w:
            service.take_back(w, consent.id)
    assert reason_of(notes, world, partner.desk, consent, "in_touch") == inbox_rules.Reason.ENDED
    assert reason_of(read_as, world, partner.desk, consent.share_id) == inbox_rules.Reason.ENDED
    with pytest.raises(CannotOpen):
        Vault(world.stores.vault, world.server).get(consent.vault_id)


def test_only_a_request_of_hers_is_taken_back_here(world, partner):
    other = new_survivor(world)
    consent = asked(world, partner)
    for who, id in ((other, consent.id), (world.survivor, the_one_before(world).id)):
        with pytest.raises(NotFound), working(world, who) as w:
            service.take_back(w, id)
    assert {one.state for one in all_consents(world)} == {"given"}


def test_a_pause_holds_it_and_a_stop_ends_it(world, partner):
    begun = asks(world, partner)
    consent = says_yes(world, begun)
    with working(world, world.survivor) as w:
        pausing.pause(w)
    assert reason_of(notes, world, partner.desk, consent, "in_touch") == inbox_rules.Reason.PAUSED
    assert reason_of(asks, world, partner) == consent_rules.Reason.PAUSED
    with working(world, world.survivor) as w:
        pausing.go_on(w)
    notes(world, partner.desk, consent, "in_touch")
    with working(world, world.survivor) as w:
        pausing.stop(w)
    assert given(world)[0].state == "withdrawn"


@pytest.mark.parametrize("days", rules.DAYS)
def test_it_ends_by_itself(world, partner, days):
    consent = asked(world, partner, days=days)
    assert timedelta(days=days) <= consent.lapses_at - consent.given_at < timedelta(days=days + 1)
    world.clock.move(days=days + 1)
    sweep(world.stores, world.server, world.clock())
    assert given(world)[0].state == "lapsed"
    assert reason_of(notes, world, partner.desk, consent, "in_touch") == inbox_rules.Reason.ENDED


def test_it_cannot_be_made_longer(world, partner):
    begun = asks(world, partner)
    with pytest.raises(NotFound), working(world, world.survivor) as w:
        choosings.set_end(w, begun, w.now + timedelta(days=80))
    consent = says_yes(world, begun)
    with pytest.raises(NotFound), working(world, world.survivor) as w:
        consents.renew(w, consent.id)


def test_erasing_everything_takes_it_along(world, partner):
    consent = asked(world, partner)
    notes(world, partner.desk, consent, "in_touch")
    with working(world, world.survivor) as w:
        accounts.erase(w)
    with working(world, writing=False) as w:
        assert not w.main.scalars(select(HandOver)).all()
        assert not w.main.scalars(select(Consent)).all()
        assert w.main.scalars(select(PartnerService)).all()
