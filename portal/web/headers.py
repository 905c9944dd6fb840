"""Headers of every answer, and compression of the pages that carry no secret."""

from __future__ import annotations

import gzip
from functools import cache
from urllib.parse import urlsplit

import brotli
from flask import Flask, Response, request

from portal.web.assets import best_encoding
from portal.web.signed_in import live
from portal.web.state import portal

FEATURES = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
SMALL = 500


@cache
def policy(leave_url: str, css_hash: str, records: bool) -> str:
    """Nothing from elsewhere, nothing inline but the one stylesheet, by its hash. `records`: the page may
    play what has just been recorded in it.

    Under form-action stand the address behind "Leave" and any https address: leaving from a form being
    written in is a post that is answered with a redirect there, a browser checks the whole chain of
    redirects, and a neutral site may send people on to another host. Stopped, her words would stay.
    """
    leave = urlsplit(leave_url)
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'self' '{css_hash}'",
            "script-src 'self'",
            "img-src 'self'",
            "media-src 'self' blob:" if records else "media-src 'self'",
            "connect-src 'self'",
            f"form-action 'self' https: {leave.scheme}://{leave.netloc}",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


@cache
def permissions(records: bool) -> str:
    allowed = {"microphone"} if records else set()
    return ", ".join(f"{name}={'(self)' if name in allowed else '()'}" for name in FEATURES)


def set_policies(response: Response, *, records: bool = False) -> Response:
    """`records`: on the one page that may ask for the microphone."""
    p = portal()
    response.headers["Content-Security-Policy"] = policy(p.settings.leave_url, p.assets.css_hash, records)
    response.headers["Permissions-Policy"] = permissions(records)
    return response


def add_headers(response: Response) -> Response:
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers.setdefault("Cache-Control", "no-store")
    if response.mimetype == "text/html":
        if "Permissions-Policy" not in headers:
            set_policies(response)
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def compress(response: Response) -> Response:
    """Public pages only: a private page's length would tell what stands in it beside what was typed."""
    encoding = best_encoding()
    plain = response.status_code == 200 and response.mimetype == "text/html"
    if not plain or encoding is None or request.method != "GET" or live() is not None:
        return response
    body = response.get_data()
    if len(body) < SMALL:
        return response
    smaller = brotli.compress(body, quality=6) if encoding == "br" else gzip.compress(body, 6, mtime=0)
    response.set_data(smaller)
    response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    return response


def install(app: Flask) -> None:
    app.after_request(compress)
    app.after_request(add_headers)
