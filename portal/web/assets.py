"""Static files: read once at start, named by their hash, compressed in memory.

There is no build step and there are few files, so this is smaller than a library with a folder of
prepared copies; and the pages need the stylesheet's hash anyway, for the policy that lets public
pages carry it inline.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request
from markupsafe import Markup

from portal.web.access import everyone

STYLES = ("tokens.css", "base.css", "components.css")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Asset:
    name: str
    type: str
    plain: bytes = field(repr=False)
    encoded: dict[str, bytes] = field(repr=False)


class Assets:
    """`url("site.css")` is an address that can be cached for ever."""

    def __init__(self, folder: Path) -> None:
        self._by_name: dict[str, Asset] = {}
        css = "".join((folder / "css" / name).read_text("utf-8") for name in STYLES)
        self.css = smaller(css)
        self._add("site.css", self.css.encode())
        for path in sorted((folder / "js").glob("*.js")):
            self._add(path.name, path.read_bytes())
        for path in sorted((folder / "icons").glob("*.svg")):
            self._add(path.name, path.read_bytes(), stem="icon")
        self._by_address = {asset.name: asset for asset in self._by_name.values()}

    def _add(self, name: str, content: bytes, stem: str | None = None) -> None:
        own, suffix = name.rsplit(".", 1)
        address = f"{stem or own}.{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
        self._by_name[name] = Asset(address, TYPES["." + suffix], content, _encoded(content))

    def url(self, name: str) -> str:
        return "/static/" + self._by_name[name].name

    def at(self, address: str) -> Asset | None:
        return self._by_address.get(address)

    @property
    def css_inline(self) -> Markup:
        return Markup(self.css)  # noqa: S704  our own file, allowed by its hash

    @cached_property
    def css_hash(self) -> str:
        return "sha256-" + base64.b64encode(hashlib.sha256(self.css.encode()).digest()).decode()


@cache
def _encoded(content: bytes) -> dict[str, bytes]:
    return {"br": brotli.compress(content), "gzip": gzip.compress(content, mtime=0)}


def smaller(css: str) -> str:
    """Comments and needless white space out; nothing cleverer."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(";}", "}").strip()


def best_encoding() -> str | None:
    return request.accept_encodings.best_match(["br", "gzip"])


def install(app: Flask, assets: Assets) -> None:
    @app.get("/static/<name>")
    @everyone
    def static(name: str) -> Response:
        asset = assets.at(name)
        if asset is None:
            abort(404)
        encoding = best_encoding()
        body = asset.encoded[encoding] if encoding else asset.plain
        response = Response(body, mimetype=asset.type)
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        response.headers["Vary"] = "Accept-Encoding"
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response
