"""The server's keys: refused at start, in one plain line without a secret, unless everything is right."""

import base64
import json
import os
import stat
import traceback
from pathlib import Path

import pytest

from portal.crypto import CannotOpen, Keyset, KeysetError, load_keyset, new_keyset, write_keyset

KEYS = [bytes(range(n, n + 32)) for n in (1, 2, 3)]
IDS = [bytes([n]) * 16 for n in (0xA1, 0xA2, 0xA3)]


def _entry(n: int, status: str = "active", **changes: object) -> dict[str, object]:
    return {"id": IDS[n].hex(), "key": base64.b64encode(KEYS[n]).decode(), "status": status} | changes


def _keyset(*entries: object, **changes: object) -> str:
    whole = {"version": 1, "development": False, "primary": IDS[0].hex(), "keys": list(entries)}
    return json.dumps(whole | changes)


def _file(folder: Path, text: str | bytes, mode: int = 0o400) -> Path:
    path = folder / "keyset.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    path.chmod(mode)
    return path


GOOD = _keyset(_entry(0), _entry(1), _entry(2, "retired"))


@pytest.fixture(params=["file", "env", "systemd"])
def load(request, tmp_path):
    """Loads a text in each of the ways there are."""

    def load(text: str) -> Keyset:
        if request.param == "env":
            return load_keyset("env:PORTAL_KEYS", {"PORTAL_KEYS": text})
        path = _file(tmp_path, text)
        if request.param == "file":
            return load_keyset(f"file:{path}", {})
        return load_keyset(f"systemd:{path.name}", {"CREDENTIALS_DIRECTORY": str(tmp_path)})

    return load


def test_a_keyset_is_loaded(load):
    keyset = load(GOOD)
    assert keyset.primary_id == IDS[0]
    assert keyset.primary == KEYS[0]
    assert keyset.ids() == (IDS[0], IDS[1], IDS[2])
    assert [keyset.key(kek_id) for kek_id in IDS] == KEYS
    assert keyset.development is False


def test_the_primary_comes_first(load):
    keyset = load(_keyset(_entry(0, "retired"), _entry(1), primary=IDS[1].hex()))
    assert keyset.ids() == (IDS[1], IDS[0])
    assert keyset.primary == KEYS[1]


def test_an_unknown_key_cannot_open(load):
    for kek_id in (bytes(16), b"", IDS[0][:-1]):
        with pytest.raises(CannotOpen):
            load(GOOD).key(kek_id)


def test_a_new_keyset_is_loaded(load):
    for development in (True, False):
        keyset = load(new_keyset(development))
        assert keyset.development is development
        assert len(keyset.ids()) == 1
        assert len(keyset.primary) == 32
    assert load(new_keyset(True)).primary != load(new_keyset(True)).primary


REFUSED = {
    "nothing": " ",
    "not JSON": "{",
    "nested without end": "[" * 50_000,
    "broken text": "\ud800",
    "null": "null",
    "a list": "[]",
    "no fields": "{}",
    "field missing": json.dumps({k: v for k, v in json.loads(GOOD).items() if k != "development"}),
    "field too many": _keyset(_entry(0), extra=1),
    "version 2": _keyset(_entry(0), version=2),
    "version true": _keyset(_entry(0), version=True),
    "version as text": _keyset(_entry(0), version="1"),
    "development not yes or no": _keyset(_entry(0), development="false"),
    "keys not a list": _keyset(_entry(0), keys={}),
    "no keys": _keyset(),
    "no primary": _keyset(_entry(0), primary=None),
    "empty primary": _keyset(_entry(0), primary=""),
    "primary unknown": _keyset(_entry(1)),
    "primary retired": _keyset(_entry(0, "retired"), _entry(1)),
    "primary in capitals": _keyset(_entry(0), primary=IDS[0].hex().upper()),
    "the same id twice": _keyset(_entry(0), _entry(1, id=IDS[0].hex())),
    "the same key twice": _keyset(_entry(0), _entry(0, id=IDS[1].hex())),
    "entry not an object": _keyset(_entry(0), "key"),
    "entry field missing": _keyset({"id": IDS[0].hex(), "status": "active"}),
    "entry field too many": _keyset(_entry(0, note="x")),
    "id too short": _keyset(_entry(0), _entry(1, id="a1" * 15)),
    "id too long": _keyset(_entry(0), _entry(1, id="a1" * 17)),
    "id not hex": _keyset(_entry(0), _entry(1, id="g1" * 16)),
    "id with a line end": _keyset(_entry(0), _entry(1, id=IDS[1].hex() + "\n")),
    "id a number": _keyset(_entry(0), _entry(1, id=1)),
    "key empty": _keyset(_entry(0, key="")),
    "key too short": _keyset(_entry(0, key=base64.b64encode(bytes(31)).decode())),
    "key too long": _keyset(_entry(0, key=base64.b64encode(bytes(33)).decode())),
    "key not base64": _keyset(_entry(0, key="*" + base64.b64encode(KEYS[0]).decode()[1:])),
    "key with a stray letter": _keyset(_entry(0, key="*" + base64.b64encode(KEYS[0]).decode())),
    "key not ASCII": _keyset(_entry(0, key="é" * 44)),
    "key without padding": _keyset(_entry(0, key=base64.b64encode(KEYS[0]).decode().rstrip("="))),
    "key a number": _keyset(_entry(0, key=5)),
    "status unknown": _keyset(_entry(0), _entry(1, "primary")),
    "status missing": _keyset(_entry(0), _entry(1, status=None)),
    "larger than any keyset": _keyset(_entry(0)) + " " * 70_000,
}


def _says_nothing_secret(error: KeysetError) -> bool:
    told = "".join(traceback.format_exception(error))
    secrets = [base64.b64encode(key).decode()[:8] for key in KEYS] + [key.hex()[:8] for key in KEYS]
    return not any(secret in told for secret in secrets)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_a_malformed_keyset_is_refused_in_one_plain_line(load, text):
    with pytest.raises(KeysetError) as caught:
        load(text)
    message = str(caught.value)
    assert message.startswith("The keyset ")
    assert message.endswith(".")
    assert "\n" not in message
    assert _says_nothing_secret(caught.value)


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o420, 0o402, 0o410, 0o401, 0o644, 0o600 | 0o044, 0o777])
def test_a_file_others_may_touch_is_refused(tmp_path, mode):
    path = _file(tmp_path, GOOD, mode)
    with pytest.raises(KeysetError, match="can be read by others"):
        load_keyset(f"file:{path}", {})


@pytest.mark.parametrize("mode", [0o400, 0o600])
def test_a_file_of_its_owner_is_read(tmp_path, mode):
    assert load_keyset(f"file:{_file(tmp_path, GOOD, mode)}", {}).primary == KEYS[0]


def test_a_credential_may_show_the_mask_of_its_acl_but_nothing_more(tmp_path):
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    path = _file(tmp_path, GOOD, 0o440)
    assert load_keyset("systemd:keyset.json", environ).primary == KEYS[0]
    for mode in (0o444, 0o460, 0o402):
        path.chmod(mode)
        with pytest.raises(KeysetError, match="can be read by others"):
            load_keyset("systemd:keyset.json", environ)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o400)
    below_a_file = _file(tmp_path, GOOD) / "keyset.json"
    for path, reason in [
        (tmp_path / "missing", "does not exist"),
        (loop, "cannot be read"),
        (below_a_file, "cannot be read"),
        (tmp_path / ("x" * 300), "cannot be read"),
        (Path("a\0b"), "cannot be read"),
        (pipe, "is not a file"),
    ]:
        with pytest.raises(KeysetError, match=reason) as caught:
            load_keyset(f"file:{path}", {})
        assert "\n" not in str(caught.value)
    with pytest.raises(KeysetError):
        load_keyset(f"file:{tmp_path}", {})


@pytest.mark.parametrize(
    "spec",
    ["", "file", "file:", "env:", "env", "/etc/keyset", "credential:x", "systemd:", "systemd:../x", GOOD],
)
def test_only_named_places_are_looked_in(spec, tmp_path):
    with pytest.raises(KeysetError, match="is named") as caught:
        load_keyset(spec, {"": GOOD, "CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert _says_nothing_secret(caught.value)


def test_missing_variables_are_refused():
    for environ in ({}, {"PORTAL_KEYS": ""}):
        with pytest.raises(KeysetError, match="'PORTAL_KEYS' is missing"):
            load_keyset("env:PORTAL_KEYS", environ)


def test_a_credentials_folder_that_is_missing_is_refused(tmp_path):
    for environ in ({}, {"CREDENTIALS_DIRECTORY": ""}, {"CREDENTIALS_DIRECTORY": str(tmp_path / "none")}):
        with pytest.raises(KeysetError, match="There is no CREDENTIALS_DIRECTORY"):
            load_keyset("systemd:keyset", environ)
    with pytest.raises(KeysetError, match="does not exist"):
        load_keyset("systemd:keyset", {"CREDENTIALS_DIRECTORY": str(tmp_path)})


def test_a_written_keyset_is_for_its_owner_only(tmp_path):
    path, text = tmp_path / "keyset.json", new_keyset(False)
    before = os.umask(0)
    try:
        write_keyset(path, text)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert path.read_text() == text
    assert load_keyset(f"file:{path}", {}).development is False


def test_writing_never_changes_what_is_there(tmp_path):
    path = _file(tmp_path, GOOD)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    for there in (path, link, str(path)):
        with pytest.raises(KeysetError, match="exists already"):
            write_keyset(there, new_keyset(False))
    assert path.read_text() == GOOD
    assert not (tmp_path / "elsewhere").exists()
    with pytest.raises(KeysetError, match="cannot be written"):
        write_keyset(tmp_path / "no folder" / "keyset.json", GOOD)


def test_a_keyset_cannot_be_changed():
    keys = {IDS[0]: KEYS[0]}
    keyset = Keyset(IDS[0], keys, development=True)
    keys[IDS[1]] = KEYS[1]
    assert keyset.ids() == (IDS[0],)
    with pytest.raises(TypeError):
        keyset.keys[IDS[1]] = KEYS[1]
    with pytest.raises(AttributeError):
        keyset.primary_id = IDS[1]


def test_a_keyset_needs_its_primary():
    with pytest.raises(KeysetError, match="no primary"):
        Keyset(IDS[1], {IDS[0]: KEYS[0]}, development=True)
