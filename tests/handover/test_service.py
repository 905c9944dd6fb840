"""Asking to be contacted: what goes, to whom, how it ends, and what nobody else can do with it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.actor import SYSTEM
from portal.consent import choosing as choosings
from portal.consent import pausing
from portal.consent import rules as consent_rules
from portal.consent import service as consents
from portal.consent.models import Choosing, Consent
from portal.consent.notices import IN_TOUCH, OFFERED
from portal.consent.states import Act
from portal.crypto import CannotOpen
from portal.handover import partners, rules, service
from portal.handover.models import HandOver, PartnerService
from portal.inbox import asking, stages
from portal.inbox import rules as inbox_rules
from portal.inbox import service as inbox
from portal.keyring.models import Grant
from portal.keyring.vault import Vault
from portal.programmes import service as programmes
from portal.programmes.models import Team
from portal.programmes.stages import Step
from portal.sweep import sweep
from portal.work import NotAllowed, NotFound, Refused
from tests.contact.steps import plan, say
from tests.handover.steps import (
    NEED,
    NUMBER,
    a_partner,
    another_partner,
    asked,
    asks,
    called,
    notes,
    says_yes,
    states,
)
from tests.handover.steps import typed as typed_for
from tests.make import working
from tests.sharing import consents as all_consents
from tests.sharing import give, new_survivor, other_team, read_as, silence, sql


@pytest.fixture
def partner(world):
    return a_partner(world)


def given(world):
    return [one for one in all_consents(world) if one.purpose == IN_TOUCH]


def reason_of(act, *args, **how):
    with pytest.raises(Refused) as refused:
        act(*args, **how)
    return refused.value.reason


def words(shown):
    return {part.tick: part.text for part in shown.parts}


def test_they_get_the_least_and_nothing_else(world, partner):
    consent = asked(world, partner, called="Ana", when="Mondays after 4", answer="Say: the library")
    shown = read_as(world, partner.desk, consent.share_id)
    assert [part.tick for part in shown.parts] == ["contact", "need", "called", "service"]
    said = words(shown)
    assert (said["need"], said["called"], said["service"]) == (NEED, "Ana", "Example Counselling Rooms")
    assert said["contact"].split("\n") == [
        f"Telephone call: {NUMBER}", "When it is safe: Mondays after 4",
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
    for who, id in ((other, consent.id), (world.survivor, the_one_given_before(world).id)):
        with pytest.raises(NotFound), working(world, who) as w:
            service.take_back(w, id)
    assert {one.state for one in all_consents(world)} == {"given"}


def the_one_given_before(world):
    return next(one for one in all_consents(world) if one.purpose != IN_TOUCH)


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


# What others cannot do


def test_nobody_else_reads_or_notes_it(world, partner):
    consent = asked(world, partner)
    stranger = another_partner(world).desk
    for who in (world.lead, stranger):
        for act in (read_as, lambda *a: notes(*a, "in_touch")):
            with pytest.raises(NotFound):
                act(world, who, consent.share_id if act is read_as else consent)
    with working(world, stranger, writing=False) as w:
        assert inbox.live_shares(w).lines == []
    assert states(world) == ["asked"]


def test_a_partner_reaches_nothing_that_is_no_request(world, partner):
    before = the_one_given_before(world)
    for act in (read_as, lambda *a: notes(*a, "in_touch")):
        with pytest.raises(NotFound):
            act(world, partner.desk, before.share_id if act is read_as else before)
    with pytest.raises(NotFound):  # and an ordinary team has no states to note
        notes(world, world.lead, before, "in_touch")
    with working(world, partner.desk, writing=False) as w:
        assert inbox.live_shares(w).lines == []


def test_a_partner_asks_for_nothing_more_and_notes_no_step(world, partner):
    consent = asked(world, partner)
    with pytest.raises(NotFound), working(world, partner.desk) as w:
        asking.ask(w, consent.share_id, "possible", "next")
    with pytest.raises(NotFound), working(world, partner.desk) as w:
        stages.note(w, consent.share_id, Step.ENQUIRY)


@pytest.mark.parametrize("purpose", OFFERED)
def test_nothing_else_is_given_to_a_partner(world, partner, purpose):
    with working(world, world.survivor) as w:
        assert reason_of(choosings.begin, w, partner.team.id, purpose) == consent_rules.Reason.NO_SUCH_TEAM
        assert partner.team.id not in {one.id for one in programmes.recipients(w)}


def test_no_other_team_is_asked_to_get_in_touch(world, partner):
    with working(world, world.survivor) as w:
        team = next(id for id in w.main.scalars(select(Team.id)) if id != partner.team.id)
        assert reason_of(choosings.begin, w, team, IN_TOUCH) == consent_rules.Reason.NO_SUCH_TEAM
    with working(world, world.lead) as w:
        consent = inbox.find(w, the_one_given_before(world).share_id, Act.ASK)
        why = consent_rules.Reason.NO_SUCH_PURPOSE
        assert reason_of(asking.ask, w, consent.share_id, IN_TOUCH, "next") == why


# Who stands for a service


def test_partner_of_names_it_only_while_it_can_be_asked(world, partner):
    def found():
        with working(world, writing=False) as w:
            return service.partner_of(w.main, partner.service_id)

    assert found() == partner.team.id
    with working(world, writing=False) as w:
        assert service.partner_of(w.main, called(world, "Example Legal Help")) is None
    silence(world)
    assert found() is None


def test_only_a_lead_says_for_whom_they_stand(world, partner):
    with pytest.raises(NotAllowed), working(world, partner.colleague) as w:
        partners.leave(w, partner.service_id)
    with working(world, world.lead) as w:
        assert reason_of(partners.stand_for, w, partner.service_id) == rules.Reason.TAKEN
    other = called(world, "Example Legal Help")
    with working(world, world.lead) as w:  # somebody shares a draft with this team
        assert reason_of(partners.stand_for, w, other) == rules.Reason.SHARED_WITH


def test_a_request_ends_when_its_partner_goes(world, partner):
    begun = asks(world, partner)
    consent = says_yes(world, begun)
    late = asks(world, partner, new := new_survivor(world))
    with working(world, partner.desk) as w:
        partners.leave(w, partner.service_id)
    (ended,) = given(world)
    assert (ended.id, ended.state) == (consent.id, "revoked")
    assert reason_of(says_yes, world, late, new) == consent_rules.Reason.NO_SUCH_TEAM
    with working(world, new) as w:
        w.main.expire_all()
        assert partner.team.id in {one.id for one in programmes.recipients(w)}


def test_with_one_service_less_what_stands_goes_on(world, partner):
    more = called(world, "Example Legal Help")
    with working(world, partner.desk) as w:
        partners.stand_for(w, more)
        partners.stand_for(w, more)
    consent = asked(world, partner)
    with working(world, partner.desk) as w:
        partners.leave(w, partner.service_id)
        assert [one.id for one in partners.of_mine(w)] == [more]
    notes(world, partner.desk, consent, "in_touch")
    assert states(world) == ["in_touch"]


def test_a_choice_begun_before_a_team_became_a_partner_gives_nothing(world):
    partner = a_partner(world)
    team = other_team(world, "Small team", 2)
    with working(world, world.survivor) as w:
        begun = choosings.begin(w, team.id, "take_part")
        w.main.flush()
        choosings.set_end(w, begun.id, w.now + timedelta(days=5))
        id = begun.id
    sql(world.stores.main, "UPDATE team SET partner = 1 WHERE name = 'Small team'")
    assert reason_of(says_yes, world, id) == consent_rules.Reason.NO_SUCH_TEAM
    with working(world, SYSTEM, writing=False) as w:
        assert service.partner_of(w.main, partner.service_id) == partner.team.id


def test_giving_to_ordinary_teams_is_as_it_was(world, partner):
    with working(world, world.survivor) as w:
        team = next(t for t in w.main.scalars(select(Team)) if not t.partner)
        assert give(w, team.id, [1]).purpose == "possible"
