"""The order of the commits, and readers in other processes that stand in the way of destroying."""

import contextlib

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from portal.accounts import service as accounts
from portal.consent import service as consent
from portal.keyring.models import Doomed, Grant, Principal, Secret
from portal.sweep import sweep
from portal.work import ORPHAN_AGE
from tests.make import sign_in, working
from tests.sharing import give, scene, sql, the_consent
from tests.work.elsewhere import files_with, reader_of

CLOSED = "Closed. The key is being destroyed."
DESTROYED = "can no longer open this here, and the key made for them is destroyed."


@pytest.fixture
def order(world):
    """The commits and deletions, as the databases see them."""
    seen = []
    for name in ("main", "vault"):
        store = getattr(world.stores, name)
        event.listen(store.engine, "commit", lambda _c, name=name: seen.append(f"{name} committed"))

        def statement(_conn, _cursor, text, *_rest, name=name):
            if text.startswith("DELETE"):
                seen.append(f"{name} {text.split()[2]} deleted")

        event.listen(store.engine, "before_cursor_execute", statement)
    return seen


@pytest.fixture
def impatient(world):
    """The databases wait 0.2 s for a lock, not ten: the waiting itself is not what is looked at."""
    for store in (world.stores.main, world.stores.vault):
        store.close()
        event.listen(store.engine, "connect", lambda raw, _record: raw.execute("PRAGMA busy_timeout=200"))
    return world


def doomed(world):
    with working(world, writing=False) as w:
        return list(w.main.scalars(select(Doomed)))


def test_new_secrets_come_before_main(world, order):
    team_id = scene(world).team.id
    with working(world, world.survivor) as w:
        give(w, team_id, [3])
        assert order == []
    assert order == ["vault committed", "main committed"]


def test_a_withdrawal_destroys_after_main_says_so(world, order):
    found = the_consent(world)
    with working(world, world.survivor) as w:
        consent.withdraw(w, found.id)
    assert order == [
        "main consent_grant deleted", "main choosing deleted", "main committed",
        "vault secret deleted", "vault committed",
        "main doomed deleted", "main committed",
    ]  # fmt: skip
    assert w.destroyed


def test_an_act_that_fails_leaves_nothing(world):
    team_id = scene(world).team.id
    before = len(sql(world.stores.vault, "SELECT id FROM secret"))

    def fails():
        with working(world, world.survivor) as w:
            give(w, team_id, [3])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fails()
    assert the_consent(world)
    assert len(sql(world.stores.vault, "SELECT id FROM secret")) == before


def test_what_is_doomed_is_written_before_it_is_gone(world):
    """The ids to destroy, and why, stand in main until the secrets are gone."""
    with working(world, world.survivor) as w:
        consent.withdraw(w, the_consent(world).id)
        w.main.flush()
        rows = list(w.main.scalars(select(Doomed)))
        assert [(row.vault_id, row.why) for row in rows] == [(the_consent(world).vault_id, "withdrawn")]
    assert doomed(world) == []


def test_a_reader_of_the_vault_delays_the_last_sentence(impatient, client):
    world = impatient
    sign_in(client, world.survivor)
    address = f"/en/mine/choices/given/{the_consent(world).id}"
    client.get(address + "/withdraw")
    with reader_of(world.settings.data / "main.db", world.settings.data / "vault.db"):
        shown = client.submit(button="Stop sharing now")
        assert CLOSED in shown.main
        assert DESTROYED not in shown.main
        sweep_though_locked(world)
        assert CLOSED in client.get(address).main
    sweep(world.stores, world.server, world.clock())
    shown = client.get(address)
    assert DESTROYED in shown.main
    assert CLOSED not in shown.main
    assert doomed(world) == []


def sweep_though_locked(world):
    """The sweeper's loop says that it could not write, and tries again later."""
    with contextlib.suppress(OperationalError):
        sweep(world.stores, world.server, world.clock())
    assert len(doomed(world)) == 1


def test_erasing_with_a_reader_says_that_it_waits(impatient, client):
    world = impatient
    sign_in(client, world.survivor)
    client.get("/en/settings/erase")
    with reader_of(world.settings.data / "vault.db"):
        waits = client.fill({"passphrase": world.survivor.passphrase}).submit()
        assert waits.path == "/en/erased"
    assert {row.why for row in doomed(world)} == {"erased"}
    sweep(world.stores, world.server, world.clock())
    assert doomed(world) == []
    assert sql(world.stores.vault, "SELECT 1 FROM secret WHERE kind = 'grant'") == []


@pytest.mark.parametrize("held", [True, False], ids=["a reader holds main", "nobody reads"])
def test_the_deleted_wrap_leaves_no_byte(impatient, held):
    world, folder = impatient, impatient.settings.data
    with working(world, writing=False) as w:
        wrap = w.main.scalars(select(Grant)).one().w
        secret = w.main.scalar(select(Grant.vault_id))
    with world.stores.vault.reading() as vault:
        sealed = vault.get(Secret, secret).w_kek
    assert files_with(wrap, folder)
    assert files_with(sealed, folder) == {"vault.db"}
    with reader_of(*([folder / "main.db"] if held else [])):
        with working(world, world.survivor) as w:
            consent.withdraw(w, the_consent(world).id)
        assert w.destroyed is not held
        assert bool(files_with(wrap, folder)) is held  # why the sweep goes on trying
    sweep(world.stores, world.server, world.clock())
    assert files_with(wrap, folder) == set()
    assert files_with(sealed, folder) == set()


def test_an_erased_draft_leaves_no_byte(world):
    folder = world.settings.data
    (body,) = sql(world.stores.main, "SELECT body FROM section WHERE number = 1")
    (slot,) = sql(world.stores.main, "SELECT w FROM key_slot WHERE principal_id = :her",
                  her=world.survivor.actor.id.hex)  # fmt: skip
    assert files_with(body[0], folder)
    with working(world, world.survivor) as w:
        accounts.erase(w)
    assert files_with(body[0], folder) == files_with(slot[0], folder) == set()


def test_an_orphan_is_left_alone_for_an_hour(world):
    with working(world) as w:
        id, _secret = w.vault.new("person", w.now)
        w.vault.commit()
    for minutes, there in ((59, True), (2, False)):
        world.clock.move(minutes=minutes)
        sweep(world.stores, world.server, world.clock())
        with world.stores.vault.reading() as vault:
            assert (vault.get(Secret, id) is not None) is there
    assert ORPHAN_AGE.total_seconds() == 3600
    with working(world, writing=False) as w:
        for person in w.main.scalars(select(Principal).where(Principal.vault_id.is_not(None))):
            assert w.vault.get(person.vault_id)
