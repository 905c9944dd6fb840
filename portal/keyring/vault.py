"""Vault secrets: 32 random bytes per person, grant and membership. Deleting one shreds what it wraps.

New secrets are held until `commit`, which a `Work` calls before main commits: a crash in between
leaves an orphan that the sweep removes, never a box whose secret is missing. Reads are single
statements, so that no open reader stands in the way of a deletion.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete, select

from portal.crypto import CannotOpen, Pad, lp, new_key
from portal.db import Store
from portal.glance import Glance
from portal.keyring.models import Secret
from portal.keyring.server import ServerKeys

ORPHAN_AGE = timedelta(hours=1)  # a sign-up may stand between the two commits

_SEALED = select(Secret.id, Secret.w_kek)
_ONE = Glance(_SEALED.where(Secret.id == bindparam("id")))
_MANY = _SEALED.where(Secret.id.in_(bindparam("ids", expanding=True)))


def _ctx(id: UUID) -> bytes:
    return lp("vault/v1", id)


class Vault:
    """The vault as one unit of work sees it."""

    def __init__(self, store: Store, server: ServerKeys) -> None:
        self._store = store
        self._server = server
        self._known: dict[UUID, bytes] = {}
        self._new: list[Secret] = []

    def __repr__(self) -> str:
        return "<Vault>"

    def new(self, kind: str, now: datetime, expires_at: datetime | None = None) -> tuple[UUID, bytes]:
        id, secret = uuid4(), new_key()
        self.add(id, secret, kind, now, expires_at)
        return id, secret

    def add(
        self, id: UUID, secret: bytes, kind: str, now: datetime, expires_at: datetime | None = None
    ) -> None:
        """One that was made before the unit of work began, since slow work went before it."""
        w = self._server.seal(secret, _ctx(id), Pad.TINY)
        self._new.append(Secret(id=id, kind=kind, made_at=now, expires_at=expires_at, w_kek=w))
        self._known[id] = secret

    def get(self, id: UUID | None) -> bytes:
        """Raises CannotOpen when the secret is gone."""
        if id is None:
            raise CannotOpen
        if id not in self._known:
            row = _ONE.in_store(self._store.engine, {"id": id})
            if row is None:
                raise CannotOpen
            self._keep(row.id, row.w_kek)
        return self._known[id]

    def fetch(self, ids: Iterable[UUID]) -> None:
        """Read many at once, so that a list costs one statement."""
        missing = [id for id in ids if id not in self._known]
        if not missing:
            return
        with self._store.glance() as vault:
            for id, w_kek in vault.execute(_MANY, {"ids": missing}):
                self._keep(id, w_kek)

    def _keep(self, id: UUID, w_kek: bytes) -> None:
        self._known[id] = self._server.open(w_kek, _ctx(id))

    def commit(self) -> None:
        if not self._new:
            return
        with self._store.writing() as session:
            session.add_all(self._new)
            session.commit()
        self._new = []

    def destroy(self, ids: Iterable[UUID]) -> None:
        ids = list(ids)
        with self._store.writing() as session:
            session.execute(delete(Secret).where(Secret.id.in_(ids)))
            session.commit()
        for id in ids:
            self._known.pop(id, None)

    def destroy_expired(self, now: datetime) -> int:
        """Secrets whose own date has passed, whatever any other database says."""
        with self._store.writing() as session:
            gone = session.execute(delete(Secret).where(Secret.expires_at <= now))
            session.commit()
        return gone.rowcount  # type: ignore[attr-defined]

    def older_than(self, moment: datetime) -> set[UUID]:
        with self._store.reading() as session:
            return set(session.scalars(select(Secret.id).where(Secret.made_at < moment)))

    def forget(self) -> None:
        self._known.clear()
