"""Writing to the log, and checking that nobody has changed it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actor import Actor, Role
from portal.audit.models import Act, AuditRow
from portal.crypto import CannotOpen, digest, lp, mac, same
from portal.keyring.server import ServerKeys
from portal.work import Work

START = bytes(32)
TOGETHER, ON_THEIRS = "together", "together_device"  # somebody sits with her; she is on that one's device
AGAIN = timedelta(minutes=10)  # a reload or a second tap is one opening

_LAST = select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)


def record(work: Work, action: str, object: UUID, evidence: bytes = b"") -> None:
    """Append one row, in the open transaction. `evidence` is kept as a digest only."""
    me = _pseudonym(work)
    last = work.main.execute(_LAST).first()
    row = AuditRow(
        seq=1 if last is None else last.seq + 1,
        at=work.now.replace(second=0, microsecond=0),
        actor=me,
        action=action,
        object=me if object == work.actor.id else object.bytes,
        digest=digest(evidence) if evidence else b"",
        prev=START if last is None else last.hash,
    )
    row.hash = _hash(row)
    row.mac = work.server.mac("audit", row.hash)
    work.main.add(row)
    work.main.flush()


def _pseudonym(work: Work) -> bytes:
    """A survivor's comes out of her vault secret, so the log unlinks itself when she erases everything."""
    actor: Actor = work.actor
    if actor.role is Role.SURVIVOR:
        return mac(work.keyring.secret, b"audit")[:16]
    return actor.id.bytes if actor.id is not None else bytes(16)


def _hash(row: AuditRow) -> bytes:
    minute = int(row.at.timestamp()) // 60
    return digest(lp("audit/v1", row.seq, minute, row.actor, row.action, row.object, row.digest, row.prev))


def verify(main: Session, server: ServerKeys) -> int | None:
    """The first row that does not fit, or None when the whole chain holds."""
    prev, expected = START, 1
    for row in main.scalars(select(AuditRow).order_by(AuditRow.seq)).yield_per(500):
        holds = row.seq == expected and row.prev == prev and row.hash == _hash(row)
        if not holds or not same(row.mac, server.mac("audit", row.hash)):
            return row.seq
        prev, expected = row.hash, expected + 1
    return None


def done_to(main: Session, object: UUID, *actions: str) -> list[AuditRow]:
    """These acts on one thing, oldest first. The log has no index for it: for what is rarely asked."""
    query = select(AuditRow).where(AuditRow.object == object.bytes, AuditRow.action.in_(actions))
    return list(main.scalars(query.order_by(AuditRow.seq)))


def tell_owner(
    work: Work, owner_id: UUID, share_id: UUID, what: str, detail: str = "",
    by: datetime | None = None,
) -> bool:  # fmt: skip
    """Note for her what staff did, and log it. Repeats within ten minutes are one. True when new."""
    staff_id = work.actor.id
    if staff_id is None:
        raise CannotOpen
    repeat = select(Act.id).where(
        Act.owner_id == owner_id, Act.share_id == share_id, Act.staff_id == staff_id,
        Act.what == what, Act.detail == detail, Act.at > work.now - AGAIN,
    )  # fmt: skip
    if work.main.scalar(repeat.limit(1)) is not None:
        return False
    work.main.add(
        Act(
            owner_id=owner_id,
            share_id=share_id,
            staff_id=staff_id,
            what=what,
            detail=detail,
            at=work.now,
            by=by,
        )
    )
    record(work, what, share_id)
    return True


def sits_with(work: Work, id: UUID, what: str, with_whom: UUID | None, under: UUID | None) -> None:
    """Somebody sits with her from now on. Ids only; of somebody who has none here, her own stands there."""
    me = work.person.id
    work.main.add(
        Act(id=id, owner_id=me, share_id=under or me, staff_id=with_whom or me, what=what, at=work.now)
    )
    record(work, what, under or me)


def sat_with(work: Work, id: UUID) -> None:
    """It has ended. Twice is once; one that nobody ended has no end here, only a longest time."""
    open_one = Act.id == id, Act.owner_id == work.person.id, Act.by.is_(None)
    found = work.main.scalar(select(Act).where(*open_one))
    if found is not None:
        found.by = work.now
        record(work, f"{TOGETHER}_ended", found.share_id)


def acts_for(main: Session, owner_id: UUID, before: datetime | None = None, most: int = 50) -> list[Act]:
    """Newest first; page on by the last one's time."""
    query = select(Act).where(Act.owner_id == owner_id)
    if before is not None:
        query = query.where(Act.at < before)
    return list(main.scalars(query.order_by(Act.at.desc()).limit(most)))


def acts_on(main: Session, share_ids: Iterable[UUID]) -> list[Act]:
    """Everything staff did with these shares, oldest first."""
    query = select(Act).where(Act.share_id.in_(list(share_ids)))
    return list(main.scalars(query.order_by(Act.at)))
