"""Signing in: forgiving of how it is typed, and the same answer to every way of not fitting."""

import re

import pytest
from sqlalchemy import update

from portal.keyring.models import Principal
from tests.accounts.steps import cookie_of, try_in
from tests.make import working

TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')


def suspend(world, person):
    with working(world) as w:
        w.main.execute(update(Principal).where(Principal.id == person.actor.id).values(status="suspended"))


def seen(page):
    """All that an answer says, without what differs each time: the form's token."""
    body, tokens = TOKEN.subn("", page.body)
    assert tokens == 1
    return page.status, page.path, body, sorted(page.headers.items())


def test_every_way_of_not_fitting_looks_the_same(client, world):
    suspend(world, world.advocate)
    wrong = seen(try_in(client, world.survivor.name, "wrong words"))
    typed = {
        "nobody": ("no-such-name-0000", "wrong words"),
        "staff": (world.lead.name, "wrong words"),
        "suspended, wrong words": (world.advocate.name, "wrong words"),
        "suspended, right words": (world.advocate.name, world.advocate.passphrase),
        "another's words": (world.survivor.name, world.lead.passphrase),
    }
    for what, (name, words) in typed.items():
        answer = seen(try_in(client, name, words))
        # What she typed as her name stands in the field again; nothing else differs.
        assert answer[2].replace(name, world.survivor.name) == wrong[2], what
        assert (answer[0], answer[1]) == (wrong[0], wrong[1]) == (400, "/en/sign-in"), what
        assert headers_without_length(answer) == headers_without_length(wrong), what
    assert cookie_of(client) is None


def headers_without_length(answer):
    return [header for header in answer[3] if header[0] != "Content-Length"]


def test_the_answer_never_shows_the_words_again(client, world):
    page = try_in(client, world.survivor.name, "absurd ability secret")
    assert "absurd" not in page.body
    assert "The name and the words do not fit together" in page.main


def test_each_role_arrives_at_home(client, world):
    homes = [try_in(client, p.name, p.passphrase).path for p in (world.survivor, world.lead, world.advocate)]
    assert homes == ["/en/mine/", "/en/inbox/", "/en/helping/"]


@pytest.mark.parametrize(
    "mangled",
    [
        lambda name, words: (name.upper(), words.upper()),
        lambda name, words: (name.replace("-", " "), words.replace(" ", "\n")),
        lambda name, words: (f"\u2068{name}\u2069", f"\u200f{words}\u200e "),
        lambda name, words: (name.replace("-", "–"), words.title()),
        lambda name, words: (name.translate(DEVANAGARI), words.replace(" ", ", ")),
    ],
    ids=["capitals", "spaces and lines", "bidi marks", "dashes", "other digits and commas"],
)
def test_it_works_however_it_is_typed(client, world, mangled):
    name, words = mangled(world.survivor.name, world.survivor.passphrase)
    assert try_in(client, name, words).path == "/en/mine/"


DEVANAGARI = {ord("0") + n: ord("०") + n for n in range(10)}


@pytest.mark.parametrize("typed", [("", ""), ("a-b-0001", ""), ("", "words"), ("x" * 401, "y" * 401)])
def test_what_is_missing_or_too_long_is_said(client, typed):
    page = try_in(client, *typed)
    assert page.status == 400
    assert page.all(css="errors")
    assert page.all(css="error")


@pytest.mark.parametrize(
    ("place", "lands"),
    [
        ("/en/mine/writing/3", "/en/mine/writing/3"),
        ("/ar/mine/choices/", "/ar/mine/choices/"),
        ("//evil.example/", "/en/mine/"),
        ("//[", "/en/mine/"),
        ("https://evil.example/", "/en/mine/"),
        ("/\\evil.example", "/en/mine/"),
        ("\\\\evil.example", "/en/mine/"),
        ("/%09/evil.example", "/en/mine/"),
        ("/%0d%0aLocation:%20https://evil.example", "/en/mine/"),
        ("javascript:alert(1)", "/en/mine/"),
        ("evil.example", "/en/mine/"),
        ("", "/en/mine/"),
        ("/" + "x" * 300, "/en/mine/"),
    ],
)
def test_next_leads_only_to_pages_of_ours(client, world, place, lands):
    client.get(f"/en/sign-in?next={place}")
    client.fill({"name": world.survivor.name, "passphrase": world.survivor.passphrase}).submit()
    assert client.page.url == f"https://localhost{lands}"


def test_who_was_sent_to_sign_in_returns_to_where_she_was(client, world):
    client.get("/es/mine/writing/7")
    assert client.page.path == "/es/sign-in"
    client.fill({"name": world.survivor.name, "passphrase": world.survivor.passphrase}).submit()
    assert client.page.path == "/es/mine/writing/7"


def test_an_account_suspended_while_in_opens_nothing(client, world):
    try_in(client, world.survivor.name, world.survivor.passphrase)
    suspend(world, world.survivor)
    for place in ("/en/mine/", "/en/mine/writing/1", "/en/mine/writing/review", "/en/settings/"):
        page = client.get(place)
        assert (page.path, "sister" in page.body) == ("/en/sign-in", False)
