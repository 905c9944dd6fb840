"""What is sealed under which key of the service, and whether the keys fit. No blob is read whole.

A blob says in its header which key it asks for (`portal/crypto/seal.py`). Sealed under a person's own
key is what asks for a key that its row names in the clear; everything else asks for the service's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    LargeBinary,
    MetaData,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)

from portal.crypto import CannotOpen, KeysetError
from portal.db import MainBase, SessionBase, Store, Stores, Tier, VaultBase
from portal.keyring.models import Principal, Secret
from portal.keyring.server import ServerKeys
from portal.keyring.vault import Vault

OWN = ("key_id", "urk_id")  # columns that name a person's key
FORM, NAMED = 2, 18  # of a header: version and suite, then the key id


class Sealed(NamedTuple):
    """A kind of blob. `key_id` is empty for a person's own key."""

    where: str
    tier: str
    key_id: bytes
    version: int
    suite: int


def short(key_id: bytes) -> str:
    return key_id.hex()[:8]


def count(stores: Stores) -> Counter[Sealed]:
    """The models must have been imported. The databases count, so that memory does not grow with them."""
    counts: Counter[Sealed] = Counter()
    of = ((stores.main, MainBase), (stores.vault, VaultBase), (stores.sessions, SessionBase))
    for store, base in of:
        for column in sealed_columns(base.metadata):
            counts.update(dict(_counted(store, column)))
    return counts


def sealed_columns(metadata: MetaData) -> Iterator[Column[bytes]]:
    for table in metadata.sorted_tables:
        yield from (column for column in table.columns if column.info["tier"] is not Tier.OPEN)


def _counted(store: Store, column: Column[bytes]) -> Iterator[tuple[Sealed, int]]:
    blob = cast(column, LargeBinary)  # whatever somebody wrote there

    def part(first: int, last: int) -> ColumnElement[bytes]:
        return func.substr(blob, first + 1, last - first, type_=LargeBinary)

    own = or_(literal(False), *(part(FORM, NAMED) == c for c in column.table.c if c.name in OWN))
    person = and_(literal(column.info["tier"] is Tier.PERSON), own)
    header = case((person, part(0, FORM)), else_=part(0, NAMED))
    query = select(header, func.count()).where(column.is_not(None)).group_by(header)
    with store.reading() as session:
        for found, number in session.execute(query).all():
            head = found or b""  # SQLite: nothing, for part of nothing
            version, suite = (*head[:FORM], 0, 0)[:FORM]
            where = f"{column.table.name}.{column.name}"
            yield Sealed(where, str(column.info["tier"]), head[FORM:], version, suite), number


def open_newest(stores: Stores, server: ServerKeys) -> bool:
    """Open the vault's newest secret, and that of the newest person. False when there is none yet.

    Raises KeysetError when keys, vault and main store do not belong together.
    """
    newest = select(Secret.id).order_by(Secret.made_at.desc()).limit(1)
    person = select(Principal.vault_id).where(Principal.vault_id.is_not(None))
    with stores.vault.reading() as session:
        in_vault = session.scalar(newest)
    with stores.main.reading() as session:
        needed = session.scalar(person.order_by(Principal.made_at.desc()).limit(1))
    if in_vault is not None:
        _open(stores, server, in_vault, "PORTAL_KEYS is not the keyset this vault was made with.")
    if needed is not None:
        _open(stores, server, needed, "The vault lacks what the main store needs: is it older, or another's?")
    return in_vault is not None


def _open(stores: Stores, server: ServerKeys, id: UUID, otherwise: str) -> None:
    try:
        Vault(stores.vault, server).get(id)
    except CannotOpen:
        raise KeysetError(otherwise) from None
