"""The session store: who is signed in, and how often a sign-in has failed. Never backed up."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from portal.db import SessionBase, clear, person_sealed


class SessionRow(SessionBase):
    """`w` opens only with the browser's cookie *and* the service's key."""

    __tablename__ = "sess"

    id: Mapped[bytes] = clear(primary_key=True)
    principal_id: Mapped[UUID] = clear(index=True)
    role: Mapped[str] = clear(String(16))
    salt: Mapped[bytes] = clear()
    w: Mapped[bytes] = person_sealed()
    made_at: Mapped[datetime] = clear()
    idle_at: Mapped[datetime] = clear()  # last seen, written at most once a minute
    ends_at: Mapped[datetime] = clear()
    stepup_at: Mapped[datetime] = clear()
    paused: Mapped[bool] = clear(default=False)
    longer: Mapped[bool] = clear(default=False)  # she said that this device is her own
    borrowed: Mapped[bool] = clear(default=False)  # or that it is somebody else's, who sits with her
    together_until: Mapped[datetime | None] = clear()  # somebody sits with her, on her own
    presence: Mapped[UUID | None] = clear()  # the line about it in her activity
    device: Mapped[str] = clear(String(16))  # phone, tablet, computer or other: no more is looked at


class Failures(SessionBase):
    """Consecutive failed sign-ins of one account or one network; `key` is a keyed hash."""

    __tablename__ = "failures"

    key: Mapped[bytes] = clear(primary_key=True)
    count: Mapped[int] = clear()
    at: Mapped[datetime] = clear()
