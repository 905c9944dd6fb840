"""A page for each way things go wrong: calm, with a way on, and nothing of what happened inside."""

import pytest
from flask import abort
from sqlalchemy.exc import IntegrityError, OperationalError

from portal.crypto import CannotOpen
from portal.keyring.slots import TooBusy
from portal.statements.rules import Reason
from portal.web.access import everyone
from portal.work import NotAllowed, NotFound, Refused, Stale
from tests.conftest import lend
from tests.make import sign_in

CODES = (400, 403, 404, 409, 413, 429, 500, 503)
RAISED = {
    "not-allowed": (NotAllowed("words"), 403),
    "not-found": (NotFound("words"), 404),
    "cannot-open": (CannotOpen(), 404),
    "refused": (Refused(Reason.TOO_LONG), 409),
    "stale": (Stale("words"), 409),
    "busy": (TooBusy("words"), 503),
    "store": (OperationalError("SELECT words", {"p": "words"}, Exception("words")), 503),
    "unique": (IntegrityError("SELECT words", {"p": "words"}, Exception("words")), 500),
    "bug": (RuntimeError("words"), 500),
    "key": (KeyError("words"), 500),
}
TOLD = {"cannot-open", "store", "unique", "bug", "key"}  # what the operator has to hear of


@pytest.fixture(scope="module")
def failing(own_app):
    """With an address at which things go wrong as asked."""

    @everyone
    def fail(how: str):
        if how.isdecimal():
            abort(int(how))
        raise RAISED[how][0]

    own_app.add_url_rule("/<language:language>/fail/<how>", "fail", fail, methods=["GET", "POST"])
    return own_app


@pytest.fixture
def app(failing, world):
    return lend(failing, world)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("code", CODES)
def test_each_page_has_a_way_on(client, code, language):
    page = client.get(f"/{language}/fail/{code}")
    assert (page.status, page.root.get("lang")) == (code, language)
    (way_on,) = [a.get("href") for a in page.all("a", inside=page.all("main")[0])]
    assert way_on == f"/{language}/"
    assert client.get(way_on).status == 200


@pytest.mark.parametrize("code", CODES)
def test_each_page_says_something_of_its_own(client, code):
    pages = {one: client.get(f"/en/fail/{one}").main for one in CODES}
    assert len(set(pages.values())) == len(CODES)
    assert str(code) not in pages[code]


@pytest.mark.parametrize("code", [401, 405, 410, 415, 418, 422, 451, 501, 502, 504])
def test_other_codes_get_the_nearest_page(client, code):
    page = client.get(f"/en/fail/{code}")
    assert page.status == code
    assert page.h1 in ("We could not understand this", "Something went wrong on our side")


@pytest.mark.parametrize(("who", "home"), [("survivor", "/en/mine/"), ("lead", "/en/inbox/")])
def test_who_is_signed_in_is_led_home(client, world, who, home):
    sign_in(client, getattr(world, who))
    page = client.get("/en/fail/500")
    assert [a.get("href") for a in page.all("a", inside=page.all("main")[0])] == [home]
    assert client.get(home).path == home


@pytest.mark.parametrize("how", sorted(RAISED))
def test_what_is_raised_gets_its_page_and_tells_nothing(client, how, capfd):
    page = client.get(f"/en/fail/{how}")
    assert page.status == RAISED[how][1]
    for inside in ("words", "Error", "Exception", "Traceback", "SELECT", "portal/", ".py"):
        assert inside not in page.main
    said = capfd.readouterr().err
    assert "words" not in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == (1 if how in TOLD else 0)


@pytest.mark.parametrize("how", [*sorted(RAISED), "400", "403", "404", "409", "429", "500", "503"])
def test_typed_words_are_handed_back_whatever_was_raised(client, how, capfd):
    page = client.post(f"/en/fail/{how}", {"text": "what I typed\nin two lines", "kept": "x"})
    assert page.status == (RAISED[how][1] if how in RAISED else int(how))
    (area,) = page.all("textarea")
    assert "".join(area.itertext()) == "what I typed\nin two lines"
    assert page.owner(area).get("action") == f"/en/fail/{how}"
    assert "what I typed" not in capfd.readouterr().err


def test_words_sent_to_no_page_are_handed_back_too(client):
    page = client.post("/en/was-here-once", {"text": "what I typed"})
    assert page.status == 404
    assert "".join(page.all("textarea")[0].itertext()) == "what I typed"


def test_a_script_is_told_in_json(client):
    page = client.post("/en/fail/500", {"text": "what I typed"}, headers={"Accept": "application/json"})
    assert (page.status, page.headers["Content-Type"]) == (500, "application/json")
    assert b"what I typed" not in page.content


def test_the_page_is_shown_also_when_the_session_store_is_gone(client, world):
    sign_in(client, world.survivor)
    with world.stores.sessions.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE sess")
    page = client.get("/en/mine/")
    assert (page.status, page.h1) == (503, "This place is resting for a moment")
    assert client.get("/en/support/").status in (200, 503)
