"""What never gets out: secrets in a printed object, a reason in an error, a way round this package."""

import ast
import logging
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import portal.crypto
from portal.crypto import (
    CannotOpen,
    KdfParams,
    Keyset,
    Pad,
    SealedSlot,
    Suite,
    generate,
    hpke_open,
    hpke_seal,
    open_sealed,
    open_slot,
    seal,
    seal_slot,
    unpad,
)
from portal.crypto.provider import EnvironmentKeys

KEY, KEY_ID, TEXT = b"K" * 32, b"I" * 16, b"the words she wrote"
WEAK = KdfParams.weak_for_tests()
SLOT = seal_slot(b"river otter", KEY, slot_id=KEY_ID, params=WEAK, ctx=b"")
PRIVATE, PUBLIC = generate(Suite.X25519)
PACKAGE = Path(portal.crypto.__file__).parent


def _shown(thing: object) -> str:
    return f"{thing!r} {thing} {[thing]} {{'it': {thing!r}}} {thing:}"


@pytest.mark.parametrize(
    ("thing", "secrets"),
    [
        (Keyset(KEY_ID, {KEY_ID: KEY}, development=True), [KEY]),
        (SLOT, [SLOT.salt, SLOT.w]),
        (EnvironmentKeys("PORTAL_KEYS", "K" * 32), [KEY]),
        (import_module("portal.crypto.seal")._Derived(KEY, KEY, KEY), [KEY]),
    ],
    ids=["Keyset", "SealedSlot", "EnvironmentKeys", "_Derived"],
)
def test_no_secret_is_printed_with_an_object(thing, secrets):
    shown = _shown(thing)
    for secret in secrets:
        assert repr(secret)[2:-1] not in shown
        assert secret.hex() not in shown


def test_printing_still_says_which_object_it_is():
    assert KEY_ID.hex() in repr(Keyset(KEY_ID, {KEY_ID: KEY}, development=True))
    assert "argon2id" in repr(SLOT)


BLOB = seal(KEY, TEXT, key_id=KEY_ID, ctx=b"", pad=Pad.TINY)
HPKE_BLOB = hpke_seal(Suite.X25519, PUBLIC, TEXT, info=b"")
FAILURES: dict[str, Callable[[], object]] = {
    "not a blob": lambda: open_sealed(KEY, b"", key_id=KEY_ID, ctx=b""),
    "another version": lambda: open_sealed(KEY, b"\2" + BLOB[1:], key_id=KEY_ID, ctx=b""),
    "another key id": lambda: open_sealed(KEY, BLOB, key_id=bytes(16), ctx=b""),
    "another key": lambda: open_sealed(bytes(32), BLOB, key_id=KEY_ID, ctx=b""),
    "another place": lambda: open_sealed(KEY, BLOB, key_id=KEY_ID, ctx=b"x"),
    "a changed tag": lambda: open_sealed(KEY, BLOB[:-1] + bytes([BLOB[-1] ^ 1]), key_id=KEY_ID, ctx=b""),
    "bad padding": lambda: unpad(b"x" * 64),
    "another secret": lambda: open_slot(b"wrong", SLOT, slot_id=KEY_ID, ctx=b""),
    "bad parameters": lambda: open_slot(b"x", SealedSlot(b"", "{}", b""), slot_id=KEY_ID, ctx=b""),
    "another private key": lambda: hpke_open(Suite.X25519, KEY, HPKE_BLOB, info=b""),
    "a malformed private key": lambda: hpke_open(Suite.X25519, b"", HPKE_BLOB, info=b""),
    "another suite": lambda: hpke_open(Suite.MLKEM768_X25519, PRIVATE, HPKE_BLOB, info=b""),
    "an unknown key": lambda: Keyset(KEY_ID, {KEY_ID: KEY}, development=True).key(b""),
}


@pytest.mark.parametrize("fail", FAILURES.values(), ids=FAILURES.keys())
def test_every_failure_looks_the_same(fail):
    with pytest.raises(CannotOpen) as caught:
        fail()
    error = caught.value
    assert type(error) is CannotOpen
    assert str(error) == ""
    assert error.args == ()
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None
    told = "".join(traceback.format_exception(error))
    assert told.count("Traceback") == 1
    assert told.endswith("portal.crypto.errors.CannotOpen\n")


def test_no_reason_can_be_given():
    with pytest.raises(TypeError):
        CannotOpen("wrong key")


def test_nothing_is_logged(caplog, capsys):
    caplog.set_level(logging.DEBUG)
    for fail in FAILURES.values():
        with pytest.raises(CannotOpen):
            fail()
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


def _imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


MODULES = sorted(PACKAGE.glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=[path.name for path in MODULES])
def test_the_package_knows_nothing_above_it(path):
    for name in _imports(path):
        known = name.split(".")[0] in {*sys.stdlib_module_names, "cryptography"}
        assert known or name.startswith("portal.crypto."), name


def test_nothing_above_the_package_imports_cryptography():
    others = [path for path in PACKAGE.parent.rglob("*.py") if PACKAGE not in path.parents]
    assert others
    for path in others:
        assert not any(name.split(".")[0] == "cryptography" for name in _imports(path)), path


def test_everything_offered_is_in_the_manual_or_plain():
    manual = portal.crypto.__doc__ or ""
    for name in ("seal", "open_sealed", "lp", "derive", "hpke_seal", "hpke_open", "seal_slot", "CannotOpen"):
        assert name in manual
        assert name in portal.crypto.__all__
