"""Nothing that opens something, and no word, is in what an object says of itself or what a store logs."""

from __future__ import annotations

import base64
import logging
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.accounts.entering import Entered
from portal.actor import Actor, Role
from portal.consent.models import NoticeText
from portal.consent.snapshot import Part, Shown
from portal.crypto import KdfParams, seal_slot
from portal.db import Store
from portal.demo import Person
from portal.keyring.models import KeySlot
from portal.keyring.persons import FreshKeys
from portal.keyring.slots import Lock
from portal.programmes.models import Programme
from portal.statements.apart import Kept, Late
from portal.statements.service import Written
from portal.vouching.coming import Numbers
from portal.web.sessions import Card, Live, Number, new_live
from portal.web.writing import posted_slip
from tests.make import sign_in, working

KEY, TEXT, PASSWORD = bytes(range(100, 132)), "canary ñandú words", "canary-password"
NOW, ID = datetime(2026, 3, 4, tzinfo=UTC), UUID(int=7)
HER = Actor(Role.SURVIVOR, ID)


def live() -> Live:
    found = new_live(HER, bytes(16), KEY, NOW, card=Card(TEXT))
    found.csrf = KEY
    return found


PART = Part("1", "How I feel", TEXT, "en")
SLOT = seal_slot(b"words", KEY, slot_id=bytes(16), params=KdfParams.weak_for_tests(), ctx=b"")
THINGS = {
    "Entered": Entered(HER, bytes(16), KEY),
    "Card": Card(TEXT),
    "Number": Number(TEXT, ID),
    "FreshKeys": FreshKeys(bytes(16), KEY, ID, KEY),
    "Numbers": Numbers(TEXT, TEXT),
    "Live": live(),
    "Person": Person("survivor", "river-otter-4821", TEXT, HER, bytes(16), KEY),
    "Written": Written(1, TEXT, 3),
    "Kept": Kept(ID, 1, NOW, TEXT, "en"),
    "Late": Late(number=1, language="en", page=bytes(16), text=TEXT),
    "Part": PART,
    "Shown": Shown("7K3M9QX2AB", "en", "Bridge team", "possible", NOW, [PART]),
    "SealedSlot": SLOT,
    "Lock": Lock(ID, "passphrase", KEY, SLOT),
    "KeySlot": KeySlot(id=ID, salt=KEY, w=KEY),
}


def said_by(thing: object) -> str:
    return f"{thing!r} {thing} {[thing]} {{'it': {thing!r}}} {thing:}"


def in_it(said: str, secret: bytes | str) -> bool:
    raw = secret.encode() if isinstance(secret, str) else secret
    ways = [repr(raw)[2:-1], raw.hex(), base64.b64encode(raw).decode(), repr(bytearray(raw))[12:-2]]
    return any(way in said for way in (*ways, raw.decode("utf-8", "replace"), str(list(raw))[1:-1]))


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_that_holds_a_secret_does_not_print_it(name):
    said = said_by(THINGS[name])
    assert name in said
    assert not in_it(said, KEY)
    assert not in_it(said, TEXT)


def test_what_holds_the_services_keys_does_not_print_them(world, app):
    with working(world, world.survivor, writing=False) as w:
        secret, urk = w.keyring.secret, world.survivor.urk
        keys = [*world.server.keyset.keys.values(), *world.server.secrets.values(), secret, urk]
        things = (w.keyring, w.vault, w, world.server, world.stores, world.stores.vault, w.person)
        for thing in (*things, app.extensions["portal"]):
            assert not [key for key in keys if in_it(said_by(thing), key)], type(thing)
    assert len(keys) > 8


def test_settings_do_not_print_passwords_or_where_keys_are(world):
    urls = {
        name: f"postgresql://portal:{PASSWORD}@{name}.example/x"
        for name in ("database_url", "vault_url", "session_url")
    }
    settings = replace(world.settings, keys=f"env:{PASSWORD}", **urls)
    assert PASSWORD not in said_by(settings)
    assert "public_name" in said_by(settings)


def test_a_pages_token_and_what_it_says_hold_no_key_and_no_words(client, world):
    her = world.survivor
    sign_in(client, her)
    page = client.get("/en/mine/writing/1")
    (token,) = [c.get("value") for c in page.controls(page.by_id["writing"]) if c.get("name") == "kept"]
    with client.app.test_request_context("/", method="POST", data={"kept": token, "text": TEXT}):
        slip = posted_slip()
    assert slip is not None
    assert not in_it(said_by(slip), her.urk)
    assert not in_it(said_by(slip), TEXT)
    assert str(slip.person) not in token
    assert not in_it(token, slip.person.bytes)


@pytest.mark.parametrize("store", ["main", "vault", "sessions"])
def test_stores_neither_echo_nor_show_parameters(world, store):
    engine = getattr(world.stores, store).engine
    assert engine.echo is False
    assert engine.hide_parameters is True


def add_twice(main: Session) -> None:
    same = {"hash": KEY, "purpose": TEXT, "version": 1, "language": "en", "text": TEXT}
    main.execute(insert(NoticeText).values(**same))
    main.execute(insert(NoticeText).values(**same))


def add_without_a_zone(main: Session) -> None:
    main.execute(insert(Programme).values(id=ID, name=TEXT, made_at=datetime(2026, 1, 1)))  # noqa: DTZ001


@pytest.mark.parametrize("fails", [add_twice, add_without_a_zone])
def test_a_failed_statement_says_nothing_of_its_values(world, caplog, fails):
    """Not in the error, not in what it came from, not in a log that is made to show statements."""
    caplog.set_level(logging.INFO, "sqlalchemy.engine")
    store = Store(world.settings.database_url, journal="WAL")
    with store.writing() as main, pytest.raises(SQLAlchemyError) as failed:
        fails(main)
    store.close()
    said = f"{failed.value!r} {failed.value} {failed.value.__cause__!r} {failed.value.__context__!r}"
    assert "INSERT INTO" in said
    assert "BEGIN" in caplog.text
    assert not in_it(said + caplog.text, TEXT)
    assert not in_it(said + caplog.text, KEY)
