"""A page for each way things go wrong, each with a way on; and logs that hold no words."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, jsonify, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from portal.answers import Answers, opened
from portal.crypto import CannotOpen
from portal.i18n import _, format_number
from portal.keyring.slots import TooBusy
from portal.web.pages import page
from portal.web.templates import Environment
from portal.web.writing import in_paragraphs, posted_text, wants_json
from portal.work import NotAllowed, NotFound, Refused, Stale

BESIDE = (  # what stands beside words in some forms
    "title", "by", "again", "rev", "called", "way", "where", "when", "answer", "days", "keep",
)  # fmt: skip
PAGES = (400, 403, 404, 409, 413, 429, 500, 503)


def failed(status: int, message: str | None = None) -> Response:
    """The error page, or the words back when the request carried some."""
    if status != 413 and _carried_words():
        return give_back(status, message or _("This could not be saved just now."))
    if status == 413 and wants_json():
        return _with_status(jsonify(told=_("This is too large for us")), status)
    known = status if status in PAGES else (400 if status < 500 else 500)
    return page(f"errors/{known}.html", status, message=message)


def _carried_words() -> bool:
    try:
        return request.method == "POST" and bool(posted_text())
    except HTTPException:  # too much, or cut in the middle
        request.drain()  # type: ignore[attr-defined]
        return False


def give_back(status: int, message: str, kept: str | None = None) -> Response:
    """Nothing typed is lost: the words stand in a form that sends them again.

    `kept` is the token to send them with, when the one that came is no good any more.
    """
    if wants_json():
        return _with_status(jsonify(message=message), status)
    text = posted_text()
    beside = [(name, value) for name in BESIDE for value in request.form.getlist(name)]
    answers = opened(text) or Answers(0, text)
    return page(
        "errors/given_back.html", status, writing_form="writing", message=message, answers=answers,
        kept=kept or request.form.get("kept", ""), length=format_number(len(text)),
        beside=[*beside, *in_paragraphs()],
    )  # fmt: skip


def _with_status(response: Response, status: int) -> Response:
    response.status_code = status
    return response


def on_http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, RequestEntityTooLarge):
        request.drain()  # type: ignore[attr-defined]
    return failed(error.code)


def on_store(error: OperationalError) -> Response:
    """A full or read-only disk, or a database that stayed locked."""
    say(error)
    return failed(503, _("This could not be saved just now. Please try again in a moment."))


def on_shut(error: CannotOpen) -> Any:
    """Somebody without the key, or a row that was tampered with: the operator should hear of the second."""
    if g.get("ended") and not _carried_words():
        return redirect(url_for("accounts.sign_in"), 303)  # erased, suspended or renewed in another window
    say(error)
    return failed(404)


def say(error: BaseException) -> None:
    """One line for the operator: what and where, never a value, since values may be words."""
    print(f"portal: {describe(error)}", file=sys.stderr, flush=True)


def describe(error: BaseException) -> str:
    return f"{type(error).__name__} at {request.endpoint}: {places(error)}"


def places(error: BaseException) -> str:
    """The lines of our code an error came through, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/portal/" in f.filename]
    frames = traceback.StackSummary.from_list((ours or frames)[-6:])
    return " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames))


class QuietFlask(Flask):
    jinja_environment = Environment

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Flask would log the message and the address; both may hold what somebody typed."""
        if exc_info[1] is not None:
            say(exc_info[1])


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(OperationalError, on_store)
    app.register_error_handler(NotAllowed, lambda _e: failed(403))
    app.register_error_handler(NotFound, lambda _e: failed(404))
    app.register_error_handler(CannotOpen, on_shut)
    app.register_error_handler(Refused, lambda _e: failed(409))
    app.register_error_handler(Stale, lambda _e: failed(409))
    app.register_error_handler(TooBusy, lambda _e: failed(503))
