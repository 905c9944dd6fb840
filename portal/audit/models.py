"""The log of acts, and her own table of who opened what."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear


class AuditRow(MainBase):
    """One act. `actor` is an id for staff and a pseudonym for survivors; `at` is cut to the minute."""

    __tablename__ = "audit"

    seq: Mapped[int] = clear(primary_key=True)
    at: Mapped[datetime] = clear()
    actor: Mapped[bytes] = clear()
    action: Mapped[str] = clear(String(32))
    object: Mapped[bytes] = clear()
    digest: Mapped[bytes] = clear()
    prev: Mapped[bytes] = clear()
    hash: Mapped[bytes] = clear()
    mac: Mapped[bytes] = clear()


class Act(MainBase):
    """Staff did something with what is hers, or sat with her. She reads this; it goes when she does."""

    __tablename__ = "act"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"))
    share_id: Mapped[UUID] = clear(index=True)
    staff_id: Mapped[UUID] = clear()
    what: Mapped[str] = clear(String(16))  # opened, printed, answered, copies, passed_on, together
    detail: Mapped[str] = clear(String(16), default="")
    at: Mapped[datetime] = clear()
    by: Mapped[datetime | None] = clear()  # until when something was promised, or went on

    __table_args__ = (Index("ix_act_owner", "owner_id", "at"),)
