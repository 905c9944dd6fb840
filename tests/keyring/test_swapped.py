"""A sealed thing opens at its own place: moved to another row, column or person it does not."""

import pytest
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.crypto import CannotOpen
from portal.inbox import service as inbox
from portal.keyring import persons
from portal.keyring.models import Principal
from portal.keyring.vault import Vault
from portal.statements import service as statements
from portal.statements.models import Record
from tests.make import working
from tests.sharing import new_survivor, share, sql, the_consent, unlocked, write


def swap(store, table, column, one, other):
    """Exchange a column of two rows, told apart by an SQL condition each."""
    (first,) = sql(store, f"SELECT {column} FROM {table} WHERE {one}")
    (second,) = sql(store, f"SELECT {column} FROM {table} WHERE {other}")
    assert first != second
    sql(store, f"UPDATE {table} SET {column} = CASE WHEN {one} THEN :second ELSE :first END "
               f"WHERE {one} OR {other}", first=first[0], second=second[0])  # fmt: skip


def read_drafts(world, who):
    with working(world, who, writing=False) as w:
        return statements.read_all(w)


def test_between_rows(world):
    swap(world.stores.main, "section", "body", "number = 1", "number = 3")
    with pytest.raises(CannotOpen):
        read_drafts(world, world.survivor)


def test_between_an_older_and_a_newer_save(world):
    """Rolled back to what it was: the revision it names is no longer the row's."""
    (old,) = sql(world.stores.main, "SELECT body FROM section WHERE number = 1")
    write(world, world.survivor, 1, "Changed since")
    sql(world.stores.main, "UPDATE section SET body = :old WHERE number = 1", old=old[0])
    with pytest.raises(CannotOpen):
        read_drafts(world, world.survivor)


def test_between_columns(world):
    (reference,) = sql(world.stores.main, "SELECT reference_w FROM record")
    sql(world.stores.main, "UPDATE section SET body = :blob WHERE number = 1", blob=reference[0])
    with pytest.raises(CannotOpen):
        read_drafts(world, world.survivor)
    (owner_w,) = sql(world.stores.main, "SELECT owner_w FROM share_group WHERE name = 'cover'")
    sql(world.stores.main, "UPDATE share_group SET body = :blob WHERE name = 'cover'", blob=owner_w[0])
    with working(world, world.lead, writing=False) as w, pytest.raises(CannotOpen):
        inbox.read(w, the_consent(world).share_id)


@pytest.mark.parametrize("table", ["section", "rkey"])
def test_between_persons(world, table):
    other = new_survivor(world)
    write(world, other, 2, "Of another person")
    with working(world, writing=False) as w:
        one, two = (record.id.hex for record in w.main.scalars(select(Record)))
    column = {"section": "body", "rkey": "w"}[table]
    of = "record_id = '{}'" + (" AND number IN (1, 2)" if table == "section" else "")
    swap(world.stores.main, table, column, of.format(one), of.format(two))
    for who in (world.survivor, other):
        with pytest.raises(CannotOpen):
            read_drafts(world, who)


@pytest.mark.parametrize(("table", "column"), [("key_slot", "w"), ("identity", "w")])
def test_between_persons_keys(world, table, column):
    other = new_survivor(world)
    mine, theirs = (f"principal_id = '{who.actor.id.hex}'" for who in (world.survivor, other))
    swap(world.stores.main, table, column, mine, theirs)
    open_it = {
        "key_slot": lambda w: unlocked(w, other.name, other.passphrase),
        "identity": lambda w: persons.identity(w.keyring),
    }[table]
    with working(world, other, writing=False) as w, pytest.raises(CannotOpen):
        open_it(w)


def test_a_name_belongs_to_its_person(world):
    other = new_survivor(world)
    swap(world.stores.main, "principal", "profile_w",
         f"id = '{world.survivor.actor.id.hex}'", f"id = '{other.actor.id.hex}'")  # fmt: skip
    with working(world, other, writing=False) as w, pytest.raises(CannotOpen):
        accounts.name_of(w)


def test_between_groups_of_a_share(world):
    swap(world.stores.main, "share_group", "body", "name = 'section/1'", "name = 'section/7'")
    with working(world, world.lead, writing=False) as w, pytest.raises(CannotOpen):
        inbox.read(w, the_consent(world).share_id)


def test_between_shares(world):
    first = the_consent(world)
    second = share(world, world.survivor, [1, 7])
    of = "share_id = '{}'"
    swap(
        world.stores.main, "consent_grant", "w", of.format(first.share_id.hex), of.format(second.share_id.hex)
    )
    for one in (first, second):
        with working(world, world.lead, writing=False) as w, pytest.raises(CannotOpen):
            inbox.read(w, one.share_id)


def test_a_vault_secret_belongs_to_its_id(world):
    with working(world, writing=False) as w:
        one, two, *_rest = w.main.scalars(select(Principal.vault_id).where(Principal.vault_id.is_not(None)))
    swap(world.stores.vault, "secret", "w_kek", f"id = '{one.hex}'", f"id = '{two.hex}'")
    with pytest.raises(CannotOpen):
        Vault(world.stores.vault, world.server).get(one)
