"""Files she takes along, and those that are shown or played."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request

from portal.crypto import Opening

NEUTRAL = "paper"  # what a telephone lists among its downloads


def file(content: bytes | Iterator[bytes], kind: str, mimetype: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{NEUTRAL}.{kind}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


SHOWN = ("image/", "audio/")


def sealed(opened: Opening, mimetype: str, ending: str) -> Response:
    """A sealed file as it is asked for: all of it, or the piece that a player wants (RFC 9110 §14).

    It is opened while it is sent, and closed at the end. Pictures and sound are shown in the page;
    a document is something to take along.
    """
    start, end, status = 0, opened.length, 200
    if request.range is not None and len(request.range.ranges) == 1:
        place = request.range.range_for_length(opened.length)
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
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
