"""The browser's half and the server's half of a session open nothing alone."""

import os
from dataclasses import replace

import pytest

from portal.crypto import CannotOpen, lp, open_sealed
from portal.web import sessions
from portal.web.models import SessionRow
from tests.make import sign_in
from tests.sharing import another_keyset, sql


@pytest.fixture
def token(world):
    new = sessions.new_live(world.survivor.actor, world.survivor.urk_id, world.survivor.urk, world.clock())
    return sessions.start(world.stores.sessions, world.server, new)


def find(world, token, server=None):
    return sessions.find(world.stores.sessions, server or world.server, token, world.clock())


def test_both_halves_give_her_key(world, token):
    assert find(world, token).urk == world.survivor.urk


def test_a_row_without_its_cookie_opens_nothing(world, token):
    """All the server has: the row, its own keys, and no way to the token."""
    with world.stores.sessions.reading() as session:
        (row,) = session.query(SessionRow).all()
    assert world.survivor.urk not in row.w
    assert token not in (row.id, row.salt, row.w[:32])
    assert find(world, row.id) is None
    assert find(world, os.urandom(32)) is None
    inner = world.server.open(row.w, lp("session/v1", row.principal_id))
    assert world.survivor.urk not in inner
    for key in (*world.server.secrets.values(), *(world.server.keyset.keys.values()), row.id, row.salt):
        with pytest.raises(CannotOpen):
            open_sealed(key[:32], inner, key_id=row.id[:16], ctx=lp("session/v1", row.principal_id))


def test_a_cookie_without_its_row_opens_nothing(world, token):
    sql(world.stores.sessions, "DELETE FROM sess")
    assert find(world, token) is None


def test_a_row_of_somebody_else_does_not_make_one_her(world, token):
    """The role and the person of a row are no more than what its box was sealed for."""
    sql(world.stores.sessions, "UPDATE sess SET principal_id = :id", id=world.lead.actor.id.hex)
    assert find(world, token) is None


def test_another_keyset_opens_no_session(world, token, tmp_path):
    there = replace(world.server, keyset=another_keyset(tmp_path))
    assert find(world, token, there) is None


def test_a_cookie_after_signing_out_is_worth_nothing(world, client):
    sign_in(client, world.survivor)
    cookie = client.client.get_cookie(sessions.COOKIE, "localhost").value
    assert find(world, sessions.from_cookie(cookie)).urk == world.survivor.urk
    client.submit(button="Sign out")
    assert find(world, sessions.from_cookie(cookie)) is None
    client.client.set_cookie(sessions.COOKIE, cookie, secure=True)
    assert client.get("/en/mine/").path == "/en/sign-in"
