"""Slots: the right secret opens, anything else does not, and stored cost cannot be made absurd."""

import json
from dataclasses import replace
from importlib import import_module

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from portal.crypto import (
    STAFF,
    SURVIVOR,
    CannotOpen,
    KdfParams,
    key_id_of,
    lp,
    new_id,
    new_key,
    open_slot,
    seal_slot,
    stretch,
)

slots_module = import_module("portal.crypto.slots")

WEAK = KdfParams.weak_for_tests()
SECRET, URK, SLOT_ID = b"river otter stone lamp", bytes(range(32)), bytes(range(16))
CTX = lp("slot/v1", "shelter", bytes(16), SLOT_ID, "passphrase")


@pytest.fixture(scope="module")
def slot():
    return seal_slot(SECRET, URK, slot_id=SLOT_ID, params=WEAK, ctx=CTX)


def test_the_secret_opens_the_slot(slot):
    assert open_slot(SECRET, slot, slot_id=SLOT_ID, ctx=CTX) == URK
    assert open_slot(bytearray(SECRET), slot, slot_id=SLOT_ID, ctx=CTX) == URK


def test_what_a_slot_stores(slot):
    assert len(slot.salt) == 16
    assert len(slot.w) == 64 + 90
    assert key_id_of(slot.w) == SLOT_ID
    assert KdfParams.from_json(slot.kdf) == WEAK


@pytest.mark.parametrize("secret", [b"", b"river", SECRET + b" ", SECRET.upper(), bytes(64)])
def test_another_secret_does_not(slot, secret):
    with pytest.raises(CannotOpen):
        open_slot(secret, slot, slot_id=SLOT_ID, ctx=CTX)


def test_a_slot_moved_elsewhere_does_not_open(slot):
    for person, slot_id, kind in [
        (b"\1" * 16, SLOT_ID, "passphrase"),
        (bytes(16), new_id(), "passphrase"),
        (bytes(16), SLOT_ID, "recovery"),
    ]:
        with pytest.raises(CannotOpen):
            open_slot(SECRET, slot, slot_id=slot_id, ctx=lp("slot/v1", "shelter", person, slot_id, kind))


@pytest.mark.parametrize(
    "change",
    [
        {"salt": bytes(16)},
        {"salt": b""},
        {"salt": None},
        {"kdf": KdfParams.weak_for_tests(128).to_json()},
        {"kdf": KdfParams.weak_for_tests(passes=2).to_json()},
        {"kdf": KdfParams.weak_for_tests(lanes=2).to_json()},
        {"kdf": ""},
        {"kdf": None},
        {"kdf": "[" * 100_000},
        {"w": b""},
        {"w": None},
        {"w": bytes(154)},
    ],
)
def test_a_changed_slot_does_not_open(slot, change):
    with pytest.raises(CannotOpen):
        open_slot(SECRET, replace(slot, **change), slot_id=SLOT_ID, ctx=CTX)


def test_two_slots_of_one_secret_have_nothing_in_common(slot):
    other = seal_slot(SECRET, URK, slot_id=SLOT_ID, params=WEAK, ctx=CTX)
    assert other.salt != slot.salt
    assert other.w[18:] != slot.w[18:]


def test_changing_the_secret_keeps_the_root_key(slot):
    urk = open_slot(SECRET, slot, slot_id=SLOT_ID, ctx=CTX)
    changed = seal_slot(b"new words", urk, slot_id=SLOT_ID, params=WEAK, ctx=CTX)
    assert open_slot(b"new words", changed, slot_id=SLOT_ID, ctx=CTX) == URK
    with pytest.raises(CannotOpen):
        open_slot(SECRET, changed, slot_id=SLOT_ID, ctx=CTX)


def test_stretch_depends_on_every_argument():
    salt = bytes(16)
    made = {
        stretch(SECRET, salt=salt, params=WEAK, ctx=CTX),
        stretch(SECRET + b"x", salt=salt, params=WEAK, ctx=CTX),
        stretch(SECRET, salt=b"\1" * 16, params=WEAK, ctx=CTX),
        stretch(SECRET, salt=salt, params=KdfParams.weak_for_tests(72), ctx=CTX),
        stretch(SECRET, salt=salt, params=WEAK, ctx=b""),
    }
    assert len(made) == 5
    assert {len(key) for key in made} == {32}


def test_real_parameters_reach_argon2(monkeypatch):
    """The real cost is not paid here, only read off: 64 MiB for survivors, 128 MiB for staff."""
    asked = []

    def spy(**arguments):
        asked.append((arguments["memory_cost"], arguments["iterations"], arguments["lanes"]))
        return Argon2id(**{**arguments, "memory_cost": 64, "iterations": 1})

    monkeypatch.setattr(slots_module, "Argon2id", spy)
    for params in (SURVIVOR, STAFF):
        slot = seal_slot(SECRET, URK, slot_id=SLOT_ID, params=params, ctx=CTX)
        assert open_slot(SECRET, slot, slot_id=SLOT_ID, ctx=CTX) == URK
    assert asked == [(65536, 3, 1)] * 2 + [(131072, 3, 1)] * 2


def test_a_root_key_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="60 bytes"):
        seal_slot(SECRET, new_key() * 2, slot_id=SLOT_ID, params=WEAK, ctx=CTX)


def test_parameters_survive_storage():
    for params in (SURVIVOR, STAFF, WEAK, KdfParams(19 * 1024, 2, 1), KdfParams(1024 * 1024, 16, 16)):
        assert KdfParams.from_json(params.to_json()) == params
    assert SURVIVOR.to_json() == '{"alg":"argon2id","v":19,"m":65536,"t":3,"p":1}'


@pytest.mark.parametrize(
    "numbers",
    [
        (19 * 1024 - 1, 2, 1),
        (19 * 1024, 1, 1),
        (64, 1, 1),
        (1024 * 1024 + 1, 2, 1),
        (65536, 17, 1),
        (65536, 3, 0),
        (65536, 3, 17),
        (65536, 0, 1),
        (-65536, 3, 1),
        (65536.0, 3, 1),
        (True, True, True),
        ("65536", 3, 1),
        (None, 3, 1),
    ],
)
def test_absurd_parameters_are_refused(numbers):
    with pytest.raises(ValueError, match="Argon2"):
        KdfParams(*numbers)
    stored = {"alg": "argon2id", "v": 19, **dict(zip("mtp", numbers, strict=True))}
    with pytest.raises(ValueError, match="Argon2"):
        KdfParams.from_json(json.dumps(stored))


def test_weak_parameters_are_made_by_name_only_and_bounded():
    assert "weak_for_tests" in json.loads(WEAK.to_json())
    assert WEAK != SURVIVOR
    for numbers in [(7, 1, 1), (64, 0, 1), (1024 * 1024 + 1, 1, 1), (64, 1, 9)]:
        with pytest.raises(ValueError, match="out of range"):
            KdfParams.weak_for_tests(*numbers)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '"argon2id"',
        "{}",
        '{"m":65536,"t":3,"p":1}',
        '{"alg":"scrypt","v":19,"m":65536,"t":3,"p":1}',
        '{"alg":"argon2id","v":16,"m":65536,"t":3,"p":1}',
        '{"alg":"argon2id","v":19,"m":65536,"t":3}',
        '{"alg":"argon2id","v":19,"m":65536,"t":3,"p":1,"x":1}',
        '{"alg":"argon2id","v":19,"m":65536,"t":3,"p":1,"weak_for_tests":1}',
        '{"alg":"argon2id","v":19,"m":65536,"t":3,"p":1,"weak_for_tests":false}',
        '{"alg":"argon2id","v":19,"m":[65536],"t":3,"p":1}',
    ],
)
def test_what_is_not_parameters_is_refused(text):
    with pytest.raises(ValueError, match="Argon2 parameters"):
        KdfParams.from_json(text)
