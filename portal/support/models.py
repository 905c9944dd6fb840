"""What leads know of a helpline beyond `helplines.toml`: public facts, and a note for themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear


class LineCheck(MainBase):
    """A line that somebody here called, corrected, hid or added."""

    __tablename__ = "line_check"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    line_id: Mapped[str] = clear(String(80), unique=True)
    said: Mapped[dict[str, Any]] = clear(JSON, default=dict, doc="public facts, as a row of helplines.toml")
    hidden: Mapped[bool] = clear(default=False)
    note: Mapped[str] = clear(String(400), default="", doc="of leads for leads, about a line")
    checked_at: Mapped[datetime | None] = clear()
    checked_by: Mapped[UUID | None] = clear()
    changed_at: Mapped[datetime] = clear()
    changed_by: Mapped[UUID] = clear()
