"""One act in a process of its own, which ends at once at a named point: no clean-up, no roll-back.

    python -m tests.work.dying <<< '{"folder": …, "act": "give", "point": "after vault", "name": …}'

It prints what the act made before it was committed, as JSON, and ends with status 9.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
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


def sign_up(w: Work, told: dict[str, str]) -> None:
    words = accounts.sign_up(w, "en", words=True, params=KdfParams.weak_for_tests())
    print(json.dumps({"name": accounts.name_of(w), "passphrase": words}), flush=True)


def share(w: Work, told: dict[str, str]) -> None:
    print(json.dumps({"share": give(w, UUID(told["team"]), [1, 3]).share_id.hex}), flush=True)


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


def main(told: dict[str, str]) -> None:
    settings = settings_in(Path(told["folder"]))
    stores = Stores.connect(settings)
    server = open_keys(stores, load_keyset(settings.keys, {}))
    w = begin(stores, server, NOBODY, datetime.now(UTC))
    if told["act"] != "sign_up":
        person, urk = unlocked(w, told["name"], told["passphrase"])
        w.act_as(Actor(Role(person.kind), person.id), person, urk)
    ACTS[told["act"]](w, told)
    ends_at(w, told["point"])
    w.commit()


if __name__ == "__main__":
    main(json.load(sys.stdin))
