"""Published and frozen answers: what was written once must mean the same for ever."""

import hashlib
from importlib import import_module
from itertools import pairwise
from typing import Any

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives import hpke as pyca
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from portal.crypto import (
    CannotOpen,
    KdfParams,
    Pad,
    SealedSlot,
    Suite,
    derive,
    digest,
    hpke_open,
    lp,
    open_sealed,
    open_slot,
    stretch,
)

hpke_module = import_module("portal.crypto.hpke")
seal_module = import_module("portal.crypto.seal")
unhex = bytes.fromhex


@pytest.fixture
def sealed(vectors) -> dict[str, Any]:
    return vectors("sealed_v1")


def _ctx(sealed: dict[str, Any]) -> bytes:
    return lp(*[unhex(part["hex"]) if isinstance(part, dict) else part for part in sealed["ctx_parts"]])


def test_context_of_the_known_answer(sealed):
    assert sealed["ctx_sha256"] == "3e4091979ac3af42c7062fd51a405787ac2ad64d6e5341fcb6160292d2cb687a"
    assert digest(_ctx(sealed)).hex() == sealed["ctx_sha256"]


def test_sealing_gives_the_known_answer(sealed):
    blob = seal_module._seal_with_salt(
        unhex(sealed["key"]),
        sealed["text"].encode(),
        key_id=unhex(sealed["key_id"]),
        ctx=_ctx(sealed),
        pad=Pad(sealed["padding"]),
        salt=unhex(sealed["salt"]),
    )
    assert blob.hex() == sealed["blob"]
    assert len(blob) == 154


def test_sealed_vectors_open(sealed):
    key, key_id = unhex(sealed["key"]), unhex(sealed["key_id"])
    opened = [open_sealed(key, unhex(v["blob"]), key_id=key_id, ctx=_ctx(sealed)) for v in sealed["opens"]]
    assert opened == [v["text"].encode() for v in sealed["opens"]]
    assert [len(unhex(v["blob"])) for v in sealed["opens"]] == [64 + 90, 1024 + 90]


def test_malformed_sealed_vectors_are_refused(sealed):
    key, key_id = unhex(sealed["key"]), unhex(sealed["key_id"])
    assert len(sealed["refused"]) == 22
    for vector in sealed["refused"]:
        with pytest.raises(CannotOpen):
            open_sealed(key, unhex(vector["blob"]), key_id=key_id, ctx=_ctx(sealed))


def test_authentic_malformed_vectors_really_are_authentic(sealed):
    """Else they would be refused by the tag and show nothing about the padding."""
    authentic = [v for v in sealed["refused"] if v["name"].startswith("authentic")]
    assert len(authentic) == 8
    for vector in authentic:
        blob = unhex(vector["blob"])
        derived = seal_module._derived(
            unhex(sealed["key"]), salt=blob[18:42], named=blob[:18], ctx=_ctx(sealed)
        )
        assert derived.commit == blob[42:74]
        AESGCM(derived.aes_key).decrypt(derived.nonce, blob[74:], blob[:74] + _ctx(sealed))


def test_aes_256_gcm(vectors):
    cases = vectors("aes_gcm")["vectors"]
    assert len(cases) == 26
    for case in cases:
        aead, nonce, aad = AESGCM(unhex(case["key"])), unhex(case["nonce"]), unhex(case["aad"])
        blob = unhex(case["ciphertext"] + case["tag"])
        assert aead.encrypt(nonce, unhex(case["text"]), aad) == blob
        assert aead.decrypt(nonce, blob, aad) == unhex(case["text"])


def test_hkdf_rfc_5869(vectors):
    cases = vectors("hkdf")["vectors"]
    assert len(cases) == 3
    for case in cases:
        okm = derive(
            unhex(case["key"]), salt=unhex(case["salt"]), info=unhex(case["info"]), length=case["length"]
        )
        assert okm.hex() == case["okm"]


def test_argon2id_rfc_9106(vectors):
    case = vectors("argon2id")["vectors"][0]
    kdf = Argon2id(
        salt=unhex(case["salt"]),
        length=32,
        iterations=case["passes"],
        lanes=case["lanes"],
        memory_cost=case["memory_kib"],
        ad=unhex(case["ad"]),
        secret=unhex(case["secret"]),
    )
    assert kdf.derive(unhex(case["password"])).hex() == case["tag"]


def test_stretch_is_argon2id(vectors):
    case = vectors("argon2id")["vectors"][1]
    params = KdfParams.weak_for_tests(case["memory_kib"], case["passes"], case["lanes"])
    key = stretch(unhex(case["password"]), salt=unhex(case["salt"]), params=params, ctx=unhex(case["ad"]))
    assert key.hex() == case["tag"]


def _hpke_private(vector: dict[str, str]) -> bytes:
    """draft-ietf-hpke-pq stores a hybrid key as a seed: SHAKE256 makes ours, ML-KEM seed ‖ X25519, of it."""
    if "private_seed" in vector:
        return hashlib.shake_256(unhex(vector["private_seed"])).digest(96)
    return unhex(vector["private"])


@pytest.mark.parametrize("index", [0, 1, 2])
def test_hpke_published_vectors(vectors, index):
    """The public API takes no `aad`, which every published vector has, so they go through the inner one."""
    vector = vectors("hpke")["vectors"][index]
    suite = Suite[vector["kem"]]
    ours = hpke_module._pyca_suite(suite)
    theirs = pyca.Suite(
        getattr(pyca.KEM, vector["kem"]), pyca.KDF.HKDF_SHA256, getattr(pyca.AEAD, vector["aead"])
    )
    private = hpke_module._private_key(suite, _hpke_private(vector))
    text = openssl.hpke._decrypt_with_aad(
        ours if vector["aead"] == "AES_256_GCM" else theirs,
        unhex(vector["enc"] + vector["ciphertext"]),
        private,
        info=unhex(vector["info"]),
        aad=unhex(vector["aad"]),
    )
    assert text.hex() == vector["text"]
    assert text == b"Beauty is truth, truth beauty" or suite is Suite.MLKEM768_X25519


def test_public_keys_are_in_the_published_order(vectors):
    hybrid = vectors("hpke")["vectors"][2]
    private = hpke_module._private_key(Suite.MLKEM768_X25519, _hpke_private(hybrid))
    suite, info = Suite.MLKEM768_X25519, b"order"
    blob = hpke_module.hpke_seal(suite, unhex(hybrid["public"]), b"text", info=info)
    assert hpke_module._pyca_suite(suite).decrypt(blob, private, info=info) == b"text"


def test_frozen_hpke_blobs_still_open(vectors):
    cases = vectors("hpke_frozen")["vectors"]
    assert [case["suite"] for case in cases] == [1, 2]
    for case in cases:
        text = hpke_open(
            Suite(case["suite"]), unhex(case["private"]), unhex(case["blob"]), info=unhex(case["info"])
        )
        assert text.hex() == case["text"]
    assert [len(unhex(case["blob"])) for case in cases] == [80, 1168]


def test_frozen_slot_still_opens(vectors):
    case = vectors("slot_frozen")
    slot = SealedSlot(unhex(case["salt"]), case["kdf"], unhex(case["w"]))
    urk = open_slot(case["secret"].encode(), slot, slot_id=unhex(case["slot_id"]), ctx=unhex(case["ctx"]))
    assert urk.hex() == case["urk"]


def test_vectors_are_not_the_same_twice(vectors):
    """A file copied by mistake would make two tests one."""
    names = sorted(v["name"] for v in vectors("sealed_v1")["refused"])
    assert all(a != b for a, b in pairwise(names))
    blobs = sorted(v["blob"] for v in vectors("sealed_v1")["refused"])
    assert all(a != b for a, b in pairwise(blobs))
