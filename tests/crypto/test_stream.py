"""Sealed files: what they say, what they refuse, and that nobody can move, swap or cut a piece."""

import hashlib
import io

import pytest

from portal.crypto import CannotOpen, Opening, Sealing, lp, new_id, new_key
from portal.crypto.pad import room
from portal.crypto.stream import CHUNK

KEY, KEY_ID, CTX = bytes(range(32)), bytes(range(16, 32)), lp("file/v1", b"\x02" * 16, b"\x01" * 16)
HEADER, STEP = 74, CHUNK + 16
SIZES = [0, 1, 1015, 1016, 1017, CHUNK - 9, CHUNK - 8, CHUNK - 7, CHUNK, CHUNK + 1, 3 * CHUNK + 5]


def sealed(content, *, key=KEY, key_id=KEY_ID, ctx=CTX, piece=10_000):
    out = bytearray()
    sealing = Sealing(out.extend, key, key_id=key_id, ctx=ctx)
    for at in range(0, len(content), piece):
        sealing.write(content[at : at + piece])
    sealing.finish()
    return bytes(out)


def opened(file, *, key=KEY, key_id=KEY_ID, ctx=CTX, start=0, end=None):
    return b"".join(Opening(io.BytesIO(file), key, key_id=key_id, ctx=ctx).read(start, end))


def content(size):
    return (hashlib.sha256(str(size).encode()).digest() * (size // 32 + 1))[:size]


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_opens_whole(size):
    assert opened(sealed(content(size))) == content(size)


@pytest.mark.parametrize("piece", [1, 7, CHUNK, 5 * CHUNK])
def test_in_which_pieces_it_came_makes_no_difference(piece):
    assert opened(sealed(content(3 * CHUNK if piece > 1 else 900), piece=piece)) == content(
        3 * CHUNK if piece > 1 else 900
    )


@pytest.mark.parametrize("size", SIZES)
def test_its_length_is_one_of_few(size):
    body = room(size + 8)
    chunks = -(-body // CHUNK)
    assert len(sealed(content(size))) == HEADER + body + 16 * chunks


def test_a_large_one_takes_little_more():
    size = 25 * 1024 * 1024
    assert room(size + 8) <= size * 1.02


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (0, 1),
        (5, 5),
        (CHUNK - 1, CHUNK + 1),
        (CHUNK, 2 * CHUNK),
        (150_000, None),
        (0, 10**9),
        (200_000, None),
    ],
)
def test_any_piece_of_it(start, end):
    whole = content(200_000)
    assert opened(sealed(whole), start=start, end=end) == whole[start:end]


def test_no_two_files_are_alike():
    assert sealed(b"the same") != sealed(b"the same")


def test_the_known_answer():
    """Frozen: what was written once must mean the same for ever."""
    out = bytearray()
    sealing = Sealing.__new__(Sealing)
    sealing._begin(out.extend, KEY, key_id=KEY_ID, ctx=CTX, salt=bytes(range(32, 56)))
    sealing.write(content(2 * CHUNK))
    sealing.finish()
    assert bytes(out[:HEADER]).hex() == FROZEN_HEADER
    assert hashlib.sha256(out).hexdigest() == FROZEN
    assert opened(bytes(out)) == content(2 * CHUNK)


FROZEN_HEADER = (
    "0101101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132"
    "3334353637b1e8140a01872152042b8f0be72b699e58855186992aa084526f1ad5a1d3d4ca"
)
FROZEN = "4b747801f648e1859e339c5dfae01db53f7984b8e408e0427c76a7a362e0eb05"


def refused(file, **how):
    with pytest.raises(CannotOpen) as error:
        opened(file, **how)
    assert str(error.value) == ""


@pytest.mark.parametrize("at", [0, 1, 2, 17, 18, 41, 42, 73, 74, 74 + STEP - 1, 74 + STEP, -17, -1])
def test_a_changed_byte_is_refused(at):
    file = bytearray(sealed(content(3 * CHUNK)))
    file[at] ^= 1
    refused(bytes(file))


@pytest.mark.parametrize("kept", [0, 1, 73, 74, 75, 90, 91, HEADER + STEP, HEADER + 2 * STEP, -1, -16])
def test_a_cut_file_gives_nothing(kept):
    refused(sealed(content(3 * CHUNK))[:kept])


def test_a_longer_file_is_refused():
    file = sealed(content(3 * CHUNK))
    refused(file + b"\0")
    refused(file + file[HEADER : HEADER + STEP])


def test_pieces_cannot_change_places():
    file = sealed(content(4 * CHUNK))
    first, second = (file[HEADER + n * STEP : HEADER + (n + 1) * STEP] for n in (0, 1))
    refused(file[:HEADER] + second + first + file[HEADER + 2 * STEP :])
    refused(file[:HEADER] + second + second + file[HEADER + 2 * STEP :])


def test_a_piece_of_another_file_does_not_fit():
    one, other = sealed(content(4 * CHUNK)), sealed(content(4 * CHUNK))
    refused(one[: HEADER + STEP] + other[HEADER + STEP :])
    refused(one[:HEADER] + other[HEADER:])


def test_another_key_place_or_name_opens_nothing():
    file = sealed(b"words")
    refused(file, key=new_key())
    refused(file, key_id=new_id())
    refused(file, ctx=lp("file/v1", b"\x03" * 16, b"\x01" * 16))
    refused(file, key=b"short")


def test_a_length_that_does_not_fit_is_refused():
    """Even from somebody who has the key."""
    out = bytearray()
    sealing = Sealing(out.extend, KEY, key_id=KEY_ID, ctx=CTX)
    sealing.length = 5000
    sealing._take((5000).to_bytes(8, "big"))
    sealing._put(bytes(sealing._waits), last=True)
    refused(bytes(out))


def test_a_header_without_the_right_commitment_is_refused():
    """Although every chunk fits its key and its header."""
    out = bytearray()
    sealing = Sealing(out.extend, KEY, key_id=KEY_ID, ctx=CTX)
    out[42:HEADER] = bytes(32)
    sealing._aad = bytes(out) + CTX
    sealing.write(b"words")
    sealing.finish()
    refused(bytes(out))


def test_neither_prints_a_secret():
    sealing = Sealing(bytearray().extend, KEY, key_id=KEY_ID, ctx=CTX)
    opening = Opening(io.BytesIO(sealed(b"words")), KEY, key_id=KEY_ID, ctx=CTX)
    assert (repr(sealing), repr(opening)) == ("<Sealing>", "<Opening>")


@pytest.mark.parametrize(("key", "key_id"), [(b"short", KEY_ID), (KEY, b"short")])
def test_wrong_sizes_are_the_callers_fault(key, key_id):
    with pytest.raises(ValueError, match="32 bytes"):
        Sealing(bytearray().extend, key, key_id=key_id, ctx=CTX)
