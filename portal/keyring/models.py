"""The boxes: each stored key is sealed to a person, then under the service's key and a vault secret."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped

from portal.db import MainBase, VaultBase, clear, person_sealed, server_sealed


def _owned_by(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE")


class Principal(MainBase):
    """Somebody, or a team, that can hold keys. `status`: new (card not typed back yet), paper
    (begun for her, not claimed), active, suspended."""

    __tablename__ = "principal"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    tenant: Mapped[str] = clear(String(32))
    kind: Mapped[str] = clear(String(16))
    status: Mapped[str] = clear(String(16))
    language: Mapped[str] = clear(String(12))
    made_at: Mapped[datetime] = clear()
    username_bidx: Mapped[bytes | None] = clear(unique=True)  # a keyed hash, 16 bytes
    vault_id: Mapped[UUID | None] = clear()
    urk_id: Mapped[bytes | None] = clear()  # names the key below, 16 random bytes
    epoch: Mapped[int] = clear(default=1)
    sign_ins: Mapped[int] = clear(default=1, server_default="1")  # goes up when all sessions end
    paused_at: Mapped[datetime | None] = clear()  # a survivor paused everything: nobody asks or reads
    suite: Mapped[int | None] = clear()
    pub: Mapped[bytes | None] = clear()
    pub_mac: Mapped[bytes | None] = clear()
    profile_w: Mapped[bytes | None] = person_sealed()  # what she is called here
    about_w: Mapped[bytes | None] = person_sealed()  # what she said of herself, JSON


class KeySlot(MainBase):
    """One way to unlock a person's keys. `kind`: passphrase, own, recovery or people."""

    __tablename__ = "key_slot"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    principal_id: Mapped[UUID] = clear(_owned_by("principal.id"), index=True)
    kind: Mapped[str] = clear(String(16))
    kdf: Mapped[str] = clear(String(200))  # cost parameters, JSON
    salt: Mapped[bytes] = clear()
    w: Mapped[bytes] = person_sealed()


class Identity(MainBase):
    """A person's HPKE private key."""

    __tablename__ = "identity"

    principal_id: Mapped[UUID] = clear(_owned_by("principal.id"), primary_key=True)
    epoch: Mapped[int] = clear(primary_key=True)
    w: Mapped[bytes] = person_sealed()


class RecordKey(MainBase):
    """A key of a record or, in `mode` helper, of one part of it, for one holder.

    `lapses_at` stands in a helper's box too; in the row of the owner it says when the key of a part
    has been lent long enough and the next save takes another.
    """

    __tablename__ = "rkey"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    key_id: Mapped[bytes] = clear()
    record_id: Mapped[UUID] = clear(_owned_by("record.id"), index=True)
    holder_id: Mapped[UUID] = clear(_owned_by("principal.id"))
    mode: Mapped[str] = clear(String(16))  # owner or helper
    scope: Mapped[str] = clear(String(16))  # write, suggest or read
    vault_id: Mapped[UUID] = clear()
    w: Mapped[bytes] = person_sealed()
    owner_id: Mapped[UUID | None] = clear()  # of the record, where somebody else holds the key
    access_id: Mapped[UUID | None] = clear(index=True)
    lapses_at: Mapped[datetime | None] = clear()


class Grant(MainBase):
    """The wrapped keys that make a share readable for one recipient. Consent *is* this row."""

    __tablename__ = "consent_grant"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    share_id: Mapped[UUID] = clear(_owned_by("share.id"), index=True)
    owner_id: Mapped[UUID] = clear(_owned_by("principal.id"), index=True)
    recipient_id: Mapped[UUID] = clear(ForeignKey("principal.id"))
    epoch: Mapped[int] = clear()
    lapses_at: Mapped[datetime] = clear()
    vault_id: Mapped[UUID] = clear()
    w: Mapped[bytes] = person_sealed()

    __table_args__ = (Index("ix_grant_recipient", "recipient_id", "id"),)


class TeamEpoch(MainBase):
    """A generation of a team's key pair. `state`: active."""

    __tablename__ = "team_epoch"

    team_id: Mapped[UUID] = clear(_owned_by("principal.id"), primary_key=True)
    epoch: Mapped[int] = clear(primary_key=True)
    suite: Mapped[int] = clear()
    pub: Mapped[bytes] = clear()
    pub_mac: Mapped[bytes] = clear()
    state: Mapped[str] = clear(String(16))


class TeamMember(MainBase):
    """A team's private key, sealed to one member."""

    __tablename__ = "team_member"

    id: Mapped[UUID] = clear(primary_key=True, default=uuid4)
    team_id: Mapped[UUID] = clear(_owned_by("principal.id"), index=True)
    epoch: Mapped[int] = clear()
    member_id: Mapped[UUID] = clear(_owned_by("principal.id"), index=True)
    role: Mapped[str] = clear(String(16))  # lead or member
    vault_id: Mapped[UUID] = clear()
    w: Mapped[bytes] = person_sealed()

    __table_args__ = (Index("ux_team_member", "team_id", "epoch", "member_id", unique=True),)


class Tie(MainBase):
    """A thread of messages between a survivor and somebody she has let in: a helper or a team.

    `id`: of the access or the consent it stands under. `vault_id`: the secret round what a helper may open
    of it, gone when the access ends; what a team may open is under the secret of its grant.
    """

    __tablename__ = "tie"

    id: Mapped[UUID] = clear(primary_key=True)
    owner_id: Mapped[UUID] = clear(_owned_by("principal.id"), index=True)
    other_id: Mapped[UUID] = clear(index=True)
    vault_id: Mapped[UUID | None] = clear()


class AppSecret(MainBase):
    """The service's own random keys, so that changing the KEK changes no index."""

    __tablename__ = "app_secret"

    name: Mapped[str] = clear(String(32), primary_key=True)
    w_kek: Mapped[bytes] = server_sealed()


class Doomed(MainBase):
    """A vault secret that must go; the row stands until it is gone."""

    __tablename__ = "doomed"

    vault_id: Mapped[UUID] = clear(primary_key=True)
    why: Mapped[str] = clear(String(16))
    at: Mapped[datetime] = clear()


class Secret(VaultBase):
    """32 random bytes. Deleting the row shreds what they wrap, in old backups of main too."""

    __tablename__ = "secret"

    id: Mapped[UUID] = clear(primary_key=True)
    kind: Mapped[str] = clear(String(16))
    made_at: Mapped[datetime] = clear()
    expires_at: Mapped[datetime | None] = clear()
    w_kek: Mapped[bytes] = server_sealed()
