"""Where somebody is with a team, as its members note it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear


class Stage(MainBase):
    """A stage somebody came to with a team. Rows are only ever added, the newest counts; no words."""

    __tablename__ = "stage"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"))
    team_id: Mapped[UUID] = clear(ForeignKey("team.id"))
    stage: Mapped[str] = clear(String(16))  # one of `programmes.stages.Step`
    at: Mapped[datetime] = clear()
    by_id: Mapped[UUID] = clear()  # staff who noted it

    __table_args__ = (Index("ix_stage_owner", "owner_id", "at"),)
