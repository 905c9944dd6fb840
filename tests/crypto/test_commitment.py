"""One blob, one key. Raw GCM does not promise that: here is a ciphertext that opens under two keys."""

from importlib import import_module

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.crypto import CannotOpen, lp, open_sealed

seal_module = import_module("portal.crypto.seal")

KEY_ID, CTX, SALT = bytes(16), lp("field/v1", "shelter"), bytes(range(24))
ONE_KEY, OTHER_KEY = bytes(range(32)), bytes(range(32, 64))
FREE = 1  # the ciphertext block that is solved for


def _aes(key: bytes, block: bytes) -> int:
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # one block, a part of GCM
    return int.from_bytes(cipher.update(block), "big")


def _times(a: int, b: int) -> int:
    """Product in GCM's field, GF(2^128) with the bits reflected (NIST SP 800-38D, algorithm 1)."""
    product = 0
    for bit in range(127, -1, -1):
        if a >> bit & 1:
            product ^= b
        b = (b >> 1) ^ (0xE1 << 120 if b & 1 else 0)
    return product


def _power(a: int, exponent: int) -> int:
    result = 1 << 127  # one
    while exponent:
        if exponent & 1:
            result = _times(result, a)
        a, exponent = _times(a, a), exponent >> 1
    return result


def _blocks(data: bytes) -> list[int]:
    data += bytes(-len(data) % 16)
    return [int.from_bytes(data[i : i + 16], "big") for i in range(0, len(data), 16)]


def _tag(key: bytes, nonce: bytes, aad: bytes, ciphertext: bytes) -> int:
    subkey, ghash = _aes(key, bytes(16)), 0
    lengths = (8 * len(aad)).to_bytes(8, "big") + (8 * len(ciphertext)).to_bytes(8, "big")
    for block in _blocks(aad) + _blocks(ciphertext) + _blocks(lengths):
        ghash = _times(ghash ^ block, subkey)
    return ghash ^ _aes(key, nonce + b"\0\0\0\1")


def _opening_under_both(
    one: tuple[bytes, bytes, bytes], other: tuple[bytes, bytes, bytes], ct: bytes
) -> bytes:
    """`ct` with block FREE chosen so that one tag fits both (key, nonce, aad); ciphertext ‖ tag."""
    ct = ct[: 16 * FREE] + bytes(16) + ct[16 * (FREE + 1) :]
    exponent = len(_blocks(ct)) - FREE + 1  # blocks from the free one to the lengths, both included
    weights = [_power(_aes(key, bytes(16)), exponent) for key, _, _ in (one, other)]
    difference = _tag(*one, ct) ^ _tag(*other, ct)
    free = _times(difference, _power(weights[0] ^ weights[1], 2**128 - 2))
    ct = ct[: 16 * FREE] + free.to_bytes(16, "big") + ct[16 * (FREE + 1) :]
    return ct + _tag(*one, ct).to_bytes(16, "big")


def test_raw_gcm_opens_under_two_keys():
    one, other = (ONE_KEY, b"n" * 12, b"aad"), (OTHER_KEY, b"n" * 12, b"aad")
    crafted = _opening_under_both(one, other, bytes(64))
    texts = {AESGCM(key).decrypt(nonce, crafted, aad) for key, nonce, aad in (one, other)}
    assert len(texts) == 2


@pytest.fixture
def crafted() -> bytes:
    """A blob, committed to ONE_KEY, whose GCM part is authentic under OTHER_KEY too."""
    named = b"\x01\x01" + KEY_ID
    one, other = (seal_module._derived(key, salt=SALT, named=named, ctx=CTX) for key in (ONE_KEY, OTHER_KEY))
    header = named + SALT + one.commit
    padded = (60).to_bytes(4, "big") + b"x" * 60  # the free block falls inside the text
    ciphertext = AESGCM(one.aes_key).encrypt(one.nonce, padded, None)[:64]
    aad = header + CTX
    body = _opening_under_both((one.aes_key, one.nonce, aad), (other.aes_key, other.nonce, aad), ciphertext)
    AESGCM(other.aes_key).decrypt(other.nonce, body, aad)  # GCM alone has nothing against the other key
    return header + body


def test_our_blob_opens_under_the_key_it_commits_to(crafted):
    assert len(open_sealed(ONE_KEY, crafted, key_id=KEY_ID, ctx=CTX)) == 60


def test_our_blob_is_refused_under_the_other_key(crafted, monkeypatch):
    monkeypatch.setattr(seal_module, "unpad", bytes)  # so that the commitment alone refuses, not the padding
    with pytest.raises(CannotOpen):
        open_sealed(OTHER_KEY, crafted, key_id=KEY_ID, ctx=CTX)


def test_our_blob_is_refused_with_the_other_commitment(crafted):
    derived = seal_module._derived(OTHER_KEY, salt=SALT, named=crafted[:18], ctx=CTX)
    swapped = crafted[:42] + derived.commit + crafted[74:]
    for key in (ONE_KEY, OTHER_KEY):
        with pytest.raises(CannotOpen):
            open_sealed(key, swapped, key_id=KEY_ID, ctx=CTX)
