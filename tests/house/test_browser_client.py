"""The checking client itself: it refuses each kind of bad page, and sends what a browser would send."""

import base64
import hashlib
import json
from collections.abc import Callable

import pytest
from flask import Flask, Response, redirect, request

from tests.browser import Browser
from tests.page import Page

STYLE = "p{margin:0}"
DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": f"default-src 'none'; style-src 'self' 'sha256-{DIGEST}'",
}
LEAVE = '<a class="leave" href="/en/leave" rel="nofollow">Leave</a>'
LEAVE_BUTTON = '<button class="leave" form="w" formaction="/en/leave" formnovalidate>Leave</button>'
TOKEN = '<input type="hidden" name="csrf_token" value="t">'
FORM = f"""<form method="post" id="w" action="/en/echo">{TOKEN}
  <label for="name">Your name</label><input id="name" name="name" value="Ana">
  <label>Words <textarea name="words">
 old</textarea></label>
  <label><input type="checkbox" name="again" value="y" checked> Ask again</label>
  <fieldset><legend>Who</legend>
    <label><input type="radio" name="who" value="1" checked> One</label>
    <label><input type="radio" name="who" value="2"> Two</label></fieldset>
  <fieldset><legend>Which</legend>
    <label><input type="checkbox" name="which" value="a"> First</label>
    <label><input type="checkbox" name="which" value="b"> Second</label></fieldset>
  <label>When <select name="when">
    <option value="7">A week</option><option selected>Later</option></select></label>
  <input name="off" disabled aria-label="Off" value="x">
  <button name="act" value="save">Save</button> <button name="act" value="pause">Pause</button></form>"""


def html(
    main: str = "",
    *,
    leave: str = LEAVE,
    title: str = "Writing · My pages",
    lang: str = 'lang="en" dir="ltr"',
) -> str:
    """A right page, around `main`."""
    return f"""<!doctype html><html {lang}><head><meta charset="utf-8"><title>{title}</title>
        <style>{STYLE}</style><script src="/static/leave.js" defer></script></head>
        <body>{leave}<main><h1>Writing</h1>{main}</main></body></html>"""


Show = Callable[..., Browser]


@pytest.fixture
def show() -> Show:
    """A browser whose site shows one given page, and says what was sent to it."""

    def site(body: str, **headers: str | None) -> Browser:
        app = Flask(__name__, static_folder=None)

        def answer(**_values: str) -> Response:
            sent = {
                key.replace("_", "-"): value
                for key, value in (HEADERS | headers).items()
                if value is not None
            }
            return Response(body, headers=sent, mimetype="text/html")

        def echo() -> dict[str, object]:
            return {"sent": list(request.values.items(multi=True)), "origin": request.headers.get("Origin")}

        app.add_url_rule("/<language>/page", "page", answer)
        app.add_url_rule("/en/mine/page", "mine", answer)
        app.add_url_rule("/en/echo", "echo", echo, methods=["GET", "POST"])
        app.add_url_rule(
            "/en/leave", "leave", lambda: redirect("https://example.org/"), methods=["GET", "POST"]
        )
        app.add_url_rule("/", "root", lambda: redirect("/en/page"))
        return Browser(app)

    return site


def sent(page: Page) -> list[tuple[str, str]]:
    return [(name, value) for name, value in json.loads(page.content)["sent"]]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (html("<h1>Two</h1>"), "2 h1"),
        (html().replace("<h1>Writing</h1>", ""), "0 h1"),
        (html(title=""), "no title"),
        (html(title="Writing"), "public name"),
        (html(title=" · My pages"), "says nothing"),
        (html(lang=""), "lang is ''"),
        (html(lang='lang="es" dir="ltr"'), "lang is 'es'"),
        (html(lang='lang="en" dir="rtl"'), "dir is 'rtl'"),
        (html('<p id="a"></p><p id="a"></p>'), "2 times"),
        (html('<label for="b">B</label>'), "points nowhere"),
        (html('<a href="#b">B</a>'), "leads nowhere"),
        (html('<input name="words">'), "no label"),
        (html('<label><input type="radio" name="r" value="1"> One</label>'), "no fieldset"),
        (html('<a href="/en/"><svg></svg></a>'), "has no words"),
        (html('<img src="/static/a.png">'), "no alt"),
        (html('<form method="post"><button>Go</button></form>'), "no token"),
        (html(f"<form>{TOKEN}<button>Go</button></form>"), "token into the address"),
        (html(leave=""), "0 ways to leave"),
        (html(leave=LEAVE + LEAVE), "2 ways to leave"),
        (html(leave='<a class="leave" href="/en/leave">Leave</a>'), "nofollow"),
        (html(leave='<button class="leave">Leave</button>'), "wants form"),
        (html(leave='<a href="/">Home</a>' + LEAVE), "before the way to leave"),
        (html(FORM, leave=LEAVE_BUTTON), "Enter in 'Your name' leaves"),
        (html("<script>go()</script>"), "inline script"),
        (html('<p style="color:red">'), "attribute style"),
        (html('<p onclick="go()">'), "attribute onclick"),
        (html('<a href="javascript:go()">Go</a>'), "runs a script"),
        (html("<style>p{color:red}</style>"), "by its hash"),
        (html('<script src="https://example.org/x.js"></script>'), "loads https://example.org"),
        (html('<link rel="prefetch" href="//example.org/x.css">'), "loads //example.org"),
        (html('<form action="https://example.org/"><button>Go</button></form>'), "loads https://example.org"),
        (html('<a href="https://example.org/">Out</a>'), "noreferrer"),
        (html("<p><div></p>"), "HTML at"),
        (html("</section>"), "HTML at"),
        (html().replace("<!doctype html>", ""), "HTML at"),
    ],
)
def test_a_bad_page_is_refused(show, body, fault):
    with pytest.raises(AssertionError, match="https://localhost/en/page") as found:
        show(body).get("/en/page")
    assert fault in str(found.value)


@pytest.mark.parametrize("header", HEADERS)
def test_a_missing_header_is_refused(show, header):
    with pytest.raises(AssertionError, match=header):
        show(html(), **{header: None}).get("/en/page")


def test_an_unsafe_policy_is_refused(show):
    with pytest.raises(AssertionError, match="unsafe-inline"):
        show(html(), **{"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"}).get("/en/page")


def test_a_private_page_keeps_browser_helpers_out(show):
    with pytest.raises(AssertionError, match="translate=no") as found:
        show(html(FORM)).get("/en/mine/page")
    assert "'words' wants spellcheck=false" in str(found.value)


def test_a_right_page_passes(show):
    browser = show(html(FORM))
    assert browser.get("/").url == "https://localhost/en/page"
    assert browser.page.title == "Writing · My pages"
    assert browser.page.h1 == "Writing"
    assert show(html(lang='lang="ar" dir="rtl"')).get("/ar/page").status == 200


def test_a_form_sends_what_it_shows(show):
    browser = show(html(FORM))
    browser.get("/en/page")
    assert sent(browser.submit(button="Save")) == [
        ("csrf_token", "t"), ("name", "Ana"), ("words", " old"), ("again", "y"), ("who", "1"),
        ("when", "Later"), ("act", "save"),
    ]  # fmt: skip


def test_a_form_sends_what_was_filled_in(show):
    browser = show(html(FORM))
    browser.get("/en/page")
    filled = browser.fill("w", {"Your name": "Eva", "words": "a\nb", "Ask again": False, "Who": "Two"})
    page = filled.fill({"Which": ["First", "b"], "When": "A week"}).submit("act=pause")
    assert sent(page) == [
        ("csrf_token", "t"), ("name", "Eva"), ("words", "a\r\nb"), ("who", "2"),
        ("which", "a"), ("which", "b"), ("when", "7"), ("act", "pause"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "values", [{"Nobody": "x"}, {"Who": "Three"}, {"When": "Never"}, {"off": "x"}, {"Which": True}]
)
def test_what_a_person_cannot_fill_in_is_refused(show, values):
    browser = show(html(FORM))
    browser.get("/en/page")
    with pytest.raises(AssertionError, match="/en/page"):
        browser.fill(0, values).submit("Save")


@pytest.mark.parametrize("button", [None, "Send"])
def test_a_button_that_is_not_plain_is_refused(show, button):
    browser = show(html(FORM))
    browser.get("/en/page")
    with pytest.raises(AssertionError, match="buttons fit"):
        browser.fill(0, {}).submit(button)


def test_leaving_by_link_and_by_button(show):
    browser = show(html())
    browser.get("/en/page")
    assert browser.leave().location == "https://example.org/"
    words = f'{TOKEN}<label>Words <textarea name="words"></textarea></label>'
    browser = show(html(f'<form method="post" id="w">{words}</form>', leave=LEAVE_BUTTON))
    browser.get("/en/page")
    assert browser.leave().location == "https://example.org/"


def test_a_get_form_and_links(show):
    browser = show(
        html('<form action="/en/echo"><label>Find <input name="q"></label><button>Go</button></form>')
    )
    browser.get("/en/page")
    assert sent(browser.submit({"Find": "a b"})) == [("q", "a b")]
    browser = show(html('<a href="/en/echo?x=1#y">Next</a>'))
    browser.get("/en/page")
    assert sent(browser.follow("Next")) == [("x", "1")]
