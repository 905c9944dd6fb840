"""Blind indexes and keyed hashes."""

import hashlib
import hmac

import pytest

from portal.crypto import blind_index, digest, lp, mac, same

KEY, OTHER = bytes(range(32)), bytes(32)


def test_an_index_is_the_first_half_of_a_mac_over_tenant_and_folded_name():
    expected = hmac.new(KEY, lp("t1", "river-otter-4821"), hashlib.sha256).digest()[:16]
    assert blind_index(KEY, "t1", "river-otter-4821") == expected


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("river-otter-4821", "River-Otter-4821"),
        ("river-otter-4821", "ｒｉｖｅｒ-otter-４８２１"),
        ("straße", "STRASSE"),
        ("élan", "e\u0301lan"),
        ("ﬁn", "FIN"),
    ],
)
def test_names_typed_differently_are_found(name, typed):
    assert blind_index(KEY, "t1", name) == blind_index(KEY, "t1", typed)


def test_different_names_tenants_and_keys_are_told_apart():
    made = {
        blind_index(KEY, "t1", "river"),
        blind_index(KEY, "t1", "rivers"),
        blind_index(KEY, "t1", " river"),
        blind_index(KEY, "t2", "river"),
        blind_index(KEY, "t1river", ""),
        blind_index(KEY, "", "t1river"),
        blind_index(OTHER, "t1", "river"),
    }
    assert len(made) == 7
    assert {len(index) for index in made} == {16}


def test_mac_rfc_4231_case_2():
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert mac(b"Jefe", b"what do ya want for nothing?").hex() == expected


def test_mac_wants_a_key():
    with pytest.raises(ValueError, match="key"):
        mac(b"", b"data")


def test_digest_fips_180_example():
    assert digest(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_same():
    assert same(b"", b"")
    assert same(KEY, bytes(range(32)))
    assert not same(KEY, OTHER)
    assert not same(KEY, KEY[:-1])
