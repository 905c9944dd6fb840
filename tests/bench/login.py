"""How long a wrong passphrase takes, whoever's name is typed: the slow work itself, without the floor.

In process, at the real cost, one kind after another in each round. What slows guessing on purpose would
hide what is looked for, so the counted failures are deleted before each try, outside of what is timed:
a first failure waits for nothing (throttle.ACCOUNT_FREE, NETWORK_FREE). The form is fetched untimed too.

Processor time is printed beside the time on the clock: it hardly sees what else this machine does.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update

from portal import create_app
from portal.crypto import new_keyset, write_keyset
from portal.db import Stores
from portal.demo import Scene
from portal.keyring.models import Principal
from portal.migrations.start import prepared
from portal.settings import Settings
from portal.web.models import Failures
from tests.bench.service import say_where
from tests.page import ORIGIN

ROUNDS = 80
WRONG = "one two three four five six"
TOKEN = re.compile(r'(name="csrf_token"[^>]*value=")[^"]+')
KNOWN, SUSPENDED = "a known name", "a suspended one"
NOT = {KNOWN: "an unknown name", SUSPENDED: "another unknown one"}


@dataclass
class Kind:
    """One name, and what its tries took: seconds on the clock and of the processor."""

    name: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    answers: set[tuple[int, str, str]] = field(default_factory=set)


@contextmanager
def app_and_kinds() -> Iterator[tuple[Flask, Stores, dict[str, Kind]]]:
    with tempfile.TemporaryDirectory() as folder:
        keys = Path(folder) / "keyset.json"
        write_keyset(keys, new_keyset(development=False))
        real = Settings.from_environment({"PORTAL_DATA": folder, "PORTAL_KEYS": f"file:{keys}"})
        settings = replace(real, floor=0.0)
        stores, server = prepared(settings)
        try:
            app = create_app(settings, stores, server)
            scene = Scene(stores, server, settings, datetime.now(UTC))
            people = {KNOWN: scene.survivor(), SUSPENDED: scene.survivor()}
            with stores.main.writing() as session:
                hers = Principal.id == people[SUSPENDED].actor.id
                session.execute(update(Principal).where(hers).values(status="suspended"))
                session.commit()
            kinds = {}
            for kind, who in people.items():
                kinds |= {kind: Kind(who.name), NOT[kind]: Kind(neighbour(who.name))}
            yield app, stores, kinds
        finally:
            stores.close()


def neighbour(name: str) -> str:
    """A name nobody has, as long as this one."""
    return name[:-1] + str((int(name[-1]) + 1) % 10)


def try_once(client: FlaskClient, stores: Stores, kind: Kind) -> None:
    with stores.sessions.writing() as session:
        session.execute(delete(Failures))
        session.commit()
    page = client.get("/en/sign-in", base_url=ORIGIN).text
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)', page)
    assert found is not None
    values = {"csrf_token": found[1], "name": kind.name, "passphrase": WRONG}
    wall, cpu = time.perf_counter(), time.process_time()
    answer = client.post("/en/sign-in", base_url=ORIGIN, data=values)
    kind.cpu.append(time.process_time() - cpu)
    kind.wall.append(time.perf_counter() - wall)
    body = TOKEN.sub(r"\1", answer.text).replace(kind.name, "NAME")
    kind.answers.add((answer.status_code, str(sorted(answer.headers.items())), body))


def told(kinds: dict[str, Kind], one: str) -> bool:
    """Print one pair; True when their answers are the same and always were."""
    there, absent = kinds[one], kinds[NOT[one]]
    for kind in (one, NOT[one]):
        wall, cpu = kinds[kind].wall, kinds[kind].cpu
        print(f"{kind:22}{median(wall) * 1000:10.1f}{median(cpu) * 1000:12.1f}")
    clock = median(there.wall) / median(absent.wall) - 1
    work = median(there.cpu) / median(absent.cpu) - 1
    both = [a / b for a, b in zip(there.wall, absent.wall, strict=True)]
    print(f"{'  difference':22}{clock:+10.2%}{work:+12.2%}   median of pairs {median(both) - 1:+.2%}")
    return there.answers == absent.answers and len(there.answers) == 1


def main() -> None:
    say_where(f"A wrong passphrase without the floor, {ROUNDS} tries of each kind in turn")
    with app_and_kinds() as (app, stores, kinds):
        client, order = app.test_client(), list(kinds.values())
        for turn in range(ROUNDS + 2):
            for kind in order if turn % 2 else order[::-1]:
                try_once(client, stores, kind)
        for kind in order:
            del kind.wall[:2], kind.cpu[:2]
    print(f"{'median of':22}{'clock, ms':>10}{'work, ms':>12}")
    same = [told(kinds, KNOWN), told(kinds, SUSPENDED)]
    print(f"status, headers and body the same: {'yes' if all(same) else 'NO'}")
    sys.exit(not all(same))


if __name__ == "__main__":
    main()
