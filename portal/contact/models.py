"""Plans."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, person_sealed


class ContactPlan(MainBase):
    """All of it sealed as one document: that a day or a code word is set does not show."""

    __tablename__ = "contact_plan"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), unique=True)
    key_id: Mapped[bytes] = clear()
    rev: Mapped[int] = clear()
    body: Mapped[bytes] = person_sealed()
