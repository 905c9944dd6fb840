"""A unit of work: one actor, one moment, and the one order in which two stores are written.

    (a) new vault secrets are committed
    (b) main is committed: the new state, its audit rows, and a `doomed` row for each secret to go
    (c) those secrets are deleted, then their `doomed` rows

A crash after (a) leaves an orphan secret, which the sweep removes after an hour. A crash after (b)
leaves `doomed` rows, which the sweep carries out. There is no moment at which a secret is gone and
the list still says "shared", nor one at which a withdrawn share can be read: rules refuse from (b).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, delete, select, union, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import QueryableAttribute, Session

from portal.actor import Actor
from portal.db import Stores
from portal.keyring.keyring import Keyring
from portal.keyring.models import Doomed, Grant, Principal, RecordKey, TeamMember, Tie
from portal.keyring.server import ServerKeys
from portal.keyring.vault import ORPHAN_AGE, Vault

Column = QueryableAttribute[Any]

# Where ids of vault secrets are kept, and whose erasure ends each. A package that keeps some adds its
# column; the sweep takes all others for orphans.
NAME_SECRETS: dict[Column, Column | None] = {
    Principal.vault_id: Principal.id, RecordKey.vault_id: RecordKey.owner_id,
    Grant.vault_id: Grant.owner_id, TeamMember.vault_id: None, Tie.vault_id: Tie.owner_id,
    Doomed.vault_id: None,
}  # fmt: skip


class NotAllowed(Exception):
    """This actor may not do that at all."""


class NotFound(Exception):
    """There is no such thing for this actor."""


class Refused(Exception):
    """A rule stands in the way; `reason` says which, a template says it in words."""

    def __init__(self, reason: StrEnum) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Stale(Exception):
    """Something newer is there; nothing was overwritten."""


class Work:
    """What a service is given. `now` is aware and stands still."""

    def __init__(
        self, stores: Stores, server: ServerKeys, actor: Actor, now: datetime, main: Session, vault: Vault,
        *, writing: bool = True,
    ) -> None:  # fmt: skip
        self.stores = stores
        self.server = server
        self.actor = actor
        self.now = now
        self.main = main
        self.writing = writing
        self.vault = vault
        self.keyring = Keyring(main, vault, server, None)
        self.destroyed = True  # False: secrets wait for the sweep
        self._doomed: list[UUID] = []

    @property
    def person(self) -> Principal:
        """The principal who acts."""
        return self.keyring.owner

    def act_as(self, actor: Actor, person: Principal, urk: bytes) -> None:
        """From here on this person acts, with the keys her own key yields."""
        self.actor = actor
        self.keyring = Keyring(self.main, self.vault, self.server, person, urk)

    def doom(self, vault_ids: Iterable[UUID], why: str) -> None:
        wanted = set(vault_ids) - set(self._doomed)
        wanted -= set(self.main.scalars(select(Doomed.vault_id).where(Doomed.vault_id.in_(wanted))))
        for id in wanted:  # twice is once: what ends can be erased before its secret is gone
            self.main.add(Doomed(vault_id=id, why=why, at=self.now))
            self._doomed.append(id)

    def commit(self) -> None:
        self.main.flush()
        self.vault.commit()
        self.main.commit()
        if self._doomed:
            self.destroyed = carry_out(self.stores, self.vault, self._doomed)
            self._doomed = []

    def close(self) -> None:
        self.main.close()
        self.keyring.close()


def put_over(work: Work, kind: Any, id: UUID, rev: int, **values: Any) -> None:
    """The revision after `rev` takes its place in this row. Raises Stale when another has come first."""
    changed = work.main.execute(
        update(kind)
        .where(kind.id == id, kind.rev == rev)
        .values(rev=rev + 1, **values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Stale


def begin(stores: Stores, server: ServerKeys, actor: Actor, now: datetime, *, writing: bool = True) -> Work:
    main = stores.main.writing() if writing else stores.main.reading()
    return Work(stores, server, actor, now, main, Vault(stores.vault, server), writing=writing)


def carry_out(stores: Stores, vault: Vault, ids: list[UUID]) -> bool:
    """Step (c). False when a store would not let it: the sweep tries again."""
    try:
        vault.destroy(ids)
        with stores.main.writing() as main:
            main.execute(delete(Doomed).where(Doomed.vault_id.in_(ids)))
            main.commit()
    except OperationalError:
        return False
    return stores.main.scrub()


def sweep_secrets(work: Work) -> tuple[int, int]:
    """Carry out what was doomed and remove orphans. Returns (doomed, orphans) that are gone."""
    doomed = list(work.main.scalars(select(Doomed.vault_id)))
    old = work.vault.older_than(work.now - ORPHAN_AGE)
    in_use: CompoundSelect[Any] = union(*(select(column) for column in NAME_SECRETS))
    orphans = list(old - set(work.main.scalars(in_use)))
    work.main.rollback()  # a reader of our own must not stand in the way
    if doomed and not carry_out(work.stores, work.vault, doomed):
        doomed = []
    if orphans:
        work.vault.destroy(orphans)
    work.vault.destroy_expired(work.now)
    return len(doomed), len(orphans)
