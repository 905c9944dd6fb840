"""Where and when she may be told, and the outbox."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, server_sealed


class Reach(MainBase):
    """An address for messages with all that she said about it. The server can read it, and must."""

    __tablename__ = "reach"

    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), primary_key=True)
    ends_at: Mapped[datetime] = clear()  # from then on nothing is sent, and the address goes
    body_w: Mapped[bytes] = server_sealed()


class Outgoing(MainBase):
    """A message that waits, was sent, or was given up. What it is about is not kept."""

    __tablename__ = "outgoing"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"))
    next_at: Mapped[datetime] = clear()  # not tried before
    tries: Mapped[int] = clear(default=0)
    state: Mapped[str] = clear(String(16), default="")  # "" while it waits; sent, gave_up
    done_at: Mapped[datetime | None] = clear()

    __table_args__ = (
        Index("ix_outgoing_owner", "owner_id", "done_at"),
        Index("ix_outgoing_waits", "state", "next_at"),
    )
