"""What nobody else can do with a request, a partner with anything else, and who stands for a service."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.actor import SYSTEM
from portal.consent import choosing as choosings
from portal.consent import rules as consent_rules
from portal.consent.notices import IN_TOUCH, OFFERED
from portal.consent.states import Act
from portal.handover import partners, rules, service
from portal.inbox import asking, stages
from portal.inbox import service as inbox
from portal.programmes import service as programmes
from portal.programmes.models import Team
from portal.programmes.stages import Step
from portal.work import NotAllowed, NotFound
from tests.handover.steps import (
    a_partner,
    another_partner,
    asked,
    asks,
    called,
    given,
    notes,
    reason_of,
    says_yes,
    states,
    the_one_before,
)
from tests.make import working
from tests.sharing import give, new_survivor, other_team, read_as, silence, sql

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
    before = the_one_before(world)
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
        consent = inbox.find(w, the_one_before(world).share_id, Act.ASK)
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
