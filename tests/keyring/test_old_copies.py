"""Old backups, other installations, other keysets: what a copy is worth without today's vault."""

from dataclasses import replace

import pytest

from portal.accounts import service as accounts
from portal.accounts.words import canonical_name
from portal.consent import service as consent
from portal.crypto import CannotOpen
from portal.demo import WRITTEN
from portal.inbox import service as inbox
from portal.migrations.start import prepared, ready
from portal.settings import BadSetting
from portal.statements import service as statements
from tests.make import working
from tests.sharing import another_keyset, backup, read_as, sql, texts, the_consent, unlocked, with_old_main


def sign_in_to(world, person):
    """The key behind name and passphrase, as signing in finds it."""
    with working(world, writing=False) as w:
        return unlocked(w, person.name, person.passphrase)[1]


def test_the_right_passphrase_opens_her_key(world):
    assert sign_in_to(world, world.survivor) == world.survivor.urk


def test_yesterdays_main_beside_todays_vault_does_not_bring_a_grant_back(world, tmp_path):
    found = the_consent(world)
    old = with_old_main(world, backup(world, "main", tmp_path / "old.db"))
    assert texts(read_as(old, world.lead, found.share_id))
    with working(world, world.survivor) as w:
        consent.withdraw(w, found.id)
    with working(old, world.lead, writing=False) as w, pytest.raises(CannotOpen):
        inbox.read(w, found.share_id)
    old.stores.close()


def test_a_grant_row_copied_back_from_a_backup_opens_nothing(world, tmp_path):
    found = the_consent(world)
    old = backup(world, "main", tmp_path / "old.db")
    with working(world, world.survivor) as w:
        consent.withdraw(w, found.id)
    raw = world.stores.main.engine.raw_connection()
    raw.cursor().execute(f"ATTACH '{old}' AS old")
    raw.cursor().execute("INSERT INTO consent_grant SELECT * FROM old.consent_grant")
    raw.cursor().execute("DETACH old")
    raw.close()
    sql(world.stores.main, "UPDATE consent SET state = 'given', ended_at = NULL")
    with working(world, world.lead, writing=False) as w, pytest.raises(CannotOpen):
        inbox.read(w, found.share_id)


def test_an_erased_person_does_not_open_with_the_right_passphrase(world, tmp_path):
    old = with_old_main(world, backup(world, "main", tmp_path / "old.db"))
    assert sign_in_to(old, world.survivor) == world.survivor.urk
    with working(world, world.survivor) as w:
        accounts.erase(w)
    with pytest.raises(CannotOpen):
        sign_in_to(old, world.survivor)
    with working(old, world.survivor, writing=False) as w, pytest.raises(CannotOpen):
        statements.read_all(w)  # even with her very key in hand
    with working(old, world.lead, writing=False) as w, pytest.raises(CannotOpen):
        inbox.read(w, the_consent(old).share_id)
    old.stores.close()


def test_erasing_leaves_no_row_and_no_secret_of_hers(world):
    with working(world, world.survivor) as w:
        accounts.erase(w)
    for table in (
        "record",
        "section",
        "share",
        "share_group",
        "consent",
        "consent_grant",
        "rkey",
        "choosing",
    ):
        assert sql(world.stores.main, f"SELECT * FROM {table}") == []
    hers = world.survivor.actor.id.hex
    for table, column in (("principal", "id"), ("key_slot", "principal_id"), ("identity", "principal_id")):
        assert sql(world.stores.main, f"SELECT 1 FROM {table} WHERE {column} = :her", her=hers) == []
    kinds = [kind for (kind,) in sql(world.stores.vault, "SELECT kind FROM secret")]
    assert sorted(kinds) == ["member"] * 2 + ["person"] * 3


def test_without_its_vault_secret_a_draft_does_not_open(world):
    sql(world.stores.vault, "DELETE FROM secret WHERE kind = 'person'")
    with working(world, world.survivor, writing=False) as w, pytest.raises(CannotOpen):
        statements.read_all(w)


def test_rows_of_another_installation_do_not_open(world):
    """The same key, the same databases, another tenant: as if the rows had been copied there."""
    assert sign_in_to(world, world.survivor)
    there = replace(world.server, secrets={**world.server.secrets, "tenant": bytes(32)})
    other = replace(world, server=there)
    with pytest.raises(CannotOpen):
        sign_in_to(other, world.survivor)  # her name is not known there
    sql(
        world.stores.main,
        "UPDATE principal SET username_bidx = :known WHERE id = :her",
        known=there.username_index(canonical_name(world.survivor.name)),
        her=world.survivor.actor.id.hex,
    )
    with pytest.raises(CannotOpen):
        sign_in_to(other, world.survivor)
    found = the_consent(world)
    with working(other, world.lead, writing=False) as w, pytest.raises(CannotOpen):
        inbox.read(w, found.share_id)


@pytest.mark.parametrize("table", ["record", "share"])
def test_a_changed_tenant_column_opens_nothing(world, table):
    sql(world.stores.main, f"UPDATE {table} SET tenant = 'another'")
    who = world.survivor if table == "record" else world.lead
    with working(world, who, writing=False) as w:
        if table == "record":
            with pytest.raises(CannotOpen):
                statements.read_all(w)
        else:
            with pytest.raises(CannotOpen):
                inbox.read(w, the_consent(world).share_id)


@pytest.mark.parametrize("start", [ready, prepared])
def test_another_keyset_is_refused_at_start(world, tmp_path, start):
    stores, _server = start(world.settings)
    stores.close()
    another_keyset(tmp_path)
    with pytest.raises(BadSetting, match="not the keyset these databases were made with"):
        start(replace(world.settings, keys=f"file:{tmp_path / 'other.json'}"))


def test_the_keys_of_another_keyset_open_no_outer_layer(world, tmp_path):
    there = replace(world, server=replace(world.server, keyset=another_keyset(tmp_path)))
    with pytest.raises(CannotOpen):
        sign_in_to(there, world.survivor)
    with working(there, world.survivor, writing=False) as w, pytest.raises(CannotOpen):
        statements.read_all(w)


def test_her_words_are_what_they_were(world):
    """So that the tests above fail for the reason they name."""
    with working(world, world.survivor, writing=False) as w:
        assert [one.text for one in statements.read_all(w)] == list(WRITTEN.values())
