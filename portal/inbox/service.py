"""Listing, opening and answering what was shared."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, or_, select, tuple_

from portal.audit import service as audit
from portal.audit.models import Act
from portal.consent import attached, pausing, snapshot
from portal.consent import service as consents
from portal.consent.attached import Attached
from portal.consent.choosing import codes
from portal.consent.models import Consent, Share, ShareGroup
from portal.consent.parts import file_of
from portal.consent.rules import SAW
from portal.consent.snapshot import COVER, Shown
from portal.consent.states import Act as May
from portal.crypto import CannotOpen, Opening
from portal.inbox import rules
from portal.keyring.grants import reach_grant
from portal.keyring.models import Grant, TeamEpoch, TeamMember
from portal.keyring.teams import teams_of
from portal.notifying.rules import Kind
from portal.notifying.service import notify
from portal.programmes import service as programmes
from portal.work import NotFound, Work

PAGE = 50


@dataclass(frozen=True)
class Line:
    share_id: UUID
    reference: str
    purpose: str
    language: str
    given_at: datetime
    lapses_at: datetime
    is_new: bool
    wrote: bool  # the writer wrote a message that nobody has opened


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    next: UUID | None  # the consent to go on after


@dataclass(frozen=True)
class Ended:
    """Something this reader had open. What it was called is under the key that is gone."""

    share_id: UUID
    given_at: datetime
    ended_at: datetime


def live_shares(work: Work, after: UUID | None = None) -> Page:
    """The team's live shares, newest first; one page costs the same however many there are."""
    rules.may_look(work.actor)
    seen = exists().where(
        Act.share_id == Consent.share_id, Act.staff_id == work.actor.id, Act.what == "opened"
    )
    mine = TeamMember.vault_id.label("mine")
    query = (
        select(Consent, Grant, Share, ShareGroup, TeamEpoch, mine, seen.label("seen"))
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
    lines = []
    for row in rows[:PAGE]:
        with suppress(CannotOpen):  # one whose key has just gone does not close the others
            lines.append(_line(work, *row[:5], seen=row.seen))
    return Page(lines, rows[PAGE - 1].Consent.id if len(rows) > PAGE else None)


def _line(
    work: Work, consent: Consent, grant: Grant, share: Share, cover: ShareGroup, epoch: TeamEpoch, *,
    seen: bool,
) -> Line:  # fmt: skip
    reach_grant(work.keyring, grant, epoch, work.now)
    told = snapshot.open_groups(work, share, [cover])[COVER]
    return Line(
        share.id, told["reference"], consent.purpose, told["language"], consent.given_at, consent.lapses_at,
        is_new=not seen, wrote=consent.wrote_at is not None,
    )  # fmt: skip


def find(work: Work, share_id: UUID, act: May = May.READ) -> Consent:
    """The consent a share stands under. Raises NotFound, or Refused when it has ended."""
    rules.may_look(work.actor)
    consent = work.main.scalar(select(Consent).where(Consent.share_id == share_id))
    return rules.may(act, consent, work.actor, teams_of(work.main, work.person.id), work.now)


def reference(work: Work, consent: Consent) -> str:
    """What a share is called; nothing else of it is opened. Raises CannotOpen."""
    row = work.main.execute(
        select(Grant, Share, ShareGroup, TeamEpoch)
        .join(Share, Share.id == Grant.share_id)
        .join(ShareGroup, (ShareGroup.share_id == Share.id) & (ShareGroup.name == COVER))
        .join(TeamEpoch, (TeamEpoch.team_id == Grant.recipient_id) & (TeamEpoch.epoch == Grant.epoch))
        .where(Grant.id == consent.grant_id)
    ).first()
    if row is None:
        raise CannotOpen
    reach_grant(work.keyring, row.Grant, row.TeamEpoch, work.now)
    name: str = snapshot.open_groups(work, row.Share, [row.ShareGroup])[COVER]["reference"]
    return name


def note_opening(work: Work, share_id: UUID) -> str:
    """Committed before anything is opened. Returns what it was given for."""
    consent = find(work, share_id)
    audit.tell_owner(work, consent.owner_id, share_id, "opened")
    return consent.purpose


def read(work: Work, share_id: UUID) -> Shown:
    """The words, for a member of the team they were given to."""
    consent = find(work, share_id)
    opened = _opened(work, consent)
    cover = opened[COVER]
    return Shown(
        reference=cover["reference"], language=cover["language"],
        team=programmes.team_names(work, [consent.recipient_id])[consent.recipient_id],
        purpose=consent.purpose, lapses_at=consent.lapses_at,
        parts=snapshot.parts_of(opened, consent.purpose), means=codes(consent.means),
        onward=codes(consent.onward),
    )  # fmt: skip


def _opened(work: Work, consent: Consent, only: str = "") -> dict[str, dict[str, Any]]:
    """What was shared, by group; `only` this one."""
    grant = work.main.get(Grant, consent.grant_id)
    share = work.main.get(Share, consent.share_id)
    if grant is None or share is None:
        raise NotFound
    epoch = work.main.get(TeamEpoch, (grant.recipient_id, grant.epoch))
    if epoch is None:
        raise NotFound
    reach_grant(work.keyring, grant, epoch, work.now)
    return snapshot.open_groups(work, share, snapshot.rows_of(work, share.id, only))


def open_file(work: Work, share_id: UUID, tick: str) -> tuple[Attached, Opening]:
    """One file of it and nothing else, to be closed by whoever sends it."""
    consent = find(work, share_id)
    one = file_of(snapshot.parts_of(_opened(work, consent, tick), consent.purpose), tick)
    return one, attached.content(work, consent.owner_id, one)


def note_printing(work: Work, share_id: UUID) -> None:
    """Committed before there is anything to print."""
    consent = find(work, share_id, May.PRINT)
    audit.tell_owner(work, consent.owner_id, share_id, "printed")


def may_be_on_paper(work: Work, share_id: UUID) -> bool:
    """This reader said a moment ago that she prints it."""
    find(work, share_id, May.PRINT)
    mine = [act.at for act in audit.acts_on(work.main, [share_id]) if _is(act, work, "printed")]
    return rules.may_be_on_paper(mine[-1] if mine else None, work.now)


def _is(act: Act, work: Work, what: str) -> bool:
    return act.staff_id == work.actor.id and act.what == what


def note_told(work: Work, share_id: UUID) -> None:
    """The writer told this reader to stop. It stops at once."""
    consents.note_told(work, find(work, share_id, May.NOTE_TOLD))


def revoke(work: Work, share_id: UUID, why: str) -> None:
    """The team stops by itself. Raises Refused for a reason that is not on the list."""
    consents.revoke(work, find(work, share_id, May.REVOKE), why)


@dataclass(frozen=True)
class News:
    """`over`: what this reader had open and has not said about what became of copies. `told`: of pauses."""

    over: list[Ended]
    told: list[pausing.Told]


def news(work: Work) -> News:
    """What has ended or is paused, in one question."""
    rules.may_look(work.actor)
    teams = select(TeamMember.team_id).where(TeamMember.member_id == work.person.id)
    opened = select(Act.share_id).where(Act.staff_id == work.actor.id, Act.what.in_(SAW))
    said = select(Act.share_id).where(Act.staff_id == work.actor.id, Act.what == "copies")
    asks = and_(
        Consent.permits(May.ACKNOWLEDGE, work.person.id, teams, work.now),
        Consent.share_id.in_(opened), Consent.share_id.not_in(said),
    )  # fmt: skip
    is_told = and_(Consent.recipient_id.in_(teams), pausing.is_told(work.now))
    query = select(Consent, asks.label("asks"), is_told.label("is_told")).where(or_(asks, is_told))
    rows = work.main.execute(query.order_by(Consent.given_at.desc()).limit(PAGE)).all()
    found = [row.Consent for row in rows if row.asks]
    return News(
        [Ended(c.share_id, c.given_at, c.ended_at or c.lapses_at) for c in found],
        [pausing.told(row.Consent) for row in rows if row.is_told],
    )


def acknowledge(work: Work, share_id: UUID, what: str) -> None:
    """She sees who has said what became of copies, and who has not."""
    rules.may_say_of_copies(what)
    consent = find(work, share_id, May.ACKNOWLEDGE)
    audit.tell_owner(work, consent.owner_id, share_id, "copies", what)


def answers(work: Work, share_id: UUID) -> list[Act]:
    return [act for act in audit.acts_on(work.main, [share_id]) if act.what == "answered"]


def answer(work: Work, share_id: UUID, code: str, days: int = 0) -> None:
    """`days`: by when they will be back, 0 for no promise."""
    rules.may_answer(code, days)
    consent = find(work, share_id, May.ANSWER)
    if audit.tell_owner(work, consent.owner_id, share_id, "answered", code, by=_by(work, days)):
        notify(work, consent.owner_id, Kind.ANSWERED)


def _by(work: Work, days: int) -> datetime | None:
    return work.now + timedelta(days=days) if days else None
