"""The keys under which searches travel, in the store that is never backed up; and what she keeps."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from portal.db import MainBase, SessionBase, clear, person_sealed


class HourKey(SessionBase):
    """Whoever holds it can read the addresses of that hour; so it is destroyed when they are over."""

    __tablename__ = "hour_key"

    hour: Mapped[int] = clear(primary_key=True)  # hours since 1970
    key: Mapped[bytes] = clear()
    made_at: Mapped[datetime] = clear()


class KeptServices(MainBase):
    """All that she keeps as one document: neither which services nor how many can be seen."""

    __tablename__ = "kept_services"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), unique=True)
    key_id: Mapped[bytes] = clear()
    rev: Mapped[int] = clear()
    body: Mapped[bytes] = person_sealed()
