"""Padding: few sizes, one padded form for a text, and nothing but zeros in it."""

import pytest

from portal.crypto import CannotOpen, Pad, pad, unpad

# Where a size class begins or ends, in bytes of text: four bytes of length come on top.
BOUNDARIES = [0, 60, 1020, 2044, 4092, 8188, 16380, 32764, 65532]
LENGTHS = sorted(
    {
        *range(0, 70_001, 61),
        *range(1100),
        *(max(0, edge + step) for edge in BOUNDARIES for step in (-1, 0, 1, 2)),
        *range(65_500, 70_001, 7),
        70_000,
        1_000_000,
    }
)


def _text(length: int) -> bytes:
    return bytes(1 + i % 255 for i in range(min(length, 997))).ljust(length, b"\xff")


@pytest.mark.parametrize("pad_class", list(Pad))
def test_every_length_comes_back(pad_class):
    for length in LENGTHS:
        if pad_class is Pad.TEXT or length <= 60:
            assert unpad(pad(_text(length), pad_class)) == _text(length), length


def test_text_of_zeros_comes_back():
    for length in (0, 1, 60, 61, 1020, 1021, 70_000):
        assert unpad(pad(bytes(length), Pad.TEXT)) == bytes(length)


@pytest.mark.parametrize(
    ("length", "size"),
    [
        (0, 1024),
        (1020, 1024),
        (1021, 2048),
        (2044, 2048),
        (2045, 4096),
        (8188, 8192),
        (8189, 16384),
        (32764, 32768),
        (32765, 65536),
        (65532, 65536),
        # Padmé of length + 4: the exponent is 16, five bits long, so eleven low bits are zero.
        (65533, 65536 + 2048),
        (65536 + 2048 - 4, 65536 + 2048),
        (65536 + 2048 - 3, 65536 + 4096),
        # Exponent 19, five bits: fourteen low bits are zero.
        (1_000_000, 62 * 16384),
    ],
)
def test_sizes_of_text(length, size):
    assert len(pad(bytes(length), Pad.TEXT)) == size


def test_tiny_is_always_64_bytes():
    assert {len(pad(bytes(length), Pad.TINY)) for length in range(61)} == {64}


@pytest.mark.parametrize("length", [61, 64, 1000])
def test_tiny_refuses_more_than_60_bytes(length):
    with pytest.raises(ValueError, match="60 bytes"):
        pad(bytes(length), Pad.TINY)


def test_statements_of_up_to_5000_letters_have_four_sizes():
    assert len({len(pad(bytes(length), Pad.TEXT)) for length in range(5001)}) == 4


def test_padding_above_64_kib_adds_at_most_12_percent_and_grows():
    sizes = [(n, len(pad(bytes(n), Pad.TEXT))) for n in range(65_533, 2_000_000, 4_999)]
    assert all(n + 4 <= size <= (n + 4) * 1.12 for n, size in sizes)
    assert [size for _, size in sizes] == sorted(size for _, size in sizes)


@pytest.mark.parametrize("pad_class", list(Pad))
def test_every_padding_byte_must_be_zero(pad_class):
    padded = pad(b"yes", pad_class)
    for i in range(7, len(padded)):
        for value in (1, 0x80):
            with pytest.raises(CannotOpen):
                unpad(padded[:i] + bytes([value]) + padded[i + 1 :])


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        bytes(3),
        bytes(63),
        bytes(65),
        bytes(128),
        bytes(512),
        bytes(1023),
        bytes(1025),
        bytes(2048),
        (61).to_bytes(4, "big") + bytes(60),
        (1021).to_bytes(4, "big") + bytes(1020),
        (60).to_bytes(4, "big") + bytes(124),
        (1000).to_bytes(4, "big") + bytes(2044),
        b"\xff\xff\xff\xff" + bytes(60),
        (65_533).to_bytes(4, "big") + bytes(65_533),
        (65_533).to_bytes(4, "big") + bytes(131_068),
    ],
)
def test_what_padding_never_makes_is_refused(padded):
    with pytest.raises(CannotOpen):
        unpad(padded)
