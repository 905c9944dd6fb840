"""The ledger: every state a consent came to be in, in order. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from portal.consent.models import Consent, ConsentEvent, How, State
from portal.work import Work


def note(
    work: Work, consent: Consent, state: State, how: How, *, by_id: UUID | None = None, why: str = ""
) -> None:
    """The consent is in this state from now on."""
    consent.state = state
    event = ConsentEvent(consent_id=consent.id, state=state, at=work.now, how=how, by_id=by_id, why=why)
    work.main.add(event)


def events(work: Work, consent: Consent) -> list[ConsentEvent]:
    """Oldest first."""
    return events_of(work, [consent])[consent.id]


def events_of(work: Work, consents: Iterable[Consent]) -> dict[UUID, list[ConsentEvent]]:
    """Of many in one question, each oldest first."""
    found: dict[UUID, list[ConsentEvent]] = {consent.id: [] for consent in consents}
    query = select(ConsentEvent).where(ConsentEvent.consent_id.in_(found)).order_by(ConsentEvent.at)
    for event in work.main.scalars(query):
        found[event.consent_id].append(event)
    return found
