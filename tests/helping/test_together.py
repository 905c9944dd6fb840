"""Somebody sits beside her: what stays closed, how long it lasts, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from portal.audit import service as audit
from portal.audit.models import Act
from portal.helping import service
from portal.statements import notes
from tests.accounts.steps import cookie_of, is_in, sessions_in, token_in
from tests.consent.giving import choose, look, yes
from tests.helping.steps import lend
from tests.make import sign_in, working
from tests.safety.steps import walk
from tests.sharing import new_survivor

HERE, END = "/en/mine/people/together", "/en/mine/people/together/end"
ADVOCATE = "Joan Okafor"
NOTED, NAME = "Zebulon knows the rest", "Quillfeather"
LINE = "Somebody is sitting with you."


@pytest.fixture
def her(world, client):
    with working(world, world.survivor) as w:
        notes.save(w, 1, 0, NOTED, again=True)
        notes.save(w, notes.NAMES, 0, NAME, again=False)
    sign_in(client, world.survivor)
    return client


def begin(her, whom="Somebody else"):
    her.get(HERE)
    return her.submit(button=whom)


def acts(world):
    with working(world, writing=False) as w:
        return [act for act in w.main.scalars(select(Act)) if act.what in (audit.TOGETHER, audit.ON_THEIRS)]


# How long


def test_it_lasts_two_hours_and_no_longer_than_the_session(world, her):
    begin(her)
    (row,) = sessions_in(world)
    assert timedelta(hours=1, minutes=59) < row.together_until - row.idle_at < timedelta(hours=2, minutes=1)
    for _half in range(3):
        world.clock.move(minutes=50)
        her.get("/en/mine/")
        assert her.page.path == "/en/mine/", "an hour may pass without a touch"
    assert LINE not in her.page.text
    world.clock.move(minutes=17)
    assert not is_in(her), "and a quarter of an hour again, when it is over"


def test_it_ends_with_the_session(world, her):
    (row,) = sessions_in(world)
    while row.ends_at - world.clock() > timedelta(hours=1):
        world.clock.move(minutes=14)
        her.get("/en/mine/")
    begin(her)
    assert sessions_in(world)[0].together_until == row.ends_at


# What stays closed


def test_no_page_shows_a_note_while_somebody_sits_with_her(world, her):
    begin(her)
    pages = walk(her, "/en/mine/")
    assert len(pages) > 40
    assert {page.path for page in pages} > {HERE, "/en/mine/writing/names", "/en/mine/everything"}
    for path in ("/1/note", "/1", "/1/versions", "/review", "/out", "/out/see?parts=all"):
        pages.append(her.get(f"/en/mine/writing{path}"))
    hers = [page for page in pages if page.path.startswith(("/en/mine", "/en/settings"))]
    assert [page.url for page in hers if LINE not in page.text and page.path != "/en/paused"] == []
    for planted in (NOTED, NAME, "come back to this"):
        assert [page.url for page in pages if planted in page.body] == []

    her.get("/en/mine/writing/1/note")
    assert (her.page.status, her.page.h1) == (403, "For you alone")
    shown = her.fill("sitting").submit("Go on alone")
    assert (shown.path, NOTED in shown.body) == ("/en/mine/writing/1/note", True)
    assert NAME in her.get("/en/mine/writing/names").body
    assert "come back to this" in her.get("/en/mine/writing/").main


def test_nobody_takes_everything_along_while_somebody_sits_with_her(world, her):
    begin(her)
    token = token_in(her.page)
    her.post("/en/mine/everything/open", {"csrf_token": token})
    assert (her.page.status, her.page.h1) == (403, "For you alone")
    assert her.get("/en/mine/writing/out").status == 200


def test_a_note_that_was_open_is_saved_and_not_shown(world, her):
    her.get("/en/mine/writing/1/note")
    other_tab = her.fill({"text": "Typed before, saved afterwards"})
    begin(her)
    shown = other_tab.submit("Save")
    assert (shown.status, "What you typed is saved." in shown.main) == (403, True)
    assert "Typed before" not in shown.body
    with working(world, world.survivor, writing=False) as w:
        assert notes.read(w, 1).text == "Typed before, saved afterwards"


def test_a_name_to_look_out_for_is_still_marked_before_she_shares(world, her):
    """It stands in her own text, which both see; without the mark she would give it away."""
    with working(world, world.survivor) as w:
        notes.save(w, notes.NAMES, 1, "wages", again=False)
    begin(her)
    choose(world, her)
    her.fill({"parts": ["3"]}).submit()
    assert her.page.path.endswith("/look")
    assert "wages" in [" ".join(mark.itertext()) for mark in her.page.all("ins")]


def test_before_she_says_yes_it_is_said_once_that_she_is_not_alone(world, her):
    said = "You can also decide later, when you are alone"
    page = look(world, her)
    assert said not in page.main
    begin(her)
    her.get(page.url)
    assert her.page.main.count(said) == 1
    yes(her)
    assert "/given/" in her.page.path, "it holds up nothing"


# Beginning and ending


def test_it_stands_in_her_activity_with_whom_and_from_when_until_when(world, her):
    _older, access = lend(world, [1]), lend(world, [3])  # one person, two keys: named once
    begin(her, ADVOCATE)
    (act,) = acts(world)
    assert (act.share_id, act.staff_id, act.by) == (access, world.advocate.actor.id, None)
    assert "at the latest." in her.get("/en/mine/activity/").main
    world.clock.move(minutes=40)
    her.get("/en/mine/")
    her.submit(button="Go on alone")
    assert her.page.path == "/en/mine/"
    said = her.get("/en/mine/activity/").main
    assert f"You sat together with {ADVOCATE} from " in said
    assert "at the latest" not in said
    assert acts(world)[0].by - acts(world)[0].at >= timedelta(minutes=40)
    with working(world, writing=False) as w:
        assert audit.verify(w.main, world.server) is None


def test_of_somebody_else_nothing_is_kept_but_the_time(world, her):
    begin(her)
    her.get("/en/mine/")
    her.leave()
    (act,) = acts(world)
    assert (act.share_id, act.staff_id) == (world.survivor.actor.id, world.survivor.actor.id)
    assert act.by is not None, "leaving ends it, too"
    sign_in(her, world.survivor)
    assert "You sat together with somebody else from " in her.get("/en/mine/activity/").main


def test_a_second_tap_is_one_and_the_first_person_stays(world, her):
    lend(world, [1])
    page = her.get(HERE)
    for whom in (ADVOCATE, "Somebody else"):
        her.page = page
        her.submit(button=whom)
    assert [act.staff_id for act in acts(world)] == [world.advocate.actor.id]
    page = her.get("/en/mine/")
    for _tap in range(2):
        her.page = page
        her.submit(button="Go on alone")
    assert LINE not in her.page.text
    assert len(acts(world)) == 1


@pytest.mark.parametrize("who", ["", "nobody", str(UUID(int=0)), "ended", "anothers"])
def test_only_a_helper_whose_access_stands_can_be_named(world, her, who):
    if who in ("ended", "anothers"):
        who, access = str(lend(world, [1])), who
        if access == "ended":
            with working(world, world.survivor) as w:
                service.end(w, UUID(who))
        else:
            sign_in(her, new_survivor(world))
    token = token_in(her.get(HERE))
    her.post(HERE, {"csrf_token": token, "who": who})
    assert (her.page.path, LINE in her.page.text, acts(world)) == (HERE, False, [])


def test_back_cannot_bring_a_note_from_memory_since_the_cookie_is_new(world, her):
    old = cookie_of(her)
    begin(her)
    assert cookie_of(her) != old
    assert len(sessions_in(world)) == 1


def test_ending_it_where_she_writes_saves_what_is_typed(world, her):
    begin(her)
    her.get("/en/mine/writing/2")
    her.submit({"text": "In the middle of"}, "Go on alone")
    assert (her.page.path, LINE in her.page.text) == ("/en/mine/writing/2", False)
    assert "In the middle of" in her.page.body


@pytest.mark.parametrize("button", ["Save", "Go on alone"])
def test_a_sentence_survives_the_end_of_the_session(world, her, button):
    begin(her)
    her.get("/en/mine/writing/2")
    typed = her.fill({"text": "Typed while it ended"})
    world.clock.move(minutes=62)
    assert typed.submit(button).path == "/en/kept"
    sign_in(her, world.survivor)
    assert "Typed while it ended" in her.get("/en/mine/writing/2/both").body


def test_another_site_cannot_end_it(world, her):
    begin(her)
    her.client.post(END, headers={"Sec-Fetch-Site": "cross-site"}, base_url="https://localhost")
    assert LINE in her.get("/en/mine/").text


def test_nobody_can_end_anothers(world, her):
    begin(her)
    (act,) = acts(world)
    with working(world, new_survivor(world)) as w:
        audit.sat_with(w, act.id)
    assert acts(world)[0].by is None
