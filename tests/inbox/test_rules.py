"""Who may open what was shared, as tables."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.actor import Actor, Role
from portal.consent.models import GIVEN, LAPSED, WITHDRAWN, Consent
from portal.consent.rules import REPLIES
from portal.inbox import rules
from portal.inbox.rules import Reason
from portal.work import NotAllowed, NotFound, Refused
from tests.consent.test_rules import NOW, TICK

OURS, OTHERS = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("recipient", "state", "lapses_at", "refusal"),
    [
        (OURS, GIVEN, NOW + TICK, None),
        (OURS, GIVEN, NOW, Refused),
        (OURS, WITHDRAWN, NOW + TICK, Refused),
        (OURS, LAPSED, NOW + TICK, Refused),
        (OTHERS, GIVEN, NOW + TICK, NotFound),
        (OTHERS, WITHDRAWN, NOW - TICK, NotFound),  # whether it ended is not for others to know
    ],
)
def test_may_open(recipient, state, lapses_at, refusal):
    consent = Consent(
        recipient_id=recipient, state=state, given_at=NOW - timedelta(days=1), lapses_at=lapses_at
    )
    if refusal is None:
        assert rules.may_open(consent, {OURS}, NOW) is consent
        return
    with pytest.raises(refusal) as refused:
        rules.may_open(consent, {OURS}, NOW)
    assert getattr(refused.value, "reason", Reason.ENDED) is Reason.ENDED


def test_what_was_never_shared_is_not_found():
    with pytest.raises(NotFound):
        rules.may_open(None, {OURS}, NOW)


@pytest.mark.parametrize("role", list(Role))
def test_who_may_look_into_the_inbox(role):
    if role is Role.FACILITATOR:
        rules.may_look(Actor(role))
    else:
        with pytest.raises(NotAllowed):
            rules.may_look(Actor(role))


@pytest.mark.parametrize("code", [*REPLIES, "", "Have", "anything else"])
def test_only_fixed_replies(code):
    if code in REPLIES:
        rules.may_answer(code)
    else:
        with pytest.raises(NotFound):
            rules.may_answer(code)
