"""How long a wrong guess makes the next one wait."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.accounts import throttle
from portal.accounts.throttle import ACCOUNT_FREE, ACCOUNT_MOST, NETWORK_FREE, NETWORK_MOST, delay

NOON = datetime(2025, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (7, 8), (1_000_000, 8)]
)
def test_an_account_waits(failures, seconds):
    assert delay(failures, ACCOUNT_FREE, ACCOUNT_MOST) == seconds


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (19, 0), (20, 1), (21, 2), (22, 4), (23, 4), (1_000_000, 4)]
)
def test_a_network_waits_later_and_less_since_a_shelter_shares_one(failures, seconds):
    assert delay(failures, NETWORK_FREE, NETWORK_MOST) == seconds


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.200", True),
        ("203.0.113.7", "203.0.114.7", False),
        ("2001:db8:0:1::1", "2001:db8:0:ff::2", True),
        ("2001:db8:0:100::1", "2001:db8:0:200::1", False),
        ("203.0.113.7", "::ffff:203.0.113.9", True),
        ("::ffff:203.0.113.7", "::ffff:198.51.100.7", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("not an address", None, True),
    ],
)
def test_a_network_is_its_24_or_its_56(world, one, other, same):
    keys = [throttle.network_key(world.server, address, NOON) for address in (one, other)]
    assert (keys[0] == keys[1]) is same


def test_a_network_has_another_key_tomorrow(world):
    today, tomorrow = (
        throttle.network_key(world.server, "203.0.113.7", at) for at in (NOON, NOON + timedelta(days=1))
    )
    assert today != tomorrow


def test_what_is_counted_does_not_say_whose_it_is(world):
    index = world.server.username_index("river-otter-4821")
    key = throttle.account_key(world.server, index)
    assert key != index
    assert index not in key


def test_the_longer_of_two_waits_counts(world):
    store = world.stores.sessions
    for n in range(21):
        throttle.note_failure(store, b"account" if n < 3 else b"other", b"network", NOON)
    assert throttle.wait_for(store, b"account", b"elsewhere") == 1
    assert throttle.wait_for(store, b"account", b"network") == 2
    assert throttle.wait_for(store, b"nobody", b"elsewhere") == 0


def test_forgetting_an_account_leaves_the_network(world):
    store = world.stores.sessions
    for _ in range(22):
        throttle.note_failure(store, b"account", b"network", NOON)
    throttle.forget(store, b"account")
    assert throttle.wait_for(store, b"account", b"elsewhere") == 0
    assert throttle.wait_for(store, b"account", b"network") == 4
