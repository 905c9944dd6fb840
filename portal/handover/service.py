"""Asking, what she sees of it, and what a partner notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select

from portal.audit import service as audit
from portal.audit.models import Act as Done
from portal.consent import choosing as choosings
from portal.consent import rules as consent_rules
from portal.consent import service as consents
from portal.consent import typed
from portal.consent.models import Choosing, Consent
from portal.consent.notices import IN_TOUCH
from portal.consent.rules import IN_TOUCH as NOTED
from portal.consent.states import OPEN, Act
from portal.consent.typed import Typed
from portal.contact import service as contact
from portal.contact.asked import ANSWERS, CHANNELS, FOLLOW, ME, TIMES, WAYS, Mark
from portal.contact.service import Plan
from portal.handover.models import HandOver
from portal.handover.partners import partner_of
from portal.inbox import service as inbox
from portal.notifying.rules import Kind
from portal.notifying.service import notify
from portal.programmes.models import Programme, Team
from portal.readiness.rules import mark_of
from portal.work import NotFound, Work

__all__ = ["partner_of"]
DONE = "done"


@dataclass(frozen=True)
class Line:
    """One request as she sees it. `state`: asked, seen, or what the partner noted, at the moment `at`."""

    consent: Consent
    team: str
    programme: str
    state: str
    at: datetime
    lives: bool


def begun(work: Work, team_id: UUID) -> Choosing | None:
    """What she has typed for this partner and not said yes to."""
    query = select(Choosing).where(
        Choosing.owner_id == work.person.id, Choosing.recipient_id == team_id,
        Choosing.purpose == IN_TOUCH, Choosing.given_as.is_(None),
    )  # fmt: skip
    return work.main.scalar(query.limit(1))


def typed_in(work: Work, choosing: Choosing) -> Typed | None:
    note = choosings.note_of(work, choosing)
    return Typed.from_json(note) if note else None


def to_change(work: Work, choosing_id: UUID) -> UUID:
    """Which service that choice is about. Raises NotFound for another's, or another kind."""
    choosing = choosings.mine(work, choosing_id)
    said = typed_in(work, choosing) if choosing.purpose == IN_TOUCH else None
    if said is None:
        raise NotFound
    return said.service_id


def ask(work: Work, team_id: UUID, said: Typed, zone: ZoneInfo, *, keep: bool = False) -> UUID:
    """Keep what she typed, sealed, for her to see as they will and to say yes or no to: nothing is given yet.

    A second tap goes on with the first one's. `keep`: put how to reach her into her plan, too. Raises Refused
    while an earlier request stands, and for a way that her plan says is never safe.
    """
    consent_rules.may_begin(work.person.paused_at)
    typed.may_be_asked(work, team_id, IN_TOUCH)
    choosing = begun(work, team_id) or choosings.begin(work, team_id, IN_TOUCH)
    work.main.flush()
    day = work.now.astimezone(zone).date()
    choosing.lapses_at = consent_rules.end_of(day + timedelta(days=said.days), zone)
    choosings.keep_note(work, choosing, said.to_json())
    choosings.look(work, choosing)
    if keep and said.where:
        choosings.keep_note(work, choosing, _kept(work, said, zone).to_json())
    return choosing.id


def _kept(work: Work, said: Typed, zone: ZoneInfo) -> Typed:
    """It stands in her plan from now on, so it need not stand beside it."""
    way = {said.way: Mark.SAFE.value} if said.way in CHANNELS else {}
    for name, answer, words in ((WAYS, way, said.where), (TIMES, {}, said.when), (ANSWERS, {}, said.answer)):
        if words:
            work.main.expire_all()  # the plan was put over, past the session
            there = contact.read(work).answers.get(name) or {}
            text = "\n".join(filter(None, [there.get("text", ""), words]))
            answer = {**there, **answer, "text": text}
            contact.say(work, name, answer, mark_of(there or None), work.now.astimezone(zone).date(), zone)
    return replace(said, way="", where="", when="", answer="")


def waits_for_her(plan: Plan) -> bool:
    """Her plan says that she gets in touch herself."""
    return (plan.answers.get(FOLLOW) or {}).get("who") == ME


def mine(work: Work) -> list[Line]:
    """Everything she asked for, the newest first."""
    seen = exists().where(Done.share_id == Consent.share_id, Done.what == "opened")
    query = (
        select(Consent, HandOver, Team.name, Programme.name, seen)
        .join(Team, Team.id == Consent.recipient_id)
        .join(Programme, Programme.id == Team.programme_id)
        .outerjoin(HandOver, HandOver.consent_id == Consent.id)
        .where(Consent.owner_id == work.person.id, Consent.purpose == IN_TOUCH)
    )
    rows = work.main.execute(query.order_by(Consent.given_at.desc())).all()
    return [_line(work, *row) for row in rows]


def _line(
    work: Work, consent: Consent, noted: HandOver | None, team: str, programme: str, seen: object
) -> Line:
    state, at = ("seen" if seen else "asked", consent.given_at) if noted is None else (noted.state, noted.at)
    return Line(consent, team, programme, state, at, bool(consent.lives_at(work.now)))


def everything(work: Work, _country: str = "") -> list[dict[str, Any]]:
    """For her file: what came of each request."""
    return [
        {"choice": str(one.consent.id), "team": one.team, "state": one.state, "at": one.at.isoformat()}
        for one in mine(work)
    ]


def take_back(work: Work, consent_id: UUID) -> None:
    """In one tap. Twice is once. Raises NotFound for what is no request of hers."""
    if consents.my_consent(work, consent_id).purpose != IN_TOUCH:
        raise NotFound
    consents.withdraw(work, consent_id)


def find(work: Work, share_id: UUID, act: Act = Act.READ) -> Consent:
    """A request to the acting member's team. Raises Refused when it has ended or is paused, else NotFound."""
    consent = inbox.find(work, share_id, act)
    if consent.purpose != IN_TOUCH:
        raise NotFound
    return consent


def note_opening(work: Work, share_id: UUID) -> None:
    """Committed before anything is opened; raises like `find`."""
    if inbox.note_opening(work, share_id) != IN_TOUCH:
        raise NotFound


def noted(work: Work, share_id: UUID) -> HandOver | None:
    """Of a request that was just read."""
    mine = select(HandOver).join(Consent, Consent.id == HandOver.consent_id)
    return work.main.scalar(mine.where(Consent.share_id == share_id))


def note(work: Work, share_id: UUID, state: str) -> None:
    """She sees it, with the name of whoever noted it; the same once more changes nothing. Done is the end."""
    consent = find(work, share_id, Act.ANSWER)
    if state not in NOTED:
        raise NotFound
    there = work.main.get(HandOver, consent.id)
    if there is not None and there.state == state:
        return
    assert work.actor.id is not None
    work.main.merge(HandOver(consent_id=consent.id, state=state, at=work.now, by_id=work.actor.id))
    audit.tell_owner(work, consent.owner_id, share_id, "answered", state)
    notify(work, consent.owner_id, Kind.ANSWERED)
    if state == DONE and consent.state in OPEN:
        consents.revoke(work, consent, "done")
