"""Texts under a key that lives for a while and is destroyed: as a token, base64url of a sealed blob."""

from __future__ import annotations

import base64
from collections.abc import Callable

from portal.crypto import CannotOpen, Pad, key_id_of, open_sealed, seal


def sealed_for_a_while(key: bytes, text: bytes, *, key_id: bytes, ctx: bytes) -> str:
    blob = seal(key, text, key_id=key_id, ctx=ctx, pad=Pad.TEXT)
    return base64.urlsafe_b64encode(blob).decode().rstrip("=")


def opened_in_time(token: str, key_of: Callable[[bytes], bytes], *, ctx: bytes) -> bytes:
    """`key_of`: the id of a key -> the key. Raises CannotOpen for what is none of ours, or over."""
    try:
        blob = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        raise CannotOpen from None
    key_id = key_id_of(blob)
    return open_sealed(key_of(key_id), blob, key_id=key_id, ctx=ctx)
