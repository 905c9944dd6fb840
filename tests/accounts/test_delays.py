"""Guessing is slowed, and nobody is ever refused for it: whoever hurt her cannot lock her out.

The waits themselves are only written down here, so that the tests do not wait.
"""

import threading
import time
from collections.abc import Iterator

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


def test_wrong_words_are_slow_to_answer_and_never_refused(client, world, waited):
    answers = [try_in(client, world.survivor.name, "wrong words") for _ in range(8)]
    assert [page.status for page in answers] == [400] * 8
    assert waited == [1, 2, 4, 8, 8, 8]


def test_her_own_words_never_wait(client, world, waited):
    """However often somebody else has guessed at her name."""
    for _ in range(8):
        try_in(client, world.survivor.name, "wrong words")
    waited.clear()
    sign_in(client, world.survivor)
    assert client.page.path == "/en/mine/"
    assert not waited


def test_success_forgets_the_account(client, world, waited):
    for _ in range(5):
        try_in(client, world.survivor.name, "wrong words")
    sign_in(client, world.survivor)
    assert failures_in(world) == [5]  # the network's
    waited.clear()
    for _ in range(2):
        try_in(client, world.survivor.name, "wrong words")
    assert not waited


def test_a_name_that_is_nobodys_waits_the_same(client, waited):
    for _ in range(5):
        try_in(client, "river-nobody-0000", "wrong words")
    assert waited == [1, 2, 4]


def test_another_account_does_not_wait(client, another_client, world, waited):
    for _ in range(8):
        try_in(client, world.survivor.name, "wrong words")
    waited.clear()
    try_in(another_client, world.lead.name, "wrong words")
    assert not waited


def test_a_network_that_tries_many_names_waits_and_others_do_not(client, another_client, world, waited):
    for number in range(22):
        try_in(client, f"river-nobody-{number:04d}", "wrong words", **THERE)
    assert waited == [1, 2, 4]
    waited.clear()
    try_in(another_client, world.survivor.name, "wrong words", **ELSEWHERE)
    assert not waited
    try_in(another_client, world.survivor.name, "wrong words", **THERE)
    assert waited == [4]
    page = try_in(another_client, world.survivor.name, world.survivor.passphrase, **THERE)
    assert page.path == "/en/mine/"
    assert waited == [4]


def test_the_words_once_more_are_slowed_too(client, world, waited):
    sign_in(client, world.survivor)
    for _ in range(5):
        client.get("/en/again")
        client.fill({"passphrase": "wrong words"}).submit()
    assert client.page.status == 400
    assert waited == [1, 2, 4]
    assert is_in(client)


def test_a_day_forgets_it_all(client, world, waited):
    for _ in range(6):
        try_in(client, world.survivor.name, "wrong words")
    world.clock.move(hours=25)
    sweep(world.stores, world.server, world.clock())
    assert failures_in(world) == []
    waited.clear()
    try_in(client, world.survivor.name, "wrong words")
    assert not waited


@pytest.fixture
def crowd(monkeypatch) -> Iterator[None]:
    """Four are waiting, for as long as the test lasts."""
    over, all_wait = threading.Event(), threading.Barrier(5)

    def sleep(seconds: float) -> None:
        if seconds > 0:
            all_wait.wait()
            over.wait()

    monkeypatch.setattr(time, "sleep", sleep)
    waiting = [threading.Thread(target=patience.wait, args=(8,)) for _ in range(4)]
    for one in waiting:
        one.start()
    all_wait.wait()
    yield
    over.set()
    for one in waiting:
        one.join()


def test_guessers_who_wait_hold_nobody_up(client, another_client, world, crowd):
    """A portal whose every thread waits would be closed to everybody."""
    answers = [try_in(client, world.survivor.name, "wrong words").status for _ in range(5)]
    assert answers == [400] * 5
    assert try_in(client, world.survivor.name, world.survivor.passphrase).path == "/en/mine/"
    sign_in(another_client, world.lead)
    assert another_client.page.path == "/en/inbox/"
