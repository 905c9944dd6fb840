"""Which files there are."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear


class Blob(MainBase):
    """One file on the disk. Without an owner it is let go, and the sweep removes it."""

    __tablename__ = "blob"

    id: Mapped[UUID] = clear(primary_key=True)
    owner_id: Mapped[UUID | None] = clear(ForeignKey("principal.id", ondelete="SET NULL"), index=True)
    share_id: Mapped[UUID | None] = clear(index=True)  # of the shared copy it belongs to
    size: Mapped[int] = clear()  # on the disk, which is padded
