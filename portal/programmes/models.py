"""Who works here. Names of staff are server-sealed and outlive their accounts, for the log's sake."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, server_sealed


class Programme(MainBase):
    """A service."""

    __tablename__ = "programme"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    name: Mapped[str] = clear(String(120))
    made_at: Mapped[datetime] = clear()


class ProgrammeFact(MainBase):
    """What a service says about itself to everybody, in one language."""

    __tablename__ = "programme_fact"
    __table_args__ = (UniqueConstraint("programme_id", "name", "language"),)

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = clear(ForeignKey("programme.id", ondelete="CASCADE"))
    name: Mapped[str] = clear(String(32))
    language: Mapped[str] = clear(String(12))
    text: Mapped[str] = clear(Text, doc="the service's own words about itself, public")
    changed_at: Mapped[datetime] = clear()
    changed_by: Mapped[UUID] = clear()


class Team(MainBase):
    """A recipient: the same id is a principal of kind team."""

    __tablename__ = "team"

    id: Mapped[UUID] = clear(ForeignKey("principal.id"), primary_key=True)
    programme_id: Mapped[UUID] = clear(ForeignKey("programme.id"))
    name: Mapped[str] = clear(String(120))
    languages: Mapped[str] = clear(String(120))  # codes with commas: what its members read
    partner: Mapped[bool] = clear(default=False, server_default="0")  # gets requests to get in touch, only


class Staff(MainBase):
    """`id` is the person's principal id; no foreign key, since the name stays when the account goes."""

    __tablename__ = "staff"

    id: Mapped[UUID] = clear(primary_key=True)
    programme_id: Mapped[UUID] = clear(ForeignKey("programme.id"))
    team_id: Mapped[UUID | None] = clear(ForeignKey("team.id"), index=True)
    role: Mapped[str] = clear(String(16))
    name_w: Mapped[bytes] = server_sealed()


class Profile(MainBase):
    """What somebody who works here learned and speaks, in one language; it goes when the account does."""

    __tablename__ = "profile"
    __table_args__ = (UniqueConstraint("staff_id", "name", "language"),)

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    staff_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"))
    name: Mapped[str] = clear(String(32))
    language: Mapped[str] = clear(String(12))  # "" for what is the same in every language
    text: Mapped[str] = clear(Text, doc="the service's words about who works there, for every survivor")
    changed_at: Mapped[datetime] = clear()
    changed_by: Mapped[UUID] = clear()


class Invitation(MainBase):
    """A one-time link; the code itself is not kept."""

    __tablename__ = "invitation"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    code_mac: Mapped[bytes] = clear(unique=True)
    programme_id: Mapped[UUID] = clear(ForeignKey("programme.id"))
    team_id: Mapped[UUID | None] = clear(ForeignKey("team.id"))
    role: Mapped[str] = clear(String(16))
    name_w: Mapped[bytes] = server_sealed()
    expires_at: Mapped[datetime] = clear()
