"""One blueprint for all of them."""

from __future__ import annotations

from flask import Blueprint, request

from portal.crypto import CannotOpen, lp
from portal.web.state import portal

bp = Blueprint("listing", __name__)
CTX = lp("listing/v1")


def sealed(words: str) -> str:
    """What was looked for, for an address: no log and no history reads it."""
    return portal().server.seal_token("form", words.encode(), CTX)


def looked_for() -> str:
    """The words of this address; "" for none and for what is not ours."""
    try:
        return portal().server.open_token("form", request.args.get("words", ""), CTX).decode()
    except CannotOpen:
        return ""
