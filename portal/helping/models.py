"""Codes with which two people find each other, access, suggestions, translations, a helper's own notes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, String, and_
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, person_sealed


class Scope(StrEnum):
    """What a helper may do with a part."""

    READ = "read"
    SUGGEST = "suggest"
    TRANSLATE = "translate"


class Ended(StrEnum):
    """How an access ended; "" while it stands."""

    HERS = "hers"
    HELPER = "helper"
    SERVICE = "service"
    DATE = "date"


class State(StrEnum):
    """Of a suggestion, or of a translation."""

    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"


def _of(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE")


class Meeting(MainBase):
    """Two people find each other. The code itself is not kept. `by_helper`: who made it; `beside`: to be
    typed at once. `chosen_at`: when she chose; `safe`: she said that they sit together and she is safe."""

    __tablename__ = "meeting"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    code_mac: Mapped[bytes] = clear(unique=True)
    owner_id: Mapped[UUID | None] = clear(_of("principal.id"), index=True)
    helper_id: Mapped[UUID | None] = clear(_of("principal.id"), index=True)
    by_helper: Mapped[bool] = clear()
    beside: Mapped[bool] = clear()
    expires_at: Mapped[datetime] = clear()
    met_at: Mapped[datetime | None] = clear()
    chosen_at: Mapped[datetime | None] = clear()
    safe: Mapped[bool] = clear(default=False)
    numbers: Mapped[str] = clear(String(400), default="")  # of parts, with commas
    scope: Mapped[str] = clear(String(16), default="")
    days: Mapped[int] = clear(default=0)
    from_language: Mapped[str] = clear(String(12), default="", server_default="")
    to_language: Mapped[str] = clear(String(12), default="", server_default="")


class Access(MainBase):
    """A helper may see parts of somebody's draft. `called_w`: what she wants to be called there. The two
    languages, ISO 639, are an interpreter's; "" for others."""

    __tablename__ = "access"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(_of("principal.id"), index=True)
    helper_id: Mapped[UUID] = clear(index=True)
    scope: Mapped[str] = clear(String(16))
    numbers: Mapped[str] = clear(String(400))
    began_at: Mapped[datetime] = clear()
    lapses_at: Mapped[datetime] = clear()
    ended_at: Mapped[datetime | None] = clear()
    ended: Mapped[str] = clear(String(16), default="")
    vault_id: Mapped[UUID] = clear()  # of what the helper has a copy of; goes when it ends
    called_w: Mapped[bytes | None] = person_sealed()
    wrote_at: Mapped[datetime | None] = clear()  # she wrote a message that the helper has not opened
    from_language: Mapped[str] = clear(String(12), default="", server_default="")
    to_language: Mapped[str] = clear(String(12), default="", server_default="")

    @property
    def translates(self) -> bool:
        return self.scope == Scope.TRANSLATE

    @property
    def parts(self) -> list[int]:
        return [int(number) for number in self.numbers.split(",") if number]

    @hybrid_method
    def stands_at(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.lapses_at

    @stands_at.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _stands_at_sql(cls, now: datetime) -> ColumnElement[bool]:
        return and_(cls.ended_at.is_(None), now < cls.lapses_at)


class Suggestion(MainBase):
    """A helper's words beside a part, made when it was at `rev`. `w` is sealed to her, `copy_w` to the
    helper while it waits."""

    __tablename__ = "suggestion"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    access_id: Mapped[UUID] = clear(_of("access.id"), index=True)
    owner_id: Mapped[UUID] = clear(_of("principal.id"), index=True)
    helper_id: Mapped[UUID] = clear()
    number: Mapped[int] = clear()
    rev: Mapped[int] = clear()
    made_at: Mapped[datetime] = clear()
    state: Mapped[str] = clear(String(16))
    settled_at: Mapped[datetime | None] = clear()
    w: Mapped[bytes] = person_sealed()
    copy_w: Mapped[bytes | None] = person_sealed()


class Translation(MainBase):
    """An interpreter's words beside a part, saved for the `rev`th time. `w` is sealed to her, `copy_w` to the
    interpreter while the access stands. `beside`: she wants it beside her words when she shares the part."""

    __tablename__ = "translation"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    access_id: Mapped[UUID] = clear(_of("access.id"), index=True)
    owner_id: Mapped[UUID] = clear(_of("principal.id"), index=True)
    helper_id: Mapped[UUID] = clear()
    number: Mapped[int] = clear()
    rev: Mapped[int] = clear()
    saved_at: Mapped[datetime] = clear()
    state: Mapped[str] = clear(String(16))
    settled_at: Mapped[datetime | None] = clear()
    beside: Mapped[bool] = clear(default=False)
    w: Mapped[bytes] = person_sealed()
    copy_w: Mapped[bytes | None] = person_sealed()


class Claim(MainBase):
    """An account that was begun on paper and waits for whoever it is for; `id`: of the person."""

    __tablename__ = "claim"

    id: Mapped[UUID] = clear(_of("principal.id"), primary_key=True)
    erase_at: Mapped[datetime] = clear()


class HelperNote(MainBase):
    """What a helper notes for herself, beside one access; it goes with it."""

    __tablename__ = "helper_note"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    access_id: Mapped[UUID] = clear(_of("access.id"), unique=True)
    helper_id: Mapped[UUID] = clear(_of("principal.id"), index=True)
    rev: Mapped[int] = clear()
    key_id: Mapped[bytes] = clear()
    body: Mapped[bytes] = person_sealed()
