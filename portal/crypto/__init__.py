"""Cryptography: the few operations everything protected here is made of.

Nothing above this package imports `cryptography`, and this package knows no web, database or portal module.
It holds no state: keys are arguments, never found.

    seal.py      seal, open_sealed      bytes under a 32-byte key, bound to a context (`lp`) and a key id
                 key_id_of              which key a blob asks for
                 derive                 HKDF-SHA-256
                 new_key, new_id        32 and 16 random bytes
    pad.py       Pad.TINY, Pad.TEXT     how much a stored length may say
    slots.py     seal_slot, open_slot   a root key under a secret a person carries (Argon2id)
    words.py     canonical_words        one spelling for generated words and digits
    hpke.py      hpke_seal, hpke_open   bytes to a public key, for someone who is not here
    index.py     blind_index, mac, same, digest
    provider.py  load_keyset            the server's own keys

Words used here:
*text* is what is protected (bytes), *blob* what is stored. *ctx* says where and what a text is: tenant,
table, column, row, owner, key id, revision. A blob that was copied to another place, or is older than its
row, has another ctx and does not open. ctx is made by `lp` only, and everything in it is an immutable
value or the row's revision.

    ctx = lp("field/v1", tenant, "section", "body", row, owner, key_id, rev)
    blob = seal(key, text, key_id=key_id, ctx=ctx)
    text = open_sealed(key, blob, key_id=key_id, ctx=ctx)

What fails, fails as CannotOpen: one error without a reason, so that neither a page nor a log can say
more. ValueError and TypeError mean that the calling code is wrong.

Each stored format starts with its version or lies beside its suite number. What may be read and what is
written are constants in the code. To replace a format: write the new one, count the old ones down to
zero, then drop the old one from what may be read.

Python cannot wipe memory reliably: keys and texts live until they are collected. The lifetime of both
is kept short by whoever holds them.
"""

from portal.crypto.errors import CannotOpen
from portal.crypto.hpke import DEFAULT_SUITE, Suite, generate, hpke_open, hpke_seal, supported
from portal.crypto.index import blind_index, digest, mac, same
from portal.crypto.pad import Pad, pad, unpad
from portal.crypto.provider import (
    KeyProvider,
    Keyset,
    KeysetError,
    keyset_text,
    load_keyset,
    new_keyset,
    write_keyset,
)
from portal.crypto.seal import derive, key_id_of, lp, new_id, new_key, open_sealed, seal
from portal.crypto.slots import (
    STAFF,
    SURVIVOR,
    KdfParams,
    SealedSlot,
    open_slot,
    seal_slot,
    stretch,
)
from portal.crypto.stream import Opening, Sealing
from portal.crypto.words import canonical_words

__all__ = [
    "DEFAULT_SUITE",
    "STAFF",
    "SURVIVOR",
    "CannotOpen",
    "KdfParams",
    "KeyProvider",
    "Keyset",
    "KeysetError",
    "Opening",
    "Pad",
    "SealedSlot",
    "Sealing",
    "Suite",
    "blind_index",
    "canonical_words",
    "derive",
    "digest",
    "generate",
    "hpke_open",
    "hpke_seal",
    "key_id_of",
    "keyset_text",
    "load_keyset",
    "lp",
    "mac",
    "new_id",
    "new_key",
    "new_keyset",
    "open_sealed",
    "open_slot",
    "pad",
    "same",
    "seal",
    "seal_slot",
    "stretch",
    "supported",
    "unpad",
    "write_keyset",
]
