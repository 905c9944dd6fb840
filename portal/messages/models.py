"""Messages, and how long they stay. A thread is `keyring.models.Tie`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, person_sealed


class Message(MainBase):
    """One text. `w` is sealed to her, `copy_w` to the other side while it may open it; `epoch`: of the team's
    key, 0 for a helper. `opened_at`: when the side it was written to opened it first."""

    __tablename__ = "message"

    id: Mapped[UUID] = clear(primary_key=True)  # made with the page it was written on
    tie_id: Mapped[UUID] = clear(ForeignKey("tie.id", ondelete="CASCADE"))
    by_id: Mapped[UUID] = clear()
    at: Mapped[datetime] = clear()
    opened_at: Mapped[datetime | None] = clear()
    w: Mapped[bytes] = person_sealed()
    copy_w: Mapped[bytes | None] = person_sealed()
    epoch: Mapped[int] = clear()

    __table_args__ = (Index("ix_message_tie", "tie_id", "at"),)


class Stay(MainBase):
    """For how many days her messages stay; 0: until she removes them. Without a row: as proposed."""

    __tablename__ = "message_stay"

    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), primary_key=True)
    days: Mapped[int] = clear()
