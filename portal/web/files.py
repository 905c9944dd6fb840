"""Files she takes along."""

from __future__ import annotations

from flask import Response

NEUTRAL = "paper"  # what a telephone lists among its downloads


def file(content: bytes, kind: str, mimetype: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{NEUTRAL}.{kind}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
