"""Snapshots, consents, and the exact words agreed to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    not_,
    true,
)
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped

from portal.consent.states import HERS, OPEN, READERS, UNANSWERED, Act, When
from portal.db import MainBase, clear, person_sealed


class Share(MainBase):
    """A snapshot: a frozen copy of the groups she ticked."""

    __tablename__ = "share"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    tenant: Mapped[str] = clear(String(32))


class ShareGroup(MainBase):
    """One group under a key of its own, such as "cover", "section/3", "readiness", "contact" or "note"."""

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
    version: Mapped[str] = clear(String(16))  # ours, and after a dot that of the service's own words
    language: Mapped[str] = clear(String(12))
    text: Mapped[str] = clear(Text, doc="the service's words, none of hers")


class OwnWords(MainBase):
    """What a service adds to the notice of a purpose, in one language. A change is a new row."""

    __tablename__ = "own_words"
    __table_args__ = (UniqueConstraint("programme_id", "purpose", "language", "version"),)

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = clear(ForeignKey("programme.id", ondelete="CASCADE"))
    purpose: Mapped[str] = clear(String(16))
    language: Mapped[str] = clear(String(12))
    version: Mapped[int] = clear()
    text: Mapped[str] = clear(Text, doc="the service's words, none of hers")
    made_at: Mapped[datetime] = clear()
    made_by: Mapped[UUID] = clear()


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
    groups: Mapped[str] = clear(String(200))  # what she ticked, with commas; never the words in it
    means: Mapped[str] = clear(String(100), default="", server_default="")  # in which ways, with commas
    onward: Mapped[str] = clear(String(100), default="", server_default="")  # to whom it may be passed on
    present: Mapped[str] = clear(String(16), default="", server_default="")  # who was there at her yes
    given_at: Mapped[datetime] = clear()
    lapses_at: Mapped[datetime] = clear()
    ended_at: Mapped[datetime | None] = clear()
    paused_at: Mapped[datetime | None] = clear()  # she paused everything: it opens nothing until she goes on
    state: Mapped[str] = clear(String(16), default="")
    renews: Mapped[UUID | None] = clear()  # the consent in whose place it was given
    told_at: Mapped[datetime | None] = clear()  # when she could be told that it ends in a week
    wrote_at: Mapped[datetime | None] = clear()  # she wrote a message that nobody of the team has opened

    __table_args__ = (
        Index("ix_consent_owner", "owner_id", "given_at"),
        Index("ix_consent_recipient", "recipient_id", "given_at"),
    )

    @hybrid_method
    def lives_at(self, now: datetime) -> bool:
        """Given or renewed, not ended, and its date not passed."""
        return self.state in OPEN and self.given_at <= now < self.lapses_at

    @lives_at.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _lives_at_sql(cls, now: datetime) -> ColumnElement[bool]:
        return and_(cls.state.in_(OPEN), cls.given_at <= now, now < cls.lapses_at)

    def is_early_at(self, now: datetime) -> bool:
        """The server's clock stands before the moment it was given: it has gone back, and nothing opens."""
        return self.state in OPEN and now < self.given_at

    @hybrid_method
    def stands_at(self, now: datetime) -> bool:
        """It lives, and she has not paused."""
        return self.lives_at(now) and self.paused_at is None

    @stands_at.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _stands_at_sql(cls, now: datetime) -> ColumnElement[bool]:
        return and_(cls.lives_at(now), cls.paused_at.is_(None))

    @hybrid_method
    def permits(self, act: Act, person: UUID, teams: Collection[UUID] | Select[UUID], now: datetime) -> bool:
        """Whether somebody may do this now. `teams`: those whose key she holds.

        What is hers only the writer may do; what is the readers', only a member of the team it was
        given to. Nobody else may do anything, whatever their role. Nothing is passed on that she did
        not give for that.
        """
        if act in HERS:
            return self.owner_id == person and self._is(HERS[act], now)
        assert not isinstance(teams, Select)
        if act is Act.HAND_ON and not self.onward:
            return False
        return self.recipient_id in teams and self._is(READERS[act], now)

    @permits.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _permits_sql(
        cls, act: Act, person: UUID, teams: Collection[UUID] | Select[UUID], now: datetime
    ) -> ColumnElement[bool]:
        if act in HERS:
            return and_(cls.owner_id == person, cls._is_sql(HERS[act], now))
        fits = cls.onward != "" if act is Act.HAND_ON else true()
        return and_(fits, cls.recipient_id.in_(teams), cls._is_sql(READERS[act], now))

    def _is(self, when: When, now: datetime) -> bool:
        if when is When.STANDS:
            return bool(self.stands_at(now))
        if when is When.OPEN:
            return self.state in OPEN
        return when is When.ALWAYS or not self.lives_at(now)

    @classmethod
    def _is_sql(cls, when: When, now: datetime) -> ColumnElement[bool]:
        table: dict[When, ColumnElement[bool]] = {
            When.STANDS: cls.stands_at(now),  # type: ignore[dict-item]
            When.OPEN: cls.state.in_(OPEN),
            When.OVER: not_(cls.lives_at(now)),
        }
        return table.get(when, true())


class Request(MainBase):
    """A team asks her for one thing. When she says yes, the consent has this id, and one ledger both."""

    __tablename__ = "consent_request"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[UUID] = clear(ForeignKey("team.id"))
    share_id: Mapped[UUID] = clear(ForeignKey("share.id", ondelete="CASCADE"))  # out of which it was asked
    by_id: Mapped[UUID] = clear()
    purpose: Mapped[str] = clear(String(16))
    why: Mapped[str] = clear(String(16))  # one of a fixed list, so that she reads it in her language
    at: Mapped[datetime] = clear()
    later: Mapped[datetime | None] = clear()  # she said "later": not before this moment once more
    state: Mapped[str] = clear(String(16), default="")

    @property
    def is_open(self) -> bool:
        """She has not answered, or put it off: she may come back to it on any day."""
        return self.state in UNANSWERED


class ConsentEvent(MainBase):
    """One line of the ledger: a request or a consent came to be in a state. Rows are only ever added."""

    __tablename__ = "consent_event"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    consent_id: Mapped[UUID] = clear(index=True)  # of a consent, or of the request it came out of
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"))
    state: Mapped[str] = clear(String(16))
    at: Mapped[datetime] = clear()
    how: Mapped[str] = clear(String(16))
    by_id: Mapped[UUID | None] = clear()  # staff who asked, noted or stopped it; None for her and for time
    why: Mapped[str] = clear(String(16), default="")  # of a service: one of a fixed list


class Choosing(MainBase):
    """A consent in the making. Gives nothing to anybody."""

    __tablename__ = "choosing"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    recipient_id: Mapped[UUID] = clear(ForeignKey("team.id"))
    purpose: Mapped[str] = clear(String(16))
    groups: Mapped[str] = clear(String(200), default="")
    means: Mapped[str] = clear(String(100), default="", server_default="")
    onward: Mapped[str] = clear(String(100), default="", server_default="")
    note_key: Mapped[bytes | None] = clear()
    note: Mapped[bytes | None] = person_sealed()  # what she says to it in her own words
    left_out: Mapped[bytes | None] = person_sealed()  # passages this reader is not to see; under the same key
    lapses_at: Mapped[datetime | None] = clear()
    made_at: Mapped[datetime] = clear()
    renews: Mapped[UUID | None] = clear()  # a consent that this one is to take the place of
    asked: Mapped[UUID | None] = clear()  # a request that this one answers
    given_as: Mapped[UUID | None] = clear()  # the consent a second tap leads to
