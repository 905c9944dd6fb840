"""Snapshots, consents, and the exact words agreed to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, and_
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, person_sealed

GIVEN, WITHDRAWN, LAPSED = "given", "withdrawn", "lapsed"


class Share(MainBase):
    """A snapshot: a frozen copy of the groups she ticked."""

    __tablename__ = "share"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    tenant: Mapped[str] = clear(String(32))


class ShareGroup(MainBase):
    """One group under a key of its own. `name`: "cover" or "section/3"."""

    __tablename__ = "share_group"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    share_id: Mapped[UUID] = clear(ForeignKey("share.id", ondelete="CASCADE"))
    name: Mapped[str] = clear(String(32))
    key_id: Mapped[bytes] = clear()
    body: Mapped[bytes] = person_sealed()
    owner_w: Mapped[bytes] = person_sealed()

    __table_args__ = (Index("ux_share_group", "share_id", "name", unique=True),)


class NoticeText(MainBase):
    """What was on her screen, word for word, by its hash."""

    __tablename__ = "notice_text"

    hash: Mapped[bytes] = clear(primary_key=True)
    purpose: Mapped[str] = clear(String(16))
    version: Mapped[int] = clear()
    language: Mapped[str] = clear(String(12))
    text: Mapped[str] = clear(Text, doc="the service's words, none of hers")


class Consent(MainBase):
    """One yes. The row stays when it has ended; the grant does not."""

    __tablename__ = "consent"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"))
    share_id: Mapped[UUID] = clear(ForeignKey("share.id", ondelete="CASCADE"), index=True)
    recipient_id: Mapped[UUID] = clear(ForeignKey("team.id"))
    grant_id: Mapped[UUID] = clear()
    vault_id: Mapped[UUID] = clear()
    purpose: Mapped[str] = clear(String(16))
    notice_hash: Mapped[bytes] = clear(ForeignKey("notice_text.hash"))
    groups: Mapped[str] = clear(String(200))  # section numbers with commas; never their words
    given_at: Mapped[datetime] = clear()
    lapses_at: Mapped[datetime] = clear()
    ended_at: Mapped[datetime | None] = clear()
    state: Mapped[str] = clear(String(16))

    __table_args__ = (
        Index("ix_consent_owner", "owner_id", "given_at"),
        Index("ix_consent_recipient", "recipient_id", "given_at"),
    )

    @property
    def numbers(self) -> list[int]:
        return [int(n) for n in self.groups.split(",")]

    @hybrid_method
    def stands_at(self, now: datetime) -> bool:
        """Given, not ended, and its date not passed."""
        return self.state == GIVEN and self.given_at <= now < self.lapses_at

    @stands_at.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _stands_at_sql(cls, now: datetime) -> ColumnElement[bool]:
        return and_(cls.state == GIVEN, cls.given_at <= now, now < cls.lapses_at)


class Choosing(MainBase):
    """A consent in the making. Gives nothing to anybody."""

    __tablename__ = "choosing"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    recipient_id: Mapped[UUID] = clear(ForeignKey("team.id"))
    purpose: Mapped[str] = clear(String(16))
    groups: Mapped[str] = clear(String(200), default="")
    lapses_at: Mapped[datetime | None] = clear()
    made_at: Mapped[datetime] = clear()
    given_as: Mapped[UUID | None] = clear()  # the consent a second tap leads to
