"""Snapshots, consents, and the exact words agreed to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, String, Text, and_, not_, true
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, person_sealed


class State(StrEnum):
    """Where a consent stands; the values are ours, the names of the Data Privacy Vocabulary beside them.

    Only GIVEN and RENEWED open anything (`Consent.stands_at`).
    """

    GIVEN = "given"  # dpv:ConsentGiven
    RENEWED = "renewed"  # dpv:RenewedConsentGiven: given anew in place of an older one
    REPLACED = "replaced"  # a renewed one stands in its place; dpv:ConsentInvalidated
    WITHDRAWN = "withdrawn"  # by her; dpv:ConsentWithdrawn
    REVOKED = "revoked"  # by the service: it stops using, and says why; dpv:ConsentRevoked
    LAPSED = "lapsed"  # its date passed; dpv:ConsentExpired


OPEN = (State.GIVEN, State.RENEWED)
GIVEN, WITHDRAWN, LAPSED = State.GIVEN, State.WITHDRAWN, State.LAPSED


class How(StrEnum):
    """How a change of a consent came about."""

    HERE = "here"  # she did it, in her own session
    TOLD = "told"  # she told somebody, who noted it at once; `by_id` says who
    SERVICE = "service"  # the service stopped by itself; `by_id` says who
    TIME = "time"  # its date passed


class Act(StrEnum):
    """What somebody may want to do with a consent or with what stands under it."""

    READ = "read"
    PRINT = "print"
    ANSWER = "answer"
    WITHDRAW = "withdraw"  # hers
    NOTE_TOLD = "note told"  # a reader notes that she said "stop"
    REVOKE = "revoke"  # the service stops by itself
    RENEW = "renew"
    REMOVE_COPY = "remove copy"
    ACKNOWLEDGE = "acknowledge"  # a reader says what became of copies


class When(StrEnum):
    STANDS = "stands"
    OPEN = "open"  # in an open state, whether or not its date has passed and the sweep has seen it
    OVER = "over"  # it does not stand
    ALWAYS = "always"


HERS = {
    Act.WITHDRAW: When.OPEN, Act.RENEW: When.ALWAYS, Act.REMOVE_COPY: When.OVER,
}  # fmt: skip
READERS = {
    Act.READ: When.STANDS, Act.PRINT: When.STANDS, Act.ANSWER: When.STANDS, Act.NOTE_TOLD: When.OPEN,
    Act.REVOKE: When.OPEN, Act.ACKNOWLEDGE: When.OVER,
}  # fmt: skip


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
    renews: Mapped[UUID | None] = clear()  # the consent in whose place it was given

    __table_args__ = (
        Index("ix_consent_owner", "owner_id", "given_at"),
        Index("ix_consent_recipient", "recipient_id", "given_at"),
    )

    @property
    def numbers(self) -> list[int]:
        return [int(n) for n in self.groups.split(",")]

    @hybrid_method
    def stands_at(self, now: datetime) -> bool:
        """Given or renewed, not ended, and its date not passed."""
        return self.state in OPEN and self.given_at <= now < self.lapses_at

    @stands_at.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _stands_at_sql(cls, now: datetime) -> ColumnElement[bool]:
        return and_(cls.state.in_(OPEN), cls.given_at <= now, now < cls.lapses_at)

    @hybrid_method
    def permits(self, act: Act, person: UUID, teams: Collection[UUID] | Select[UUID], now: datetime) -> bool:
        """Whether somebody may do this now. `teams`: those whose key she holds.

        What is hers only the writer may do; what is the readers', only a member of the team it was
        given to. Nobody else may do anything, whatever their role.
        """
        if act in HERS:
            return self.owner_id == person and self._is(HERS[act], now)
        assert not isinstance(teams, Select)
        return self.recipient_id in teams and self._is(READERS[act], now)

    @permits.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _permits_sql(
        cls, act: Act, person: UUID, teams: Collection[UUID] | Select[UUID], now: datetime
    ) -> ColumnElement[bool]:
        if act in HERS:
            return and_(cls.owner_id == person, cls._is_sql(HERS[act], now))
        return and_(cls.recipient_id.in_(teams), cls._is_sql(READERS[act], now))

    def _is(self, when: When, now: datetime) -> bool:
        if when is When.OPEN:
            return self.state in OPEN
        stands = bool(self.stands_at(now))
        return when is When.ALWAYS or stands == (when is When.STANDS)

    @classmethod
    def _is_sql(cls, when: When, now: datetime) -> ColumnElement[bool]:
        stands: ColumnElement[bool] = cls.stands_at(now)  # type: ignore[assignment]
        table = {When.OPEN: cls.state.in_(OPEN), When.STANDS: stands, When.OVER: not_(stands)}
        return table.get(when, true())


class ConsentEvent(MainBase):
    """One line of the ledger: a consent came to be in a state. Rows are only ever added."""

    __tablename__ = "consent_event"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    consent_id: Mapped[UUID] = clear(ForeignKey("consent.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = clear(String(16))
    at: Mapped[datetime] = clear()
    how: Mapped[str] = clear(String(16))
    by_id: Mapped[UUID | None] = clear()  # staff who noted it or stopped it; None for her and for time
    why: Mapped[str] = clear(String(16), default="")  # of a service that stops: one of a fixed list


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
    renews: Mapped[UUID | None] = clear()  # a consent that this one is to take the place of
    given_as: Mapped[UUID | None] = clear()  # the consent a second tap leads to
