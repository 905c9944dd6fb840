"""Padding: how long a text is says something about it, so only a few lengths are stored.

A padded text is `u32 length ‖ text ‖ zeros`. Padding happens before sealing, so the zeros are
authenticated; they are checked all the same, so that one text has one padded form.
"""

from enum import Enum

from portal.crypto.errors import CannotOpen

_LENGTH = 4  # bytes of the length in front of the text, unsigned and big endian
_TINY = 64
_SMALLEST = 1 << 10
_LARGEST_POWER = 1 << 16
_LONGEST_TEXT = (1 << 32) - 1


class Pad(Enum):
    """How much a length may say.

    TINY: always 64 bytes, for at most 60 bytes of text (keys, names, telephone numbers, dates, yes or no).
    TEXT: 1 KiB, then powers of two up to 64 KiB, then Padmé (Nikitin et al., "Reducing Metadata
    Leakage from Encrypted Files and Communication with PURBs", PETS 2019: at most 12 % more).
    """

    TINY = "tiny"
    TEXT = "text"


def pad(text: bytes | bytearray, pad_class: Pad) -> bytes:
    """The padded form of `text`. Lengths are in bytes, so a text is encoded first.

    Raises ValueError when `text` does not fit its class: over 60 bytes for TINY, 4 GiB for TEXT.
    """
    if len(text) > _LONGEST_TEXT:
        raise ValueError("a sealed text is shorter than 4 GiB")
    size = _padded_size(len(text), pad_class)
    if size is None:
        raise ValueError("a tiny text has at most 60 bytes")
    return b"".join((len(text).to_bytes(_LENGTH, "big"), text, bytes(size - _LENGTH - len(text))))


def unpad(padded: bytes) -> bytes:
    """The text inside `padded`. Raises CannotOpen unless `pad` could have made exactly these bytes."""
    if len(padded) < _TINY:
        raise CannotOpen
    length = int.from_bytes(padded[:_LENGTH], "big")
    end = _LENGTH + length
    if len(padded) not in (_padded_size(length, Pad.TINY), _padded_size(length, Pad.TEXT)):
        raise CannotOpen
    if padded.count(0, end) != len(padded) - end:
        raise CannotOpen
    return padded[_LENGTH:end]


def _padded_size(length: int, pad_class: Pad) -> int | None:
    """Bytes that a text of `length` bytes takes when padded; None when it does not fit the class."""
    needed = _LENGTH + length
    if pad_class is Pad.TINY:
        return _TINY if needed <= _TINY else None
    return room(needed)


def room(needed: int) -> int:
    """The least of the sizes of TEXT into which `needed` bytes fit."""
    if needed <= _SMALLEST:
        return _SMALLEST
    if needed <= _LARGEST_POWER:
        return 1 << (needed - 1).bit_length()
    return _padme(needed)


def _padme(needed: int) -> int:
    """`needed` rounded up so that its low bits, as many as PURBs allows, are zero."""
    exponent = needed.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-needed // step) * step
