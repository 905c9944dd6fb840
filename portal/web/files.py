"""Files she takes along, and those that are shown or played."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request
from werkzeug.datastructures import Range

from portal.crypto import Opening
from portal.web.pages import page
from portal.web.signed_in import live

NEUTRAL = "paper"  # what a telephone lists among its downloads


def file(content: bytes | Iterator[bytes], kind: str, mimetype: str) -> Response:
    if _is_borrowed():
        return page("errors/beside.html", 403)
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{NEUTRAL}.{kind}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _is_borrowed() -> bool:
    """Nothing stays on a device that is not hers."""
    found = live()
    return found is not None and found.borrowed


SHOWN = ("image/", "audio/")


def sealed(opened: Opening, mimetype: str, ending: str) -> Response:
    """A sealed file as it is asked for: all of it, or the piece that a player wants (RFC 9110 §14).

    It is opened while it is sent, and closed at the end. Pictures and sound are shown in the page;
    a document is something to take along.
    """
    if _is_borrowed() and not mimetype.startswith(SHOWN):
        opened.close()
        return page("errors/beside.html", 403)
    start, end, status = 0, opened.length, 200
    if request.range is not None and request.range.units == "bytes" and len(request.range.ranges) == 1:
        first, last = request.range.ranges[0]
        asked = Range("bytes", [(max(first, -opened.length), last)])  # its end may be all of it
        place = asked.range_for_length(opened.length)
        start, end = place or (0, 0)
        status = 416 if place is None else 206
    response = Response(opened.read(start, end), status, mimetype=mimetype, direct_passthrough=True)
    response.call_on_close(opened.close)
    headers = response.headers
    if status != 200:
        which = "*" if status == 416 else f"{start}-{end - 1}"
        headers["Content-Range"] = f"bytes {which}/{opened.length}"
    headers["Content-Length"] = str(end - start)
    headers["Accept-Ranges"] = "bytes"
    way = "inline" if mimetype.startswith(SHOWN) else "attachment"
    headers["Content-Disposition"] = f'{way}; filename="{NEUTRAL}.{ending}"'
    headers["Cache-Control"] = "private, no-store"
    headers["X-Accel-Buffering"] = "no"  # no proxy writes it to its disk
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
