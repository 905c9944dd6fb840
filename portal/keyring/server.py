"""The service's own keys: the outer layer round every box, the blind index, the MACs.

None of them opens a word. With them and both databases a thief still needs somebody's passphrase.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.crypto import (
    CannotOpen,
    Keyset,
    Pad,
    blind_index,
    derive,
    key_id_of,
    lp,
    mac,
    new_key,
    open_sealed,
    same,
    seal,
)
from portal.keyring.models import AppSecret

NAMES = ("tenant", "user", "directory", "audit", "kept", "form", "throttle", "invitation")


@dataclass(frozen=True)
class ServerKeys:
    """`tenant` names this installation and stands in every context: rows of another do not open here."""

    keyset: Keyset
    secrets: dict[str, bytes] = field(repr=False)

    @property
    def tenant(self) -> str:
        return self.secrets["tenant"][:16].hex()

    def seal(self, text: bytes, ctx: bytes, pad: Pad = Pad.TEXT) -> bytes:
        """The server-sealed tier."""
        return seal(self.keyset.primary, text, key_id=self.keyset.primary_id, ctx=ctx, pad=pad)

    def open(self, blob: bytes, ctx: bytes) -> bytes:
        kek_id = key_id_of(blob)
        return open_sealed(self.keyset.key(kek_id), blob, key_id=kek_id, ctx=ctx)

    def wrap(self, inner: bytes, secret: bytes, ctx: bytes) -> bytes:
        """The outer layer: needs the service's key and a vault secret to come off."""
        kek_id = self.keyset.primary_id
        return seal(_outer(self.keyset.primary, secret), inner, key_id=kek_id, ctx=ctx, pad=Pad.TEXT)

    def unwrap(self, blob: bytes, secret: bytes, ctx: bytes) -> bytes:
        kek_id = key_id_of(blob)
        return open_sealed(_outer(self.keyset.key(kek_id), secret), blob, key_id=kek_id, ctx=ctx)

    def mac(self, name: str, data: bytes) -> bytes:
        return mac(self.secrets[name], data)

    def username_index(self, name: str) -> bytes:
        return blind_index(self.secrets["user"], self.tenant, name)

    def directory_mac(self, id: UUID, kind: str, epoch: int, suite: int, pub: bytes) -> bytes:
        return self.mac("directory", lp("dir/v1", self.tenant, id, kind, epoch, suite, pub))

    def check_directory(self, id: UUID, kind: str, epoch: int, suite: int, pub: bytes, tag: bytes) -> None:
        """A public key somebody wrote into the database is refused: raises CannotOpen."""
        if not same(tag, self.directory_mac(id, kind, epoch, suite, pub)):
            raise CannotOpen

    def seal_token(self, name: str, text: bytes, ctx: bytes) -> str:
        """A token that only this installation reads and makes: base64url of a sealed blob."""
        blob = seal(self.secrets[name], text, key_id=_token_id(name), ctx=ctx, pad=Pad.TINY)
        return base64.urlsafe_b64encode(blob).decode().rstrip("=")

    def open_token(self, name: str, token: str, ctx: bytes) -> bytes:
        """Raises CannotOpen for anything that `seal_token` did not make."""
        try:
            blob = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            raise CannotOpen from None
        return open_sealed(self.secrets[name], blob, key_id=_token_id(name), ctx=ctx)


def _outer(kek: bytes, secret: bytes) -> bytes:
    return derive(kek, salt=secret, info="portal/outer/v1")


def _token_id(name: str) -> bytes:
    return name.encode().ljust(16, b"\0")


def _app_ctx(name: str) -> bytes:
    return lp("app/v1", name)


def prepare(main: Session, keyset: Keyset) -> ServerKeys:
    """Make the app secrets that are missing, and open all: the first use of a keyset proves it.

    Raises CannotOpen when the keyset is not the one this database was made with.
    """
    rows = {row.name: row.w_kek for row in main.scalars(select(AppSecret))}
    keys = ServerKeys(keyset, {name: _open_secret(keyset, name, w) for name, w in rows.items()})
    for name in NAMES:
        if name not in keys.secrets:
            keys.secrets[name] = new_key()
            main.add(AppSecret(name=name, w_kek=keys.seal(keys.secrets[name], _app_ctx(name), Pad.TINY)))
    main.flush()
    return keys


def _open_secret(keyset: Keyset, name: str, blob: bytes) -> bytes:
    kek_id = key_id_of(blob)
    return open_sealed(keyset.key(kek_id), blob, key_id=kek_id, ctx=_app_ctx(name))
