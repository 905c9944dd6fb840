"""Signing in tells nobody which names there are, and guessing cannot take a worker's memory."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from portal import create_app
from portal.crypto import STAFF, SURVIVOR, KdfParams
from portal.crypto import slots as stretching
from portal.keyring import slots as turns
from portal.keyring.models import Principal, Secret
from tests.browser import Browser
from tests.make import working
from tests.page import ORIGIN
from tests.real.serving import Visitor, serving

UNKNOWN = "river-otter-0000"
WRONG = "one two three four five six"
TOGETHER = 50
TOKEN = re.compile(r'(name="csrf_token"[^>]*value=")[^"]+')


@dataclass
class Argon2Runs:
    """Counts and watches the library's own Argon2id, which does its work as always."""

    costs: list[tuple[int, int, int]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    meanwhile: Callable[[], object] = lambda: None

    def watch(self, real: Callable[..., Any]) -> Callable[..., Any]:
        runs = self

        class Watched:
            def __init__(self, **options: Any) -> None:
                self.kdf = real(**options)
                self.cost = (options["memory_cost"], options["iterations"], options["lanes"])

            def derive(self, secret: bytes) -> bytes:
                with runs._one(self.cost):
                    runs.meanwhile()
                    result: bytes = self.kdf.derive(secret)
                    return result

        return Watched

    @contextmanager
    def _one(self, cost: tuple[int, int, int]) -> Iterator[None]:
        with self.lock:
            self.costs.append(cost)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            with self.lock:
                self.at_once -= 1


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Argon2Runs:
    found = Argon2Runs()
    monkeypatch.setattr(stretching, "Argon2id", found.watch(stretching.Argon2id))
    return found


def sign_in(client: Browser, name: str, passphrase: str = WRONG) -> tuple[int, str]:
    """The answer to a try: its status and its page, without the form's token and the name typed."""
    client.get("/en/sign-in")
    page = client.fill({"name": name, "passphrase": passphrase}).submit(follow=False)
    return page.status, TOKEN.sub(r"\1", page.body).replace(name, UNKNOWN)


def cost_of(params: KdfParams) -> tuple[int, int, int]:
    return params.memory_kib, params.passes, params.lanes


# One name or another


def test_over_the_wire_a_known_and_an_unknown_name_get_the_same_answer(tmp_path):
    with serving(tmp_path / "folder") as service:
        her = Visitor(service)
        her.sign_up()
        other = her.name[:-1] + str((int(her.name[-1]) + 1) % 10)
        answers = []
        for name in (her.name, other):
            somebody = Visitor(service)
            status, body = sign_in(somebody, name)
            headers = [(key, value) for key, value in somebody.page.headers.items() if key != "Date"]
            answers.append((status, body, headers))
        assert answers[0] == answers[1]
        assert answers[0][0] == 400
        assert "do not fit together" in answers[0][1]


def suspend(world):
    with working(world) as w:
        w.main.get_one(Principal, world.survivor.actor.id).status = "suspended"


def shred(world):
    with world.stores.vault.writing() as vault:
        vault.query(Secret).filter_by(kind="person").delete()
        vault.commit()


@pytest.mark.parametrize("who", ["survivor", "lead", "advocate"])
@pytest.mark.parametrize("before", [None, suspend, shred])
def test_every_name_costs_one_run_and_gets_the_same_answer(client, world, runs, who, before):
    if before is not None:
        before(world)
    unknown = sign_in(client, UNKNOWN)
    known = sign_in(client, getattr(world, who).name)
    assert known == unknown
    assert len(runs.costs) == 2
    assert runs.costs[0] == runs.costs[1]


def test_a_right_passphrase_of_somebody_suspended_gets_the_same_answer(client, world, runs):
    suspend(world)
    her = world.survivor
    assert sign_in(client, her.name, her.passphrase) == sign_in(client, UNKNOWN, her.passphrase)
    assert len(runs.costs) == 2


def test_with_real_costs_too_a_survivors_name_and_an_unknown_one_cost_the_same(world, runs):
    real = replace(world.settings, kdf_for_tests=False)
    client = Browser(create_app(real, world.stores, world.server))
    her = world.survivor
    assert sign_in(client, her.name, her.passphrase)[0] == 303  # makes her slot as strong as it should be
    client.post("/en/sign-out")
    runs.costs.clear()
    another = Browser(client.app)
    assert sign_in(another, her.name) == sign_in(another, UNKNOWN)
    assert runs.costs == [cost_of(SURVIVOR)] * 2
    assert cost_of(SURVIVOR) == (64 * 1024, 3, 1)
    assert cost_of(STAFF) == (128 * 1024, 3, 1)


# Many at once


@pytest.mark.parametrize("known", [True, False])
def test_every_name_waits_for_its_turn(app, client, another_client, world, runs, monkeypatch, known):
    """Two stretches are under way and do not end: whoever comes is told that it is busy."""
    both_in, go_on = threading.Barrier(3), threading.Event()
    runs.meanwhile = lambda: (both_in.wait(), go_on.wait())
    name = world.survivor.name if known else UNKNOWN
    with ThreadPoolExecutor(2) as pool:
        first = [pool.submit(sign_in, Browser(app), world.lead.name) for _turn in range(2)]
        both_in.wait()
        monkeypatch.setattr(turns, "QUEUE_SECONDS", 0)
        runs.meanwhile = lambda: None
        try:
            assert sign_in(client, name)[0] == 503
        finally:
            go_on.set()
        assert [answer.result()[0] for answer in first] == [400, 400]
    assert len(runs.costs) == 2
    assert sign_in(another_client, name)[0] == 400


def test_fifty_at_once_are_never_more_than_two(app, client, world, runs):
    runs.meanwhile = lambda: time.sleep(0.01)  # long enough for all the others to come
    client.get("/en/sign-in")
    form = client.page.above(client.page.by_id["passphrase"], "form")
    (token,) = [c.get("value") for c in client.page.controls(form) if c.get("name") == "csrf_token"]
    right = [(person.name, person.passphrase) for person in world.people] * 9
    wrong = [(f"river-otter-{number:04d}", WRONG) for number in range(TOGETHER - len(right))]
    everybody_here = threading.Barrier(TOGETHER)

    def come(card: tuple[str, str]) -> int:
        form = {"csrf_token": token, "name": card[0], "passphrase": card[1]}
        everybody_here.wait()
        return app.test_client().post("/en/sign-in", data=form, base_url=ORIGIN).status_code

    with ThreadPoolExecutor(TOGETHER) as pool:
        statuses = sorted(pool.map(come, [*right, *wrong]))
    assert statuses == [303] * len(right) + [400] * len(wrong)
    assert len(runs.costs) == TOGETHER
    assert runs.most_at_once == 2
