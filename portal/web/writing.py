"""Words that arrive late are kept.

A form that takes words carries a sealed token: whose it is, which section, which revision. It is
looked at before sign-in. When the session has ended meanwhile, the words are sealed to the writer's
own public key and kept apart: nothing is overwritten, and the answer says no name. The token is also
the form's proof against other sites, since only her own page holds one.

The package that owns the words says how they are saved and kept, with `@saves` and `@keeps`.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.answers import packed, posted
from portal.crypto import CannotOpen, digest, lp
from portal.i18n import _
from portal.web.forms import clean, from_another_site
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.transactions import system_work, work
from portal.work import NotFound, Work

GOOD_FOR = timedelta(days=30)
CTX = lp("kept/v1")
PARAGRAPH = re.compile(r"paragraphs-[0-9]+-(of|text|gap|unsure)")  # of a form that has one field for each
VERSION = re.compile(r"[0-9]{1,4}")  # of the questions on the page
SHAPE = struct.Struct("!16sHII")  # person, section, revision, minutes since 1970; then the language


@dataclass(frozen=True)
class Slip:
    """What a writing form's token says. `page` tells one open page from another, 16 bytes."""

    person: UUID
    number: int
    rev: int
    made_at: datetime
    language: str
    page: bytes = b""

    def token(self) -> str:
        minutes = int(self.made_at.timestamp()) // 60
        text = SHAPE.pack(self.person.bytes, self.number, self.rev, minutes) + self.language.encode()
        return portal().server.seal_token("kept", text, CTX)


Keeper = Callable[[Work, Slip, str], None]
_keepers: dict[str, Keeper] = {}


def keeps(keeper: Keeper) -> Keeper:
    """Marks what keeps words for a writer who is not signed in."""
    _keepers["keep"] = keeper
    return keeper


def saves(saver: Keeper) -> Keeper:
    """Marks what saves words for a writer who is, come what may: too long, or older than what is there."""
    _keepers["save"] = saver
    return saver


_forms: dict[str, Callable[[], None]] = {}


def saves_form(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Marks what saves a form on the way out that has a token of a session and no slip. Such a form says
    in its field `form` which it is."""

    def mark(saver: Callable[[], None]) -> Callable[[], None]:
        _forms[name] = saver
        return saver

    return mark


def posted_slip() -> Slip | None:
    """The token that came with this request, or None for a forged, foreign or old one.

    A form that came without its text is none of ours either: it must not empty what is there.
    """
    token = request.form.get("kept", "")
    if not token or "text" not in request.form or from_another_site():
        return None
    try:
        text = portal().server.open_token("kept", token, CTX)
        person, number, rev, minutes = SHAPE.unpack_from(text)
    except (CannotOpen, struct.error):
        return None
    made_at = datetime.fromtimestamp(minutes * 60, UTC)
    if portal().now() - made_at > GOOD_FOR:
        return None
    language = text[SHAPE.size :].decode()
    return Slip(UUID(bytes=person), number, rev, made_at, language, digest(token.encode())[:16])


def posted_text() -> str:
    """What was typed, with the answers around it when this part has questions."""
    text, version = clean(request.form.get("text", _paragraphs())), request.form.get("questions", "")
    return packed(posted(int(version), text, posted_fields())) if VERSION.fullmatch(version) else text


def _paragraphs() -> str:
    return "\n\n".join(words for name, words in in_paragraphs() if name.endswith("-text") and words)


def in_paragraphs() -> list[tuple[str, str]]:
    """What was typed paragraph by paragraph, and what stood beside each."""
    return [(name, value) for name, value in request.form.items() if PARAGRAPH.fullmatch(name)]


def posted_fields() -> list[tuple[str, str]]:
    return [(name, clean(value)) for name, value in request.form.items(multi=True)]


def keep_late() -> AnyResponse | None:
    """The answer to a post whose session has ended, or None when it carried no words of anybody's."""
    slip = posted_slip() if request.method == "POST" else None
    if slip is None:
        return None
    with system_work() as w:
        try:
            _keepers["keep"](w, slip, posted_text())
        except NotFound:
            return None
    if wants_json():
        return jsonify(kept_apart=_("Kept. Sign in to see it."))
    return redirect(url_for("statements.kept"), 303)


def is_anothers() -> bool:
    """Somebody else is signed in here than the one who wrote this."""
    slip, found = posted_slip() if request.method == "POST" else None, live()
    return slip is not None and found is not None and slip.person != found.actor.id


def save_before_leaving() -> None:
    """Whatever stands in the form she leaves from is saved, or kept apart. Never raises for the text."""
    slip, found = posted_slip(), live()
    if slip is None:
        saver = _forms.get(request.form.get("form", ""))
        if saver is not None and found is not None and not found.paused:
            saver()
        return
    if found is None or slip.person != found.actor.id or found.paused:
        keep_late()
        return
    with work() as w:
        _keepers["save"](w, slip, posted_text())


def wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
