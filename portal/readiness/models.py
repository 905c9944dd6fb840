"""Check-ins."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, person_sealed


class Checkin(MainBase):
    """One check-in, sealed as one document, its time included. `nth` says only which came before which."""

    __tablename__ = "checkin"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"))
    nth: Mapped[int] = clear()
    key_id: Mapped[bytes] = clear()
    rev: Mapped[int] = clear()
    body: Mapped[bytes] = person_sealed()

    __table_args__ = (Index("ux_checkin", "owner_id", "nth", unique=True),)
