"""Noting where somebody is with a team. She sees the step, since when, and who noted it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.consent.models import Consent
from portal.consent.states import Act
from portal.inbox.models import Stage
from portal.inbox.service import find
from portal.programmes.stages import Step
from portal.work import Work


def place(work: Work, share_id: UUID) -> Stage | None:
    """Where its writer is with the team it was given to. Raises Refused when it has ended."""
    return _newest(work, find(work, share_id, Act.NOTE_STEP))


def note(work: Work, share_id: UUID, step: Step) -> None:
    """The same step once more changes nothing: she has been there since it was noted first."""
    consent = find(work, share_id, Act.NOTE_STEP)
    newest = _newest(work, consent)
    if newest is not None and newest.stage == step:
        return
    assert work.actor.id is not None
    work.main.add(
        Stage(
            owner_id=consent.owner_id, team_id=consent.recipient_id, stage=step.value, at=work.now,
            by_id=work.actor.id,
        )
    )  # fmt: skip
    audit.tell_owner(work, consent.owner_id, share_id, "stage", step.value)


def _newest(work: Work, consent: Consent) -> Stage | None:
    return places_of(work.main, consent.owner_id).get(consent.recipient_id)


def places_of(main: Session, owner_id: UUID) -> dict[UUID, Stage]:
    """Where she is with each team that noted it."""
    rows = main.scalars(select(Stage).where(Stage.owner_id == owner_id).order_by(Stage.at))
    return {row.team_id: row for row in rows}
