"""Guessing is slowed, and nobody is ever refused for it: whoever hurt her cannot lock her out.

The waits themselves are only written down here, so that the tests do not wait.
"""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from portal.sweep import sweep
from portal.web import patience
from tests.accounts.steps import failures_in, is_in, try_in
from tests.make import sign_in

THERE = {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
ELSEWHERE = {"environ_base": {"REMOTE_ADDR": "198.51.100.7"}}


@pytest.fixture
def waited(monkeypatch) -> list[float]:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", lambda seconds: waits.append(seconds) if seconds > 0 else None)
    return waits


def test_wrong_words_slow_the_next_try_and_never_refuse_it(client, world, waited):
    answers = [try_in(client, world.survivor.name, "wrong words") for _ in range(8)]
    assert [page.status for page in answers] == [400] * 8
    assert waited == [1, 2, 4, 8, 8]
    sign_in(client, world.survivor)
    assert client.page.path == "/en/mine/"
    assert waited == [1, 2, 4, 8, 8, 8]


def test_success_forgets_the_account(client, another_client, world, waited):
    for _ in range(5):
        try_in(client, world.survivor.name, "wrong words")
    sign_in(client, world.survivor)
    assert failures_in(world) == [5]  # the network's
    waited.clear()
    sign_in(another_client, world.survivor)
    assert not waited


def test_a_name_that_is_nobodys_waits_the_same(client, waited):
    for _ in range(5):
        try_in(client, "river-nobody-0000", "wrong words")
    assert waited == [1, 2]


def test_another_account_does_not_wait(client, another_client, world, waited):
    for _ in range(8):
        try_in(client, world.survivor.name, "wrong words")
    waited.clear()
    sign_in(another_client, world.lead)
    assert another_client.page.path == "/en/inbox/"
    assert not waited


def test_a_network_that_tries_many_names_waits_and_others_do_not(client, another_client, world, waited):
    for number in range(22):
        try_in(client, f"river-nobody-{number:04d}", "wrong words", **THERE)
    assert waited == [1, 2]
    waited.clear()
    page = try_in(another_client, world.survivor.name, world.survivor.passphrase, **THERE)
    assert page.path == "/en/mine/"
    assert waited == [4]
    waited.clear()
    page = try_in(another_client, world.survivor.name, world.survivor.passphrase, **ELSEWHERE)
    assert page.path == "/en/mine/"
    assert not waited


def test_the_words_once_more_are_slowed_too(client, world, waited):
    sign_in(client, world.survivor)
    for _ in range(5):
        client.get("/en/again")
        client.fill({"passphrase": "wrong words"}).submit()
    assert client.page.status == 400
    assert waited == [1, 2]
    assert is_in(client)


def test_a_day_forgets_it_all(client, world, waited):
    for _ in range(6):
        try_in(client, world.survivor.name, "wrong words")
    world.clock.move(hours=25)
    sweep(world.stores, world.server, world.clock())
    assert failures_in(world) == []
    waited.clear()
    sign_in(client, world.survivor)
    assert not waited


@pytest.fixture
def crowd(monkeypatch) -> Iterator[Callable[[], None]]:
    """Four are waiting, until this is called."""
    over, all_wait = threading.Event(), threading.Barrier(5)

    def sleep(seconds: float) -> None:
        if seconds > 0 and not over.is_set():
            all_wait.wait()
            over.wait()

    monkeypatch.setattr(time, "sleep", sleep)
    waiting = [threading.Thread(target=patience.wait, args=(8,)) for _ in range(4)]
    for one in waiting:
        one.start()
    all_wait.wait()

    def disperse() -> None:
        over.set()
        for one in waiting:
            one.join()

    yield disperse
    disperse()


def test_when_too_many_wait_at_once_one_is_asked_to_come_again(client, another_client, world, crowd):
    """A portal whose every thread waits would be closed to everybody."""
    for _ in range(3):
        try_in(client, world.survivor.name, "wrong words")
    page = try_in(client, world.survivor.name, world.survivor.passphrase)
    sign_in(another_client, world.lead)
    crowd()
    assert page.status == 503
    assert another_client.page.path == "/en/inbox/"


def test_once_the_crowd_is_gone_she_is_let_in(client, world, crowd):
    for _ in range(3):
        try_in(client, world.survivor.name, "wrong words")
    crowd()
    assert try_in(client, world.survivor.name, world.survivor.passphrase).path == "/en/mine/"
