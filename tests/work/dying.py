"""One act in a process of its own, which ends at once at a named point: no clean-up, no roll-back.

It tells what the act made before it was committed, and ends with status 9. Each process is a copy of one
that has everything imported and nothing open.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

from portal.accounts import service as accounts
from portal.actor import NOBODY, Actor, Role
from portal.consent import service as consent
from portal.crypto import KdfParams, load_keyset
from portal.db import Stores
from portal.migrations.upgrade import open_keys
from portal.statements import service as statements
from portal.work import Work, begin
from tests.conftest import settings_in
from tests.sharing import give, unlocked

DIED = 9
POINTS = ("before vault", "after vault", "after main", "before the doomed rows go")


def sign_up(w: Work, told: dict[str, str]) -> dict[str, str]:
    words = accounts.sign_up(w, "en", words=True, params=KdfParams.weak_for_tests())
    return {"name": accounts.name_of(w), "passphrase": words}


def share(w: Work, told: dict[str, str]) -> dict[str, str]:
    return {"share": give(w, UUID(told["team"]), [1, 3]).share_id.hex}


def withdraw(w: Work, told: dict[str, str]) -> None:
    consent.withdraw(w, UUID(told["consent"]))


def erase(w: Work, told: dict[str, str]) -> None:
    accounts.erase(w)


def save(w: Work, told: dict[str, str]) -> None:
    statements.save(w, 1, 1, "Written as the power went", "en")


ACTS = {act.__name__: act for act in (sign_up, share, withdraw, erase, save)}


def die(*_args: Any) -> None:
    os._exit(DIED)


def then(first: Callable[..., Any], second: Callable[..., Any]) -> Callable[..., Any]:
    def both(*args: Any) -> None:
        first(*args)
        second(*args)

    return both


def ends_at(w: Work, point: str) -> None:
    """The real unit of work, whose process ends at a point of its commit."""
    if point == "before vault":
        w.vault.commit = die  # type: ignore[method-assign]
    elif point == "after vault":
        w.main.commit = die  # type: ignore[method-assign]
    elif point == "after main":
        w.main.commit = then(w.main.commit, die)  # type: ignore[method-assign]
    elif point == "before the doomed rows go":
        w.vault.destroy = then(w.vault.destroy, die)  # type: ignore[method-assign]


def act(told: dict[str, str], says: Connection) -> None:
    settings = settings_in(Path(told["folder"]))
    stores = Stores.connect(settings)
    server = open_keys(stores, load_keyset(settings.keys, {}))
    w = begin(stores, server, NOBODY, datetime.now(UTC))
    if told["act"] != "sign_up":
        person, urk = unlocked(w, told["name"], told["passphrase"])
        w.act_as(Actor(Role(person.kind), person.id), person, urk)
    says.send(ACTS[told["act"]](w, told) or {})
    ends_at(w, told["point"])
    w.commit()


def die_at(told: dict[str, str]) -> dict[str, str]:
    """What the act made, in a process that ended at its point."""
    processes = get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=act, args=(told, theirs))
    process.start()
    theirs.close()
    made: dict[str, str] = ours.recv()
    process.join()
    assert process.exitcode == DIED
    return made
