"""Halves of a key, and who asks to come back. All of it hangs on the slot it is for, and goes with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped

from portal.db import MainBase, clear, person_sealed

ASKED, STOPPED = "asked", "stopped"


def _on_slot() -> ForeignKey:
    return ForeignKey("key_slot.id", ondelete="CASCADE")


class Half(MainBase):
    """One half of the key to a slot, sealed to one of the two. `number`: 1 or 2."""

    __tablename__ = "vouch_half"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    slot_id: Mapped[UUID] = clear(_on_slot())
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    helper_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = clear()
    w: Mapped[bytes] = person_sealed()

    __table_args__ = (Index("ux_vouch_half", "slot_id", "number", unique=True),)


class Asking(MainBase):
    """Somebody asks to come back. `hint`: 16 bits of the paper number's hash, to find the row by."""

    __tablename__ = "vouch_asking"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    slot_id: Mapped[UUID] = clear(_on_slot())
    owner_id: Mapped[UUID] = clear(ForeignKey("principal.id", ondelete="CASCADE"), index=True)
    hint: Mapped[bytes] = clear()
    kdf: Mapped[str] = clear(String(200))
    salt: Mapped[bytes] = clear()
    key_w: Mapped[bytes] = person_sealed()  # 32 random bytes, under the number on her paper
    private_w: Mapped[bytes] = person_sealed()  # the HPKE private key, under those
    suite: Mapped[int] = clear()
    pub: Mapped[bytes] = clear()
    pub_mac: Mapped[bytes] = clear()
    asked_at: Mapped[datetime] = clear()
    vouched_at: Mapped[datetime | None] = clear()  # by the first of the two
    state: Mapped[str] = clear(String(16))


class Vouched(MainBase):
    """One of the two said: it is her. Their half, sealed to the key of the asking."""

    __tablename__ = "vouch_given"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    asking_id: Mapped[UUID] = clear(ForeignKey("vouch_asking.id", ondelete="CASCADE"))
    helper_id: Mapped[UUID] = clear()
    number: Mapped[int] = clear()
    at: Mapped[datetime] = clear()
    w: Mapped[bytes] = person_sealed()

    __table_args__ = (Index("ux_vouch_given", "asking_id", "number", unique=True),)
