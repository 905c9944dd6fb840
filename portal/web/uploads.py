"""Files that are sent to us: sealed while they arrive, so that they are never in clear on the disk.

A view that takes one says so with `@takes_file`. Whoever is not signed in sends into nowhere. What no
unit of work kept is gone when the request is over, however it ended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any, cast

from flask import Flask, Response, g, jsonify, request, url_for

from portal.blobs.disk import Writing
from portal.i18n import _
from portal.web.access import View
from portal.web.pages import page
from portal.web.sessions import Live
from portal.web.signed_in import live
from portal.web.state import portal
from portal.web.writing import wants_json

READS = 64 * 1024 * 1024  # of a request with a file; what is more than a file may have is thrown away
FIELD, FIELDS = 256 * 1024, 20  # bytes of each of its other fields, which stand in memory, and how many


def takes_file(most: int) -> Callable[[View], View]:
    """Marks a view whose form may carry one file of at most `most` bytes."""

    def mark(view: View) -> View:
        view.takes_file = most  # type: ignore[attr-defined]
        return view

    return mark


class Nowhere:
    """Takes everything and keeps nothing."""

    def write(self, content: bytes) -> int:
        return len(content)

    def seek(self, *_place: int) -> int:
        return 0

    def close(self) -> None: ...


def is_upload(view: Any) -> bool:
    return request.method == "POST" and hasattr(view, "takes_file")


def begin(view: Any, found: Live | None) -> None:
    """Before anything of the body is read. `found`: who may send a file here."""
    if not is_upload(view):
        return
    if request.mimetype == "multipart/form-data":  # any other kind of form is read into memory
        request.max_content_length = READS
        request.max_form_memory_size, request.max_form_parts = FIELD, FIELDS
    files: list[Writing] = []
    g.files = files

    def new_file() -> IO[bytes]:
        if found is None or found.actor.id is None or files:
            return cast(IO[bytes], Nowhere())
        files.append(Writing(portal().stores.files, found.actor.id, view.takes_file))
        return cast(IO[bytes], files[0])

    request.new_file = new_file  # type: ignore[attr-defined]


def received() -> Writing | None:
    """The file that came with this form, if one did."""
    request.files  # noqa: B018  reads the body
    files: list[Writing] = g.get("files", [])
    return files[0] if files else None


def has_ended() -> bool:
    """Whether the session has, while the file was coming in."""
    g.pop("live", None)
    return live() is None


def sign_in_again() -> Response:
    """The answer to a file of somebody who is not signed in (any more)."""
    request.drain()  # type: ignore[attr-defined]
    said = _("You are signed out. Please sign in and choose the file again. What you wrote is saved.")
    return told(said, 403, url_for("accounts.sign_in", next=request.path))


def told(message: str, status: int, see: str = "") -> Response:
    """For somebody whose file was not taken, or for the script that sent it."""
    if wants_json():
        response = jsonify(told=message)
        response.status_code = status
        return response
    return page("errors/file.html", status, message=message, see=see)


def install(app: Flask) -> None:
    @app.teardown_request
    def drop(_error: BaseException | None) -> None:
        for writing in g.pop("files", []):
            writing.close()
