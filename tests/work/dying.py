"""One act in a process of its own, which ends at once at a named point: no clean-up, no roll-back.

It tells what the act made before it was committed, and ends with status 9. Each process is a copy of one
that has everything imported and nothing open.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

from portal.accounts import service as accounts
from portal.actor import NOBODY, SYSTEM, Actor, Role
from portal.consent import choosing, pausing
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


def sign_up(w: Work, told: dict[str, Any]) -> dict[str, str]:
    words = accounts.sign_up(w, "en", words=True, params=KdfParams.weak_for_tests())
    return {"name": accounts.name_of(w), "passphrase": words}


def share(w: Work, told: dict[str, Any]) -> dict[str, str]:
    return {"share": give(w, UUID(told["team"]), [1, 3]).share_id.hex}


def withdraw(w: Work, told: dict[str, Any]) -> None:
    consent.withdraw(w, UUID(told["consent"]))


def renew(w: Work, told: dict[str, Any]) -> dict[str, str]:
    begun = consent.renew(w, UUID(told["consent"]))
    choosing.set_end(w, begun.id, w.now + timedelta(days=20))
    new = consent.give(w, begun.id, seen=choosing.look(w, begun).seen, fresh=True)
    return {"share": new.share_id.hex}


def lapse(w: Work, told: dict[str, Any]) -> None:
    consent.sweep(w)


def pause(w: Work, told: dict[str, Any]) -> None:
    pausing.pause(w)


def go_on(w: Work, told: dict[str, Any]) -> None:
    pausing.go_on(w)


def stop(w: Work, told: dict[str, Any]) -> None:
    pausing.stop(w)


def erase(w: Work, told: dict[str, Any]) -> None:
    accounts.erase(w)


def save(w: Work, told: dict[str, Any]) -> None:
    statements.save(w, 1, 1, "Written as the power went", "en")


ACTS = {
    act.__name__: act for act in (sign_up, share, renew, withdraw, lapse, pause, go_on, stop, erase, save)
}
NOBODYS = ("sign_up", "lapse")


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


def act(told: dict[str, Any], says: Connection) -> None:
    settings = settings_in(Path(told["folder"]))
    stores = Stores.connect(settings)
    server = open_keys(stores, load_keyset(settings.keys, {}))
    now = datetime.now(UTC) + timedelta(days=told.get("ahead", 0))
    w = begin(stores, server, SYSTEM if told["act"] == "lapse" else NOBODY, now)
    if told["act"] not in NOBODYS:
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
