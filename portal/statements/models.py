"""Drafts: a record, its sections, their earlier texts and files, notes to herself, what was kept apart."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, person_sealed

ASIDE = b""  # the slip of what she did not keep and may take back


class Record(MainBase):
    """One statement. `reference_w` holds the case reference that recipients see."""

    __tablename__ = "record"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    tenant: Mapped[str] = clear(String(32))
    key_id: Mapped[bytes] = clear()
    reference_w: Mapped[bytes] = person_sealed()


class SectionRow(MainBase):
    """One section's answers, sealed as one document. `rev` goes up with each save."""

    __tablename__ = "section"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = clear(ForeignKey("record.id", ondelete="CASCADE"))
    number: Mapped[int] = clear()
    key_id: Mapped[bytes] = clear()
    rev: Mapped[int] = clear()
    body: Mapped[bytes] = person_sealed()

    __table_args__ = (Index("ux_section", "record_id", "number", unique=True),)


class SectionVersion(MainBase):
    """A text that another took the place of, sealed as the section was. `rev` is the one it had there,
    `at` when it was saved, cut to the minute."""

    __tablename__ = "section_version"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    section_id: Mapped[UUID] = clear(ForeignKey("section.id", ondelete="CASCADE"))
    at: Mapped[datetime] = clear()
    rev: Mapped[int] = clear()
    key_id: Mapped[bytes] = clear()
    body: Mapped[bytes] = person_sealed()

    __table_args__ = (Index("ux_section_version", "section_id", "rev", unique=True),)


class SectionNote(MainBase):
    """What she notes for herself beside a section, and whether she wants to come back to it, sealed as
    one document under her own key: no share, and nobody she lets into her draft, can hold it."""

    __tablename__ = "section_note"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"))
    number: Mapped[int] = clear()
    key_id: Mapped[bytes] = clear()
    rev: Mapped[int] = clear()
    body: Mapped[bytes] = person_sealed()

    __table_args__ = (Index("ux_section_note", "owner_id", "number", unique=True),)


class Attachment(MainBase):
    """A file beside a section. The body says which file, its key, what it is, and what it says in words."""

    __tablename__ = "attachment"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = clear(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = clear()
    key_id: Mapped[bytes] = clear()
    rev: Mapped[int] = clear()
    body: Mapped[bytes] = person_sealed()


class PendingInput(MainBase):
    """Words kept apart, sealed to their writer's public key. Nobody but her takes one away, but for
    what she set aside herself (`ASIDE`): that goes after a day."""

    __tablename__ = "pending_input"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    principal_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = clear()
    came_at: Mapped[datetime] = clear()
    late: Mapped[bool] = clear()  # it came without a session
    slip: Mapped[bytes] = clear()  # which open page it came from, 16 bytes
    w: Mapped[bytes] = person_sealed()
