"""What every page must have, whoever opens it. `check` raises AssertionError with all that is missing."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from portal.i18n import direction
from tests.page import CHECKED, ORIGIN, Page, name, tag

LANGUAGE = re.compile(r"/([a-z]{2,3}(?:-[A-Za-z0-9]+)*)/")
PRIVATE = re.compile(r"/[^/]+/(?:mine|helping|inbox|programme)/")
LOADING = {"src", "srcset", "poster", "data"}
FOCUSED = {"a": "href", "area": "href"}
TYPED = {"text", "search", "email", "tel", "url", "number", "password", "date", "time"}
# html5lib follows a standard of 2014; what it calls wrong and today's standard does not.
NOT_WRONG = {"unexpected-char-in-comment"}

# What differs each time a page is fetched, and is looked at only for being there.
TOKEN = re.compile(rb'(name="(?:csrf_token|kept)" value=")[^"]+')
LOOKED_AT = ("Cache-Control", "X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy")

Check = Callable[[Page], Iterator[str]]
_passed: set[bytes] = set()


def check(page: Page, public_name: str) -> None:
    """A page that is, but for its tokens, one that has passed already is not looked over again."""
    told = [page.path, page.status, public_name, *(page.headers.get(name) for name in LOOKED_AT)]
    this = hashlib.sha256(repr(told).encode() + TOKEN.sub(rb"\1x", page.content)).digest()
    if this in _passed:
        return
    faults = [*title(page, public_name)]
    for one in (headings, language, headers, markup, ids, labels, tokens, way_out, code, addresses, private):
        faults += one(page)
    assert not faults, f"{page.url} ({page.status}):\n  " + "\n  ".join(faults)
    _passed.add(this)


def title(page: Page, public_name: str) -> Iterator[str]:
    if len(page.all("title", inside=page.all("head")[0])) != 1 or not page.title:
        yield "no title"
    elif not page.title.endswith(public_name):
        yield f"the title {page.title!r} does not end with the public name {public_name!r}"
    elif page.title.removesuffix(public_name).strip(" ·") == "" and public_name != page.title:
        yield f"the title {page.title!r} says nothing before the public name"


def headings(page: Page) -> Iterator[str]:
    count = len(page.all("h1"))
    if count != 1 or not page.h1:
        yield f"{count} h1 with the words {page.h1!r} instead of one"


def language(page: Page) -> Iterator[str]:
    html = page.root
    lang, in_address = html.get("lang", ""), LANGUAGE.match(page.path)
    if not lang or (in_address and page.status != 404 and lang != in_address.group(1)):
        yield f"lang is {lang!r}"
    if html.get("dir") != direction(lang or "en"):
        yield f"dir is {html.get('dir')!r} for {lang!r}"


def headers(page: Page) -> Iterator[str]:
    if "no-store" not in page.headers.get("Cache-Control", ""):
        yield "Cache-Control does not say no-store"
    if page.headers.get("X-Content-Type-Options") != "nosniff":
        yield "X-Content-Type-Options does not say nosniff"
    if page.headers.get("Referrer-Policy") not in ("same-origin", "no-referrer", "strict-origin"):
        yield "Referrer-Policy lets addresses out"
    policy = page.headers.get("Content-Security-Policy", "")
    if "default-src" not in policy or "'unsafe-" in policy or "*" in policy:
        yield f"Content-Security-Policy is {policy!r}"
    for style in page.all("style"):
        digest = hashlib.sha256("".join(style.itertext()).encode()).digest()
        if f"'sha256-{base64.b64encode(digest).decode()}'" not in policy:
            yield "a style element is not in the policy by its hash"


def markup(page: Page) -> Iterator[str]:
    for (line, column), fault, details in page.errors:
        if fault not in NOT_WRONG:
            yield f"HTML at {line}:{column}: {fault} {details or ''}"


def ids(page: Page) -> Iterator[str]:
    counts = Counter(element.get("id") for element in page.elements if element.get("id") is not None)
    yield from (f"id {id!r} stands {count} times" for id, count in counts.items() if count > 1 or not id)
    for element in page.elements:
        for attribute in ("for", "form", "aria-labelledby", "aria-describedby", "aria-controls"):
            for id in element.get(attribute, "").split():
                if id not in counts:
                    yield f"{attribute}={id!r} points nowhere"
        href = element.get("href", "")
        if tag(element) == "a" and href.startswith("#") and href[1:] not in counts:
            yield f"the link {href!r} leads nowhere"


def labels(page: Page) -> Iterator[str]:
    for control in page.controls():
        if control.get("type") != "hidden" and not page.label(control):
            yield f"{tag(control)} {control.get('name')!r} has no label"
    groups = {c.get("name") for c in page.controls() if c.get("type") == "radio" and not page.legend(c)}
    yield from (f"the choices {group!r} have no fieldset with a legend" for group in groups)
    for element in page.all("a", "button"):
        if not name(element) and (tag(element) == "button" or element.get("href")):
            yield f"a {tag(element)} has no words"
    yield from ("an img has no alt" for image in page.all("img") if image.get("alt") is None)


def tokens(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        sent = {control.get("name"): control.get("value") for control in page.controls(form)}
        if form.get("method", "get").lower() != "post":
            if sent.keys() & {"csrf_token", "kept"}:
                yield "a GET form puts its token into the address"
        elif form.get("data-no-token") is None and not (sent.get("csrf_token") or sent.get("kept")):
            yield f"the form to {form.get('action') or page.path} has no token"


def way_out(page: Page) -> Iterator[str]:
    found = page.all(css="leave")
    if len(found) != 1:
        yield f"{len(found)} ways to leave instead of one"
        return
    leave = found[0]
    if tag(leave) == "a":
        if "nofollow" not in leave.get("rel", "").split() or not leave.get("href"):
            yield "the link to leave wants href and rel=nofollow"
    elif page.owner(leave) is None or not leave.get("formaction") or leave.get("formnovalidate") is None:
        yield "the button to leave wants form, formaction and formnovalidate"
    first = next(element for element in page.elements if _focused(element))
    if first is not leave:
        yield f"the keyboard meets {tag(first)} {name(first)!r} before the way to leave"
    for form in page.all("form"):
        typed = [control for control in page.controls(form) if control.get("type", "text") in TYPED]
        typed = [control for control in typed if tag(control) == "input"]
        # The HTML standard, "implicit submission": Enter presses the first button of the form.
        if typed and page.buttons(form)[:1] == [leave]:
            yield f"Enter in {page.label(typed[0])!r} leaves the site: its form's first button is Leave"


def _focused(element: Element) -> bool:
    needs = FOCUSED.get(tag(element))
    if needs:
        return element.get(needs) is not None
    return (
        tag(element) in ("button", "input", "select", "textarea", "summary")
        and element.get("type") != "hidden"
        and element.get("tabindex") != "-1"
    )


def code(page: Page) -> Iterator[str]:
    for script in page.all("script"):
        if not script.get("src") or "".join(script.itertext()).strip():
            yield "an inline script"
    for element in page.elements:
        for attribute, value in element.attrib.items():
            if attribute == "style" or attribute.startswith("on"):
                yield f"{tag(element)} has an attribute {attribute}"
            if value.strip().lower().startswith("javascript:"):
                yield f"{tag(element)} runs a script by {attribute}"


def addresses(page: Page) -> Iterator[str]:
    for element in page.elements:
        loaded = {key: value for key, value in element.attrib.items() if key in LOADING}
        if tag(element) in ("link", "use", "image", "base"):
            loaded |= {key: value for key, value in element.attrib.items() if key.endswith("href")}
        if tag(element) in ("form", "button", "input"):
            loaded |= {key: value for key, value in element.attrib.items() if key in ("action", "formaction")}
        yield from (f"{tag(element)} loads {value}" for value in loaded.values() if _elsewhere(page, value))
        leads_away = tag(element) == "a" and _elsewhere(page, element.get("href", ""))
        if leads_away and "noreferrer" not in element.get("rel", "").split():
            yield f"the link to {element.get('href')} wants rel=noreferrer"


def _elsewhere(page: Page, address: str) -> bool:
    parts = urlsplit(urljoin(page.url, address))
    return parts.scheme in ("http", "https") and parts.netloc != urlsplit(ORIGIN).netloc


def private(page: Page) -> Iterator[str]:
    if not PRIVATE.match(page.path) or page.status != 200:
        return
    if page.root.get("translate") != "no":
        yield "a private page wants translate=no: a browser's translator sends its words out"
    for control in page.controls():
        kind = control.get("type", "text")
        words = kind in TYPED - {"date", "time", "number"} and tag(control) != "select"
        if words and (control.get("spellcheck") != "false" or not control.get("autocomplete")):
            yield f"{control.get('name')!r} wants spellcheck=false and autocomplete"
        if kind in CHECKED and not control.get("value"):
            yield f"{control.get('name')!r} has a choice without a value"
