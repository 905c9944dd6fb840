"""The word card says neither what it is for nor where."""

import re

import pytest

from portal.crypto import canonical_words
from tests.accounts.steps import card_in, sign_up
from tests.page import text

HIDDEN = re.compile(r"((?:\.[a-z-]+,\s*)*\.[a-z-]+)\s*\{\s*display:\s*none")


def hidden_in_print(app) -> set[str]:
    """The classes the stylesheet hides on paper."""
    css = app.extensions["portal"].assets.css_inline
    block = str(css)[str(css).index("@media print") :]
    (names,) = HIDDEN.findall(block)
    return {name.strip().removeprefix(".") for name in names.split(",")}


def printed(page, hidden: set[str]) -> str:
    body = page.all("body")[0]
    for element in page.all(inside=body):
        if hidden & set(element.get("class", "").split()):
            element.clear()
    return text(body)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_print_has_the_name_and_the_words_and_nothing_else(client, app, language):
    client.get(f"/{language}/sign-up")
    client.fill(0).submit()
    name, words = card_in(client.page)
    assert len(words.split()) in (5, 6)
    assert printed(client.page, hidden_in_print(app)) == f"{name} {words}"


def test_the_browser_adds_no_address_and_no_title_to_the_print(app):
    css = str(app.extensions["portal"].assets.css_inline)
    # Browsers print the title and the address into the page's margin; without one they have no room.
    assert re.search(r"@page\s*\{\s*margin:\s*0", css[css.index("@media print") :])


def test_the_page_names_neither_the_service_nor_its_purpose(client):
    sign_up(client)
    said = canonical_words(f"{client.page.title} {client.page.main}")
    for word in ("harbour", "restorative", "justice", "victim", "survivor", "crime", "statement", "portal"):
        assert word not in said.split()
    assert client.page.title == "Your paper · My pages"
