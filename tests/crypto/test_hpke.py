"""HPKE: only the holder of the private key opens, only with the same info."""

from importlib import import_module

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hpke as pyca

from portal.crypto import (
    DEFAULT_SUITE,
    CannotOpen,
    Suite,
    generate,
    hpke_open,
    hpke_seal,
    lp,
    new_key,
    supported,
)

hpke_module = import_module("portal.crypto.hpke")

INFO = lp("grant/v1", "shelter", bytes(16), bytes(16), bytes(16), 1, 1_900_000_000)
TEXT = bytes(range(32))
SIZES = {Suite.X25519: (32, 32, 48), Suite.MLKEM768_X25519: (96, 1216, 1136)}


@pytest.fixture(scope="module", params=list(Suite))
def suite(request) -> Suite:
    return request.param


@pytest.fixture(scope="module")
def pair(suite) -> tuple[bytes, bytes]:
    return generate(suite)


@pytest.fixture(scope="module")
def blob(suite, pair) -> bytes:
    return hpke_seal(suite, pair[1], TEXT, info=INFO)


def _refused(suite, private, blob, info=INFO) -> bool:
    try:
        hpke_open(suite, private, blob, info=info)
    except CannotOpen:
        return True
    return False


def test_numbers_of_the_suites_are_stored_and_fixed():
    assert {suite.name: suite.value for suite in Suite} == {"X25519": 1, "MLKEM768_X25519": 2}


def test_the_default_resists_quantum_computers():
    assert DEFAULT_SUITE is Suite.MLKEM768_X25519


def test_every_suite_works_here(suite):
    assert supported(suite)


def test_no_support_for_unknown_suites_or_without_the_library(monkeypatch):
    assert not supported(99)

    def missing():
        raise UnsupportedAlgorithm("no ML-KEM")

    monkeypatch.setattr(hpke_module.MLKEM768PrivateKey, "generate", missing)
    assert not supported(Suite.MLKEM768_X25519)
    assert supported(Suite.X25519)


def test_what_is_sealed_opens(suite, pair, blob):
    assert hpke_open(suite, pair[0], blob, info=INFO) == TEXT
    for text in (b"", b"x", bytes(5000)):
        assert hpke_open(suite, pair[0], hpke_seal(suite, pair[1], text, info=b""), info=b"") == text


def test_sizes(suite, pair, blob):
    assert (len(pair[0]), len(pair[1]), len(blob) - len(TEXT)) == SIZES[suite]


def test_the_cipher_is_aes_256_gcm_with_hkdf_sha256(suite, pair):
    theirs = pyca.Suite(
        {1: pyca.KEM.X25519, 2: pyca.KEM.MLKEM768_X25519}[suite],
        pyca.KDF.HKDF_SHA256,
        pyca.AEAD.AES_256_GCM,
    )
    blob = theirs.encrypt(TEXT, hpke_module._public_key(suite, pair[1]), info=INFO)
    assert hpke_open(suite, pair[0], blob, info=INFO) == TEXT


def test_key_pairs_and_blobs_never_repeat(suite, pair, blob):
    assert generate(suite)[0] != generate(suite)[0]
    assert hpke_seal(suite, pair[1], TEXT, info=INFO)[:32] != blob[:32]


def test_another_private_key_is_refused(suite, blob):
    assert _refused(suite, generate(suite)[0], blob)


def test_both_halves_of_the_hybrid_are_needed():
    suite = Suite.MLKEM768_X25519
    (private, public), (other, _) = generate(suite), generate(suite)
    blob = hpke_seal(suite, public, TEXT, info=INFO)
    assert _refused(suite, private[:64] + other[64:], blob)
    assert _refused(suite, other[:64] + private[64:], blob)


def test_another_info_is_refused(suite, pair, blob):
    for info in (b"", INFO[:-1], INFO + b"\0", INFO[:-1] + b"\1"):
        assert _refused(suite, pair[0], blob, info=info)


def test_every_flipped_byte_is_refused(suite, pair, blob):
    for i in range(len(blob)):
        assert _refused(suite, pair[0], blob[:i] + bytes([blob[i] ^ 1]) + blob[i + 1 :]), i


def test_every_truncation_is_refused(suite, pair, blob):
    for length in range(len(blob)):
        assert _refused(suite, pair[0], blob[:length]), length


def test_anything_added_is_refused(suite, pair, blob):
    for changed in (blob + b"\0", b"\0" + blob, blob + blob, bytes(len(blob))):
        assert _refused(suite, pair[0], changed)


def test_malformed_arguments_of_opening_are_refused(suite, pair, blob):
    for private in (b"", pair[0][:-1], pair[0] + b"\0", pair[1], None, "key"):
        assert _refused(suite, private, blob)
    for broken in (None, "text", 5):
        assert _refused(suite, pair[0], broken)


def test_another_suite_is_refused(suite, pair, blob):
    for other in (*Suite, 0, 3, 99, None):
        assert _refused(other, pair[0], blob) == (other != suite)


def test_sealing_refuses_a_malformed_public_key(suite, pair):
    for public in (
        b"",
        pair[1][:-1],
        pair[1] + b"\0",
        bytes(32),
        bytes(1216),
        b"\xff" * 1216,
        new_key()[:31],
    ):
        with pytest.raises(ValueError, match=r"key|public"):
            hpke_seal(suite, public, TEXT, info=INFO)


def test_writing_refuses_a_suite_that_is_not_in_use():
    with pytest.raises(ValueError, match="suite"):
        hpke_seal(3, bytes(32), TEXT, info=INFO)
    with pytest.raises(ValueError, match="suite"):
        generate(0)
