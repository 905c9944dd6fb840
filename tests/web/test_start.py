"""Starting with the wrong keys or on the wrong disk: one plain line and exit code 2, nothing half-done."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.crypto import new_keyset, write_keyset
from tests.command import Ran, start
from tests.house.source import ROOT
from tests.programmes.steps import keys_of, portal

# Root may write anywhere; without these two capabilities, modes count for root too.
BOUND = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def refused(ran: Ran, said: str) -> None:
    assert ran.returncode == 2, ran.stderr
    assert ran.stdout == ""
    assert ran.stderr.startswith("portal: ")
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert said in ran.stderr


def keyset(path: Path, **how: bool) -> str:
    write_keyset(path, new_keyset(**how))
    return f"file:{path}"


@pytest.fixture(params=["sweep", "db upgrade"])
def command(request) -> list[str]:
    """The two ways to open the keys: for stores that are current, and to make them so."""
    return request.param.split()


def test_the_right_keys_start(world):
    assert start("audit", "verify", **keys_of(world)).returncode == 0
    assert start("db", "upgrade", **keys_of(world)).stdout == "The databases are up to date.\n"


def test_no_keys_at_all(world, command):
    refused(portal(world, *command, PORTAL_KEYS=""), "PORTAL_KEYS is not set")


@pytest.mark.parametrize(("keys", "said"), [("", "is not set"), ("env:OTHER", "is not the keyset these")])
def test_serving_does_not_begin(world, keys, said):
    other = new_keyset(development=False)
    refused(start("serve", **keys_of(world) | {"PORTAL_KEYS": keys, "OTHER": other}), f"PORTAL_KEYS {said}")


def test_a_keyset_that_is_missing(world, command, tmp_path):
    path = tmp_path / "nowhere.json"
    refused(portal(world, *command, PORTAL_KEYS=f"file:{path}"), f"{str(path)!r} does not exist")


def test_an_environment_variable_that_is_missing(world, command):
    refused(portal(world, *command, PORTAL_KEYS="env:NOT_SET"), "'NOT_SET' is missing")


def test_the_keyset_of_another_database(world, command, tmp_path):
    other = keyset(tmp_path / "other.json", development=False)
    refused(portal(world, *command, PORTAL_KEYS=other), "PORTAL_KEYS is not the keyset these databases")


def test_a_development_keyset_outside_the_demonstration(world, command, tmp_path):
    development = keyset(tmp_path / "development.json", development=True)
    refused(portal(world, *command, PORTAL_KEYS=development), "PORTAL_KEYS is a development keyset")


def test_a_real_keyset_in_the_demonstration(world, command):
    refused(portal(world, *command, PORTAL_DEMONSTRATION="1"), "PORTAL_KEYS is a real keyset")


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o644, 0o420, 0o401])
def test_a_keyset_others_can_read(world, mode):
    (world.settings.data / "keyset.json").chmod(mode)
    refused(portal(world, "sweep"), "can be read by others")


@pytest.mark.parametrize("text", ["", "{}", "not json", "[]", "null", '{"version": 1}'])
def test_a_keyset_that_is_none(world, tmp_path, text):
    path = tmp_path / "broken.json"
    path.write_text(text)
    path.chmod(0o400)
    refused(portal(world, "sweep", PORTAL_KEYS=f"file:{path}"), "is not a keyset")


def test_a_keyset_is_never_overwritten_and_never_printed(world, tmp_path):
    path = tmp_path / "new.json"
    made = portal(world, "keys", "init", str(path))
    assert made.returncode == 0
    secret = json.loads(path.read_text())["keys"][0]["key"]
    assert secret not in made.stdout + made.stderr
    assert path.stat().st_mode & 0o777 == 0o400
    refused(portal(world, "keys", "init", str(path)), "exists already")
    assert json.loads(path.read_text())["keys"][0]["key"] == secret


def test_databases_that_were_never_made(world, tmp_path):
    new = keys_of(world) | {"PORTAL_DATA": str(tmp_path / "new")}
    refused(start("serve", **new), "run `portal db upgrade`")


def test_the_same_address_twice(world):
    url = "sqlite:////tmp/same.db"
    ran = portal(world, "sweep", PORTAL_DATABASE_URL=url, PORTAL_VAULT_URL=url)
    refused(ran, "PORTAL_DATABASE_URL, PORTAL_VAULT_URL")


@pytest.mark.parametrize("name", ["DATABASE", "VAULT", "SESSION"])
def test_a_database_this_portal_cannot_open(world, name):
    ran = portal(world, "sweep", **{f"PORTAL_{name}_URL": "nosuch://me:secret@host/db"})
    refused(ran, f"PORTAL_{name}_URL")
    assert "secret" not in ran.stderr


@pytest.mark.parametrize("name", ["main.db", "vault.db"])
def test_a_file_that_is_no_database(world, name, command):
    for path in world.settings.data.glob(f"{name}*"):
        path.unlink()
    (world.settings.data / name).write_bytes(b"this is not a database, whatever its name says" * 100)
    ran = portal(world, *command)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1, ran.stderr


def test_a_folder_that_cannot_be_made(world, command, tmp_path):
    (tmp_path / "file").write_text("")
    ran = portal(world, *command, PORTAL_DATA=str(tmp_path / "file" / "data"))
    refused(ran, "PORTAL_DATA: cannot use")


@pytest.fixture
def locked(world) -> Iterator[Path]:
    """The same data on a disk that is read-only for whoever runs the command."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(world.settings.data, data)
        for path in data.iterdir():
            path.chmod(0o400)
        data.chmod(0o500)
        yield data
        data.chmod(0o700)


@pytest.mark.parametrize("command", ["serve", "sweep"])
def test_a_data_folder_that_is_read_only(locked, command):
    before = {path.name: path.read_bytes() for path in locked.iterdir()}
    ran = subprocess.run(
        [*(BOUND if os.geteuid() == 0 else []), sys.executable, "-m", "portal.cli", command],
        env={"PATH": os.environ["PATH"], "PORTAL_DATA": str(locked),
             "PORTAL_KEYS": f"file:{locked / 'keyset.json'}", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    refused(ran, "")
    assert "database" in ran.stderr
    assert {path.name: path.read_bytes() for path in locked.iterdir()} == before
