"""Teams that stand for services of the directory: what a lead says, and what can be asked of whom."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.consent import service as consents
from portal.consent.models import Consent
from portal.consent.states import OPEN
from portal.directory import index
from portal.directory.models import ServiceCard
from portal.directory.names import folded, pieces
from portal.handover import rules
from portal.handover.models import PartnerService
from portal.programmes import facts
from portal.programmes import service as programmes
from portal.programmes.models import Team
from portal.programmes.ready import can_be_chosen
from portal.work import NotAllowed, NotFound, Work

MOST = 20


@dataclass(frozen=True)
class Service:
    """A service of the directory, and who runs it."""

    id: UUID
    name: str
    organization: str


def partner_of(session: Session, service_id: UUID) -> UUID | None:
    """The team that gets in touch for this service, if there is one and it can be asked now. One question."""
    query = select(PartnerService.team_id).join(Team, Team.id == PartnerService.team_id)
    return session.scalar(query.where(PartnerService.service_id == service_id, Team.partner, can_be_chosen()))


def to_ask(work: Work) -> list[Service]:
    """Services that can be asked now."""
    query = select(ServiceCard).join(PartnerService, PartnerService.service_id == ServiceCard.id)
    query = query.join(Team, Team.id == PartnerService.team_id).where(Team.partner, can_be_chosen())
    return _services(work, query.where(ServiceCard.active).order_by(ServiceCard.name))


def service(work: Work, id: UUID) -> Service:
    """Raises NotFound for one that is not shown."""
    card = work.main.get(ServiceCard, id)
    if card is None or not card.active:
        raise NotFound
    return Service(card.id, card.name, card.organization)


def of_mine(work: Work) -> list[Service]:
    """What my team stands for."""
    mine = select(PartnerService.service_id).where(PartnerService.team_id == programmes.my_team(work).id)
    return _services(work, select(ServiceCard).where(ServiceCard.id.in_(mine)).order_by(ServiceCard.name))


def called(work: Work, words: str) -> list[Service]:
    """Services in which all these words stand."""
    asked = pieces(folded(words))[:12]
    if not asked:
        return []
    query = select(ServiceCard).where(ServiceCard.active, ServiceCard.number.in_(index.that_say(asked)))
    return _services(work, query.order_by(ServiceCard.name).limit(MOST))


def _services(work: Work, query: object) -> list[Service]:
    return [Service(card.id, card.name, card.organization) for card in work.main.scalars(query)]  # type: ignore


def stand_for(work: Work, service_id: UUID) -> None:
    """Whoever leads the team says it. Raises Refused for another's service, or while anything else is shared
    with the team; NotAllowed for anybody who does not lead."""
    team, one = _mine_to_lead(work), service(work, service_id)
    there = work.main.get(PartnerService, one.id)
    if there is not None and there.team_id == team.id:
        return
    shared_with = not team.partner and bool(_open(work, team))
    rules.may_stand_for(taken=there is not None, shared_with=shared_with)
    team.partner = True
    work.main.add(PartnerService(service_id=one.id, team_id=team.id))
    audit.record(work, "stands_for", one.id)


def leave(work: Work, service_id: UUID) -> None:
    """With the last one it is no partner any more, and what stands ends: its writers are told."""
    team = _mine_to_lead(work)
    mine = PartnerService.team_id == team.id
    work.main.execute(delete(PartnerService).where(mine, PartnerService.service_id == service_id))
    audit.record(work, "stands_not_for", service_id)
    if work.main.scalar(select(PartnerService.service_id).where(mine).limit(1)) is not None:
        return
    if team.partner:
        for consent in _open(work, team):
            consents.revoke(work, consent, "cannot")
    team.partner = False


def _mine_to_lead(work: Work) -> Team:
    if not facts.may_change(work):
        raise NotAllowed
    return programmes.my_team(work)


def _open(work: Work, team: Team) -> list[Consent]:
    query = select(Consent).where(Consent.recipient_id == team.id, Consent.state.in_(OPEN))
    return list(work.main.scalars(query))
