"""The keyring forgets, says nothing, and is the only way to words."""

import ast

import pytest
from sqlalchemy import select

from portal.consent import snapshot
from portal.consent.models import Share
from portal.crypto import CannotOpen
from portal.keyring.grants import reach_grant
from portal.keyring.models import Grant, TeamEpoch
from portal.statements import service as statements
from tests.house.source import faults, found_in, said
from tests.make import working

# Everything else asks a keyring (or the service's own keys) to open.
MAY_OPEN = ("portal/crypto/", "portal/keyring/", "portal/web/sessions.py")


def test_close_zeroes_every_key(world):
    with working(world, world.lead, writing=False) as w:
        grant = w.main.scalars(select(Grant)).one()
        reach_grant(w.keyring, grant, w.main.get_one(TeamEpoch, (grant.recipient_id, grant.epoch)), w.now)
        held = [*w.keyring._keys.values(), *w.keyring._private.values()]
        assert len(held) == 1 + 3 + 2  # her own, three groups, hers and the team's private key
        assert all(any(key) for key in held)
        keyring, vault = w.keyring, w.vault
    assert not any(any(key) for key in held)
    assert not vault._known
    with pytest.raises(CannotOpen):
        keyring.key(keyring.person.urk_id)


def test_a_closed_keyring_opens_nothing(world):
    with working(world, world.survivor, writing=False) as w:
        assert statements.read_all(w)
        w.keyring.close()
        with pytest.raises(CannotOpen):
            statements.read_all(w)


def test_what_is_not_held_stays_shut_and_is_not_an_error(world):
    with working(world, world.survivor, writing=False) as w:
        share = w.main.scalars(select(Share)).one()
        assert snapshot.open_groups(w, share, snapshot.rows_of(w, share.id)) == {}
        assert [part.tick for part in snapshot.open_mine(w, share.id, "possible")] == ["1", "7"]


def test_nothing_tells_a_key(world):
    with working(world, world.survivor, writing=False) as w:
        told = f"{w.keyring!r} {w.vault!r} {world.server!r} {w!r} {world.survivor!r}"
        for secret in (world.survivor.urk, w.keyring.secret, *world.server.secrets.values()):
            assert secret.hex() not in told
            assert repr(secret)[2:-1] not in told
        assert world.survivor.passphrase not in told


def opens_by_itself(name, tree):
    if name.startswith(MAY_OPEN):
        return
    for node in ast.walk(tree):
        called = getattr(node, "id", getattr(node, "attr", getattr(node, "name", "")))
        if called in ("open_sealed", "hpke_open", "open_slot"):
            yield f"{name}:{getattr(node, 'lineno', '?')} opens with {called}; ask the keyring"


def test_only_the_keyring_opens():
    assert not faults(opens_by_itself), said(faults(opens_by_itself))


@pytest.mark.parametrize(
    "source",
    ["from portal.crypto import open_sealed", "crypto.open_sealed(k, b)", "x = hpke_open", "open_slot(p, s)"],
)
def test_that_rule_can_fail(source):
    assert found_in(opens_by_itself, source)
    assert not found_in(opens_by_itself, source, "portal/keyring/grants.py")
