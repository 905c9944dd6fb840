"""Contexts: two different lists of parts never give the same bytes."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.crypto import lp

PARTS = st.lists(
    st.one_of(st.binary(max_size=40), st.text(max_size=40), st.integers(0, 2**64 - 1), st.uuids()),
    max_size=8,
)


def _encoded(part: bytes | str | int | UUID) -> bytes:
    if isinstance(part, str):
        return part.encode()
    if isinstance(part, UUID):
        return part.bytes
    return part.to_bytes(8, "big") if isinstance(part, int) else part


def _read(listed: bytes) -> list[bytes]:
    """The only list of parts that `listed` can be: a decoder is the proof that nothing is ambiguous."""
    count, rest, parts = int.from_bytes(listed[:2], "big"), listed[2:], []
    for _ in range(count):
        length = int.from_bytes(rest[:4], "big")
        assert len(rest) >= 4 + length
        parts.append(rest[4 : 4 + length])
        rest = rest[4 + length :]
    assert rest == b""
    return parts


@settings(deadline=None)
@given(domain=st.text(max_size=20), parts=PARTS)
def test_parts_can_be_read_back(domain, parts):
    assert _read(lp(domain, *parts)) == [domain.encode(), *map(_encoded, parts)]


@settings(deadline=None)
@given(a=st.lists(st.binary(max_size=6), max_size=5), b=st.lists(st.binary(max_size=6), max_size=5))
def test_lists_are_equal_only_with_equal_parts(a, b):
    assert (lp("d", *a) == lp("d", *b)) == (a == b)


@settings(deadline=None)
@given(joined=st.binary(min_size=1, max_size=20), data=st.data())
def test_where_a_part_ends_matters(joined, data):
    cut, other = (data.draw(st.integers(0, len(joined))) for _ in range(2))
    same = lp("d", joined[:cut], joined[cut:]) == lp("d", joined[:other], joined[other:])
    assert same == (cut == other)


def test_layout():
    assert lp("ab") == bytes.fromhex("0001 00000002 6162")
    assert lp("a", b"\xff", 1) == bytes.fromhex("0003 00000001 61 00000001 ff 00000008 0000000000000001")
    assert lp("a", UUID(int=5)) == bytes.fromhex("0002 00000001 61 00000010" + "00" * 15 + "05")
    assert lp("é") == bytes.fromhex("0001 00000002 c3a9")
    assert lp("a", bytearray(b"b")) == lp("a", b"b")


@pytest.mark.parametrize("part", [True, False, None, 1.5, ["a"], ("a",), {}])
def test_other_types_are_refused(part):
    with pytest.raises(TypeError):
        lp("d", part)


@pytest.mark.parametrize("number", [-1, 2**64])
def test_numbers_that_do_not_fit_are_refused(number):
    with pytest.raises(ValueError, match="64 bits"):
        lp("d", number)


def test_at_most_65535_parts():
    assert lp("d", *[b""] * 65534)[:2] == b"\xff\xff"
    with pytest.raises(ValueError, match="65535"):
        lp("d", *[b""] * 65535)


def test_broken_text_is_refused():
    with pytest.raises(UnicodeEncodeError):
        lp("d", "\ud800")
