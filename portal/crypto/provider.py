"""The server's own keys (KEK: key encryption keys) and where they come from.

A keyset is JSON, kept outside every database, image and data backup:

    {"version": 1, "development": false, "primary": "<32 hex digits>",
     "keys": [{"id": "<32 hex digits>", "key": "<base64 of 32 bytes>", "status": "active" | "retired"}]}

New blobs are sealed with the primary key, which is active; the others only open what they sealed before.
Anything unexpected is refused at start, in one plain line that holds no key.

    file:/path         a file that only its owner may read
    systemd:NAME       $CREDENTIALS_DIRECTORY/NAME (LoadCredential=, LoadCredentialEncrypted=)
    env:NAME           an environment variable holding the JSON: last choice, /proc and crash reports show it
"""

import base64
import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from portal.crypto.errors import CannotOpen
from portal.crypto.seal import new_id, new_key

_VERSION = 1
_KEY = 32
_FIELDS = {"version", "development", "primary", "keys"}
_KEY_FIELDS = {"id", "key", "status"}
_STATUSES = ("active", "retired")
_ID = re.compile(r"[0-9a-f]{32}")
_MOST_BYTES = 1 << 16
_GROUP_AND_WORLD = stat.S_IRWXG | stat.S_IRWXO


class KeysetError(Exception):
    """The server's keys cannot be used. The message is one plain line for whoever starts the server."""


@dataclass(frozen=True, eq=False, repr=False)
class Keyset:
    """The server's keys by id (16 bytes) with one primary. Raises KeysetError unless it is among them."""

    primary_id: bytes
    keys: Mapping[bytes, bytes]
    development: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", MappingProxyType(dict(self.keys)))
        if self.primary_id not in self.keys:
            raise KeysetError("The keyset has no primary key.")

    def __repr__(self) -> str:
        return f"Keyset(primary={self.primary_id.hex()}, keys={len(self.keys)}, dev={self.development})"

    @property
    def primary(self) -> bytes:
        return self.keys[self.primary_id]

    def key(self, kek_id: bytes) -> bytes:
        """The key of that id, also a retired one. Raises CannotOpen for an unknown id."""
        try:
            return self.keys[kek_id]
        except KeyError:
            raise CannotOpen from None

    def ids(self) -> tuple[bytes, ...]:
        """All ids, the primary first."""
        return (self.primary_id, *(kek_id for kek_id in self.keys if kek_id != self.primary_id))


class KeyProvider(Protocol):
    """Somewhere a keyset comes from."""

    def load(self) -> Keyset:
        """Raises KeysetError."""
        ...


@dataclass(frozen=True)
class FileKeys:
    """A keyset in a file. `forbidden` are the permission bits it must not have."""

    path: Path
    forbidden: int = _GROUP_AND_WORLD

    def load(self) -> Keyset:
        return _parsed(self._text(), f"The keyset file {str(self.path)!r}")

    def _text(self) -> bytes:
        name = f"The keyset file {str(self.path)!r}"
        try:
            with open(self.path, "rb", opener=_open_without_waiting) as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):
                    raise KeysetError(f"{name} is not a file.")
                if status.st_mode & self.forbidden:
                    raise KeysetError(f"{name} can be read by others; only its owner may (chmod 400).")
                return file.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            raise KeysetError(f"{name} does not exist.") from None
        except (OSError, ValueError):
            raise KeysetError(f"{name} cannot be read.") from None


@dataclass(frozen=True)
class EnvironmentKeys:
    """A keyset in an environment variable."""

    name: str
    text: str | None

    def load(self) -> Keyset:
        name = f"The keyset in the environment variable {self.name!r}"
        if not self.text:
            raise KeysetError(f"{name} is missing.")
        return _parsed(self.text.encode(errors="replace"), name)

    def __repr__(self) -> str:
        return f"EnvironmentKeys({self.name!r})"


def load_keyset(spec: str, environ: Mapping[str, str]) -> Keyset:
    """The keyset that `spec` names: `file:/path`, `systemd:NAME` or `env:NAME`. Raises KeysetError."""
    return _provider(spec, environ).load()


def _provider(spec: str, environ: Mapping[str, str]) -> KeyProvider:
    kind, _, rest = spec.partition(":")
    if kind == "file" and rest:
        return FileKeys(Path(rest))
    if kind == "env" and rest:
        return EnvironmentKeys(rest, environ.get(rest))
    if kind == "systemd" and rest and "/" not in rest:
        folder = environ.get("CREDENTIALS_DIRECTORY")
        if not folder or not Path(folder).is_dir():
            raise KeysetError("There is no CREDENTIALS_DIRECTORY: does the unit say LoadCredential?")
        # systemd lets the service in by an ACL, whose mask shows as the group's read permission.
        return FileKeys(Path(folder) / rest, forbidden=_GROUP_AND_WORLD & ~stat.S_IRGRP)
    raise KeysetError("A keyset is named file:/path, systemd:NAME or env:NAME.")


def new_keyset(development: bool) -> str:
    """A new keyset of one key, as JSON text to be written to a file."""
    return keyset_text(new_id(), new_key(), development=development)


def keyset_text(kek_id: bytes, key: bytes, *, development: bool) -> str:
    """A keyset of this one key, as JSON text."""
    entry = {"id": kek_id.hex(), "key": base64.b64encode(key).decode(), "status": "active"}
    keyset = {"version": _VERSION, "development": development, "primary": kek_id.hex(), "keys": [entry]}
    return json.dumps(keyset, indent=1) + "\n"


def write_keyset(path: Path | str, text: str) -> None:
    """Writes `text` to a new file that only its owner may read (0400).

    Raises KeysetError when the file exists or cannot be written; an existing file is never changed.
    """
    path = Path(path)
    name = f"The keyset file {str(path)!r}"
    try:
        with open(path, "xb", opener=_create_for_owner) as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise KeysetError(f"{name} exists already and was left as it is.") from None
    except OSError:
        raise KeysetError(f"{name} cannot be written.") from None


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe would keep us waiting for ever


def _create_for_owner(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC, 0o400)  # "x" is O_CREAT | O_EXCL


def _parsed(text: bytes, name: str) -> Keyset:
    stored = _shaped(text, name)
    keys: dict[bytes, bytes] = {}
    active = set()
    for entry in stored["keys"]:
        kek_id, key, status = _entry(entry, name)
        if kek_id in keys or key in keys.values():
            raise KeysetError(f"{name} has the same key or id twice.")
        keys[kek_id] = key
        if status == "active":
            active.add(kek_id)
    primary = bytes.fromhex(stored["primary"]) if _is_id(stored["primary"]) else b""
    if primary not in active:
        raise KeysetError(f"{name} has no active primary key.")
    return Keyset(primary, keys, stored["development"])


def _shaped(text: bytes, name: str) -> dict[str, Any]:
    """The JSON object with the fields of a keyset, of the version and types we know."""
    try:
        stored = json.loads(text) if len(text) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        stored = None
    if not isinstance(stored, dict) or set(stored) != _FIELDS:
        raise KeysetError(f"{name} is not a keyset.")
    if type(stored["version"]) is not int or stored["version"] != _VERSION:
        raise KeysetError(f"{name} has a version this program does not know.")
    if type(stored["development"]) is not bool or not isinstance(stored["keys"], list):
        raise KeysetError(f"{name} is not a keyset.")
    return stored


def _entry(entry: object, name: str) -> tuple[bytes, bytes, str]:
    """Id, key and status of one entry."""
    if not isinstance(entry, dict) or set(entry) != _KEY_FIELDS or not _is_id(entry["id"]):
        raise KeysetError(f"{name} has an entry that is not a key.")
    try:
        key = base64.b64decode(entry["key"], validate=True)
    except (ValueError, TypeError):
        raise KeysetError(f"{name} has a key that is not base64.") from None
    if len(key) != _KEY:
        raise KeysetError(f"{name} has a key that is not 32 bytes long.")
    if entry["status"] not in _STATUSES:
        raise KeysetError(f"{name} has a key that is neither active nor retired.")
    return bytes.fromhex(entry["id"]), key, entry["status"]


def _is_id(text: object) -> bool:
    return isinstance(text, str) and _ID.fullmatch(text) is not None
