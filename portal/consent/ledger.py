"""The ledger: every state a request or a consent came to be in, in order. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from portal.consent import rules
from portal.consent.models import Consent, ConsentEvent, Request
from portal.consent.states import How, State
from portal.work import Work


def note(
    work: Work, found: Consent | Request, state: State, how: How, *, by_id: UUID | None = None, why: str = ""
) -> None:
    """It is in this state from now on. Raises Refused when that does not follow on what it was."""
    rules.may_become(found.state, state)
    found.state = state
    work.main.add(
        ConsentEvent(
            consent_id=found.id, owner_id=found.owner_id, state=state, at=work.now, how=how, by_id=by_id,
            why=why,
        )
    )  # fmt: skip


def events(work: Work, found: Consent | Request) -> list[ConsentEvent]:
    """Oldest first, with the request it came out of."""
    return events_of(work, [found])[found.id]


def events_of(work: Work, all: Iterable[Consent | Request]) -> dict[UUID, list[ConsentEvent]]:
    """Of many in one question, each oldest first."""
    found: dict[UUID, list[ConsentEvent]] = {one.id: [] for one in all}
    query = select(ConsentEvent).where(ConsentEvent.consent_id.in_(found)).order_by(ConsentEvent.at)
    for event in work.main.scalars(query):
        found[event.consent_id].append(event)
    return found
