"""Who may open what was shared, as tables."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.actor import Actor, Role
from portal.consent.models import Consent
from portal.consent.rules import REPLIES
from portal.consent.states import Act, State
from portal.inbox import rules
from portal.inbox.rules import Reason
from portal.work import NotAllowed, NotFound, Refused
from tests.consent.test_rules import NOW, TICK

OURS, OTHERS = uuid4(), uuid4()
GIVEN = State.GIVEN
STAFF = Actor(Role.FACILITATOR, uuid4())


@pytest.mark.parametrize(
    ("recipient", "state", "lapses_at", "refusal"),
    [
        (OURS, GIVEN, NOW + TICK, None),
        (OURS, GIVEN, NOW, Refused),
        (OURS, State.WITHDRAWN, NOW + TICK, Refused),
        (OURS, State.LAPSED, NOW + TICK, Refused),
        (OTHERS, GIVEN, NOW + TICK, NotFound),
        (OTHERS, State.WITHDRAWN, NOW - TICK, NotFound),  # whether it ended is not for others to know
    ],
)
def test_may_open(recipient, state, lapses_at, refusal):
    consent = Consent(
        recipient_id=recipient, state=state, given_at=NOW - timedelta(days=1), lapses_at=lapses_at
    )
    if refusal is None:
        assert rules.may(Act.READ, consent, STAFF, {OURS}, NOW) is consent
        return
    with pytest.raises(refusal) as refused:
        rules.may(Act.READ, consent, STAFF, {OURS}, NOW)
    assert getattr(refused.value, "reason", Reason.ENDED) is Reason.ENDED


def test_what_was_never_shared_is_not_found():
    with pytest.raises(NotFound):
        rules.may(Act.READ, None, STAFF, {OURS}, NOW)


@pytest.mark.parametrize("role", list(Role))
def test_who_may_look_into_the_inbox(role):
    if role is Role.FACILITATOR:
        rules.may_look(Actor(role))
    else:
        with pytest.raises(NotAllowed):
            rules.may_look(Actor(role))


@pytest.mark.parametrize("days", [0, 3, 7, 14, 1, -3, 365])
@pytest.mark.parametrize("code", [*REPLIES, "", "Have", "anything else"])
def test_only_fixed_replies(code, days):
    if code in REPLIES and days in (0, 3, 7, 14):
        rules.may_answer(code, days)
    else:
        with pytest.raises(NotFound):
            rules.may_answer(code, days)


@pytest.mark.parametrize(("minutes", "may"), [(None, False), (0, True), (9, True), (10, False), (600, False)])
def test_one_act_of_printing_reaches_ten_minutes(minutes, may):
    printed_at = None if minutes is None else NOW - timedelta(minutes=minutes)
    assert rules.may_be_on_paper(printed_at, NOW) is may
