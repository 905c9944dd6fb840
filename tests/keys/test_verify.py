"""`portal keys verify`: one line that the keys fit, or one that says what does not."""

import shutil

import pytest
from sqlalchemy import delete, select, update

from portal.crypto import Pad, load_keyset, new_key, new_keyset, write_keyset
from portal.keyring.models import Principal, Secret
from portal.keyring.server import ServerKeys
from portal.keyring.vault import _ctx
from tests.command import run, start
from tests.keys.steps import refused
from tests.programmes.steps import keys_of, portal


def test_the_right_keys_fit(world):
    ran = portal(world, "keys", "verify")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("The keys fit: ")
    assert "newest secret of the vault" in ran.stdout
    assert len(ran.stdout.splitlines()) == 1


def test_stores_with_nobody_in_them(tmp_path):
    write_keyset(tmp_path / "keyset.json", new_keyset(development=False))
    new = {"PORTAL_DATA": str(tmp_path), "PORTAL_KEYS": f"file:{tmp_path / 'keyset.json'}"}
    refused(run("keys", "verify", **new), "run `portal db upgrade`")
    assert run("db", "upgrade", **new).returncode == 0
    assert "which is empty yet" in run("keys", "verify", **new).stdout


@pytest.mark.parametrize("development", [False, True])
def test_another_keyset(world, tmp_path, development):
    write_keyset(tmp_path / "other.json", new_keyset(development))
    ran = portal(world, "keys", "verify", PORTAL_KEYS=f"file:{tmp_path / 'other.json'}")
    refused(ran, "is a development keyset" if development else "is not the keyset these databases")
    assert ran.stdout == ""


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", "PORTAL_KEYS is not set"),
        ("file:/nowhere/keyset.json", "does not exist"),
        ("file:/", "cannot be read"),
        ("env:BROKEN", "is not a keyset"),
        ("credential:keyset", "must be file:/path/to/keyset, systemd:NAME or env:NAME"),
        ("systemd:keyset", "There is no CREDENTIALS_DIRECTORY"),
    ],
)
def test_keys_that_cannot_be_had(world, keys, said):
    ran = portal(world, "keys", "verify", PORTAL_KEYS=keys, BROKEN='{"version": 1}')
    refused(ran, said)
    assert ran.stdout == ""


def test_a_keyset_that_systemd_hands_over(world, tmp_path):
    shutil.copy(world.settings.data / "keyset.json", tmp_path / "portal.keyset")
    (tmp_path / "portal.keyset").chmod(0o440)  # what an ACL of systemd's looks like
    given = {"PORTAL_KEYS": "systemd:portal.keyset", "CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert portal(world, "keys", "verify", **given).returncode == 0
    refused(portal(world, "keys", "verify", **given | {"PORTAL_KEYS": "systemd:x"}), "does not exist")


def test_a_vault_made_with_other_keys(world, tmp_path):
    write_keyset(tmp_path / "other.json", new_keyset(development=False))
    other = ServerKeys(load_keyset(f"file:{tmp_path / 'other.json'}", {}), {})
    with world.stores.vault.writing() as vault:
        newest = vault.scalar(select(Secret).order_by(Secret.made_at.desc()).limit(1))
        newest.w_kek = other.seal(new_key(), _ctx(newest.id), Pad.TINY)
        vault.commit()
    refused(portal(world, "keys", "verify"), "is not the keyset this vault was made with")


def test_a_vault_that_is_older_than_the_main_store(world):
    with world.stores.main.reading() as main:
        last = main.scalar(
            select(Principal.vault_id)
            .where(Principal.vault_id.is_not(None)).order_by(Principal.made_at.desc()).limit(1)
        )  # fmt: skip
    with world.stores.vault.writing() as vault:
        vault.execute(delete(Secret).where(Secret.id == last))
        vault.commit()
    refused(portal(world, "keys", "verify"), "The vault lacks what the main store needs")


def test_nothing_is_changed(world):
    with world.stores.vault.writing() as vault:
        vault.execute(update(Secret).values(kind=Secret.kind))
        vault.commit()
    world.stores.close()
    before = {name: (world.settings.data / name).read_bytes() for name in ("main.db", "vault.db")}
    assert [start("keys", how, **keys_of(world)).returncode for how in ("verify", "status")] == [0, 0]
    assert {name: (world.settings.data / name).read_bytes() for name in before} == before
