"""Sealed blobs: bound to a key and a place, and any change to one byte is noticed."""

from importlib import import_module
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.crypto import CannotOpen, Pad, derive, key_id_of, lp, new_id, new_key, open_sealed, seal

seal_module = import_module("portal.crypto.seal")

KEY, KEY_ID = bytes(range(32)), bytes(range(16, 32))
ROW, OWNER = UUID(int=1), UUID(int=2)
PLACE = ("field/v1", "shelter", "section", "body", ROW, OWNER, KEY_ID, 7)
CTX = lp(*PLACE)
TEXT = "Je me souviens de la porte. 那扇门 🚪".encode()


def _refused(key: bytes, blob: bytes, key_id: bytes = KEY_ID, ctx: bytes = CTX) -> bool:
    try:
        open_sealed(key, blob, key_id=key_id, ctx=ctx)
    except CannotOpen:
        return True
    return False


@pytest.fixture(scope="module", params=[Pad.TINY, Pad.TEXT])
def blob(request) -> bytes:
    return seal(KEY, TEXT, key_id=KEY_ID, ctx=CTX, pad=request.param)


def test_what_is_sealed_opens(blob):
    assert open_sealed(KEY, blob, key_id=KEY_ID, ctx=CTX) == TEXT
    assert key_id_of(blob) == KEY_ID


def test_nothing_of_the_text_shows(blob):
    assert not any(TEXT[i : i + 4] in blob for i in range(len(TEXT) - 4))
    assert KEY[:4] not in blob


@settings(deadline=None, max_examples=60)
@given(text=st.binary(max_size=3000), ctx=st.binary(max_size=100))
def test_any_text_in_any_context_opens_as_it_was(text, ctx):
    key, key_id = new_key(), new_id()
    assert open_sealed(key, seal(key, text, key_id=key_id, ctx=ctx), key_id=key_id, ctx=ctx) == text


def test_a_bytearray_is_sealed_like_bytes():
    blob = seal(KEY, bytearray(TEXT), key_id=KEY_ID, ctx=CTX)
    opened = open_sealed(KEY, bytearray(blob), key_id=KEY_ID, ctx=CTX)
    assert opened == TEXT
    assert type(opened) is bytes


def test_text_is_the_class_when_none_is_named():
    assert len(seal(KEY, b"yes", key_id=KEY_ID, ctx=CTX)) == 1024 + 90


def test_the_same_text_never_looks_the_same():
    blobs = [seal(KEY, TEXT, key_id=KEY_ID, ctx=CTX) for _ in range(2)]
    assert blobs[0][18:42] != blobs[1][18:42]
    assert blobs[0][42:74] != blobs[1][42:74]
    assert blobs[0][74:] != blobs[1][74:]


@pytest.mark.parametrize(
    ("position", "other"),
    [
        (0, "field/v2"),
        (1, "clinic"),
        (2, "snapshot"),
        (3, "title"),
        (4, UUID(int=3)),
        (5, UUID(int=3)),
        (6, bytes(16)),
        (7, 8),
    ],
    ids=["domain", "tenant", "table", "column", "row", "owner", "key id", "rev"],
)
def test_a_blob_moved_elsewhere_does_not_open(blob, position, other):
    moved = lp(*PLACE[:position], other, *PLACE[position + 1 :])
    assert _refused(KEY, blob, ctx=moved)


def test_a_context_with_a_part_more_or_less_does_not_open(blob):
    for ctx in (lp(*PLACE[:-1]), lp(*PLACE, 0), lp(*PLACE, b""), b"", CTX[:-1], CTX + b"\0"):
        assert _refused(KEY, blob, ctx=ctx)


def test_every_flipped_byte_is_refused(blob):
    for i in range(len(blob)):
        assert _refused(KEY, blob[:i] + bytes([blob[i] ^ 0xFF]) + blob[i + 1 :]), i


def test_every_flipped_bit_of_a_tiny_blob_is_refused():
    blob = seal(KEY, TEXT, key_id=KEY_ID, ctx=CTX, pad=Pad.TINY)
    number = int.from_bytes(blob, "big")
    for bit in range(8 * len(blob)):
        assert _refused(KEY, (number ^ (1 << bit)).to_bytes(len(blob), "big")), bit


def test_every_truncation_is_refused(blob):
    for length in range(len(blob)):
        assert _refused(KEY, blob[:length]), length
        assert _refused(KEY, blob[len(blob) - length :]), length


def test_anything_added_is_refused(blob):
    for added in (b"\0", b"\0" * 16, b"x", blob):
        assert _refused(KEY, blob + added)
        assert _refused(KEY, added + blob)


def test_every_other_version_and_suite_is_refused(blob):
    for other in range(256):
        if other != 1:
            assert _refused(KEY, bytes([other]) + blob[1:])
            assert _refused(KEY, blob[:1] + bytes([other]) + blob[2:])


def test_version_and_suite_are_in_the_derivation_not_only_in_a_list(blob, monkeypatch):
    """Were a second suite readable one day, a blob could still not be passed off as the other."""
    monkeypatch.setattr(seal_module, "_READABLE", frozenset({b"\x01\x01", b"\x01\x02"}))
    assert not _refused(KEY, blob)
    assert _refused(KEY, blob[:1] + b"\x02" + blob[2:])


def test_another_key_is_refused(blob):
    for key in (new_key(), bytes(32), KEY[:-1] + b"\0", KEY[:-1], KEY + b"\0", b""):
        assert _refused(key, blob)


def test_another_key_id_is_refused(blob):
    for key_id in (new_id(), bytes(16), KEY_ID[:-1], KEY_ID + b"\0", b""):
        assert _refused(KEY, blob, key_id=key_id)
    assert _refused(KEY, blob[:2] + bytes(16) + blob[18:], key_id=bytes(16))


@pytest.mark.parametrize("nothing", [None, "", "text", 0, [], memoryview(b"x" * 200)])
def test_what_is_no_blob_is_refused(nothing):
    assert _refused(KEY, nothing)
    with pytest.raises(CannotOpen):
        key_id_of(nothing)


def test_a_key_id_is_read_only_from_a_whole_header(blob):
    for broken in (b"", blob[:89], b"\0" + blob[1:], blob[:1] + b"\2" + blob[2:]):
        with pytest.raises(CannotOpen):
            key_id_of(broken)
    assert key_id_of(blob[:90]) == KEY_ID


@pytest.mark.parametrize(
    ("key", "key_id"), [(KEY[:-1], KEY_ID), (KEY + b"\0", KEY_ID), (b"", KEY_ID), (KEY, b""), (KEY, KEY)]
)
def test_sealing_wants_whole_keys(key, key_id):
    with pytest.raises(ValueError, match="32 bytes"):
        seal(key, TEXT, key_id=key_id, ctx=CTX)


def test_derive_separates_by_each_argument():
    made = {
        derive(KEY, info="a"),
        derive(KEY, info="b"),
        derive(KEY, salt=b"s", info="a"),
        derive(bytes(32), info="a"),
    }
    assert len(made) == 4
    assert {len(key) for key in made} == {32}
    assert derive(KEY, info="a") == derive(KEY, info=b"a")
    assert derive(KEY, info="a", length=64)[:32] == derive(KEY, info="a")


@pytest.mark.parametrize(("key", "length"), [(b"", 32), (KEY, 0), (KEY, -1), (KEY, 255 * 32 + 1)])
def test_derive_refuses_what_hkdf_cannot_do(key, length):
    with pytest.raises(ValueError, match=r"HKDF|8160 octets"):
        derive(key, info="a", length=length)
