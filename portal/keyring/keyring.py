"""The keys a signed-in person can reach during one request. `open` is the only way to words."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.crypto import CannotOpen, Pad, new_id, new_key, open_sealed, seal
from portal.keyring.models import Principal
from portal.keyring.place import Place
from portal.keyring.server import ServerKeys
from portal.keyring.vault import Vault


class Keyring:
    """Holds only what its person's slots, records, grants and team epochs yield.

    `main` and `vault` are the sessions of the unit of work it belongs to. Keys are bytearrays,
    zeroed by `close`; what Python has copied elsewhere it cannot promise to wipe.
    """

    def __init__(
        self, main: Session, vault: Vault, server: ServerKeys, person: Principal | None, urk: bytes = b""
    ) -> None:
        self.main = main
        self.vault = vault
        self.server = server
        self.person = person
        self._keys: dict[bytes, bytearray] = {}
        self._private: dict[tuple[UUID, int], bytearray] = {}
        if person is not None and person.urk_id is not None and urk:
            self._keys[person.urk_id] = bytearray(urk)

    def __repr__(self) -> str:
        return f"<Keyring of {len(self._keys)} keys>"

    @property
    def owner(self) -> Principal:
        """The person whose keys these are. Raises CannotOpen when nobody is signed in."""
        if self.person is None or self.person.urk_id not in self._keys:
            raise CannotOpen
        return self.person

    @property
    def secret(self) -> bytes:
        return self.vault.get(self.owner.vault_id)

    def holds(self, key_id: bytes) -> bool:
        return key_id in self._keys

    def new_key(self) -> bytes:
        """A fresh random key, held. Returns its id, 16 bytes."""
        key_id = new_id()
        self.hold(key_id, new_key())
        return key_id

    def hold(self, key_id: bytes, key: bytes) -> None:
        self._keys[key_id] = bytearray(key)

    def hold_private(self, id: UUID, epoch: int, private: bytes) -> None:
        self._private[id, epoch] = bytearray(private)

    def private(self, id: UUID, epoch: int) -> bytes | None:
        held = self._private.get((id, epoch))
        return None if held is None else bytes(held)

    def key(self, key_id: bytes | None) -> bytes:
        if key_id is None or key_id not in self._keys:
            raise CannotOpen
        return bytes(self._keys[key_id])

    def open(self, sealed: bytes | None, *, at: Place) -> bytes:
        """The words of one sealed field. Raises CannotOpen."""
        if sealed is None:
            raise CannotOpen
        return open_sealed(self.key(at.key_id), sealed, key_id=at.key_id, ctx=at.ctx())

    def seal(self, text: bytes, *, at: Place, pad: Pad = Pad.TEXT) -> bytes:
        return seal(self.key(at.key_id), text, key_id=at.key_id, ctx=at.ctx(), pad=pad)

    def box(self, inner: bytes, ctx: bytes, secret: bytes, pad: Pad = Pad.TINY) -> bytes:
        """Something sealed to the person herself, with the outer layer round it."""
        urk_id = self.owner.urk_id
        assert urk_id is not None
        return self.server.wrap(seal(self.key(urk_id), inner, key_id=urk_id, ctx=ctx, pad=pad), secret, ctx)

    def unbox(self, blob: bytes, ctx: bytes, secret: bytes) -> bytes:
        urk_id = self.owner.urk_id
        assert urk_id is not None
        inner = self.server.unwrap(blob, secret, ctx)
        return open_sealed(self.key(urk_id), inner, key_id=urk_id, ctx=ctx)

    def close(self) -> None:
        for key in (*self._keys.values(), *self._private.values()):
            key[:] = bytes(len(key))
        self._keys.clear()
        self._private.clear()
        self.vault.forget()
