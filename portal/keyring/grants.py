"""Grants: the keys of a snapshot's groups, sealed to one recipient until a date.

Each group of a snapshot has a fresh key. What was not ticked has no key here, so it is not withheld
by a rule but absent.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from portal.crypto import CannotOpen, hpke_open, hpke_seal, lp
from portal.keyring.keyring import Keyring
from portal.keyring.models import Grant, TeamEpoch
from portal.keyring.teams import checked_public, team_private

KEYS = "keys/v1"


def _owner_ctx(tenant: str, share: UUID, name: str, key_id: bytes) -> bytes:
    return lp("group/v1", tenant, share, name, key_id)


def keep_for_owner(keyring: Keyring, share_id: UUID, name: str, key_id: bytes) -> bytes:
    """The group's key, sealed to the one who shares, so that she can always see what she shared."""
    ctx = _owner_ctx(keyring.owner.tenant, share_id, name, key_id)
    return keyring.box(keyring.key(key_id), ctx, keyring.secret)


def reach_as_owner(keyring: Keyring, share_id: UUID, name: str, key_id: bytes, owner_w: bytes) -> None:
    ctx = _owner_ctx(keyring.owner.tenant, share_id, name, key_id)
    keyring.hold(key_id, keyring.unbox(owner_w, ctx, keyring.secret))


def _ctx(tenant: str, grant: UUID, share: UUID, recipient: UUID, epoch: int, lapses_at: datetime) -> bytes:
    """Holds the end date to the microsecond: a date edited in the database opens nothing."""
    end = int(lapses_at.timestamp() * 1_000_000)
    return lp("grant/v1", tenant, grant, share, recipient, epoch, end)


def new_grant(
    keyring: Keyring, share_id: UUID, epoch: TeamEpoch, groups: dict[str, bytes],
    lapses_at: datetime, now: datetime,
) -> Grant:  # fmt: skip
    """`groups`: name to key id, all held by the keyring. Raises CannotOpen for a planted recipient."""
    id = uuid4()
    vault_id, secret = keyring.vault.new("grant", now, lapses_at)
    info = _ctx(keyring.owner.tenant, id, share_id, epoch.team_id, epoch.epoch, lapses_at)
    suite, pub = checked_public(keyring, epoch)
    parts: list[bytes | str] = []
    for name, key_id in groups.items():
        parts += [name, key_id, keyring.key(key_id)]
    inner = hpke_seal(suite, pub, lp(KEYS, *parts), info=info)
    grant = Grant(
        id=id, share_id=share_id, owner_id=keyring.owner.id, recipient_id=epoch.team_id,
        epoch=epoch.epoch, lapses_at=lapses_at, vault_id=vault_id, w=keyring.server.wrap(inner, secret, info),
    )  # fmt: skip
    keyring.main.add(grant)
    return grant


def reach_grant(keyring: Keyring, grant: Grant, epoch: TeamEpoch, now: datetime) -> dict[str, bytes]:
    """Hold the keys of a grant. Returns group name to key id. Raises CannotOpen, also after its end date."""
    if now >= grant.lapses_at:
        raise CannotOpen
    private = team_private(keyring, grant.recipient_id, grant.epoch)
    tenant = keyring.owner.tenant
    info = _ctx(tenant, grant.id, grant.share_id, grant.recipient_id, grant.epoch, grant.lapses_at)
    suite, _pub = checked_public(keyring, epoch)
    inner = keyring.server.unwrap(grant.w, keyring.vault.get(grant.vault_id), info)
    parts = _parts(hpke_open(suite, private, inner, info=info))
    reached = {}
    for name, key_id, key in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        keyring.hold(key_id, key)
        reached[name.decode()] = key_id
    return reached


def _parts(blob: bytes) -> list[bytes]:
    """The other direction of `lp`."""
    count, at, parts = int.from_bytes(blob[:2], "big"), 2, []
    while at < len(blob):
        size = int.from_bytes(blob[at : at + 4], "big")
        parts.append(blob[at + 4 : at + 4 + size])
        at += 4 + size
    if at != len(blob) or len(parts) not in (count, count + 1) or parts[0] != KEYS.encode():
        raise CannotOpen
    return parts
