"""Going through the whole site by its links, as one who looks behind every door."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from flask import Flask

from tests.browser import Browser
from tests.page import ORIGIN, Page

MOST = 400


def walk(client: Browser, start: str) -> list[Page]:
    """Every page that links lead to from here, in one language. "Leave" is not pressed."""
    waiting, seen, pages = [start], {start}, []
    while waiting:
        page = client.get(waiting.pop(0))
        if not page.is_html:
            continue  # a file to take along
        pages.append(page)
        for _words, href in page.links():
            address = urldefrag(urljoin(page.url, href)).url
            if _is_ours(address, start) and _once(address) not in seen:
                seen.add(_once(address))
                waiting.append(address)
        assert len(pages) < MOST, "the site has no end"
    return pages


def _is_ours(address: str, start: str) -> bool:
    parts = urlsplit(address)
    language = start.split("/")[1]
    inside = address.startswith(f"{ORIGIN}/{language}/")
    return inside and not parts.path.endswith("/leave")


def _once(address: str) -> str:
    return urlsplit(address).path


def endpoint_of(app: Flask, page: Page) -> str:
    adapter = app.url_map.bind("localhost")
    found, _values = adapter.match(urlsplit(page.url).path, "GET")
    return str(found)
