"""From settings to stores that are current and keys that fit: every start goes through here."""

from __future__ import annotations

import os

from sqlalchemy.exc import DatabaseError, IntegrityError

from portal.crypto import DEFAULT_SUITE, CannotOpen, Keyset, load_keyset, supported
from portal.db import Stores
from portal.keyring.server import ServerKeys
from portal.migrations.upgrade import is_current, open_keys, upgrade
from portal.settings import BadSetting, Settings
from portal.web.models import SessionRow


def keyset_for(settings: Settings) -> Keyset:
    """A development keyset is for the demonstration, and the demonstration for nothing else."""
    keyset = load_keyset(settings.keys, os.environ)
    if keyset.development and not settings.demonstration:
        raise BadSetting("PORTAL_KEYS is a development keyset; make a real one with `portal keys init`.")
    if settings.demonstration and not keyset.development:
        raise BadSetting("PORTAL_KEYS is a real keyset; the demonstration refuses to run with it.")
    if not supported(DEFAULT_SUITE):
        raise BadSetting("This OpenSSL lacks ML-KEM-768; install the `cryptography` wheel.")
    return keyset


def _connect(settings: Settings) -> Stores:
    os.umask(0o077)  # what this process makes is its own
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"PORTAL_DATA: cannot use {settings.data}: {error.strerror}.") from None
    return Stores.connect(settings)


def _cannot_write(settings: Settings) -> BadSetting:
    return BadSetting(f"PORTAL_DATA: the databases cannot be opened for writing in {settings.data}.")


def prepared(settings: Settings) -> tuple[Stores, ServerKeys]:
    """`portal db upgrade`: make or upgrade the stores, then open the keys."""
    keyset = keyset_for(settings)
    stores = _connect(settings)
    try:
        upgrade(stores)
    except IntegrityError:
        raise  # a fault of the migration, and not of the folder
    except DatabaseError:
        raise _cannot_write(settings) from None
    return stores, _keys(settings, stores, keyset)


def ready(settings: Settings) -> tuple[Stores, ServerKeys]:
    """For serving: refuses stores that are not current."""
    stores, keyset = connected(settings)
    return stores, _keys(settings, stores, keyset)


def connected(settings: Settings) -> tuple[Stores, Keyset]:
    """Stores that are current, and the keyset, which has opened nothing yet."""
    keyset = keyset_for(settings)
    stores = _connect(settings)
    try:
        current = is_current(stores)
    except DatabaseError:
        raise _cannot_write(settings) from None
    if not current:
        raise BadSetting("The databases are not up to date: run `portal db upgrade`.")
    _make_sessions(stores)
    return stores, keyset


def _make_sessions(stores: Stores) -> None:
    """The session store lives in memory, so it is new after each start of the machine."""
    try:
        with stores.sessions.writing() as session:  # one process at a time looks and makes
            SessionRow.metadata.create_all(session.connection())
            session.commit()
    except DatabaseError:
        raise BadSetting("PORTAL_SESSION_URL: that database cannot be opened for writing.") from None


def _keys(settings: Settings, stores: Stores, keyset: Keyset) -> ServerKeys:
    try:
        return open_keys(stores, keyset)
    except CannotOpen:
        raise BadSetting("PORTAL_KEYS is not the keyset these databases were made with.") from None
    except DatabaseError:
        raise _cannot_write(settings) from None
