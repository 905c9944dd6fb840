"""The keys under which searches travel. In the store of sessions, which is never backed up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from portal.db import SessionBase, clear


class HourKey(SessionBase):
    """Whoever holds it can read the addresses of that hour; so it is destroyed when they are over."""

    __tablename__ = "hour_key"

    hour: Mapped[int] = clear(primary_key=True)  # hours since 1970
    key: Mapped[bytes] = clear()
    made_at: Mapped[datetime] = clear()
