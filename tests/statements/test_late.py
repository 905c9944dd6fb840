"""Words that arrive when the session has ended: kept sealed, told without a name, never lost or forced."""

import pytest
from sqlalchemy import select

from portal.accounts import service as accounts
from portal.crypto import CannotOpen
from portal.demo import WRITTEN
from portal.statements import apart, service
from portal.statements.models import PendingInput
from portal.statements.rules import MOST_PENDING
from portal.web import sessions
from tests.make import sign_in, working
from tests.page import text
from tests.sharing import new_survivor, sql

KEPT = "Kept. Sign in to see it."
LATE = "Written while the time ran out"


@pytest.fixture
def slip(world, client):
    """What her open page holds: her session ends while she writes."""
    sign_in(client, world.survivor)
    client.get("/en/mine/writing/1")
    return client.page.all("input")[0].get("value")


@pytest.fixture
def late(world, client, slip):
    """Her browser, its page still open, after the session has ended."""
    world.clock.move(minutes=16)
    return client


def post(browser, slip, words=LATE, number=1, **options):
    data = {"kept": slip, "text": words, "act": "save"}
    return browser.post(f"/en/mine/writing/{number}", data, **options)


def given_back(page):
    """Nobody knows whose the words are: they stay on the screen, and nothing is said of anybody."""
    assert page.status == 403
    assert "".join(page.by_id["text"].itertext()) == LATE
    assert KEPT not in page.body


def texts_beside(w, number):
    return [apart.read(w, id).text for id in apart.beside(w, number).waiting]


def waiting(world):
    return len(sql(world.stores.main, "SELECT 1 FROM pending_input"))


def test_it_is_kept_and_told_without_a_name(world, late):
    shown = late.submit({"text": LATE}, "act=save")
    assert shown.h1 == KEPT
    assert world.survivor.name not in shown.body
    assert LATE not in shown.body
    assert waiting(world) == 1


def test_it_is_sealed_to_her_and_overwrites_nothing(world, late, slip):
    post(late, slip)
    with working(world, writing=False) as w:
        row = w.main.scalars(select(PendingInput)).one()
        assert LATE.encode() not in row.w
        with pytest.raises(CannotOpen):
            apart._opened(w, row)  # the server alone
    with working(world, new_survivor(world), writing=False) as w, pytest.raises(CannotOpen):
        apart._opened(w, row)
    with working(world, world.survivor, writing=False) as w:
        assert service.read(w, 1).text == WRITTEN[1]
        assert texts_beside(w, 1) == [LATE]


def test_it_is_offered_after_signing_in(world, late, slip):
    post(late, slip)
    sign_in(late, world.survivor)
    assert "Words you sent are kept for you." in late.get("/en/mine/").main
    shown = late.follow("See them")
    assert shown.path == "/en/mine/writing/1"
    assert LATE not in shown.main
    assert LATE in text(late.submit(button="See both texts").all(css="letter")[1])
    late.submit(button="answer=both")
    with working(world, world.survivor, writing=False) as w:
        assert service.read(w, 1).text == f"{WRITTEN[1]}\n\n{LATE}"
    assert waiting(world) == 0


def test_the_list_of_parts_shows_where_something_waits(world, late, slip):
    post(late, slip)
    sign_in(late, world.survivor)
    marks = [text(mark) for mark in late.get("/en/mine/writing/").all(css="badge")]
    assert marks.count("something is waiting") == 1
    assert marks[0] == "something is waiting"


def test_autosave_is_kept_too_and_answers_as_it_asks(world, late, slip):
    told = late.client.post(
        "/en/mine/writing/1",
        data={"kept": slip, "text": LATE, "act": "autosave"},
        headers={"Accept": "application/json"},
        base_url="https://localhost",
    )
    assert told.get_json() == {"kept_apart": KEPT}
    assert waiting(world) == 1


def test_leaving_keeps_it_too(world, late):
    gone = late.fill("writing", {"text": LATE}).submit("Leave")
    assert world.settings.leave_url in (gone.location or gone.headers["Refresh"])
    assert LATE not in gone.body
    assert waiting(world) == 1


def test_twenty_are_kept_and_then_the_words_are_given_back(world, late, slip):
    for turn in range(MOST_PENDING):
        assert post(late, slip, f"{LATE} {turn}").h1 == KEPT
    shown = post(late, slip, "One too many")
    assert shown.status >= 400
    assert KEPT not in shown.body
    assert "".join(shown.by_id["text"].itertext()) == "One too many"
    assert waiting(world) == MOST_PENDING
    sign_in(late, world.survivor)
    assert f"Texts that wait after this one: {MOST_PENDING - 1}" in late.get("/en/mine/writing/1/both").main


def test_blank_late_words_take_no_room(world, late, slip):
    assert post(late, slip, "  \n").h1 == KEPT
    assert waiting(world) == 0


def test_after_erasure_it_is_void(world, late, slip):
    with working(world, world.survivor) as w:
        accounts.erase(w)
    given_back(post(late, slip))
    assert waiting(world) == 0


def test_erasing_takes_what_waits_with_it(world, late, slip):
    post(late, slip)
    with working(world, world.survivor) as w:
        accounts.erase(w)
    assert waiting(world) == 0


@pytest.mark.parametrize("spoilt", ["", "A" * 40, "no token", "é"])
def test_without_a_slip_of_ours_nothing_is_kept(world, late, slip, spoilt):
    given_back(post(late, spoilt))
    given_back(post(late, slip[:-8] + "AAAAAAAA"))
    assert post(late, spoilt, "").path == "/en/sign-in"
    assert waiting(world) == 0


def test_a_slip_is_good_for_thirty_days(world, late, slip):
    world.clock.move(days=29)
    assert post(late, slip).h1 == KEPT
    world.clock.move(days=2)
    given_back(post(late, slip))


def test_another_site_cannot_use_a_slip(world, late, slip):
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        given_back(post(late, slip, headers=headers))
    assert waiting(world) == 0


def test_while_paused_words_are_kept_apart(world, client, slip):
    client.submit({"text": "First"}, "act=pause")
    assert post(client, slip, "From a second window").h1 == KEPT
    assert waiting(world) == 1


def test_somebody_elses_sign_in_does_not_take_the_words(world, slip, another_client):
    """One phone, two people: what the first had open goes to the first."""
    other = new_survivor(world)
    sign_in(another_client, other)
    assert post(another_client, slip).h1 == KEPT
    with working(world, world.survivor, writing=False) as w:
        assert texts_beside(w, 1) == [LATE]


@pytest.mark.parametrize("role", ["survivor", "advocate", "lead"])
def test_the_slip_of_someone_erased_opens_no_door(world, slip, another_client, role):
    """Her words do not become another's, and the question who may enter is asked as always."""
    who = new_survivor(world) if role == "survivor" else getattr(world, role)
    sign_in(another_client, who)
    with working(world, world.survivor) as w:
        accounts.erase(w)
    shown = post(another_client, slip)
    assert shown.status in (403, 404)
    assert LATE in shown.body  # given back: it is on this phone already
    assert sql(world.stores.main, "SELECT 1 FROM section") == []
    told = another_client.post("/en/settings/erase", {"kept": slip, "text": LATE})
    assert told.status in (403, 404)  # not even looked at
    assert sql(world.stores.main, "SELECT 1 FROM principal WHERE id = :id", id=who.actor.id.hex)


def test_a_signed_out_post_is_kept_once_more_after_the_row_is_gone(world, client, slip):
    """Signed out in another tab, not only idle."""
    sessions.end_all(world.stores.sessions)
    assert post(client, slip).h1 == KEPT
    assert waiting(world) == 1
