"""Which services a team stands for, and what it noted of a request."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear


class PartnerService(MainBase):
    """A service of the directory, and the team that gets in touch for it: one at most. The service is no
    foreign key, since a feed may take it away and bring it back."""

    __tablename__ = "partner_service"

    service_id: Mapped[UUID] = clear(primary_key=True)
    team_id: Mapped[UUID] = clear(ForeignKey("team.id"), index=True)


class HandOver(MainBase):
    """What a partner noted last; no words. Without a row: asked, and perhaps seen."""

    __tablename__ = "hand_over"

    consent_id: Mapped[UUID] = clear(ForeignKey("consent.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = clear(String(16))  # one of `consent.rules.IN_TOUCH`
    at: Mapped[datetime] = clear()
    by_id: Mapped[UUID] = clear()  # staff who noted it
