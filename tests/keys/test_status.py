"""`portal keys status`: how much is sealed under which key, and which key is missing or unused."""

import json
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

from sqlalchemy import func, insert, select, text, update

from portal.crypto import key_id_of, new_keyset
from portal.db import MainBase, SessionBase, Tier, VaultBase
from portal.keyring.models import Secret
from portal.migrations.start import connected
from portal.programmes.models import Staff
from tests.command import Ran
from tests.house.source import ROOT
from tests.house.test_columns import _load_models
from tests.keys.steps import refused
from tests.make import sign_in
from tests.programmes.steps import portal

ROW = re.compile(r"^(.{12}) +(\d+) +(\d+)  (\S+) +(\S+) +(\d+)$", re.M)
Row = tuple[str, int, int, str, str]


def told(ran: Ran) -> dict[Row, int]:
    rows = ROW.findall(ran.stdout)
    return {(key.strip(), int(v), int(s), tier, where): int(n) for key, v, s, tier, where, n in rows}


def sealed_columns() -> list[tuple[str, object]]:
    _load_models()
    named = {"main": MainBase, "vault": VaultBase, "sessions": SessionBase}
    return [
        (store, column) for store, base in named.items() for table in base.metadata.sorted_tables
        for column in table.columns if column.info["tier"] is not Tier.OPEN
    ]  # fmt: skip


def by_hand(world) -> Counter[Row]:
    """The same counts, from every blob there is."""
    keks, counts = {id.hex()[:8] for id in world.server.keyset.ids()}, Counter()
    for store, column in sealed_columns():
        with getattr(world.stores, store).reading() as session:
            for blob in session.scalars(select(column).where(column.is_not(None))):
                asked = key_id_of(blob).hex()[:8]
                key = asked if asked in keks else "a person's"
                where = f"{column.table.name}.{column.name}"
                counts[key, blob[0], blob[1], str(column.info["tier"]), where] += 1
    return counts


def second_key(world) -> str:
    """Adds a key to the keyset and makes it the primary. Returns its short id."""
    path: Path = world.settings.data / "keyset.json"
    old, new = json.loads(path.read_text()), json.loads(new_keyset(development=False))
    path.chmod(0o600)
    path.write_text(json.dumps(new | {"keys": new["keys"] + old["keys"]}))
    return str(new["primary"][:8])


def test_every_blob_is_counted_once(world, client):
    sign_in(client, world.survivor)
    ran = portal(world, "keys", "status")
    assert (ran.returncode, ran.stderr) == (0, "")
    counts = told(ran)
    assert counts == by_hand(world)
    found = {(key, where): n for (key, _v, _s, _tier, where), n in counts.items()}
    kek = world.server.keyset.primary_id.hex()[:8]
    assert found[kek, "app_secret.w_kek"] == len(world.server.secrets)
    assert found[kek, "sess.w"] == 1
    assert found["a person's", "section.body"] >= 1
    assert (kek, "section.body") not in found
    assert f"{kek}: in the keyset, primary\n" in ran.stdout


def test_the_command_knows_every_table_there_is():
    ask = "import portal.commands.keys as k, portal.db as d\n"
    ask += "for b in (d.MainBase, d.VaultBase, d.SessionBase): print(*b.metadata.tables)"
    asked = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {column.table.name for _store, column in sealed_columns()} <= set(asked.stdout.split())


def test_a_key_that_is_unused(world):
    new, old = second_key(world), world.server.keyset.primary_id.hex()[:8]
    ran = portal(world, "keys", "status")
    assert ran.returncode == 0
    assert f"{new}: in the keyset, primary, unused\n" in ran.stdout
    assert f"{old}: in the keyset\n" in ran.stdout
    assert {key for key, *_ in told(ran)} == {old, "a person's"}


def test_half_way_from_one_key_to_the_next(world):
    new, old = second_key(world), world.server.keyset.primary_id.hex()[:8]
    assert portal(world, "staff", "invite", "Noor Aziz", "--team", "Bridge team").returncode == 0
    found = {(key, where) for key, _v, _s, _tier, where in told(portal(world, "keys", "status"))}
    assert (new, "invitation.name_w") in found
    assert (old, "staff.name_w") in found


def test_a_key_that_is_missing(world):
    old = world.server.keyset.primary_id.hex()[:8]
    path = world.settings.data / "keyset.json"
    path.chmod(0o600)
    path.write_text(new_keyset(development=False))
    ran = portal(world, "keys", "status")
    refused(ran, f"used, but not in the keyset: {old}.")
    assert (old, "app_secret.w_kek") in {(key, where) for key, _v, _s, _tier, where in told(ran)}
    assert "primary, unused" in ran.stdout


def test_a_box_of_hers_under_a_missing_key_is_not_taken_for_hers(world):
    with world.stores.main.writing() as main:
        main.execute(
            text("UPDATE key_slot SET w = substr(w, 1, 2) || :id || substr(w, 19)"), {"id": b"x" * 16}
        )
        main.commit()
    refused(portal(world, "keys", "status"), f"used, but not in the keyset: {b'xxxx'.hex()}.")


def test_other_versions_are_told_apart_and_no_blob_stops_the_count(world):
    with world.stores.main.writing() as main:
        kek = main.scalar(select(func.substr(Staff.name_w, 3, 16)).limit(1))
        one = select(Staff.id).limit(1).scalar_subquery()
        main.execute(update(Staff).where(Staff.id == one).values(name_w=b"\x02\x07" + kek + bytes(80)))
        main.commit()
    with world.stores.vault.writing() as vault:
        row = {"kind": "x", "made_at": world.clock()}
        vault.execute(insert(Secret), [{**row, "id": world.survivor.actor.id, "w_kek": b""}])
        vault.execute(
            text("INSERT INTO secret VALUES (:id, 'x', :at, NULL, 'no bytes')"), {"id": "x", "at": 0}
        )
        vault.commit()
    counts = told(portal(world, "keys", "status"))
    assert counts[kek.hex()[:8], 2, 7, "server-sealed", "staff.name_w"] == 1
    assert [n for (_key, v, _s, _tier, where), n in counts.items() if where == "secret.w_kek" and v == 0] == [
        1
    ]


def test_nothing_secret_is_shown(world):
    ran = portal(world, "keys", "status")
    stored = json.loads((world.settings.data / "keyset.json").read_text())
    assert stored["keys"][0]["key"] not in ran.stdout
    assert not re.search("[0-9a-f]{9}", ran.stdout)


def test_a_machine_that_has_just_started(world, tmp_path):
    """The session store was in memory, and is gone."""
    new = {"RUNTIME_DIRECTORY": str(tmp_path)}
    assert portal(world, "sweep", **new).stderr == ""
    assert (tmp_path / "sessions.db").is_file()
    assert "sess.w" not in {where for *_, where in told(portal(world, "keys", "status", **new))}


def test_workers_that_start_at_once_make_one_session_store(world, tmp_path):
    def start(number: int) -> None:
        settings = replace(world.settings, session_url=f"sqlite:///{tmp_path / str(number // 8)}.db")
        together.wait()
        connected(settings)[0].close()

    together = Barrier(8, timeout=60)
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(start, range(40)))
