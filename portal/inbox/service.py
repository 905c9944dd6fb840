"""Listing, opening and answering what was shared."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_

from portal.audit import service as audit
from portal.audit.models import Act
from portal.consent import snapshot
from portal.consent.models import Consent, Share, ShareGroup
from portal.consent.snapshot import COVER, Shown
from portal.crypto import CannotOpen
from portal.inbox import rules
from portal.keyring.grants import reach_grant
from portal.keyring.models import Grant, TeamEpoch, TeamMember
from portal.keyring.teams import teams_of
from portal.programmes import service as programmes
from portal.work import NotFound, Work

PAGE = 50


@dataclass(frozen=True)
class Line:
    share_id: UUID
    reference: str
    language: str
    given_at: datetime
    lapses_at: datetime
    is_new: bool


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    next: UUID | None  # the consent to go on after


def live_shares(work: Work, after: UUID | None = None) -> Page:
    """The team's live shares, newest first; one page costs the same however many there are."""
    rules.may_look(work.actor)
    query = (
        select(Consent, Grant, Share, ShareGroup, TeamEpoch, TeamMember.vault_id.label("mine"))
        .join(Grant, Grant.id == Consent.grant_id)
        .join(TeamMember, (TeamMember.team_id == Grant.recipient_id) & (TeamMember.epoch == Grant.epoch))
        .join(Share, Share.id == Consent.share_id)
        .join(ShareGroup, (ShareGroup.share_id == Share.id) & (ShareGroup.name == COVER))
        .join(TeamEpoch, (TeamEpoch.team_id == Grant.recipient_id) & (TeamEpoch.epoch == Grant.epoch))
        .where(Consent.stands_at(work.now), TeamMember.member_id == work.person.id)
        .order_by(Consent.given_at.desc(), Consent.id.desc())
        .limit(PAGE + 1)
    )
    start = None if after is None else work.main.get(Consent, after)
    if start is not None:
        query = query.where(tuple_(Consent.given_at, Consent.id) < (start.given_at, start.id))
    rows = work.main.execute(query).all()
    secrets = {row.mine for row in rows} | {row.Grant.vault_id for row in rows}
    work.vault.fetch({*secrets, work.person.vault_id} - {None})
    seen = _opened_by_me(work, [row.Share.id for row in rows])
    lines = []
    for row in rows[:PAGE]:
        with suppress(CannotOpen):  # one whose key has just gone does not close the others
            lines.append(_line(work, *row[:5], seen=seen))
    return Page(lines, rows[PAGE - 1].Consent.id if len(rows) > PAGE else None)


def _opened_by_me(work: Work, share_ids: list[UUID]) -> set[UUID]:
    query = select(Act.share_id).where(
        Act.share_id.in_(share_ids), Act.staff_id == work.actor.id, Act.what == "opened"
    )
    return set(work.main.scalars(query))


def _line(
    work: Work, consent: Consent, grant: Grant, share: Share, cover: ShareGroup, epoch: TeamEpoch, *,
    seen: set[UUID],
) -> Line:  # fmt: skip
    reach_grant(work.keyring, grant, epoch, work.now)
    told = snapshot.open_groups(work, share, [cover])[COVER]
    return Line(
        share.id, told["reference"], told["language"], consent.given_at, consent.lapses_at,
        is_new=share.id not in seen,
    )  # fmt: skip


def find(work: Work, share_id: UUID) -> Consent:
    """The consent a share stands under. Raises NotFound, or Refused when it has ended."""
    rules.may_look(work.actor)
    consent = work.main.scalar(select(Consent).where(Consent.share_id == share_id))
    return rules.may_open(consent, teams_of(work.main, work.person.id), work.now)


def note_opening(work: Work, share_id: UUID) -> None:
    """Committed before anything is opened."""
    consent = find(work, share_id)
    audit.tell_owner(work, consent.owner_id, share_id, "opened")


def read(work: Work, share_id: UUID) -> Shown:
    """The words, for a member of the team they were given to."""
    consent = find(work, share_id)
    grant = work.main.get(Grant, consent.grant_id)
    share = work.main.get(Share, share_id)
    if grant is None or share is None:
        raise NotFound
    epoch = work.main.get(TeamEpoch, (grant.recipient_id, grant.epoch))
    if epoch is None:
        raise NotFound
    reach_grant(work.keyring, grant, epoch, work.now)
    opened = snapshot.open_groups(work, share, snapshot.rows_of(work, share_id))
    cover = opened[COVER]
    return Shown(
        reference=cover["reference"], language=cover["language"],
        team=programmes.team_names(work, [consent.recipient_id])[consent.recipient_id],
        purpose=consent.purpose, lapses_at=consent.lapses_at, parts=snapshot.parts_of(opened),
    )  # fmt: skip


def answers(work: Work, share_id: UUID) -> list[Act]:
    return [act for act in audit.acts_on(work.main, [share_id]) if act.what == "answered"]


def answer(work: Work, share_id: UUID, code: str) -> None:
    rules.may_answer(code)
    consent = find(work, share_id)
    audit.tell_owner(work, consent.owner_id, share_id, "answered", code)
